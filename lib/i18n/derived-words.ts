import { type DerivedQualifier, DURATION_UNITS, isOneOf } from '@/lib/domain/codes';
import type { Derived, DerivedFigure, DerivedInput, DerivedRefusal } from '@/lib/domain/derived';
import { DAYS_IN, timesPerMonth } from '@/lib/domain/derived-terms';
import { formatMoneyShort } from '@/lib/domain/money';
import { combined } from '@/lib/domain/qualifier';
import type { Observation } from '@/lib/domain/records';
import { formatDate, formatDuration, formatFigure, formatPay, formatPeriodOrNone } from './format';
import { INTL_TAGS } from './locales';
import type { Translator } from './translator';

/** What the words of a derived figure need besides itself. */
export interface DerivedRecords {
  /** The observation of an id that a figure names as its input; throws when there is none. */
  observation: (id: string) => Observation;
  /** A country's name in the language of the words. */
  countryName: (iso2: string) => string;
}

export interface DerivedInputWords {
  text: string;
  /** What the input covers, in the data's English; null for a measure's natural scope and for series. */
  scope: string | null;
  sourceIds: string[];
}

/** A derived figure opened: everything a reader needs to compute it again. */
export interface DerivedWords {
  name: string;
  /** Rounded, qualifier kept: "at least 8.92%", "€64,500 to €74,200 per person". */
  value: string;
  formula: string;
  /** The formula with the numbers put in; a line for each end of an interval; none where nothing had to be computed. */
  workings: string[];
  inputs: DerivedInputWords[];
  caveats: string[];
  rounding: string;
}

const DIGITS = 3;
const MOST_DIGITS = 6;
const SHORT_FROM = 1_000_000;

type ObservationInput = Extract<DerivedInput, { kind: 'observation' }>;
type SeriesInput = Extract<DerivedInput, { kind: 'series' }>;
type TermInput = Extract<DerivedInput, { kind: 'term' }>;

function money(amount: number, currency: string, digits: number, tr: Translator): string {
  if (Math.abs(amount) >= SHORT_FROM)
    return formatMoneyShort({ amount, currency }, INTL_TAGS[tr.locale], digits);
  return new Intl.NumberFormat(INTL_TAGS[tr.locale], {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'EUR' ? 'symbol' : 'code',
    maximumSignificantDigits: digits,
  }).format(amount);
}

/** An amount with every digit, for a working. */
function fullMoney(amount: number, currency: string, tr: Translator): string {
  return new Intl.NumberFormat(INTL_TAGS[tr.locale], {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'EUR' ? 'symbol' : 'code',
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  }).format(amount);
}

/** A minus sign where number formats have a hyphen, which spreadsheets read as the start of a formula. */
export const withMinus = (number: string): string => number.replace('-', '−');

/** A number of a derived figure, rounded; without the words of its unit unless it is money. */
function rounded(value: number, unit: string, digits: number, tr: Translator): string {
  return withMinus(roundedNumber(value, unit, digits, tr));
}

function roundedNumber(value: number, unit: string, digits: number, tr: Translator): string {
  switch (unit) {
    case 'persons':
      return tr.number(value, { maximumFractionDigits: 1 });
    case 'per_100k':
    case 'percent':
    case 'percent_per_year':
    case 'index':
    case 'days':
      return tr.number(value, { maximumSignificantDigits: digits });
    case 'EUR_per_person':
      return money(value, 'EUR', digits, tr);
    default:
      return money(value, unit, digits, tr);
  }
}

function withUnit(text: string, count: number, unit: string, tr: Translator): string {
  switch (unit) {
    case 'per_100k':
      return tr.t('derived.unit.per_100k', { value: text });
    case 'percent':
      return tr.t('pages.figure.percent', { value: text });
    case 'percent_per_year':
      return tr.t('derived.unit.percent_per_year', {
        value: tr.t('pages.figure.percent', { value: text }),
      });
    case 'EUR_per_person':
      return tr.t('derived.unit.per_person', { value: text });
    case 'days':
      return tr.t('derived.unit.days', { count, value: text });
    default:
      return text;
  }
}

