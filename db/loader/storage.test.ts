import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { getDatabase, openDatabase } from '../client';
import { observations, releases } from '../schema';
import { storageFault } from '../storage-fault';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  syntheticObservation,
} from '../testing/synthetic-data';

cleanUpAfterEach();

const configured = process.env.DATABASE_URL;
afterEach(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

const withMany = () =>
  dataFolder((files) => {
    for (let year = 2100; year < 2200; year += 1) {
      files['countries/FR.json'].measures[0]?.observations.push({
        ...syntheticObservation(),
        period: String(year),
        note: `A long note, so that the file grows. ${'x'.repeat(900)}`,
      });
    }
  });

function command(name: string, url: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `db/commands/${name}.ts`, ...options],
    { env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xab, 4096, 60_000);
  writeFileSync(path, bytes);
}

describe('a disk without room', () => {
  it('leaves the last release as it was, and says what is the matter', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder(), 'first');
    const before = await db.select().from(observations);
    const [pages] = (await db.$client.execute('pragma page_count')).rows;
    await db.$client.execute(`pragma max_page_count = ${Number(pages?.page_count) + 4}`);
    const error = await load(db, withMany(), 'second').catch((reason: unknown) => reason);
    expect(storageFault(error, url)).toBe(
      `${url}: the disk is full; nothing was changed and the last release still stands: make room and run this again`,
    );
    const again = openDatabase(url);
    expect(await again.select().from(observations)).toEqual(before);
    expect(await again.$count(releases)).toBe(1);
    again.$client.close();
  });
});

describe('a damaged file', () => {
  it('is said with what to do, and is made anew beside the old one while a reader has it open', async () => {
    const { db, url, path } = await emptyDatabase();
    const folder = dataFolder();
    await load(db, folder, 'first');
    await db.$client.execute('pragma wal_checkpoint(truncate)');
    db.$client.close();
    process.env.DATABASE_URL = url;
    const reader = await getDatabase();
    expect(await reader.$count(observations)).toBe(2);
    damage(path);

    const refused = command('load', url, '--data', withMany(), '--note', 'second');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/the file is damaged \(SQLITE_\w+\).*npm run data:rebuild/);

    const rebuilt = command('rebuild', url, '--data', folder);
    expect([rebuilt.status, rebuilt.stderr]).toEqual([0, '']);
    const [, aside = ''] = /the old file is kept as (\S+)/.exec(rebuilt.stdout) ?? [];
    expect(
      readFileSync(aside)
        .subarray(4096, 5000)
        .every((byte) => byte === 0xab),
    ).toBe(true);
    // The address is the same and the file another: the next reader gets the new one.
    const after = await getDatabase();
    expect(after).not.toBe(reader);
    expect(await after.$count(observations)).toBe(2);
    expect((await after.$client.execute('pragma integrity_check')).rows[0]?.integrity_check).toBe('ok');
    expect(readdirSync(dirname(path)).filter((name) => name.includes('.new-'))).toEqual([]);
    for (const one of [reader, after]) one.$client.close();
  });

  it('stays in its place when the data to make it anew have a mistake', async () => {
    const { db, url, path } = await emptyDatabase();
    await load(db, dataFolder(), 'first');
    await db.$client.execute('pragma wal_checkpoint(truncate)');
    db.$client.close();
    damage(path);
    const before = readFileSync(path);
    const folder = dataFolder((files) => {
      Object.assign(files['countries/FR.json'].measures[0] ?? {}, { status: 'perhaps' });
    });
    const rebuilt = command('rebuild', url, '--data', folder);
    expect(rebuilt.status).toBe(1);
    expect(rebuilt.stderr).toContain('countries/FR.json · measures[0].status · "perhaps"');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is no matter of a server, which has backups of its own', () => {
    const { status, stderr } = command('rebuild', 'libsql://db.example');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'DATABASE_URL names a server: data:rebuild is for a file; restore a server from its backup\n',
    );
  });
});
