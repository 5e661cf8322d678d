import { describe, expect, it } from 'vitest';
import { type PartialDate, partialDate } from '@/lib/domain/partial-date';
import type { Observation } from '@/lib/domain/records';
import { FULL_MEASURE, TARGET } from '@/lib/export/rows.fixture';
import {
  countryCoverage,
  evidenceOf,
  type MeasureCoverage,
  monthsSince,
  topicsOf,
  totalCoverage,
} from './coverage';

/** Invented sources and figures. */
const SOURCES = new Map([
  ['xa.law', { kind: 'official' as const, publishedOn: partialDate('2025-11') }],
  ['xa.paper', { kind: 'press' as const, publishedOn: partialDate('2026-01-31') }],
  ['xa.other', { kind: 'press' as const, publishedOn: null as PartialDate | null }],
]);
const figure = (change: Partial<Observation>): Observation => ({ ...TARGET, ...change });
const evidence = (observations: Observation[], terms: string[] = []) =>
  evidenceOf(observations, terms, SOURCES, '2026-11-22');

describe('age in whole months', () => {
  it.each([
    ['2026-10-22', 1],
    ['2026-10-23', 0],
    ['2025-11-22', 12],
    ['2025-11', 11],
    ['2025', 10],
    ['2026', 0],
    ['2026-11-23', 0],
  ])('from %s to 2026-11-22 is %i', (date, months) => {
    expect(monthsSince(partialDate(date), '2026-11-22')).toBe(months);
  });
});

describe('what figures rest on', () => {
  it('counts a figure once, with the sources of all who state it', () => {
    const { figureCount, singleSourceCount, nonOfficialCount, sourceIds } = evidence([
      figure({ id: 'a', sourceIds: ['xa.paper'] }),
      figure({ id: 'b', sourceIds: ['xa.law'], statedOn: partialDate('2026-02-01') }),
    ]);
    expect({ figureCount, singleSourceCount, nonOfficialCount, sources: sourceIds.size }).toEqual({
      figureCount: 1,
      singleSourceCount: 0,
      nonOfficialCount: 0,
      sources: 2,
    });
  });

  it('counts figures of one source and of no official source', () => {
    const { figureCount, singleSourceCount, nonOfficialCount } = evidence([
      figure({ id: 'a', sourceIds: ['xa.law'] }),
      figure({ id: 'b', sourceIds: ['xa.paper'], basis: 'actual' }),
      figure({ id: 'c', sourceIds: ['xa.paper', 'xa.other'], basis: 'claim' }),
    ]);
    expect({ figureCount, singleSourceCount, nonOfficialCount }).toEqual({
      figureCount: 3,
      singleSourceCount: 2,
      nonOfficialCount: 2,
    });
  });

  it('counts a conflict only between statements that nothing later settles', () => {
    const two = [figure({ id: 'a' }), figure({ id: 'b', value: 4300 })];
    expect(evidence(two).conflictCount).toBe(1);
    const settled = figure({ id: 'c', statedOn: partialDate('2026-05-01') });
    expect(evidence([...two, settled]).conflictCount).toBe(0);
  });

  it('names the newest dated source and its age, and neither where none is dated', () => {
    expect(evidence([], ['xa.law', 'xa.paper'])).toMatchObject({
      newestSourceOn: '2026-01-31',
      newestSourceAgeMonths: 9,
    });
    expect(evidence([], ['xa.other'])).toMatchObject({
      newestSourceOn: null,
      newestSourceAgeMonths: null,
      figureCount: 0,
    });
  });

  it('does not pass over a source that is not there', () => {
    expect(() => evidence([], ['xa.lost'])).toThrow('source xa.lost is cited and not in the database');
  });
});

describe('what is known about a measure', () => {
  const found = (change: Partial<typeof FULL_MEASURE>, figures: Observation[] = []) =>
    Object.fromEntries(
      Object.entries(topicsOf({ ...FULL_MEASURE, ...change }, figures)).map(([topic, of]) => [
        topic,
        `${of.found}/${of.sought}`,
      ]),
    );

  it('is counted against what is sought', () => {
    expect(found({}, [TARGET])).toMatchObject({ dates: '2/3', eligibility: '2/2', intake_target: '1/1' });
    expect(
      found({
        startsOn: null,
        announcedOn: null,
        eligibility: { sex: null, ageMin: null, ageMax: 30, note: null },
        duration: null,
        pay: null,
      }),
    ).toEqual({
      dates: '0/3',
      length: '0/1',
      pay: '0/1',
      eligibility: '1/2',
      intake_target: '0/1',
      intake_actual: '0/1',
      cost: '0/1',
    });
  });

  it('asks for an end of what is over', () => {
    expect(found({ status: 'ended', endedOn: null }).dates).toBe('2/4');
    expect(found({ status: 'suspended', endedOn: partialDate('2020') }).dates).toBe('3/4');
  });

  it('takes an ambition for no target, and a cost in a year for a cost', () => {
    const figures = [
      figure({ basis: 'ambition' }),
      figure({ indicator: 'budget_annual', unit: 'EUR', basis: 'estimate' }),
    ];
    expect(found({}, figures)).toMatchObject({ intake_target: '0/1', cost: '1/1' });
  });
});

describe('measures taken together', () => {
  const row = (iso2: string, id: string, observations: Observation[]): MeasureCoverage => ({
    measure: { ...FULL_MEASURE, id },
    country: { iso2, iso3: `${iso2}A`, name: `Country ${iso2}` },
    topics: topicsOf({ ...FULL_MEASURE, pay: null }, observations),
    ...evidence(observations, ['xa.law']),
  });
  const rows = [
    row('XA', 'one', [figure({ id: 'a', sourceIds: ['xa.paper'] })]),
    row('XA', 'two', []),
    row('XB', 'three', []),
  ];

  it('say of how many of them something was found, and count a shared source once', () => {
    const [first, second] = countryCoverage(rows, '2026-11-22');
    expect(first).toMatchObject({
      country: { iso2: 'XA' },
      measureCount: 2,
      topics: { intake_target: { found: 1, sought: 2 }, pay: { found: 0, sought: 2 } },
      figureCount: 1,
      newestSourceOn: '2026-01-31',
    });
    expect(first?.sourceIds).toEqual(new Set(['xa.law', 'xa.paper']));
    expect(second).toMatchObject({ country: { iso2: 'XB' }, measureCount: 1, newestSourceOn: '2025-11' });
  });

  it('add up to the total', () => {
    expect(totalCoverage(rows, '2026-11-22')).toMatchObject({
      topics: { intake_target: { found: 1, sought: 3 }, length: { found: 3, sought: 3 } },
      figureCount: 1,
      singleSourceCount: 1,
    });
  });
});
