import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseSettingError, databasePath, databaseSettings, localFolder, readingUrl } from './settings';

afterEach(() => vi.unstubAllEnvs());

describe('the path of an address', () => {
  it.each([
    ['file:./var/muster.sqlite', './var/muster.sqlite'],
    ['file:/srv/muster.sqlite', '/srv/muster.sqlite'],
    ['file:///srv/muster%20data.sqlite', '/srv/muster data.sqlite'],
    ['file:muster.sqlite?mode=ro', 'muster.sqlite'],
    ['libsql://example.org', null],
  ])('%s is %s', (url, path) => {
    expect(databasePath(url)).toBe(path);
  });
});

describe('what the environment says about the database', () => {
  it('is the local file when it says nothing', () => {
    const standard = { url: 'file:./var/muster.sqlite', replica: null, authToken: undefined };
    expect(databaseSettings({})).toEqual(standard);
    expect(databaseSettings({ DATABASE_URL: ' ', DATABASE_REPLICA: '', DATABASE_AUTH_TOKEN: '' })).toEqual(
      standard,
    );
  });

  it.each(['http://primary:8080', 'https://db.example.org/', 'libsql://db.example.org'])(
    'takes the server %s with a replica and a token',
    (url) => {
      expect(
        databaseSettings({
          DATABASE_URL: url,
          DATABASE_REPLICA: ' ./var/r.sqlite ',
          DATABASE_AUTH_TOKEN: 'token',
        }),
      ).toEqual({ url, replica: './var/r.sqlite', authToken: 'token' });
    },
  );

  it.each([
    './var/muster.sqlite',
    'file:',
    'ws://primary',
    'postgres://primary/muster',
    'http://',
    'http://a b',
  ])('refuses the address %s and says what is allowed', (url) => {
    expect(() => databaseSettings({ DATABASE_URL: url })).toThrow(
      new DatabaseSettingError(
        `DATABASE_URL is "${url}"; allowed: a file (file:./var/muster.sqlite) or a libSQL server (http://…, https://…, libsql://…).`,
      ),
    );
  });

  it.each(['file:./var/r.sqlite', 'http://primary', './var/', 'r.sqlite?mode=ro', 'a#b', 'a%20b'])(
    'refuses the replica %s and says what is allowed',
    (replica) => {
      expect(() => databaseSettings({ DATABASE_URL: 'http://primary', DATABASE_REPLICA: replica })).toThrow(
        new DatabaseSettingError(
          `DATABASE_REPLICA is "${replica}"; allowed: the path of a file, without ?, # and %, such as ./var/replica.sqlite.`,
        ),
      );
    },
  );

  it.each([undefined, 'file:./var/muster.sqlite'])('refuses a replica of the file %s', (url) => {
    expect(() => databaseSettings({ DATABASE_URL: url, DATABASE_REPLICA: './var/r.sqlite' })).toThrow(
      /^DATABASE_REPLICA is set, and DATABASE_URL is "file:.\/var\/muster.sqlite"; allowed: a replica of a libSQL server/,
    );
  });
});

describe('what is read', () => {
  it.each([
    ['file:/srv/data/muster.sqlite', undefined, 'file:/srv/data/muster.sqlite', '/srv/data'],
    ['http://primary', undefined, 'http://primary', './var'],
    ['http://primary', '/srv/copy/r.sqlite', 'file:/srv/copy/r.sqlite', '/srv/copy'],
    ['http://primary', 'r.sqlite', 'file:r.sqlite', '.'],
  ])('of %s with the replica %s is %s, and files are kept in %s', (url, replica, reading, folder) => {
    vi.stubEnv('DATABASE_URL', url);
    vi.stubEnv('DATABASE_REPLICA', replica);
    expect(readingUrl()).toBe(reading);
    expect(localFolder()).toBe(folder);
  });
});
