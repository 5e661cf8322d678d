import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder of the project's own data. */
export const REAL_DATA = fileURLToPath(new URL('../db/data', import.meta.url));

const countryFile = z.looseObject({
  measures: z.array(
    z.looseObject({ source_ids: z.array(z.string()).min(1), observations: z.array(z.looseObject({})) }),
  ),
});

/** Writes a copy of the real data with `wanted` synthetic observations (figures without meaning, never shipped), spread evenly over its measures. */
export function writeSyntheticData(folder: string, wanted: number): void {
  cpSync(REAL_DATA, folder, { recursive: true });
  const files = readdirSync(join(folder, 'countries')).map((name) => {
    const path = join(folder, 'countries', name);
    return { path, content: countryFile.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  });
  const measures = files.flatMap(({ content }) => content.measures);
  for (const [index, measure] of measures.entries()) {
    const share = Math.floor(wanted / measures.length) + (index < wanted % measures.length ? 1 : 0);
    const cited = measure.source_ids.slice(0, 2);
    for (let i = 0; i < share; i += 1) {
      measure.observations.push({
        indicator: 'intake_per_year',
        component: `synthetic contingent ${i}`,
        period: String(2000 + (i % 50)),
        value: i,
        low: null,
        high: null,
        qualifier: 'exact',
        unit: 'persons',
        per: null,
        tax: null,
        basis: i % 2 === 0 ? 'actual' : 'target',
        coverage: 'full',
        stated_on: '2050-12-31',
        source_ids: cited,
        note: `Synthetic figure ${i}, made for a benchmark.`,
      });
    }
  }
  for (const { path, content } of files) writeFileSync(path, JSON.stringify(content, null, 1));
}

/** A target of the real data, in the file of France. */
export const REAL_TARGET = 42_500;

/** Writes a copy of the real data with one target changed to `target` (made up, never shipped): another release, alike but for that. */
export function writeChangedData(folder: string, target: number): void {
  cpSync(REAL_DATA, folder, { recursive: true });
  const path = join(folder, 'countries/FR.json');
  const before = readFileSync(path, 'utf8');
  const after = before.replaceAll(`"value": ${REAL_TARGET}`, `"value": ${target}`);
  if (after === before) throw new Error(`${path} has no figure ${REAL_TARGET} any more`);
  writeFileSync(path, after);
}
