import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getDatabase, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { readData } from '@/db/loader/content';
import { loadRelease } from '@/db/loader/load';
import { migrateDatabase } from '@/db/migrate';
import { countryJson } from '@/lib/export/country-json';
import { type CountryView, loadCountries, loadCountry } from './load';
import { contextPoints, latestThrough } from './series-view';

// The project's own data; the numbers were counted in its files by a script of its own (Python), not by this program.

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-countries-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  const db = openDatabase(url, { create: true });
  await migrateDatabase(db, url);
  const { release } = readData(DEFAULT_DATA_FOLDER);
  if (!release) throw new Error('the data has mistakes: run data:check');
  await loadRelease(db, { release, note: 'first', loadedAt: '2026-01-01T00:00:00.000Z' });
  db.$client.close();
});

afterAll(async () => {
  (await getDatabase()).$client.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function country(iso2: string, search: Record<string, string> = {}): Promise<CountryView> {
  const view = await loadCountry(iso2, search);
  if (!view) throw new Error(`no country ${iso2}`);
  return view;
}

describe('the list of countries', () => {
  it('has all 52 with measures, headline measures and newest source', async () => {
    const { countries } = await loadCountries({});
    expect(countries).toHaveLength(52);
    expect(countries.reduce((sum, { measureCount }) => sum + measureCount, 0)).toBe(183);
    expect(countries.find(({ iso2 }) => iso2 === 'FR')).toMatchObject({
      serviceModel: 'voluntary_service',
      measureCount: 5,
      headlineMeasures: [{ id: 'fr-service-national' }],
      newestSourceOn: '2026-02-06',
    });
    expect(countries.find(({ iso2 }) => iso2 === 'IS')).toMatchObject({
      measureCount: 0,
      headlineMeasures: [],
    });
  });
});

describe('a country', () => {
  it('is found in any case; an unknown one is null', async () => {
    expect((await country('fr')).country.iso2).toBe('FR');
    expect(await loadCountry('zz', {})).toBeNull();
  });

  it('has its measures (headline first), figures and events, and every source cited exactly once', async () => {
    const view = await country('FR');
    expect(view.measures).toHaveLength(5);
    expect(view.measures[0]?.id).toBe('fr-service-national');
    expect(view.observations).toHaveLength(39);
    expect(view.events).toHaveLength(10);
    expect(view.past).toBeNull();
    const cited = new Set([
      ...view.country.modelSourceIds,
      ...view.country.memberships.map(({ sourceId }) => sourceId),
      ...view.measures.flatMap(({ sourceIds, pay }) => [...sourceIds, ...(pay?.sourceIds ?? [])]),
      ...[...view.observations, ...view.events].flatMap(({ sourceIds }) => sourceIds),
    ]);
    expect(view.sources.map(({ id }) => id).sort()).toEqual([...cited].sort());
  });

  it('has a cohort of 789,607 turning 18 in 2030: the births of 2012', async () => {
    const births = (await country('FR')).series.find(({ id }) => id === 'births');
    if (!births) throw new Error('no births');
    expect(latestThrough(contextPoints(births), 2030)).toMatchObject({
      year: 2030,
      low: 789607,
      high: 789607,
      projection: false,
    });
    expect(latestThrough(contextPoints(births), 2050)?.year).toBe(2041);
  });

  it('states strength as a range where the source does, and says where there is none', async () => {
    const strength = async (iso2: string) => {
      const series = (await country(iso2)).series.find(({ id }) => id === 'active_forces');
      return series ? latestThrough(contextPoints(series), 2026) : null;
    };
    expect(await strength('UA')).toMatchObject({ year: 2025, low: 850000, high: 1000000 });
    expect(await strength('IS')).toBeNull();
    expect(await strength('CH')).toBeNull();
  });

  it('as known on 1 December 2025 has only what was known by then', async () => {
    const view = await country('FR', { asOf: '2025-12-01' });
    expect(view.past).toEqual({
      day: '2025-12-01',
      laterMeasures: 0,
      laterFigures: 10,
      figuresByPublication: 0,
      undatableFigures: 13,
      laterEvents: 3,
    });
    expect(view.observations).toHaveLength(16);
    expect(view.events).toHaveLength(7);
    const service = view.measures.find(({ id }) => id === 'fr-service-national');
    expect(service?.status).toBe('announced');
    // 42,500 for 2035 was stated in January 2026; by December the last target was 10,000 for 2030.
    expect(service?.targets?.last).toMatchObject({ value: 10000, period: { start: 2030, end: 2030 } });
  });

  it('as known before anything was has no measure, figure or event', async () => {
    const view = await country('FR', { asOf: '1990-01-01' });
    expect([view.measures, view.observations, view.events, view.conscriptionEvents]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(view.past?.laterMeasures).toBe(5);
  });

  it('counts a reference work’s year once it is over', async () => {
    const years = async (asOf: string) =>
      (await country('SE', { asOf })).conscriptionEvents.map(({ year }) => year);
    expect(await years('2010-12-30')).toEqual([]);
    expect(await years('2010-12-31')).toEqual([2010]);
    expect(await years('2018-12-31')).toEqual([2010, 2018]);
  });

  it('says what of the address it did not understand', async () => {
    const { state, problems } = await country('FR', { asOf: 'soon', year: '2030' });
    expect(state.asOf).toBeNull();
    expect(problems.map(({ param }) => param)).toEqual(['asOf', 'year']);
  });
});

describe('a country as JSON', () => {
  it('has every source that its records cite, and the day of the view', async () => {
    const view = await country('SE', { asOf: '2024-06-30' });
    const json = countryJson({ ...view, asOf: view.state.asOf, pageUrl: '', dataUrl: '' });
    const known = new Set([...json.sources, ...json.series_sources].map(({ id }) => id));
    const cited = [
      ...json.country.model_source_ids,
      ...json.country.memberships.map(({ source_id }) => source_id),
      ...json.measures.flatMap((measure) => [
        ...measure.source_ids,
        ...(measure.pay?.source_ids ?? []),
        ...measure.observations.flatMap(({ source_ids }) => source_ids),
      ]),
      ...json.events.flatMap(({ source_ids }) => source_ids),
      ...json.conscription_events.map(({ source_id }) => source_id),
      ...json.series.flatMap(({ points }) => points.map(({ source_id }) => source_id)),
    ];
    expect(cited.filter((id) => !known.has(id))).toEqual([]);
    expect(json.metadata.as_of).toBe('2024-06-30');
    expect(json.series.find(({ id }) => id === 'births')?.cohort_turns).toBe(18);
    expect(json.measures.flatMap(({ observations }) => observations)).toHaveLength(view.observations.length);
  });
});
