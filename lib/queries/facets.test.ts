import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, inSnapshot, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { readData } from '@/db/loader/content';
import { loadRelease } from '@/db/loader/load';
import { migrateDatabase } from '@/db/migrate';
import { partialDate } from '@/lib/domain/partial-date';
import { type ExplorerState, WHOLE_EXPLORER } from '@/lib/view-state/explorer';
import {
  ALLIANCES,
  EXPLORER_SORTS,
  LENGTH_BANDS,
  SEX_CHOICES,
  START_BANDS,
} from '@/lib/view-state/explorer-codes';
import { MEASURE_SORTS, readSort } from '@/lib/view-state/measures';
import { allMeasures, type Exploration, exploreMeasures } from './facets';
import { alliancesOf, lengthBandsOf, measureIndex, payPerMonthInEuro, startBandOf } from './measure-index';
import { listMeasures } from './measures';

// The project's own data; the numbers were counted in its files by a script of its own (Python), not by these queries.

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-facets-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
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

const explore = (view: Partial<ExplorerState>) => exploreMeasures(db, { ...WHOLE_EXPLORER, ...view });
const all = (view: Partial<ExplorerState>) => allMeasures(db, { ...WHOLE_EXPLORER, ...view });
const countsOf = (found: Exploration, facet: string) =>
  Object.fromEntries(
    found.facets
      .filter((answered) => answered.facet === facet)
      .flatMap(({ values }) => values.map(({ code, count }): [string, number] => [code, count])),
  );

describe('facets of the whole data', () => {
  it('count every measure once a value', async () => {
    const found = await explore({});
    expect(found).toMatchObject({ count: 183, total: 183, page: 1, pages: 4, past: null });
    expect(found.measures).toHaveLength(50);
    expect(countsOf(found, 'alliance')).toEqual({ nato: 116, eu: 101, csto: 19, none: 39 });
    expect(countsOf(found, 'length')).toEqual({
      under_1_month: 19,
      '1_to_5_months': 31,
      '6_to_11_months': 35,
      '12_to_17_months': 32,
      '18_months_and_more': 18,
      unknown: 81,
    });
    expect(countsOf(found, 'start')).toEqual({
      before_2014: 14,
      '2014_to_2021': 15,
      '2022_to_2024': 22,
      '2025_and_later': 34,
      unknown: 98,
    });
    expect(countsOf(found, 'sex')).toEqual({
      men: 45,
      women: 7,
      all: 79,
      men_compulsory_women_voluntary: 16,
      unknown: 36,
    });
    expect(countsOf(found, 'region')).toMatchObject({ nordic: 14, western_europe: 37, middle_east: 3 });
    expect(countsOf(found, 'countries')).toMatchObject({ SE: 3 });
    expect(Object.keys(countsOf(found, 'countries'))).toHaveLength(52);
  });

  it('count with all other filters, not with their own', async () => {
    const found = await explore({ obligations: ['voluntary'], statuses: ['in_force'] });
    expect(found.count).toBe(67);
    expect(countsOf(found, 'type')).toEqual({
      universal_conscription: 0,
      selective_conscription: 1,
      voluntary_service: 17,
      reserve_expansion: 17,
      mass_training: 7,
      youth_programme: 2,
      force_expansion: 23,
    });
    expect(countsOf(found, 'status')).toMatchObject({ in_force: 67, announced: 12, ended: 4, rejected: 0 });
    expect(countsOf(found, 'obligation')).toEqual({
      voluntary: 67,
      compulsory: 38,
      selective: 14,
      conditional: 3,
    });
  });

  it('values of one facet are alternatives, facets are conditions', async () => {
    expect((await explore({ obligations: ['voluntary'], starts: ['2025_and_later'] })).count).toBe(15);
    const four = await explore({
      alliances: ['nato'],
      statuses: ['in_force'],
      lengths: ['6_to_11_months', '12_to_17_months'],
    });
    expect(four.count).toBe(18);
  });

  it('a page beyond the last is the last; nothing found is one empty page', async () => {
    const last = await explore({ page: 99 });
    expect(last).toMatchObject({ page: 4, pages: 4 });
    expect(last.measures).toHaveLength(33);
    expect(await explore({ q: '!?' })).toMatchObject({ count: 0, page: 1, pages: 1, measures: [] });
    expect((await explore({ countries: ['LU'], statuses: ['rejected'] })).countries).toEqual([]);
  });

  it('names the countries of what was found', async () => {
    expect((await explore({ countries: ['SE', 'PL', 'FR'] })).countries).toEqual(['FR', 'PL', 'SE']);
  });
});

describe('the measures', () => {
  it('are those of every other table, to the last field', async () => {
    expect(await all({})).toEqual(await listMeasures(db));
  });
});

