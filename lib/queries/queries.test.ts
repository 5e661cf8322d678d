import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { readData } from '@/db/loader/content';
import { loadRelease } from '@/db/loader/load';
import { migrateDatabase } from '@/db/migrate';
import { MEASURE_SORT_KEYS } from '@/lib/view-state/measures';
import { changePage } from './changes';
import { claimCounts, claimsOfMeasure, listClaims } from './claims';
import { getCountry, listCountries } from './countries';
import { contextEvents, eventsOfCountry, eventsOfMeasure } from './events';
import { readiness } from './health';
import { searchExpression } from './measure-filter';
import { lengthInDays } from './measure-order';
import { getMeasure, listMeasures, measureExists, measureNames, nearMeasures } from './measures';
import { listObservations } from './observations';
import { currentRelease, listLoadings } from './releases';
import { exchangeRates, listConscriptionEvents, listSeriesPoints, listSeriesSources } from './series';
import { sourcesByIds } from './sources';

// The project's own data; the numbers were counted in its files by a script of its own (Python), not by these queries.

let folder: string;
let db: Database;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-queries-'));
  url = `file:${join(folder, 'muster.sqlite')}`;
  db = openDatabase(url, { create: true });
  await migrateDatabase(db, url);
  const { release } = readData(DEFAULT_DATA_FOLDER);
  if (!release) throw new Error('the data has mistakes: run data:check');
  await loadRelease(db, { release, note: 'first', loadedAt: '2026-01-01T00:00:00.000Z' });
});

afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('measures', () => {
  it('filters by every code, and by all of them together', async () => {
    expect(await listMeasures(db)).toHaveLength(183);
    expect(await listMeasures(db, { types: ['voluntary_service'] })).toHaveLength(25);
    expect(await listMeasures(db, { obligations: ['conditional'] })).toHaveLength(4);
    expect(await listMeasures(db, { statuses: ['announced', 'legislating'] })).toHaveLength(22);
    expect(await listMeasures(db, { obligations: ['voluntary'], statuses: ['in_force'] })).toHaveLength(67);
    expect(ids(await listMeasures(db, { countries: ['SE'] })).sort()).toEqual([
      'se-civilplikt',
      'se-total-defence-2025-2030',
      'se-varnplikt',
    ]);
    expect(await listMeasures(db, { countries: ['SE'], types: ['mass_training'] })).toEqual([]);
  });

  it('an empty list of codes sets no bound, an empty list of ids is no measure', async () => {
    expect(
      await listMeasures(db, { countries: [], types: [], obligations: [], statuses: [], q: ' ' }),
    ).toHaveLength(183);
    expect(await listMeasures(db, { ids: [] })).toEqual([]);
    expect(ids(await listMeasures(db, { ids: ['pl-wgotowosci', 'no-such'] }))).toEqual(['pl-wgotowosci']);
  });

  it('counts distinct sources of terms, pay and observations, and finds the targets', async () => {
    const [training] = await listMeasures(db, { ids: ['pl-wgotowosci'] });
    expect(training).toMatchObject({
      country: { iso2: 'PL', iso3: 'POL', name: 'Poland' },
      sourceCount: 18,
      targets: { indicator: 'trained_total', first: { value: 25000 }, last: { value: 40000 } },
    });
  });

  it('one measure is found by its id or not at all', async () => {
    const measure = await getMeasure(db, 'fr-service-national');
    expect(measure).toMatchObject({
      countryIso2: 'FR',
      duration: { min: 10, max: 10, unit: 'months' },
      headline: true,
    });
    expect(measure?.pay).toMatchObject({ amount: 800, currency: 'EUR', per: 'month' });
    expect(await getMeasure(db, 'fr-service')).toBeNull();
    expect(await measureExists(db, 'fr-service-national')).toBe(true);
    expect(await measureExists(db, 'FR-SERVICE-NATIONAL')).toBe(false);
    expect(await measureNames(db)).toHaveLength(183);
  });

  it('offers what a wrong id may have meant, and nothing for nonsense', async () => {
    expect(ids(await nearMeasures(db, 'fr-service-nationale', 3))[0]).toBe('fr-service-national');
    expect(ids(await nearMeasures(db, 'wgotowosci', 3))).toContain('pl-wgotowosci');
    expect(ids(await nearMeasures(db, 'Värnplikt', 1))).toEqual(['se-varnplikt']);
    expect(await nearMeasures(db, 'zzzzzzzz', 5)).toEqual([]);
    expect(await nearMeasures(db, '', 5)).toEqual([]);
  });
});