/**
 * A derived figure as shown: rounded to three significant digits (people are whole), the ends of an interval to as many
 * as tell them apart, qualifier kept: "about 7.74%", "about 109 to 110 per 100,000".
 */
export function formatDerived(
  figure: Pick<DerivedFigure, 'value' | 'low' | 'high' | 'qualifier' | 'unit'>,
  tr: Translator,
): string {
  const { value, low, high, qualifier, unit } = figure;
  if (low !== null && high !== null) {
    let digits = DIGITS;
    while (
      digits < MOST_DIGITS &&
      low !== high &&
      rounded(low, unit, digits, tr) === rounded(high, unit, digits, tr)
    ) {
      digits += 1;
    }
    const range = tr.t('pages.figure.range', {
      low: rounded(low, unit, digits, tr),
      high: rounded(high, unit, digits, tr),
    });
    const value = withUnit(range, high, unit, tr);
    return qualifier === 'range' ? value : tr.t(`pages.figure.${qualifier}`, { value });
  }
  return tr.t(`pages.figure.${qualifier === 'range' ? 'about' : qualifier}`, {
    value: withUnit(rounded(value, unit, DIGITS, tr), value, unit, tr),
  });
}

/** Why a figure is not computed: "not computed: its source names no year". */
export function refusalWords(reason: DerivedRefusal, tr: Translator): string {
  return tr.t('derived.display.because', { reason: tr.t(`derived.refusal.${reason}`) });
}

/** The parts of a figure's inputs by kind, each in the order in which they were put in. */
function parts(figure: DerivedFigure) {
  const of = <K extends DerivedInput['kind']>(kind: K) =>
    figure.inputs.filter((input): input is Extract<DerivedInput, { kind: K }> => input.kind === kind);
  return {
    observations: of('observation'),
    series: of('series'),
    interpolated: of('interpolated'),
    terms: of('term'),
  };
}

function first<T>(items: readonly T[], figure: DerivedFigure, what: string): T {
  const [item] = items;
  if (item === undefined) throw new Error(`derived figure ${figure.derivation}: no ${what} among its inputs`);
  return item;
}

/** "10,000 ÷ 789,607 × 100 ≈ 1.27%": an expression and what comes of it, `=` only where nothing is rounded. */
function equation(expression: string, value: number, unit: string, tr: Translator): string {
  const shown = unit === 'persons' ? value : Number(value.toPrecision(DIGITS));
  const sign = Math.abs(shown - value) <= Math.abs(value) * 1e-12 ? '=' : '≈';
  return `${expression} ${sign} ${withUnit(rounded(value, unit, DIGITS, tr), value, unit, tr)}`;
}

interface Working {
  low: string;
  high: string;
}

function workingsOf(figure: DerivedFigure, working: Working, tr: Translator): string[] {
  const { low, high, value, unit } = figure;
  if (low === null || high === null) return [equation(working.low, value, unit, tr)];
  return [
    tr.t('derived.display.low', { working: equation(working.low, low, unit, tr) }),
    tr.t('derived.display.high', { working: equation(working.high, high, unit, tr) }),
  ];
}

const both = (expression: (end: 'low' | 'high') => string): Working => ({
  low: expression('low'),
  high: expression('high'),
});

/** An amount as it stands in a working, divided by its rate where it has one. */
function euroTerm(amount: number, unit: string, rate: SeriesInput | undefined, tr: Translator): string {
  const stated = fullMoney(amount, unit, tr);
  return rate ? `${stated} ÷ ${tr.number(rate.value, { maximumFractionDigits: 6 })}` : stated;
}

