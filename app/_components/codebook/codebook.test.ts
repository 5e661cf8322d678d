import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASES,
  CLOSED_SETS,
  type ClosedSetName,
  COVERAGES,
  INDICATORS,
  PAY_PERIODS,
  QUALIFIERS,
  SEXES,
} from '@/lib/domain/codes';
import {
  type Context,
  cohortShare,
  costPerRecruit,
  DERIVATIONS,
  DERIVED_CAVEATS,
  DERIVED_REFUSALS,
  type Derivation,
  type Derived,
  gapToTarget,
  indexOn,
  inEuro,
  inEuroOf,
  per100k,
  requiredGrowth,
} from '@/lib/domain/derived';
import { payPerMonth } from '@/lib/domain/derived-terms';
import type { Observation } from '@/lib/domain/records';
import { LOCALES } from '@/lib/i18n/locales';
import { CATALOGUES } from '@/lib/i18n/messages';
import { translator } from '@/lib/i18n/translator';
import { SET_GROUPS } from './Codes';
import { describedFiles } from './columns';
import { DERIVATION_REASONS } from './derivations';

/** A small invented world, in which every refusal and every caveat can happen. */
const point = (value: number, projection = false) => ({ value, projection, sourceId: 'series.invented' });
const CONTEXT: Context = {
  population: new Map([
    [
      'XA',
      new Map([
        [2024, point(1000)],
        [2025, point(1100, true)],
      ]),
    ],
  ]),
  births: new Map([
    [
      'XA',
      new Map([
        [2006, point(20)],
        [2007, point(22, true)],
      ]),
    ],
  ]),
  rates: new Map([['XAK', new Map([[2024, 10]])]]),
  rateSource: () => 'series.invented',
  hicp: new Map([[2024, point(120)]]),
};

const period = fc.constantFrom(
  null,
  { start: 2023, end: 2023 },
  { start: 2024, end: 2024 },
  { start: 2025, end: 2025 },
  { start: 2026, end: 2026 },
  { start: 2024, end: 2025 },
  { start: 2024, end: 2026 },
);
const amount = fc.constantFrom(0, 1, 50, 80);
const observation: fc.Arbitrary<Observation> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  measureId: fc.constantFrom('xa-one', 'xa-one', 'xa-one', 'xa-two'),
  indicator: fc.constantFrom(...INDICATORS),
  component: fc.constantFrom(null, null, null, 'a part'),
  period,
  value: amount,
  low: fc.constant(null),
  high: fc.constant(null),
  qualifier: fc.constantFrom(...QUALIFIERS),
  unit: fc.constantFrom('persons', 'persons', 'EUR', 'XAK', 'XAZ', 'percent'),
  per: fc.constant(null),
  tax: fc.constant(null),
  basis: fc.constantFrom(...BASES),
  coverage: fc.constantFrom(...COVERAGES, 'full' as const, 'full' as const),
  statedOn: fc.constant(null),
  note: fc.constant(null),
  sourceIds: fc.constant(['xa.law']),
});
/** Two figures that share everything but basis, period and value, more often than chance would have it. */
const pair = fc.tuple(observation, observation, fc.boolean()).map(([a, b, alike]) =>
  alike
    ? ([
        { ...a, basis: 'actual' as const },
        { ...a, id: 'other', basis: b.basis, period: b.period },
      ] as const)
    : ([a, b] as const),
);
const budget = observation.map((o) => ({
  ...o,
  indicator: o.value > 50 ? ('budget_annual' as const) : ('budget_total' as const),
}));
const yearly = fc
  .record({
    year: fc.constantFrom(2023, 2024, 2025, 2026),
    people: amount,
    unit: fc.constantFrom('persons', 'persons', 'persons', 'persons', 'EUR'),
    coverage: fc.constantFrom('full' as const, 'full' as const, 'full' as const, ...COVERAGES),
    o: observation,
  })
  .map(({ year, people, unit, coverage, o }) => ({
    ...o,
    indicator: 'intake_per_year' as const,
    component: null,
    measureId: 'xa-one',
    period: { start: year, end: year },
    value: people,
    unit,
    coverage,
  }));
const sex = fc.constantFrom(null, ...SEXES);
const pay = fc.record({
  amount: fc.constantFrom(null, 100),
  currency: fc.constantFrom('EUR', 'XAK', 'XAZ'),
  per: fc.constantFrom(...PAY_PERIODS),
  tax: fc.constant(null),
  qualifier: fc.constant(null),
  note: fc.constant(null),
  sourceIds: fc.constant<string[]>([]),
});