describe('search', () => {
  it.each([
    ['wgotowosci', 'pl-wgotowosci'],
    ['wGotowości', 'pl-wgotowosci'],
    ['VÆRNEPLIGT', 'dk-conscription'],
    ['vaernepligt', 'dk-conscription'],
    ['varnplikt', 'se-varnplikt'],
    ['Łotwa', 'lv-state-defence-service'],
    ['lotwa', 'lv-state-defence-service'],
    ['Schweden', 'se-varnplikt'],
    ['Suède', 'se-varnplikt'],
    ['SWE', 'se-varnplikt'],
    ['волонт', ''],
  ])('%s finds %s', async (q, id) => {
    const found = ids(await listMeasures(db, { q }));
    if (id === '') expect(found).toEqual([]);
    else expect(found).toContain(id);
  });

  it('every word must be found, as the beginning of a word, whatever signs stand around', async () => {
    const one = ids(await listMeasures(db, { q: 'voluntary' }));
    const both = ids(await listMeasures(db, { q: '"volunt*" -(FRANCE) AND' }));
    expect(one.length).toBeGreaterThan(both.length);
    expect(both.every((id) => id.startsWith('fr-'))).toBe(true);
    expect(ids(await listMeasures(db, { q: 'oluntary' }))).toEqual([]);
  });

  it('what holds no letter or digit is in no name', async () => {
    expect(await listMeasures(db, { q: '!?' })).toEqual([]);
    expect(searchExpression('!?')).toBeNull();
  });

  it('folds letters that do not decompose', () => {
    expect(searchExpression('Łódź straße IĞDIR ığdır Đà')).toBe('"lodz"* "strasse"* "igdir"* "igdir"* "da"*');
  });
});

describe('sorting', () => {
  it.each(
    MEASURE_SORT_KEYS.flatMap((key) => [
      { key, descending: false },
      { key, descending: true },
    ]),
  )(
    '$key, descending $descending: in order, nothing known last, every measure there',
    async ({ key, descending }) => {
      const sorted = await listMeasures(db, {}, { key, descending });
      expect(new Set(ids(sorted)).size).toBe(183);
      const values = sorted.map((m) => {
        if (key === 'starts') return m.startsOn;
        if (key === 'length') return lengthInDays(m.duration);
        if (key === 'first_target') return m.targets?.first.value ?? null;
        if (key === 'last_target') return m.targets?.last.value ?? null;
        if (key === 'sources') return m.sourceCount;
        return 0;
      });
      const known = values.filter((value) => value !== null);
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      for (const [index, value] of known.entries()) {
        const next = known[index + 1];
        if (next !== undefined) expect(descending ? value >= next : value <= next).toBe(true);
      }
    },
  );

  it('starts: the earliest and the latest, and 98 without a date at the end both ways', async () => {
    for (const descending of [false, true]) {
      const starts = (await listMeasures(db, {}, { key: 'starts', descending })).map(
        ({ startsOn }) => startsOn,
      );
      expect(starts[0]).toBe(descending ? '2030' : '1967');
      expect(starts.slice(85)).toEqual(Array(98).fill(null));
    }
  });

  it('by country first headline measures, then names', async () => {
    const french = (await listMeasures(db, { countries: ['FR'] })).map(({ headline }) => headline);
    expect(french.indexOf(false)).toBeGreaterThan(0);
    expect(french.lastIndexOf(true)).toBeLessThan(french.indexOf(false));
  });

  it('a length in days: months of a mean year, weeks, hours of the clock', () => {
    expect(lengthInDays({ min: 12, max: 12, unit: 'months', note: null })).toBeCloseTo(365.2425, 9);
    expect(lengthInDays({ min: null, max: 2, unit: 'weeks', note: null })).toBe(14);
    expect(lengthInDays({ min: 48, max: 96, unit: 'hours', note: null })).toBe(2);
    expect(lengthInDays(null)).toBeNull();
  });
});

describe('observations', () => {
  it('of all measures, of some, by indicator and by the filter of measures', async () => {
    expect(await listObservations(db)).toHaveLength(1010);
    expect(await listObservations(db, { indicators: ['pay'] })).toHaveLength(40);
    expect(await listObservations(db, { measureIds: ['pl-wgotowosci'] })).toHaveLength(13);
    expect(await listObservations(db, { countries: ['PL'] })).toHaveLength(70);
    expect(await listObservations(db, { measureIds: [] })).toEqual([]);
    expect(await listObservations(db, { q: 'wgotowosci', indicators: ['trained_total'] })).not.toEqual([]);
  });

  it('keep their sources in the order of the file', async () => {
    const figures = await listObservations(db, { measureIds: ['no-conscription'] });
    const local = figures.find(({ value, period }) => value === 13600 && period?.start === 2036);
    expect(local).toMatchObject({
      period: { start: 2036, end: 2036 },
      basis: 'target',
      statedOn: '2024-04-02',
      sourceIds: ['no.harstad-tidende-202404-50-prosent', 'no.sunnmorsposten-202404-billeg-forsikring'],
    });
  });
});

