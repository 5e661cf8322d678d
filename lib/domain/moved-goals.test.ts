import { describe, expect, it } from 'vitest';
import { movedGoals } from './moved-goals';
import { partialDate } from './partial-date';
import { readPeriod } from './period';
import type { Observation } from './records';

function goal(year: string, value: number, stated: string, change: Partial<Observation> = {}): Observation {
  return {
    id: `${year}-${value}-${stated}`,
    measureId: 'test-measure',
    indicator: 'intake_per_year',
    component: null,
    period: readPeriod(year),
    value,
    low: null,
    high: null,
    qualifier: 'exact',
    unit: 'persons',
    per: null,
    tax: null,
    basis: 'target',
    coverage: 'full',
    statedOn: partialDate(stated),
    note: null,
    sourceIds: ['test.source'],
    ...change,
  };
}

const told = (observations: Observation[]) =>
  movedGoals(observations).map(
    (moved) =>
      `${moved.kind}: ${moved.statements.map((s) => `${s.value} in ${s.period.start} (${s.statedOn})`).join(', ')}`,
  );

describe('movedGoals', () => {
  it('finds the number that changed for a year, whether hope or plan', () => {
    expect(
      told([
        goal('2035', 42_500, '2026-01'),
        goal('2035', 50_000, '2025-11-27', { basis: 'ambition' }),
        goal('2030', 10_000, '2025-11-27'),
        goal('2030', 10_000, '2026-01-12'),
      ]),
    ).toEqual(['revised: 50000 in 2035 (2025-11-27), 42500 in 2035 (2026-01)']);
  });

  it('finds the goal put off before its year had come', () => {
    expect(
      told([
        goal('2022', 8000, '2017-03-02'),
        goal('2025', 8000, '2020-12'),
        goal('2024', 8000, '2019-05-14'),
      ]),
    ).toEqual(['postponed: 8000 in 2022 (2017-03-02), 8000 in 2024 (2019-05-14), 8000 in 2025 (2020-12)']);
  });

  it('does not take a yearly plan repeated after its year for a postponement', () => {
    expect(told([goal('2020', 3828, '2020-01-09'), goal('2022', 3828, '2022-01-05')])).toEqual([]);
  });

  it('does not take a rounded number made exact for a change', () => {
    expect(
      told([goal('2024', 9100, '2023-03-06', { qualifier: 'about' }), goal('2024', 9127, '2024-01-01')]),
    ).toEqual([]);
  });

  it('says nothing of statements whose order is not sure, and of actuals, parts and other components', () => {
    expect(told([goal('2025', 30_000, '2025-11'), goal('2025', 25_000, '2025-11-06')])).toEqual([]);
    expect(
      told([
        goal('2026', 5000, '2024-03-13'),
        goal('2026', 4000, '2025-01-01', { basis: 'actual' }),
        goal('2026', 3000, '2025-02-01', { coverage: 'partial' }),
        goal('2026', 2000, '2025-03-01', { component: 'first contingent' }),
        goal('2026', 1000, '2025-04-01', { indicator: 'applicants' }),
      ]),
    ).toEqual([]);
  });
});
