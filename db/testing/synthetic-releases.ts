import type { Database } from '../client';
import { loadRelease } from '../loader/load';
import { dataFolder, releaseOf, type SyntheticFiles, syntheticObservation } from './synthetic-data';

/*
 * SYNTHETIC releases for tests, each after the other; see synthetic-data.ts.
 */

/** What the second of them changes: a figure, terms and pay in France, an event in Sweden, a price. */
export function secondRelease(files: SyntheticFiles): void {
  const [measure] = files['countries/FR.json'].measures;
  const [target] = measure?.observations ?? [];
  const [event] = files['countries/SE.json'].events;
  if (!measure?.pay || !target || !event) throw new Error('the synthetic data lost what a release changes');
  target.value = 120;
  target.qualifier = 'at_least';
  target.note = `Synthetic words. ${'More of them. '.repeat(20).trim()}`;
  measure.pay.basis = 'net';
  measure.native_name = 'Nom <synthétique>';
  measure.observations.push({ ...syntheticObservation(), period: '2031', value: 4500, qualifier: 'about' });
  event.title = 'Renamed';
  files['series/hicp_euro_area.csv'] = 'year,index_2015,source_id\n2025,130.1001,statistics\n';
}

/** What the third changes beside: a verdict, and the Swedish measure is gone. */
export function thirdRelease(files: SyntheticFiles): void {
  secondRelease(files);
  const [claim] = files['claims.json'].claims;
  const [event] = files['countries/SE.json'].events;
  if (!claim || !event) throw new Error('the synthetic data lost what a release changes');
  claim.verdict = 'disputed';
  event.measure_id = null;
  files['countries/SE.json'].measures = [];
}

export const SYNTHETIC_LOADINGS = [
  { edit: () => undefined, loadedAt: '2026-01-02T03:04:05.000Z', note: 'Synthetic: the first.' },
  { edit: secondRelease, loadedAt: '2026-02-03T04:05:06.000Z', note: 'Synthetic: corrections & <more>.' },
  { edit: thirdRelease, loadedAt: '2026-03-04T05:06:07.000Z', note: null },
] as const;

/** Loads the first `count` of them, without those before `from`; gives their ids, the oldest first. */
export async function loadSynthetic(
  db: Database,
  count: number = SYNTHETIC_LOADINGS.length,
  from = 0,
): Promise<string[]> {
  const ids: string[] = [];
  for (const { edit, loadedAt, note } of SYNTHETIC_LOADINGS.slice(from, count)) {
    const release = releaseOf(dataFolder(edit));
    await loadRelease(db, { release, note, loadedAt });
    ids.push(release.id);
  }
  return ids;
}
