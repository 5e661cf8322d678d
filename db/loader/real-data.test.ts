import { expect, it } from 'vitest';
import { DEFAULT_DATA_FOLDER } from '../commands/data-folder';
import * as schema from '../schema';
import { cleanUpAfterEach, emptyDatabase, load } from '../testing/synthetic-data';
import { readData } from './content';
import { formatFinding } from './finding';
import { countsOf } from './load';

cleanUpAfterEach();

// Counted from the files by a script of its own (Python's json and csv), not by the loader.
const COUNTED = {
  countries: 52,
  measures: 183,
  observations: 1010,
  // 1,161 in country files, 110 of the claims, 4 of the list of countries
  sources: 1275,
  // 405 national, 35 of the wider context
  events: 440,
  claims: 24,
  // 2,652 + 3,068 + 1,248 + 762 + 321 + 817 + 30
  seriesPoints: 8898,
};

it('the data of the project loads without a mistake, whole', async () => {
  const { findings, release } = readData(DEFAULT_DATA_FOLDER);
  expect(findings.filter(({ level }) => level === 'mistake').map(formatFinding)).toEqual([]);
  if (!release) throw new Error('no release');
  expect(countsOf(release.content)).toEqual(COUNTED);

  const { db } = await emptyDatabase();
  await load(db, DEFAULT_DATA_FOLDER);
  expect({
    countries: await db.$count(schema.countries),
    memberships: await db.$count(schema.memberships),
    countryModelSources: await db.$count(schema.countryModelSources),
    measures: await db.$count(schema.measures),
    measureSources: await db.$count(schema.measureSources),
    paySources: await db.$count(schema.paySources),
    observations: await db.$count(schema.observations),
    observationSources: await db.$count(schema.observationSources),
    sources: await db.$count(schema.sources),
    events: await db.$count(schema.events),
    eventSources: await db.$count(schema.eventSources),
    claims: await db.$count(schema.claims),
    claimSources: await db.$count(schema.claimSources),
    series: await db.$count(schema.series),
    seriesSources: await db.$count(schema.seriesSources),
    seriesPoints: await db.$count(schema.seriesPoints),
    conscriptionEvents: await db.$count(schema.conscriptionEvents),
  }).toEqual({
    ...COUNTED,
    memberships: 65,
    countryModelSources: 128,
    measureSources: 741,
    paySources: 51,
    observationSources: 1242,
    // 504 + 54
    eventSources: 558,
    claimSources: 113,
    series: 7,
    seriesSources: 7,
    conscriptionEvents: 47,
  });
});

it('loading it over itself finds no difference: what was written is what was read', async () => {
  const { db } = await emptyDatabase();
  await load(db, DEFAULT_DATA_FOLDER);
  await db.update(schema.releases).set({ id: '000000000000' });
  expect(await load(db, DEFAULT_DATA_FOLDER)).toEqual({ kind: 'loaded', changes: [] });
});
