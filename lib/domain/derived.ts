import type { DerivedQualifier, PayPeriod, SeriesId, Sex } from './codes';
import { type ExchangeRates, toEuro } from './money';
import { type Period, samePeriod, yearsIn } from './period';
import { combined, possible, turned } from './qualifier';
import type { Eligibility, Observation } from './records';

/** The figures that Muster computes itself. Their formulas are worded in messages and on the codebook page. */
export const DERIVATIONS = [
  'per_100k',
  'cohort_share',
  'euro',
  'euro_real',
  'index',
  'gap',
  'required_growth',
  'cost_per_recruit',
  'length_days',
  'pay_per_month',
] as const;
export type Derivation = (typeof DERIVATIONS)[number];

/** Why a figure is not computed. */
export const DERIVED_REFUSALS = [
  'no_period',
  'span_of_years',
  'not_full_coverage',
  'not_persons',
  'not_money',
  'stock_not_flow',
  'no_population',
  'no_births',
  'no_rate_for_year',
  'unknown_currency',
  'no_price_index',
  'different_scope',
  'different_period',
  'not_an_actual',
  'not_a_target',
  'target_not_later',
  'actual_is_zero',
  'base_is_zero',
  'path_incomplete',
  'no_budget',
  'not_per_month',
] as const;
export type DerivedRefusal = (typeof DERIVED_REFUSALS)[number];

/** What a reader must know about how a figure was computed. */
export const DERIVED_CAVEATS = [
  'projection',
  'last_rate_used',
  'last_price_index_used',
  'half_of_births',
  'eligibility_unknown',
  'population_of_span',
  'path_interpolated',
  'statements_differ',
  'year_unknown',
] as const;
export type DerivedCaveat = (typeof DERIVED_CAVEATS)[number];

export type DerivedInput =
  | {
      kind: 'observation';
      observationId: string;
      low: number;
      high: number;
      unit: string;
      sourceIds: string[];
    }
  | {
      kind: 'series';
      series: SeriesId;
      /** Country, currency, or null for the euro area. */
      of: string | null;
      year: number;
      value: number;
      projection: boolean;
      sourceId: string;
    }
  | { kind: 'interpolated'; year: number; low: number; high: number }
  /** A term of a measure as stated, which is no dated figure: its length or its pay. */
  | {
      kind: 'term';
      term: 'duration' | 'pay';
      low: number;
      high: number;
      /** A duration's unit, or a currency. */
      unit: string;
      /** For pay: what the amount is paid for. */
      per: PayPeriod | null;
      sourceIds: string[];
    };

export interface DerivedFigure {
  derivation: Derivation;
  /** The figure, or the middle of its interval; not rounded. */
  value: number;
  /** Ends of the interval; null when every input is a single number. */
  low: number | null;
  high: number | null;
  /**
   * Carried over from every figure it is made of: a share of "at least 4,000" is "at least", growth from "at least 16,000" is
   * "up to". `range` where they say nothing of it and there is an interval; an interval may be about, too.
   */
  qualifier: DerivedQualifier;
  /** `per_100k`, `percent`, `index`, `persons`, `percent_per_year`, `EUR_per_person`, `days`, or a currency. */
  unit: string;
  inputs: DerivedInput[];
  caveats: DerivedCaveat[];
}

export type Derived = { ok: true; figure: DerivedFigure } | { ok: false; reason: DerivedRefusal };

export interface ContextPoint {
  value: number;
  projection: boolean;
  sourceId: string;
}

/** The yearly context, looked up by country (or currency) and year. */
export interface Context {
  population: ReadonlyMap<string, ReadonlyMap<number, ContextPoint>>;
  births: ReadonlyMap<string, ReadonlyMap<number, ContextPoint>>;
  rates: ExchangeRates;
  /** Source of a currency's rate in a year. */
  rateSource: (currency: string, year: number) => string;
  /** HICP of the euro area, 2015 = 100. */
  hicp: ReadonlyMap<number, ContextPoint>;
}

const refuse = (reason: DerivedRefusal): Derived => ({ ok: false, reason });

interface Range {
  low: number;
  high: number;
}