/** Each derivation on invented figures; length in days is never refused and has no caveat. */
const COMPUTED: Readonly<Record<Exclude<Derivation, 'length_days'>, fc.Arbitrary<Derived | null>>> = {
  per_100k: observation.map((o) => per100k(o, 'XA', CONTEXT)),
  cohort_share: fc.tuple(observation, sex).map(([o, who]) => cohortShare(o, 'XA', { sex: who }, CONTEXT)),
  euro: observation.map((o) => inEuro(o, CONTEXT)),
  euro_real: fc
    .tuple(observation, fc.constantFrom(2024, 2025))
    .map(([o, base]) => inEuroOf(base, o, CONTEXT)),
  index: pair.map(([base, o]) => indexOn(base, o)),
  gap: pair.map(([actual, target]) => gapToTarget(actual, target)),
  required_growth: pair.map(([actual, target]) => requiredGrowth(actual, target)),
  cost_per_recruit: fc
    .tuple(fc.array(budget, { maxLength: 2 }), fc.boolean(), fc.array(yearly, { maxLength: 4 }))
    .map(([budgets, alike, intakes]) => {
      const [first] = budgets;
      const stated =
        alike && first
          ? budgets.map(({ value }) => ({ ...first, value, component: null, measureId: 'xa-one' }))
          : budgets;
      return costPerRecruit(stated, intakes, CONTEXT);
    }),
  pay_per_month: fc
    .tuple(pay, fc.constantFrom(null, 2023, 2024, 2026))
    .map(([terms, year]) => payPerMonth(terms, { in: 'euro', year, context: CONTEXT })),
};

describe('the reasons beside a derived figure', () => {
  it.each(Object.keys(COMPUTED) as (keyof typeof COMPUTED)[])(
    'of %s are exactly those the code gives',
    (name) => {
      const refusals = new Set<string>();
      const caveats = new Set<string>();
      fc.assert(
        fc.property(COMPUTED[name], (derived) => {
          if (derived === null) return;
          if (derived.ok) for (const caveat of derived.figure.caveats) caveats.add(caveat);
          else refusals.add(derived.reason);
        }),
        { numRuns: 20_000, seed: 22 },
      );
      expect([...refusals].toSorted()).toEqual([...DERIVATION_REASONS[name].refusals].toSorted());
      expect([...caveats].toSorted()).toEqual([...DERIVATION_REASONS[name].caveats].toSorted());
    },
  );

  it('leave none of the codebook unused', () => {
    const all = DERIVATIONS.map((derivation) => DERIVATION_REASONS[derivation]);
    expect(new Set(all.flatMap(({ refusals }) => refusals))).toEqual(new Set(DERIVED_REFUSALS));
    expect(new Set(all.flatMap(({ caveats }) => caveats))).toEqual(new Set(DERIVED_CAVEATS));
  });
});

/** Sets whose codes need no words of ours: regions are their countries, series have a section of their own. */
const WITHOUT_DEFINITIONS: readonly ClosedSetName[] = ['region', 'series'];

describe.each(LOCALES)('the codebook in %s', (locale) => {
  const { codebook } = CATALOGUES[locale];

  it('defines every code of every closed set, and no other', () => {
    const sets = Object.entries(CLOSED_SETS).filter(
      ([set]) => !WITHOUT_DEFINITIONS.includes(set as ClosedSetName),
    );
    const defined = Object.fromEntries(
      Object.entries(codebook.definition).map(([set, codes]) => [set, Object.keys(codes).toSorted()]),
    );
    expect(defined).toEqual(Object.fromEntries(sets.map(([set, codes]) => [set, codes.toSorted()])));
  });

  it('describes every column of every data file', () => {
    const release = {
      id: '0123456789ab',
      loadedAt: '2026-11-22T12:00:00.000Z',
      note: null,
      newestSourceOn: null,
      counts: {
        countries: 0,
        measures: 0,
        observations: 0,
        sources: 0,
        events: 0,
        claims: 0,
        seriesPoints: 0,
      },
    };
    const files = describedFiles(release, translator(locale));
    expect(files.map(({ name }) => name)).toEqual([
      'measures.csv',
      'observations.csv',
      'sources.csv',
      'events.csv',
      'claims.csv',
      'series.csv',
      'changes.csv',
      'coverage.csv',
    ]);
    const columns = files.flatMap((file) => file.columns);
    expect(columns.filter(({ meaning }) => meaning.trim() === '')).toEqual([]);
    expect(columns.find(({ name }) => name === 'sex_label')?.meaning).toMatch(/sex/);
  });
});

it('shows every closed set once, but the series, which have a section of their own', () => {
  const shown = SET_GROUPS.flatMap(({ sets }): ClosedSetName[] => [...sets]);
  expect([...shown, 'series'].toSorted()).toEqual(Object.keys(CLOSED_SETS).toSorted());
});