/** The people that a cost per recruit is divided by: year by year, stated or interpolated, and together. */
export function recruitPath(
  figure: DerivedFigure,
  records: DerivedRecords,
): {
  steps: { year: number; low: number; high: number; stated: boolean }[];
  people: { low: number; high: number; qualifier: DerivedQualifier };
} {
  const { observations, interpolated } = parts(figure);
  const intakes = observations.filter(({ unit }) => unit === 'persons');
  const years = new Map<number, { year: number; low: number; high: number; stated: boolean }>();
  for (const { observationId, low, high } of intakes) {
    const year = records.observation(observationId).period?.start ?? 0;
    const other = years.get(year);
    years.set(year, {
      year,
      low: Math.min(low, other?.low ?? low),
      high: Math.max(high, other?.high ?? high),
      stated: true,
    });
  }
  for (const { year, low, high } of interpolated) years.set(year, { year, low, high, stated: false });
  const steps = [...years.values()].sort((a, b) => a.year - b.year);
  const people = {
    low: steps.reduce((sum, { low }) => sum + low, 0),
    high: steps.reduce((sum, { high }) => sum + high, 0),
    qualifier: combined(intakes.map(({ observationId }) => records.observation(observationId).qualifier)),
  };
  return { steps, people };
}

function costWorkings(figure: DerivedFigure, records: DerivedRecords, tr: Translator): string[] {
  const budgets = figure.inputs.flatMap((input, index) => {
    if (input.kind !== 'observation' || input.unit === 'persons') return [];
    const rest = figure.inputs.slice(index + 1);
    const next = rest.findIndex(({ kind }) => kind !== 'series');
    const terms = rest
      .slice(0, next === -1 ? rest.length : next)
      .filter((term): term is SeriesInput => term.kind === 'series');
    const rate = terms.find(({ series }) => series === 'exchange_rates_per_eur');
    const [base, own = base] = terms.filter(({ series }) => series === 'hicp_euro_area');
    const prices = base && own ? { base: base.value, own: own.value } : null;
    const factor = (prices ? prices.base / prices.own : 1) / (rate?.value ?? 1);
    return [{ input, rate, prices, factor }];
  });
  type Budget = (typeof budgets)[number];
  const euro = ({ input, rate, prices }: Budget, end: 'low' | 'high') => {
    const term = euroTerm(input[end], input.unit, rate, tr);
    return prices ? `${term} × ${tr.number(prices.base)} ÷ ${tr.number(prices.own)}` : term;
  };
  const lowest = first(
    budgets.toSorted((a, b) => a.input.low * a.factor - b.input.low * b.factor),
    figure,
    'budget',
  );
  const highest = first(
    budgets.toSorted((a, b) => b.input.high * b.factor - a.input.high * a.factor),
    figure,
    'budget',
  );
  const { steps, people } = recruitPath(figure, records);
  const range = ({ low, high }: { low: number; high: number }) =>
    low === high
      ? tr.number(low)
      : tr.t('pages.figure.rangeOf', { low: tr.number(low), high: tr.number(high) });
  const sum = steps
    .map((step) => `${range(step)} (${step.stated ? step.year : `≈ ${step.year}`})`)
    .join(' + ');
  return [
    ...(steps.length > 1 ? [tr.t('derived.display.people', { working: `${sum} = ${range(people)}` })] : []),
    ...workingsOf(
      figure,
      {
        low: `${euro(lowest, 'low')} ÷ ${tr.number(people.high)}`,
        high: `${euro(highest, 'high')} ÷ ${tr.number(people.low)}`,
      },
      tr,
    ),
  ];
}