function rangeOf(o: Observation): Range {
  return o.low !== null && o.high !== null ? { low: o.low, high: o.high } : { low: o.value, high: o.value };
}

function inputOf(o: Observation): DerivedInput {
  return { kind: 'observation', observationId: o.id, ...rangeOf(o), unit: o.unit, sourceIds: o.sourceIds };
}

function figure(
  derivation: Derivation,
  range: Range,
  unit: string,
  qualifier: DerivedQualifier,
  inputs: DerivedInput[],
  caveats: DerivedCaveat[],
): Derived {
  const exact = range.low === range.high;
  const says = combined([qualifier]);
  return {
    ok: true,
    figure: {
      derivation,
      value: (range.low + range.high) / 2,
      low: exact ? null : range.low,
      high: exact ? null : range.high,
      qualifier: says === 'exact' && !exact ? 'range' : says,
      unit,
      inputs,
      caveats: [...new Set(caveats)],
    },
  };
}

function yearsOf(period: Period): number[] {
  return Array.from({ length: yearsIn(period) }, (_, index) => period.start + index);
}

/**
 * People per 100,000 inhabitants of the same year: `value ÷ population × 100,000`. A figure "per year" of a span of years
 * becomes an interval over the span's smallest and largest population.
 */
export function per100k(o: Observation, countryIso2: string, context: Context): Derived {
  if (o.unit !== 'persons') return refuse('not_persons');
  if (o.period === null) return refuse('no_period');
  if (o.coverage !== 'full') return refuse('not_full_coverage');
  const years = yearsOf(o.period);
  const points = years.map((year) => ({ year, point: context.population.get(countryIso2)?.get(year) }));
  const populations: { year: number; point: ContextPoint }[] = [];
  for (const { year, point } of points) {
    if (!point) return refuse('no_population');
    populations.push({ year, point });
  }
  const values = populations.map(({ point }) => point.value);
  const { low, high } = rangeOf(o);
  return figure(
    'per_100k',
    { low: (low / Math.max(...values)) * 100_000, high: (high / Math.min(...values)) * 100_000 },
    'per_100k',
    o.qualifier,
    [
      inputOf(o),
      ...populations.map(
        ({ year, point }): DerivedInput => ({
          kind: 'series',
          series: 'population',
          of: countryIso2,
          year,
          value: point.value,
          projection: point.projection,
          sourceId: point.sourceId,
        }),
      ),
    ],
    [
      ...(populations.some(({ point }) => point.projection) ? (['projection'] as const) : []),
      ...(years.length > 1 ? (['population_of_span'] as const) : []),
    ],
  );
}

/** Those born in a year turn 18 this many years later. */
export const COHORT_AGE = 18;

/** The data has births of both sexes together; one sex is counted as half, and said so. */
export const ONE_SEX_SHARE_OF_BIRTHS = 0.5;

const FLOWS: ReadonlySet<string> = new Set([
  'intake_per_year',
  'assessed_per_year',
  'registered_total',
  'trained_total',
]);

function shareOfBirths(sex: Sex | null): { share: number; caveats: DerivedCaveat[] } {
  switch (sex) {
    case 'men':
    case 'women':
      return { share: ONE_SEX_SHARE_OF_BIRTHS, caveats: ['half_of_births'] };
    case 'all':
    case 'men_compulsory_women_voluntary':
      return { share: 1, caveats: [] };
    case null:
      return { share: 1, caveats: ['eligibility_unknown'] };
  }
}

/**
 * Share of the cohort turning 18 in the figure's year, in percent: `value ÷ (births eighteen years before × sexes) × 100`.
 * A scheme for one sex is held against half of the births. For people who start, are assessed, registered or trained in
 * one year; a strength is a stock, a span of years has many cohorts: both are refused.
 */
