import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { getDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { loadMeasure } from './load';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-measure-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  await loadRealData(url);
});

afterAll(async () => {
  (await getDatabase()).$client.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('shows every source behind a measure once: of its terms, pay, figures, events and claims', async () => {
  const view = await loadMeasure('pl-wgotowosci');
  // Counted in the data files by a script of its own (Python), not by this program.
  expect(view?.sources).toHaveLength(28);
  expect(new Set(view?.sources.map(({ id }) => id)).size).toBe(28);
});

it('is null where there is no such measure', async () => {
  expect(await loadMeasure('pl-nothing')).toBeNull();
});
