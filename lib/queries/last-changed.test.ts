import { expect, it } from 'vitest';
import { loadRelease } from '@/db/loader/load';
import { cleanUpAfterEach, dataFolder, emptyDatabase, releaseOf } from '@/db/testing/synthetic-data';
import { lastChangedPages } from './last-changed';

cleanUpAfterEach();

it('gives each page the loading that last changed it, the first where none did', async () => {
  const { db } = await emptyDatabase();
  const load = (folder: string, loadedAt: string) =>
    loadRelease(db, { release: releaseOf(folder), note: null, loadedAt });
  await load(dataFolder(), '2026-01-01T00:00:00.000Z');
  const first = await lastChangedPages(db);
  const all = [...first.measures, ...first.countries, ...first.events];
  expect(all.length).toBeGreaterThan(4);
  expect(new Set(all.map(({ changedAt }) => changedAt))).toEqual(new Set(['2026-01-01T00:00:00.000Z']));

  // A figure of the French measure changes, then an event's title.
  const figure = dataFolder((files) => {
    const [target] = files['countries/FR.json'].measures[0]?.observations ?? [];
    if (target) target.value = 250;
  });
  await load(figure, '2026-02-01T00:00:00.000Z');
  const second = await lastChangedPages(db);
  expect(second.release).toBe('2026-02-01T00:00:00.000Z');
  const changed = (pages: { id: string; changedAt: string }[]) =>
    pages.filter(({ changedAt }) => changedAt.startsWith('2026-02')).map(({ id }) => id);
  expect(changed(second.measures)).toHaveLength(1);
  expect(changed(second.measures)[0]).toMatch(/^fr-/);
  expect(changed(second.countries)).toEqual(['FR']);
  expect(changed(second.events)).toEqual([]);

  // Back again: what was changed has now changed in the third loading.
  await load(dataFolder(), '2026-03-01T00:00:00.000Z');
  const third = await lastChangedPages(db);
  expect(third.countries.find(({ id }) => id === 'FR')?.changedAt).toBe('2026-03-01T00:00:00.000Z');
  expect(third.countries.filter(({ id }) => id !== 'FR').map(({ changedAt }) => changedAt)).not.toContain(
    '2026-03-01T00:00:00.000Z',
  );
});