export function cohortShare(
  o: Observation,
  countryIso2: string,
  eligibility: Pick<Eligibility, 'sex'>,
  context: Context,
): Derived {
  if (o.unit !== 'persons') return refuse('not_persons');
  if (!FLOWS.has(o.indicator)) return refuse('stock_not_flow');
  if (o.period === null) return refuse('no_period');
  if (yearsIn(o.period) > 1) return refuse('span_of_years');
  if (o.coverage !== 'full') return refuse('not_full_coverage');
  const bornIn = o.period.start - COHORT_AGE;
  const births = context.births.get(countryIso2)?.get(bornIn);
  if (!births) return refuse('no_births');
  const { share, caveats } = shareOfBirths(eligibility.sex);
  const cohort = births.value * share;
  const { low, high } = rangeOf(o);
  return figure(
    'cohort_share',
    { low: (low / cohort) * 100, high: (high / cohort) * 100 },
    'percent',
    o.qualifier,
    [
      inputOf(o),
      {
        kind: 'series',
        series: 'births',
        of: countryIso2,
        year: bornIn,
        value: births.value,
        projection: births.projection,
        sourceId: births.sourceId,
      },
    ],
    [...caveats, ...(births.projection ? (['projection'] as const) : [])],
  );
}

const NOT_MONEY: ReadonlySet<string> = new Set(['persons', 'percent']);

/**
 * Euro at the year's average rate: `amount ÷ rate`. The year is the period's first; a year after the last known rate uses
 * the last rate and says so.
 */
export function inEuro(o: Observation, context: Context): Derived {
  if (NOT_MONEY.has(o.unit)) return refuse('not_money');
  if (o.period === null && o.unit !== 'EUR') return refuse('no_period');
  const year = o.period?.start ?? 0;
  const { low, high } = rangeOf(o);
  const converted = toEuro({ amount: 1, currency: o.unit }, year, context.rates);
  if (!converted.ok) return refuse(converted.reason);
  const inputs: DerivedInput[] = [inputOf(o)];
  if (o.unit !== 'EUR') {
    inputs.push({
      kind: 'series',
      series: 'exchange_rates_per_eur',
      of: o.unit,
      year: converted.rateYear,
      value: converted.rate,
      projection: false,
      sourceId: context.rateSource(o.unit, converted.rateYear),
    });
  }
  return figure(
    'euro',
    { low: low / converted.rate, high: high / converted.rate },
    'EUR',
    o.qualifier,
    inputs,
    converted.rateYear === converted.wantedYear ? [] : ['last_rate_used'],
  );
}

/**
 * Euro in prices of `baseYear`: `euro × HICP(baseYear) ÷ HICP(year)`, euro-area HICP, year = the period's first. A year
 * after the last known index uses the last index and says so; a base year without an index is refused.
 */
export function inEuroOf(baseYear: number, o: Observation, context: Context): Derived {
  const nominal = inEuro(o, context);
  if (!nominal.ok) return nominal;
  if (o.period === null) return refuse('no_period');
  const lastYear = Math.max(...context.hicp.keys());
  const year = Math.min(o.period.start, lastYear);
  const [base, own] = [context.hicp.get(baseYear), context.hicp.get(year)];
  if (!base || !own) return refuse('no_price_index');
  const factor = base.value / own.value;
  const { value, low, high, qualifier, inputs, caveats } = nominal.figure;
  const index = (point: ContextPoint, at: number): DerivedInput => ({
    kind: 'series',
    series: 'hicp_euro_area',
    of: null,
    year: at,
    value: point.value,
    projection: false,
    sourceId: point.sourceId,
  });
  return figure(
    'euro_real',
    { low: (low ?? value) * factor, high: (high ?? value) * factor },
    'EUR',
    qualifier,
    [...inputs, index(base, baseYear), ...(year === baseYear ? [] : [index(own, year)])],
    [...caveats, ...(year === o.period.start ? [] : (['last_price_index_used'] as const))],
  );
}

function sameScope(a: Observation, b: Observation): boolean {
  return (
    a.measureId === b.measureId &&
    a.indicator === b.indicator &&
    a.component === b.component &&
    a.unit === b.unit
  );
}

/** A figure as an index of another of the same line: `value ÷ base × 100`. */
export function indexOn(base: Observation, o: Observation): Derived {
  if (!sameScope(base, o)) return refuse('different_scope');
  if (base.coverage !== 'full' || o.coverage !== 'full') return refuse('not_full_coverage');
  const [b, v] = [rangeOf(base), rangeOf(o)];
  if (b.low <= 0) return refuse('base_is_zero');
  return figure(
    'index',
    { low: (v.low / b.high) * 100, high: (v.high / b.low) * 100 },
    'index',
    combined([o.qualifier, turned(base.qualifier)]),
    base.id === o.id ? [inputOf(o)] : [inputOf(o), inputOf(base)],
    [],
  );
}

