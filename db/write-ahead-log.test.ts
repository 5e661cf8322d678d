import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Database, inSnapshot } from './client';
import { releases } from './schema';
import { startLoad } from './testing/stopped-load';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  syntheticObservation,
} from './testing/synthetic-data';

cleanUpAfterEach();

const LOAD = ['--import', 'tsx', 'db/commands/load.ts'];

const withOneMore = () =>
  dataFolder((files) => {
    files['countries/FR.json'].measures[0]?.observations.push({ ...syntheticObservation(), period: '2031' });
  });

/** A reader that stays with what it sees until it is let go; gives how many releases it saw at its end. */
async function staying(db: Database) {
  let letGo: () => void = () => undefined;
  const stay = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const saw = inSnapshot(db, async (snapshot) => {
    await snapshot.$count(releases);
    begin();
    await stay;
    return snapshot.$count(releases);
  });
  await begun;
  return { letGo, saw };
}

async function untilLoaded(db: Database, count: number): Promise<void> {
  while ((await db.$count(releases)) < count) await pause(10);
}

it('is emptied by a load though there is never a moment without readers', async () => {
  const { db, url, path } = await emptyDatabase();
  await load(db, dataFolder(), 'first');
  const before = await staying(db);
  const { ended } = startLoad(LOAD, url, ['--data', withOneMore(), '--note', 'second']);
  await untilLoaded(db, 2);
  const after = await staying(db);
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  before.letGo();
  // Once nobody needs the old pages, the file has the new ones, and who begins now reads them there.
  await pause(1_000);
  const later = await staying(db);
  after.letGo();
  const { status } = await ended;
  expect([status, statSync(`${path}-wal`).size]).toEqual([0, 0]);
  later.letGo();
  expect(await Promise.all([before.saw, after.saw, later.saw])).toEqual([1, 2, 2]);
});

it('is left for another time when a reader stays', async () => {
  const { db, url, path } = await emptyDatabase();
  await load(db, dataFolder(), 'first');
  const before = await staying(db);
  const { status, said } = await startLoad(LOAD, url, ['--data', withOneMore(), '--note', 'second']).ended;
  expect([status, statSync(`${path}-wal`).size > 0]).toEqual([0, true]);
  expect(said).toMatch(/release [0-9a-f]{12}: loaded\n/);
  before.letGo();
  expect([await before.saw, await db.$count(releases)]).toEqual([1, 2]);
});