/** The formula of a figure with its numbers put in. */
function workings(figure: DerivedFigure, records: DerivedRecords, tr: Translator): string[] {
  const { observations, series, terms } = parts(figure);
  const observation = (): ObservationInput => first(observations, figure, 'observation');
  const term = (): TermInput => first(terms, figure, 'term');
  const number = (value: number) => tr.number(value, { maximumFractionDigits: 6 });
  switch (figure.derivation) {
    case 'per_100k': {
      const people = observation();
      const populations = series.map(({ value }) => value);
      const divisor = { low: Math.max(...populations), high: Math.min(...populations) };
      return workingsOf(
        figure,
        both((end) => `${number(people[end])} ÷ ${number(divisor[end])} × ${number(100_000)}`),
        tr,
      );
    }
    case 'cohort_share': {
      const people = observation();
      const births = number(first(series, figure, 'births').value);
      const cohort = figure.caveats.includes('half_of_births')
        ? `(${tr.t('derived.display.halfOf', { value: births })})`
        : births;
      return workingsOf(
        figure,
        both((end) => `${number(people[end])} ÷ ${cohort} × 100`),
        tr,
      );
    }
    case 'euro': {
      const amount = observation();
      const rate = series[0];
      if (!rate) return [];
      return workingsOf(
        figure,
        both((end) => euroTerm(amount[end], amount.unit, rate, tr)),
        tr,
      );
    }
    case 'euro_real': {
      const amount = observation();
      const rate = series.find((input) => input.series === 'exchange_rates_per_eur');
      const indices = series.filter((input) => input.series === 'hicp_euro_area');
      const base = first(indices, figure, 'price index');
      const own = indices[1] ?? base;
      return workingsOf(
        figure,
        both(
          (end) =>
            `${euroTerm(amount[end], amount.unit, rate, tr)} × ${number(base.value)} ÷ ${number(own.value)}`,
        ),
        tr,
      );
    }
    case 'index': {
      const own = observation();
      const base = observations[1] ?? own;
      return workingsOf(
        figure,
        {
          low: `${number(own.low)} ÷ ${number(base.high)} × 100`,
          high: `${number(own.high)} ÷ ${number(base.low)} × 100`,
        },
        tr,
      );
    }
    case 'gap': {
      const came = observation();
      const planned = observations[1] ?? came;
      return workingsOf(
        figure,
        {
          low: `${number(came.low)} − ${number(planned.high)}`,
          high: `${number(came.high)} − ${number(planned.low)}`,
        },
        tr,
      );
    }
    case 'required_growth': {
      const now = observation();
      const then = observations[1] ?? now;
      const [from, to] = [now, then].map(({ observationId }) => records.observation(observationId).period);
      const years = (to?.start ?? 0) - (from?.end ?? 0);
      return workingsOf(
        figure,
        {
          low: `(${number(then.low)} ÷ ${number(now.high)})^(1 ÷ ${years}) − 1`,
          high: `(${number(then.high)} ÷ ${number(now.low)})^(1 ÷ ${years}) − 1`,
        },
        tr,
      );
    }
    case 'cost_per_recruit':
      return costWorkings(figure, records, tr);
    case 'length_days': {
      const length = term();
      if (!isOneOf(DURATION_UNITS, length.unit) || length.unit === 'days') return [];
      const factor = length.unit === 'hours' ? `÷ ${1 / DAYS_IN.hours}` : `× ${number(DAYS_IN[length.unit])}`;
      return workingsOf(
        figure,
        both((end) => `${number(length[end])} ${factor}`),
        tr,
      );
    }
    case 'pay_per_month': {
      const pay = term();
      const times = pay.per === null ? 1 : (timesPerMonth(pay.per) ?? 1);
      const rate = series[0];
      if (times === 1 && !rate) return [];
      const factor = times === 1 ? '' : times < 1 ? ` ÷ ${Math.round(1 / times)}` : ` × ${number(times)}`;
      const divided = rate ? ` ÷ ${number(rate.value)}` : '';
      return workingsOf(
        figure,
        both((end) => `${fullMoney(pay[end], pay.unit, tr)}${factor}${divided}`),
        tr,
      );
    }
  }
}

function seriesWords(input: SeriesInput, records: DerivedRecords, tr: Translator): string {
  const value = tr.number(input.value, { maximumFractionDigits: 6 });
  const place = input.of === null ? '' : input.of;
  const words = (() => {
    switch (input.series) {
      case 'population':
        return tr.t('derived.input.population', {
          place: records.countryName(place),
          year: String(input.year),
          value,
        });
      case 'births':
        return tr.t('derived.input.births', {
          place: records.countryName(place),
          year: String(input.year),
          value,
        });
      case 'exchange_rates_per_eur':
        return tr.t('derived.input.rate', { currency: place, year: String(input.year), value });
      case 'hicp_euro_area':
        return tr.t('derived.input.prices', { year: String(input.year), value });
      case 'population_15_24':
      case 'defence_spending_pct_gdp':
      case 'active_forces':
        return `${tr.label('series', input.series)}, ${input.year}${tr.mark(':')} ${value}`;
    }
  })();
  return input.projection ? `${words} (${tr.t('derived.input.projected')})` : words;
}