function isPromise(o: Observation): boolean {
  return o.basis === 'target' || o.basis === 'ambition' || o.basis === 'ceiling';
}

/** What came less what was planned, of one measure, indicator, component and period: `actual − target`. */
export function gapToTarget(actual: Observation, target: Observation): Derived {
  if (actual.basis !== 'actual') return refuse('not_an_actual');
  if (!isPromise(target)) return refuse('not_a_target');
  if (!sameScope(actual, target)) return refuse('different_scope');
  if (actual.coverage !== 'full' || target.coverage !== 'full') return refuse('not_full_coverage');
  if (actual.period === null || target.period === null) return refuse('no_period');
  if (!samePeriod(actual.period, target.period)) return refuse('different_period');
  const [came, planned] = [rangeOf(actual), rangeOf(target)];
  return figure(
    'gap',
    { low: came.low - planned.high, high: came.high - planned.low },
    actual.unit,
    combined([actual.qualifier, turned(target.qualifier)]),
    [inputOf(actual), inputOf(target)],
    [],
  );
}

/** Whether fewer came than planned, as far as the figures say. */
export type Shortfall = 'fewer' | 'not_fewer' | 'not_certain';

/**
 * Whether fewer came than planned, whatever each figure can mean (`possible`) and whichever holds of several statements of
 * unknown order: "at least 16,000" came of "up to 25,000" planned is not certain.
 */
export function shortfall(came: readonly Observation[], planned: readonly Observation[]): Shortfall {
  const [actual, plan] = [came.map(possible), planned.map(possible)];
  const lowest = (all: readonly Range[]) => Math.min(...all.map(({ low }) => low));
  const highest = (all: readonly Range[]) => Math.max(...all.map(({ high }) => high));
  if (highest(actual) < lowest(plan)) return 'fewer';
  return lowest(actual) >= highest(plan) ? 'not_fewer' : 'not_certain';
}

/**
 * Growth a year that a target would require from the latest actual: `(target ÷ actual)^(1 ÷ years) − 1`, in percent.
 * Years are counted from the actual's last to the target's first.
 */
export function requiredGrowth(actual: Observation, target: Observation): Derived {
  if (actual.basis !== 'actual') return refuse('not_an_actual');
  if (!isPromise(target)) return refuse('not_a_target');
  if (!sameScope(actual, target)) return refuse('different_scope');
  if (actual.coverage !== 'full' || target.coverage !== 'full') return refuse('not_full_coverage');
  if (actual.period === null || target.period === null) return refuse('no_period');
  const years = target.period.start - actual.period.end;
  if (years <= 0) return refuse('target_not_later');
  const [now, then] = [rangeOf(actual), rangeOf(target)];
  if (now.low <= 0) return refuse('actual_is_zero');
  const growth = (from: number, to: number) => ((to / from) ** (1 / years) - 1) * 100;
  return figure(
    'required_growth',
    { low: growth(now.high, then.low), high: growth(now.low, then.high) },
    'percent_per_year',
    combined([target.qualifier, turned(actual.qualifier)]),
    [inputOf(actual), inputOf(target)],
    [],
  );
}

/**
 * A yearly path through stated points: years between two stated ones lie on the straight line between them. Null when the
 * first or last year is not itself stated: nothing is extrapolated.
 */
export function interpolatedPath(
  stated: ReadonlyMap<number, Range>,
  period: Period,
): { year: number; low: number; high: number; stated: boolean }[] | null {
  const years = yearsOf(period);
  const known = [...stated.keys()].sort((a, b) => a - b);
  const path: { year: number; low: number; high: number; stated: boolean }[] = [];
  for (const year of years) {
    const own = stated.get(year);
    if (own) {
      path.push({ year, low: own.low, high: own.high, stated: true });
      continue;
    }
    if (year === period.start || year === period.end) return null;
    const before = known.filter((other) => other < year && other >= period.start).at(-1);
    const after = known.find((other) => other > year && other <= period.end);
    const [a, b] = [before, after].map((other) => (other === undefined ? undefined : stated.get(other)));
    if (before === undefined || after === undefined || !a || !b) return null;
    const weight = (year - before) / (after - before);
    path.push({
      year,
      low: a.low + (b.low - a.low) * weight,
      high: a.high + (b.high - a.high) * weight,
      stated: false,
    });
  }
  return path;
}