describe('sources, events, claims, series', () => {
  it('sources by id, each once', async () => {
    const found = await sourcesByIds(db, [
      'fr.swissinfo-20251127-service-national',
      'no.such',
      'claims.ria-20251127-putin-press-conference',
    ]);
    expect(ids(found)).toEqual([
      'claims.ria-20251127-putin-press-conference',
      'fr.swissinfo-20251127-service-national',
    ]);
    expect(await sourcesByIds(db, [])).toEqual([]);
  });

  it('events of a measure, a country, the context', async () => {
    expect(await contextEvents(db)).toHaveLength(35);
    expect(await contextEvents(db, ['summit', 'battlefield'])).toHaveLength(8);
    const french = await eventsOfCountry(db, 'FR');
    expect(french).toHaveLength(10);
    expect(french.every(({ theme }) => theme === null)).toBe(true);
    const service = await eventsOfMeasure(db, 'fr-service-national');
    expect(service).toHaveLength(3);
    const dates = service.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
  });

  it('claims in the order of the article', async () => {
    const claims = await listClaims(db);
    expect(claims).toHaveLength(24);
    expect(claims[0]?.id).toBe('fr-announcement-date');
    expect(await claimsOfMeasure(db, 'fr-service-national')).toHaveLength(8);
    expect((await claimCounts(db)).get('fr-service-national')).toBe(8);
    expect((await claimCounts(db)).size).toBe(8);
  });

  it('countries', async () => {
    expect(await listCountries(db)).toHaveLength(52);
    expect(await getCountry(db, 'se')).toMatchObject({
      iso3: 'SWE',
      serviceModel: 'selective_conscription',
      memberships: [
        { organisation: 'EU', since: 1995 },
        { organisation: 'NATO', since: 2024 },
      ],
    });
    expect(await getCountry(db, 'XX')).toBeNull();
  });

  it('series', async () => {
    const rates = await exchangeRates(db);
    expect(rates.size).toBe(32);
    expect(rates.get('SEK')?.get(2025)).toBe(11.066306);
    expect(rates.has('EUR')).toBe(false);
    const population = await listSeriesPoints(db, 'population', ['AL', 'FR']);
    expect(population).toHaveLength(102);
    expect(population[0]).toMatchObject({ countryIso2: 'AL', year: 2000, value: 3166104, projection: false });
    expect((await listSeriesPoints(db, 'active_forces'))[0]).toMatchObject({
      value: null,
      low: 10000,
      high: 10000,
    });
    expect(await listSeriesSources(db)).toHaveLength(7);
    expect(await listConscriptionEvents(db)).toHaveLength(47);
    expect(await listConscriptionEvents(db, ['SE'])).toMatchObject([{ year: 2010 }, { year: 2018 }]);
  });
});

describe('releases and changes', () => {
  it('the current release, and whether one can be read', async () => {
    const release = await currentRelease(db);
    expect(release).toMatchObject({
      note: 'first',
      loadedAt: '2026-01-01T00:00:00.000Z',
      newestSourceOn: '2026-06-25',
    });
    expect(release.counts).toEqual({
      countries: 52,
      measures: 183,
      observations: 1010,
      sources: 1275,
      events: 440,
      claims: 24,
      seriesPoints: 8898,
    });
    expect(await readiness(url)).toEqual({ ready: true, release: release.id });
    expect(await readiness(`${url}-elsewhere`)).toMatchObject({ ready: false, error: { reason: 'missing' } });
  });

  it('changes by release and by measure', async () => {
    const { release } = readData(DEFAULT_DATA_FOLDER);
    const measure = release?.content.measures.find(({ id }) => id === 'se-varnplikt');
    if (!release || !measure) throw new Error('no Swedish conscription in the data');
    measure.status = 'suspended';
    await loadRelease(db, {
      release: { ...release, id: '0123456789ab' },
      note: null,
      loadedAt: '2026-01-02T00:00:00.000Z',
    });
    const change = {
      entity: 'measure',
      entityId: 'se-varnplikt',
      measureId: 'se-varnplikt',
      countryIso2: 'SE',
      kind: 'changed',
      subject: measure.name,
      field: 'status',
      before: 'in_force',
      after: 'suspended',
      releaseId: '0123456789ab',
      loadedAt: '2026-01-02T00:00:00.000Z',
      loadNumber: 2,
      ordinal: 0,
    };
    const whole = { offset: 0, limit: 10 };
    const one = { changes: [change], count: 1 };
    const none = { changes: [], count: 0 };
    expect(await changePage(db, { release: '0123456789ab' }, whole)).toEqual(one);
    expect(await changePage(db, { measures: ['se-varnplikt'] }, whole)).toEqual(one);
    expect(await changePage(db, { measures: ['fr-service-national'] }, whole)).toEqual(none);
    expect((await listLoadings(db, 2)).map((loading) => loading.release.id)).toEqual([
      '0123456789ab',
      release.id,
    ]);
    expect(await changePage(db, { release: release.id }, whole)).toEqual(none);
  });
});