function termWords(input: TermInput, tr: Translator): string {
  const { low, high, unit, per } = input;
  if (input.term === 'duration' && isOneOf(DURATION_UNITS, unit)) {
    const value = formatDuration({ min: low, max: high, unit, note: null }, tr) ?? '';
    return tr.t('derived.input.duration', { value });
  }
  const pay = {
    amount: low,
    currency: unit,
    per,
    tax: null,
    qualifier: null,
    note: null,
    sourceIds: input.sourceIds,
  };
  return tr.t('derived.input.pay', { value: formatPay(pay, tr) ?? '' });
}

function inputWords(input: DerivedInput, records: DerivedRecords, tr: Translator): DerivedInputWords {
  switch (input.kind) {
    case 'observation': {
      const o = records.observation(input.observationId);
      const date = formatDate(o.statedOn, tr);
      return {
        text: tr.t('derived.input.figure', {
          indicator: tr.label('indicator', o.indicator),
          value: formatFigure(o, tr),
          basis: tr.label('basis', o.basis),
          period: formatPeriodOrNone(o.period, tr),
          stated: date === null ? tr.t('derived.input.notStated') : tr.t('derived.input.stated', { date }),
        }),
        scope: o.component,
        sourceIds: input.sourceIds,
      };
    }
    case 'series':
      return { text: seriesWords(input, records, tr), scope: null, sourceIds: [input.sourceId] };
    case 'interpolated':
      return {
        text: tr.t('derived.input.interpolated', {
          year: String(input.year),
          value: tr.number((input.low + input.high) / 2, { maximumFractionDigits: 1 }),
        }),
        scope: null,
        sourceIds: [],
      };
    case 'term':
      return { text: termWords(input, tr), scope: null, sourceIds: input.sourceIds };
  }
}

/** A derived figure in words: what it is, how it was computed, from what, and what to know about it. */
export function derivedWords(figure: DerivedFigure, records: DerivedRecords, tr: Translator): DerivedWords {
  return {
    name: tr.t(`derived.name.${figure.derivation}`),
    value: formatDerived(figure, tr),
    formula: tr.t(`derived.formula.${figure.derivation}`),
    workings: workings(figure, records, tr),
    inputs: figure.inputs.map((input) => inputWords(input, records, tr)),
    caveats: figure.caveats.map((caveat) => tr.t(`derived.caveat.${caveat}`)),
    rounding: tr.t(`derived.rounding.${figure.unit === 'persons' ? 'whole' : 'significant'}`),
  };
}

/** The same as lines of text, for files and text alternatives; a refusal is one line that gives its reason. */
export function derivedLines(derived: Derived, records: DerivedRecords, tr: Translator): string[] {
  if (!derived.ok) return [refusalWords(derived.reason, tr)];
  const words = derivedWords(derived.figure, records, tr);
  return [
    `${words.name}${tr.mark(':')} ${words.value}`,
    `${tr.t('derived.display.formula')}${tr.mark(':')} ${words.formula}`,
    ...words.workings,
    ...words.inputs.map(({ text, scope }) =>
      scope === null ? text : `${text}${tr.mark(';')} ${tr.t('derived.input.scope', { scope })}`,
    ),
    ...words.caveats,
    words.rounding,
  ];
}

function sourcesOfInput(input: DerivedInput): string[] {
  switch (input.kind) {
    case 'observation':
    case 'term':
      return input.sourceIds;
    case 'series':
      return [input.sourceId];
    case 'interpolated':
      return [];
  }
}

/** Every source behind a derived figure, each once: those of its observations, terms and series. */
export function derivedSourceIds(figure: DerivedFigure): string[] {
  return [...new Set(figure.inputs.flatMap(sourcesOfInput))];
}