describe('search', () => {
  it('finds what the list finds, and counts facets of it', async () => {
    for (const q of ['sluzba', 'reserve women', 'Suède', 'WGOTOWOSCI', 'zzzz', 'a']) {
      const listed = await listMeasures(db, { q });
      const found = await all({ q });
      expect(found.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
      const counted = Object.values(countsOf(await explore({ q }), 'status'));
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(listed.length);
    }
  });
});

describe('sorting', () => {
  it('is the order of every other table of measures', async () => {
    for (const sort of MEASURE_SORTS) {
      const listed = await listMeasures(db, {}, readSort(sort));
      expect(
        (await all({ sort })).map(({ id }) => id),
        sort,
      ).toEqual(listed.map(({ id }) => id));
    }
  });

  it('puts what is not known last in both directions', async () => {
    for (const [sort, known] of [
      ['announced', ({ announcedOn }) => announcedOn !== null],
      ['-announced', ({ announcedOn }) => announcedOn !== null],
      ['-ended', ({ endedOn }) => endedOn !== null],
      ['who', ({ eligibility }) => eligibility.sex !== null || eligibility.ageMin !== null],
    ] satisfies [ExplorerState['sort'], (measure: Exploration['measures'][number]) => boolean][]) {
      const isKnown = (await all({ sort })).map(known);
      expect(isKnown.indexOf(false), sort).toBe(isKnown.filter(Boolean).length);
    }
  });

  it('every sort gives every measure once', async () => {
    for (const sort of EXPLORER_SORTS)
      expect(new Set((await all({ sort })).map(({ id }) => id)).size).toBe(183);
  });
});

describe('a past view', () => {
  it('holds what was known by the day, and counts what it leaves out', async () => {
    const found = await explore({ asOf: '2025-11-27' });
    expect(found.count).toBe(135);
    expect(found.past).toEqual({
      measures: 183,
      measuresLater: 48,
      targetsLater: 60,
      targetsUndatable: 33,
      targetsByPublication: 3,
    });
    expect(countsOf(found, 'status')).toEqual({
      under_debate: 1,
      announced: 27,
      legislating: 1,
      in_force: 77,
      suspended: 13,
      ended: 15,
      rejected: 1,
    });
    expect(countsOf(found, 'alliance')).toEqual({ nato: 88, eu: 77, csto: 11, none: 30 });
  });

  it('shows the targets and the sources of then', async () => {
    const [then] = await all({ asOf: '2025-12-01', countries: ['FR'], q: 'service national volontaire' });
    expect(then).toMatchObject({ id: 'fr-service-national', targets: { last: { value: 10_000 } } });
    const [sweden] = await all({ asOf: '2025-11-27', q: 'varnplikt', countries: ['SE'] });
    expect(sweden).toMatchObject({ id: 'se-varnplikt', sourceCount: 12 });
  });

  it('counts a membership once its year has passed', async () => {
    const found = await explore({ asOf: '2020-06-30', countries: ['SE'] });
    expect(found.count).toBe(1);
    expect(countsOf(found, 'alliance')).toEqual({ nato: 0, eu: 1, csto: 0, none: 0 });
  });

  it('sorts by what was known then: the index and the rows say the same', async () => {
    const rows = await all({ asOf: '2025-11-27', sort: '-last_target' });
    const values = rows.map(({ targets }) => targets?.last.value ?? null);
    const known = values.flatMap((value) => value ?? []);
    expect(values.slice(0, known.length)).toEqual([...known].sort((a, b) => b - a));
    const bySources = (await all({ asOf: '2025-11-27', sort: 'sources' })).map(
      ({ sourceCount }) => sourceCount,
    );
    expect(bySources).toEqual([...bySources].sort((a, b) => a - b));
  });

  it('of a day before everything is empty, and says so', async () => {
    expect(await explore({ asOf: '1900-01-01' })).toMatchObject({
      count: 0,
      total: 0,
      past: { measures: 183, measuresLater: 183 },
    });
  });
});

describe('a count is what choosing the value gives', () => {
  const views = fc.record({
    obligations: fc.subarray(['voluntary', 'compulsory'] as const),
    statuses: fc.subarray(['in_force', 'announced', 'ended'] as const),
    alliances: fc.subarray([...ALLIANCES], { maxLength: 2 }),
    lengths: fc.subarray([...LENGTH_BANDS], { maxLength: 3 }),
    sexes: fc.subarray([...SEX_CHOICES], { maxLength: 3 }),
    q: fc.constantFrom('', 'service', 'reserve'),
    asOf: fc.constantFrom(null, '2024-05-01'),
  });

  it('for any filter', async () => {
    await fc.assert(
      fc.asyncProperty(views, async (drawn) => {
        const view: Partial<ExplorerState> = drawn;
        const found = await explore(view);
        for (const start of START_BANDS) {
          const narrowed = await explore({ ...view, starts: [start] });
          expect(narrowed.count).toBe(countsOf(found, 'start')[start]);
        }
        for (const alliance of ALLIANCES) {
          const chosen = await explore({ ...view, alliances: [alliance] });
          expect(chosen.count).toBe(countsOf(found, 'alliance')[alliance]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('bands', () => {
  const duration = (min: number | null, max: number | null, unit: 'hours' | 'days' | 'weeks' | 'months') => ({
    min,
    max,
    unit,
    note: null,
  });

  it.each([
    [duration(9, 12, 'months'), ['6_to_11_months', '12_to_17_months']],
    [duration(12, 12, 'months'), ['12_to_17_months']],
    // 30 days are less than a mean month of 30.44 days.
    [duration(30, 30, 'days'), ['under_1_month']],
    [duration(300, 300, 'hours'), ['under_1_month']],
    [duration(13, 13, 'weeks'), ['1_to_5_months']],
    [duration(6, 23, 'months'), ['6_to_11_months', '12_to_17_months', '18_months_and_more']],
    [duration(null, 18, 'months'), ['18_months_and_more']],
    [duration(null, null, 'months'), ['unknown']],
    [null, ['unknown']],
  ])('length %j is in %j', (stated, bands) => {
    expect(lengthBandsOf(stated)).toEqual(bands);
  });

  it('of the start go by the year, whatever the precision', () => {
    expect(startBandOf(partialDate('2013-12-31'))).toBe('before_2014');
    expect(startBandOf(partialDate('2014'))).toBe('2014_to_2021');
    expect(startBandOf(partialDate('2024-12'))).toBe('2022_to_2024');
    expect(startBandOf(partialDate('2025-01'))).toBe('2025_and_later');
    expect(startBandOf(null)).toBe('unknown');
  });

  it('of membership: a year that has begun has not passed', () => {
    const member = { organisation: 'NATO', since: 2024, until: null, note: null, sourceId: 's' } as const;
    const left = { organisation: 'EU', since: 1973, until: 2020, note: null, sourceId: 's' } as const;
    const country = {
      iso2: 'XX',
      iso3: 'XXX',
      name: 'Synthetic',
      region: 'nordic',
      memberships: [member, left],
      serviceModel: 'voluntary_service',
      modelNote: null,
      modelSourceIds: [],
    } as const;
    const of = (asOf: string | null) =>
      alliancesOf({ ...country, memberships: [member, left], modelSourceIds: [] }, asOf);
    expect(of(null)).toEqual(['nato']);
    expect(of('2024-06-30')).toEqual(['none']);
    expect(of('2024-12-31')).toEqual(['nato']);
    expect(of('2019-12-31')).toEqual(['eu']);
  });
});

describe('pay to sort by', () => {
  const pay = (amount: number | null, currency: string, per: 'day' | 'month' | 'year' | 'once' | null) => ({
    amount,
    currency,
    per,
    tax: null,
    qualifier: null,
    note: null,
    sourceIds: [],
  });
  const rates = new Map([['SEK', new Map([[2025, 11]])]]);

  it('is euro a month', () => {
    expect(payPerMonthInEuro(pay(800, 'EUR', 'month'), rates, 2026)).toBe(800);
    expect(payPerMonthInEuro(pay(1200, 'EUR', 'year'), rates, 2026)).toBe(100);
    // 146 SEK a day at 11 SEK per euro, 30.436875 days a month: 403.98 euro.
    expect(payPerMonthInEuro(pay(146, 'SEK', 'day'), rates, 2026)).toBeCloseTo(403.98, 2);
  });

  it('is not known for sums of no known time, unknown currencies and no amount', () => {
    expect(payPerMonthInEuro(pay(5000, 'EUR', 'once'), rates, 2026)).toBeNull();
    expect(payPerMonthInEuro(pay(5000, 'XAU', 'month'), rates, 2026)).toBeNull();
    expect(payPerMonthInEuro(pay(null, 'EUR', 'month'), rates, 2026)).toBeNull();
    expect(payPerMonthInEuro(null, rates, 2026)).toBeNull();
  });
});

describe('an index that two requests wait for', () => {
  it('is built for the second when the first, in whose snapshot it was begun, has failed', async () => {
    const day = partialDate('2019-03-04');
    const failing = inSnapshot(db, async (snapshot) => {
      await Promise.all([measureIndex(snapshot, day), Promise.reject(new Error('another read failed'))]);
    });
    const waiting = inSnapshot(db, (snapshot) => measureIndex(snapshot, day));
    await expect(failing).rejects.toThrow('another read failed');
    expect((await waiting).size).toBeGreaterThan(0);
  });
});