/**
 * Euro per person taken in: every statement of a budget for one period and scope, over the people of the same measure and
 * years: `budget ÷ sum of yearly intake`. `budgets` are the statements of one subject (they may differ: then the result
 * spans them); `intakes` are the statements that hold for each year (where two differ, the year spans them). Years between
 * stated ones are interpolated and said so. Refused when the budget covers a part (component) or the path does not reach both ends of its period.
 * With `pricesOf` the euro are those of that year's prices (`inEuroOf`), else nominal.
 */
export function costPerRecruit(
  budgets: readonly Observation[],
  intakes: readonly Observation[],
  context: Context,
  pricesOf: number | null = null,
): Derived {
  const first = budgets[0];
  if (!first) return refuse('no_budget');
  const { period } = first;
  if (period === null) return refuse('no_period');
  if (budgets.some((b) => !sameScope(b, first) || b.basis !== first.basis)) return refuse('different_scope');
  if (budgets.some((b) => !samePeriod(b.period, period))) return refuse('different_period');
  if (first.indicator === 'budget_annual' && yearsIn(period) > 1) return refuse('span_of_years');
  const all = [...budgets, ...intakes];
  if (all.some((o) => o.component !== null || o.measureId !== first.measureId))
    return refuse('different_scope');
  if (all.some((o) => o.coverage !== 'full')) return refuse('not_full_coverage');
  if (intakes.some((o) => o.unit !== 'persons')) return refuse('not_persons');
  const stated = new Map<number, Range>();
  let intakesDiffer = false;
  for (const o of intakes) {
    if (!o.period || yearsIn(o.period) > 1) continue;
    const own = rangeOf(o);
    const other = stated.get(o.period.start) ?? own;
    if (other.low !== own.low || other.high !== own.high) intakesDiffer = true;
    stated.set(o.period.start, { low: Math.min(own.low, other.low), high: Math.max(own.high, other.high) });
  }
  const path = interpolatedPath(stated, period);
  if (path === null) return refuse('path_incomplete');
  const people = {
    low: path.reduce((sum, { low }) => sum + low, 0),
    high: path.reduce((sum, { high }) => sum + high, 0),
  };
  if (people.low <= 0) return refuse('base_is_zero');
  const inputs: DerivedInput[] = [];
  const caveats: DerivedCaveat[] = [];
  const amounts: Range[] = [];
  for (const budget of budgets) {
    const euro = pricesOf === null ? inEuro(budget, context) : inEuroOf(pricesOf, budget, context);
    if (!euro.ok) return euro;
    const { value, low, high } = euro.figure;
    amounts.push({ low: low ?? value, high: high ?? value });
    inputs.push(...euro.figure.inputs);
    caveats.push(...euro.figure.caveats);
  }
  const cost = { low: Math.min(...amounts.map((a) => a.low)), high: Math.max(...amounts.map((a) => a.high)) };
  if ((amounts.length > 1 && cost.low !== cost.high) || intakesDiffer) caveats.push('statements_differ');
  if (path.some((step) => !step.stated)) caveats.push('path_interpolated');
  const used = intakes.filter(
    (o) =>
      o.period &&
      yearsIn(o.period) === 1 &&
      path.some(({ year, stated: own }) => own && year === o.period?.start),
  );
  inputs.push(
    ...used.map(inputOf),
    ...path
      .filter((step) => !step.stated)
      .map(({ year, low, high }): DerivedInput => ({ kind: 'interpolated', year, low, high })),
  );
  return figure(
    'cost_per_recruit',
    { low: cost.low / people.high, high: cost.high / people.low },
    'EUR_per_person',
    combined([
      ...budgets.map(({ qualifier }) => qualifier),
      ...used.map(({ qualifier }) => turned(qualifier)),
    ]),
    inputs,
    caveats,
  );
}
