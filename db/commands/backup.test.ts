import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { getDatabase, inSnapshot, openDatabase } from '../client';
import { loadRelease } from '../loader/load';
import { databaseState, unsoundness } from '../testing/database-state';
import { startLoad } from '../testing/stopped-load';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  releaseOf,
  temporaryFolder,
} from '../testing/synthetic-data';
import { loadSynthetic, secondRelease } from '../testing/synthetic-releases';
import { requireLoaded } from './require-loaded';

cleanUpAfterEach();

const configured = process.env.DATABASE_URL;
afterEach(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

function command(name: string, url: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `db/commands/${name}.ts`, ...options],
    { env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

async function stateIn(path: string) {
  const db = openDatabase(`file:${path}`);
  try {
    expect(await unsoundness(db)).toEqual([]);
    return await databaseState(db);
  } finally {
    db.$client.close();
  }
}

it('a backup is one file with all releases, and comes back under a running reader', async () => {
  const { db, url, path } = await emptyDatabase();
  await loadSynthetic(db, 2);
  const before = await databaseState(db);
  const backup = join(temporaryFolder(), 'kept/backup.sqlite');
  const made = command('backup', url, backup);
  expect([made.status, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain(`${backup}: a copy of ${url}, release ${before.loaded[1]}, `);
  expect(await stateIn(backup)).toEqual(before);

  process.env.DATABASE_URL = url;
  const reader = await getDatabase();
  await loadSynthetic(db, 3, 2);
  const later = await databaseState(db);
  expect(later.loaded).toHaveLength(3);
  await inSnapshot(reader, async (snapshot) => {
    // Reading while the file is exchanged: it goes on with what it saw.
    expect(await databaseState(snapshot)).toEqual(later);
    const restored = command('restore', url, backup);
    expect([restored.status, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toContain(
      `release ${before.loaded[1]}: ${backup} is now in the place of ${path}`,
    );
    expect(await databaseState(snapshot)).toEqual(later);
  });
  const after = await getDatabase();
  expect(after).not.toBe(reader);
  expect(await databaseState(after)).toEqual(before);

  // What is loaded then is seen by who has it open, and by who opens it when the old reader has gone.
  reader.$client.close();
  db.$client.close();
  expect(command('load', url, '--data', dataFolder(), '--note', 'back to the first').status).toBe(0);
  const loaded = await databaseState(after);
  expect(loaded.loaded).toEqual([...before.loaded, before.loaded[0]]);
  after.$client.close();
  expect(await stateIn(path)).toEqual(loaded);
  const aside = readdirSync(join(path, '..')).find((name) => /\.set-aside-[0-9TZ]+$/.test(name));
  expect(await stateIn(join(path, '..', aside ?? ''))).toEqual(later);
});

it('a backup made while loads run is of one moment', async () => {
  const { db, url, path } = await emptyDatabase();
  await load(db, dataFolder(), 'first');
  const [first, second] = [dataFolder(), dataFolder(secondRelease)];
  const folder = temporaryFolder();
  let stopped = false;
  const LOAD = ['--import', 'tsx', 'db/commands/load.ts'];
  const loading = (async () => {
    for (let turn = 0; !stopped; turn += 1) {
      const options = ['--data', turn % 2 === 0 ? second : first, '--note', 'again'];
      expect(await startLoad(LOAD, url, options).ended).toMatchObject({ status: 0 });
    }
  })();
  const backups: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const backup = join(folder, `${turn}.sqlite`);
    const child = startLoad(['--import', 'tsx', 'db/commands/backup.ts', backup], url, []);
    expect(await child.ended).toMatchObject({ status: 0 });
    backups.push(backup);
    await pause(50);
  }
  stopped = true;
  await loading;
  const all = await stateIn(path);
  for (const backup of backups) {
    const { loaded, content, changes } = await stateIn(backup);
    const count = loaded.length;
    expect(loaded).toEqual(all.loaded.slice(0, count));
    expect(changes).toEqual(all.changes.slice(0, count));
    // Two contents alternate; the copy has that of its newest release.
    const ofLast = (count - all.loaded.length) % 2 === 0;
    expect(content === all.content).toBe(ofLast);
  }
});

it('nothing takes the place of a file into which a load is being written', async () => {
  const { db, url, path } = await emptyDatabase();
  await loadSynthetic(db, 2);
  const backup = join(temporaryFolder(), 'backup.sqlite');
  expect(command('backup', url, backup).status).toBe(0);
  const writer = await openDatabase(url).$client.transaction('write');
  const before = readdirSync(join(path, '..')).sort();
  for (const [name, ...options] of [
    ['restore', backup],
    ['rebuild', '--data', dataFolder()],
  ] as const) {
    expect(command(name, url, '--wait', '0', ...options)).toMatchObject({
      status: 1,
      stderr: `another process is writing to ${path}; nothing was changed, try again\n`,
    });
  }
  expect(readdirSync(join(path, '..')).sort()).toEqual(before);
  await writer.rollback();
  expect(command('restore', url, backup).status).toBe(0);
});

it('a load into a file that was set aside meanwhile is not called loaded', async () => {
  const { db, url } = await emptyDatabase();
  const folder = dataFolder();
  const request = { release: releaseOf(folder), note: 'first', loadedAt: '2026-05-06T07:08:09.000Z' };
  await loadRelease(db, request);
  await expect(requireLoaded(url, request)).resolves.toBeUndefined();
  const inItsPlace = await emptyDatabase();
  await loadSynthetic(inItsPlace.db, 2);
  await expect(requireLoaded(inItsPlace.url, request)).rejects.toThrow(
    'is not in the database: another file took its place while it was loaded',
  );
});

it('nothing is overwritten, and what is no sound backup does not take the place of anything', async () => {
  const { db, url, path } = await emptyDatabase();
  await load(db, dataFolder(), 'first');
  await db.$client.execute('pragma wal_checkpoint(truncate)');
  const backup = join(temporaryFolder(), 'backup.sqlite');
  expect(command('backup', url, backup).status).toBe(0);
  expect(command('backup', url, backup)).toMatchObject({
    status: 1,
    stderr: `${backup} is there already; name a new file\nusage: data:backup FILE\n`,
  });
  const bytes = readFileSync(backup);
  bytes.fill(0xab, 8192, 60_000);
  writeFileSync(backup, bytes);
  const before = readFileSync(path);
  expect(command('restore', url, backup)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/backup\.sqlite: the file is damaged.*\n$/),
  });
  writeFileSync(backup, 'no database');
  expect(command('restore', url, backup)).toMatchObject({
    status: 1,
    stderr: `${backup}: the file is damaged (SQLITE_NOTADB)\n`,
  });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('.new-'))).toEqual([]);
  for (const name of ['backup', 'restore']) {
    expect(command(name, 'libsql://db.example', backup.replace('backup.sqlite', 'other.sqlite')).status).toBe(
      1,
    );
  }
  expect(existsSync(backup.replace('backup.sqlite', 'other.sqlite'))).toBe(false);
});
