import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDatabase } from '../client';
import { DEFAULT_DATA_FOLDER } from '../commands/data-folder';
import { migrateDatabase } from '../migrate';
import { changes, claims, observationSources, observations, releases, seriesPoints } from '../schema';
import { cleanUpAfterEach, load, releaseOf, temporaryFolder, writeFiles } from '../testing/synthetic-data';
import { keptReleases } from './archive';

cleanUpAfterEach();

const KILLS = 20;

/** What a reader sees: the current release and how much of everything there is. */
async function seen(url: string) {
  const db = openDatabase(url);
  try {
    const [integrity] = (await db.$client.execute('pragma integrity_check')).rows;
    const dangling = (await db.$client.execute('pragma foreign_key_check')).rows;
    return {
      integrity: integrity?.integrity_check,
      dangling: dangling.length,
      releases: (await db.select().from(releases)).map(({ id }) => id),
      kept: await keptReleases(db),
      observations: await db.$count(observations),
      citations: await db.$count(observationSources),
      claims: await db.$count(claims),
      seriesPoints: await db.$count(seriesPoints),
      searchable: (await db.$client.execute('select count(*) as n from measure_search')).rows[0]?.n,
      changes: await db.$count(changes),
    };
  } finally {
    db.$client.close();
  }
}

/**
 * Starts a load in a process of its own and kills it `delayMs` after it has checked the data and turns to the database:
 * the process has no chance to clean up.
 */
async function killedLoad(url: string, folder: string, delayMs: number): Promise<'killed' | 'finished'> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/commands/load.ts', '--data', folder], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<'killed' | 'finished'>((resolve) => {
    child.on('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 'killed' : 'finished'));
  });
  // The line of counts comes right before the transaction.
  await new Promise((resolve) => {
    child.stdout.once('data', resolve);
    child.once('exit', resolve);
  });
  await Promise.race([pause(delayMs), ended]);
  child.kill('SIGKILL');
  return ended;
}

it(`a load killed at any of ${KILLS} moments leaves the old release whole, or the new one`, async () => {
  const folder = temporaryFolder();
  const oldPath = join(folder, 'old.sqlite');
  const db = openDatabase(`file:${oldPath}`, { create: true });
  await migrateDatabase(db, `file:${oldPath}`);
  await load(db, DEFAULT_DATA_FOLDER);
  await db.$client.execute('pragma wal_checkpoint(truncate)');
  db.$client.close();
  const before = await seen(`file:${oldPath}`);

  const changedData = temporaryFolder();
  cpSync(DEFAULT_DATA_FOLDER, changedData, { recursive: true });
  // A year of the price index that is not there: one more series point, and one change.
  const prices = 'year,index_2015,source_id\n2025,1,eurostat-hicp-aind\n';
  writeFiles({ 'series/hicp_euro_area.csv': prices }, changedData);
  const next = releaseOf(changedData);
  const after = {
    ...before,
    releases: [...before.releases, next.id],
    kept: [...before.kept, next.id].sort(),
    seriesPoints: next.content.seriesPoints.length,
    // 29 of the 30 years are gone and the last has another value.
    changes: 30,
  };

  const ends: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const path = join(folder, `${kill}.sqlite`);
    cpSync(oldPath, path);
    const end = await killedLoad(`file:${path}`, changedData, kill * 40);
    const now = await seen(`file:${path}`);
    expect([before, after]).toContainEqual(now);
    ends.push(`${end} ${now.releases.length === 1 ? 'old' : 'new'}`);
  }
  expect(ends).toContain('killed old');
}, 240_000);
