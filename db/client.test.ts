import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import {
  asDatabaseUnavailable,
  DatabaseUnavailableError,
  databasePath,
  getDatabase,
  openDatabase,
  requireRelease,
} from './client';
import { releases } from './schema';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load, temporaryFolder } from './testing/synthetic-data';

cleanUpAfterEach();

async function failure(attempt: () => unknown): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

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

describe('a database that cannot answer', () => {
  it('a missing file is said, and not made', async () => {
    const path = join(temporaryFolder(), 'none.sqlite');
    const error = await failure(() => openDatabase(`file:${path}`));
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(error).toMatchObject({
      reason: 'missing',
      message: `${path}: no database there; run "npm run db:migrate" and "npm run data:load"`,
    });
    expect(existsSync(path)).toBe(false);
  });

  it('a folder is no database', async () => {
    const error = await failure(() => openDatabase(`file:${temporaryFolder()}`));
    expect(error).toMatchObject({ reason: 'unreadable', message: expect.stringContaining('not a file') });
  });

  it('a file of something else is unreadable', async () => {
    const path = join(temporaryFolder(), 'text.sqlite');
    writeFileSync(path, 'This is no database. '.repeat(500));
    const error = await failure(async () => requireRelease(openDatabase(`file:${path}`)));
    expect(error).toMatchObject({ name: 'DatabaseUnavailableError', reason: 'unreadable' });
  });

  it('an empty file is not migrated', async () => {
    const path = join(temporaryFolder(), 'empty.sqlite');
    writeFileSync(path, '');
    const error = await failure(async () => requireRelease(openDatabase(`file:${path}`)));
    expect(error).toMatchObject({ name: 'DatabaseUnavailableError', reason: 'not_migrated' });
  });

  it('a migrated database without a load has no release', async () => {
    const { db } = await emptyDatabase();
    expect(await failure(() => requireRelease(db))).toMatchObject({
      reason: 'no_release',
      message: 'the database holds no release yet: run "npm run data:load"',
    });
  });

  it('a database held exclusively by another process is locked', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder());
    await db.run(sql`pragma journal_mode = delete`);
    const holder = openDatabase(url);
    await holder.run(sql`pragma locking_mode = exclusive`);
    await holder.update(releases).set({ note: 'held' });
    const reader = openDatabase(url, { waitMs: 20 });
    expect(await failure(() => requireRelease(reader))).toMatchObject({ reason: 'locked' });
    const raw = await failure(() => reader.select().from(releases));
    expect(asDatabaseUnavailable(raw)).toMatchObject({ reason: 'locked' });
    reader.$client.close();
    holder.$client.close();
  });

  it('any other error is not taken for it', async () => {
    const { db } = await emptyDatabase();
    expect(asDatabaseUnavailable(await failure(() => db.run(sql`select nonsense(`)))).toBeNull();
    expect(asDatabaseUnavailable(new TypeError('a fault of ours'))).toBeNull();
    expect(asDatabaseUnavailable('text')).toBeNull();
  });
});

describe("the process's database", () => {
  const configured = process.env.DATABASE_URL;
  afterEach(() => {
    if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
    else process.env.DATABASE_URL = configured;
  });

  it('is opened once, tried afresh after a failure, and opened again when another file takes its place', async () => {
    const { db, url, path } = await emptyDatabase();
    process.env.DATABASE_URL = url;
    expect(await failure(getDatabase)).toMatchObject({ reason: 'no_release' });
    await load(db, dataFolder());
    const first = await getDatabase();
    expect(await getDatabase()).toBe(first);

    await db.run(sql`pragma wal_checkpoint(truncate)`);
    rmSync(path);
    expect(await failure(getDatabase)).toMatchObject({ reason: 'missing' });
    expect(existsSync(path)).toBe(false);

    const other = await emptyDatabase();
    await load(other.db, dataFolder());
    process.env.DATABASE_URL = other.url;
    const second = await getDatabase();
    expect(second).not.toBe(first);
    expect(await second.$count(releases)).toBe(1);
  });
});
