import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDatabase } from '../client';
import { DEFAULT_DATA_FOLDER } from '../commands/data-folder';
import { migrateDatabase } from '../migrate';
import { databaseState, unsoundness } from '../testing/database-state';
import { startLoad } from '../testing/stopped-load';
import { cleanUpAfterEach, load, temporaryFolder, writeFiles } from '../testing/synthetic-data';

cleanUpAfterEach();

const KILLS = 20;
const LOAD = ['--import', 'tsx', 'db/commands/load.ts'];

/** What a reader sees; a file that is not sound is no state. */
async function seen(url: string) {
  const db = openDatabase(url);
  try {
    expect(await unsoundness(db)).toEqual([]);
    return await databaseState(db);
  } finally {
    db.$client.close();
  }
}

it(`a load killed at any of ${KILLS} moments leaves the old release whole, or the new one`, async () => {
  const folder = temporaryFolder();
  const oldPath = join(folder, 'old.sqlite');
  const db = openDatabase(`file:${oldPath}`, { create: true });
  await migrateDatabase(db, `file:${oldPath}`);
  await load(db, DEFAULT_DATA_FOLDER);
  await db.$client.execute('pragma wal_checkpoint(truncate)');
  const before = await databaseState(db);

  const changedData = temporaryFolder();
  cpSync(DEFAULT_DATA_FOLDER, changedData, { recursive: true });
  // 29 of the 30 years of the price index are gone and the last has another value.
  const prices = 'year,index_2015,source_id\n2025,1,eurostat-hicp-aind\n';
  writeFiles({ 'series/hicp_euro_area.csv': prices }, changedData);
  const newPath = join(folder, 'new.sqlite');
  cpSync(oldPath, newPath);
  const loaded = openDatabase(`file:${newPath}`);
  await load(loaded, changedData);
  const after = await databaseState(loaded);
  for (const one of [db, loaded]) one.$client.close();
  expect([after.loaded.length, after.content === before.content]).toEqual([2, false]);

  const ends: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const path = join(folder, `${kill}.sqlite`);
    cpSync(oldPath, path);
    const { child, checked, ended } = startLoad(LOAD, `file:${path}`, ['--data', changedData]);
    await checked;
    await Promise.race([pause(kill * 40), ended]);
    child.kill('SIGKILL');
    const { end } = await ended;
    const now = await seen(`file:${path}`);
    expect([before, after]).toContainEqual(now);
    ends.push(`${end} ${now.loaded.length === 1 ? 'old' : 'new'}`);
  }
  expect(ends).toContain('killed old');
}, 240_000);
