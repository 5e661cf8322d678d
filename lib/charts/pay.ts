import type { TaxBasis } from '@/lib/domain/codes';
import { TAX_BASES } from '@/lib/domain/codes';
import type { Derived, DerivedFigure, DerivedRefusal } from '@/lib/domain/derived';
import { payPerMonth } from '@/lib/domain/derived-terms';
import { isPayKnownOn, payFigure } from '@/lib/domain/pay';
import { byPeriod } from '@/lib/domain/period';
import { boundOf } from '@/lib/domain/qualifier';
import type { Measure, Observation, Pay } from '@/lib/domain/records';
import { byStatedLast } from '@/lib/domain/vintage';
import { derivedSourceIds, derivedWords } from '@/lib/i18n/derived-words';
import { euroRounded, formatFigure, formatPay, formatPeriodOrNone, formatUnitValue } from '@/lib/i18n/format';
import { amountAxis } from './axes';
import { coverageWords } from './coverage';
import {
  Citations,
  caveatNotes,
  dayInWords,
  groupBy,
  measuresAskedFor,
  namesOf,
  noneFound,
  pastNotes,
  plainDerived,
  plainOnChart,
  publishersOf,
  readScope,
  type Scope,
  shortFigure,
  specFrame,
  statusWords,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  AmountRow,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  LegendEntry,
  Mark,
  PaySpec,
  RowsHeadline,
} from './spec';
import {
  countriesWithout,
  isOver,
  isTermOfService,
  measuresConsidered,
  numbered,
  rowOf,
  standingOf,
} from './terms-of-service';

/** What becomes of a statement of pay that was considered. */
export const PAY_FATES = [
  'drawn',
  'refused',
  'not_a_term',
  'over',
  'not_known_then',
  'none_stated',
  'other_statement',
] as const;
export type PayFate = (typeof PAY_FATES)[number];

/** What a measure pays, as its terms or its latest figure say; `pay` is null where neither does (then `others` may say something). */
interface MeasurePay {
  measure: Measure;
  pay: Pay | null;
  /** The figure that says the same and names a year; null where none does. */
  figure: Observation | null;
  /** Euro a month; null without pay. */
  derived: Derived | null;
  fate: PayFate;
  /** Other statements on this measure's pay: another year, a part, a proposal. */
  others: Observation[];
}

const isPay = (o: Observation): boolean => o.indicator === 'pay';

/** The latest figure on the pay of a whole scheme that is paid or planned, for a measure whose terms name none. */
function latestFigure(figures: readonly Observation[]): Observation | null {
  const usable = figures.filter(
    (o) =>
      o.component === null &&
      o.coverage === 'full' &&
      o.low === null &&
      o.per !== null &&
      (o.basis === 'actual' || o.basis === 'target'),
  );
  return usable.sort((a, b) => byPeriod(b.period, a.period) || byStatedLast(a, b))[0] ?? null;
}

const payOf = ({ value, unit, per, tax, qualifier, note, sourceIds }: Observation): Pay => ({
  amount: value,
  currency: unit,
  per,
  tax,
  qualifier,
  note,
  sourceIds,
});

function measurePay(
  scope: Scope,
  measure: Measure,
  publishedOn: ReadonlyMap<string, Observation['statedOn']>,
): MeasurePay[] {
  const figures = scope.observations.filter((o) => o.measureId === measure.id && isPay(o));
  const terms = measure.pay?.amount == null ? null : measure.pay;
  const known =
    terms === null || scope.past === null || isPayKnownOn(terms, figures, scope.past.day, publishedOn);
  const figure = known && terms !== null ? payFigure(terms, figures) : latestFigure(figures);
  const pay = known && terms !== null ? terms : figure && payOf(figure);
  const others = figures.filter((o) => o !== figure);
  const derived = payPerMonth(pay, {
    in: 'euro',
    year: figure?.period?.start ?? null,
    context: scope.input.context,
  });
  const entry = (fate: PayFate): MeasurePay[] => [{ measure, pay, figure, derived, fate, others }];
  if (pay === null) {
    if (!known) return entry('not_known_then');
    if (others.length > 0) return entry('other_statement');
    return isTermOfService(measure) && !isOver(measure) ? entry('none_stated') : [];
  }
  if (scope.chosen === null && isOver(measure)) return entry('over');
  if (!isTermOfService(measure)) return entry('not_a_term');
  return entry(derived?.ok ? 'drawn' : 'refused');
}

const taxOf = (pay: Pay): TaxBasis => pay.tax ?? 'unspecified';

/** Form says the tax basis, a hollow mark that the pay is not paid now. */
const MARK_OF = {
  gross: { now: 'gross', hollow: 'gross_hollow' },
  net: { now: 'net', hollow: 'net_hollow' },
  unspecified: { now: 'tax_unknown', hollow: 'tax_unknown_hollow' },
} as const satisfies Readonly<Record<TaxBasis, Record<'now' | 'hollow', Mark>>>;

const markOf = (measure: Measure, pay: Pay): Mark =>
  MARK_OF[taxOf(pay)][standingOf(measure) === 'in_force' ? 'now' : 'hollow'];

/** True for euro a month, which nothing had to be done with. */
const isAsStated = ({ currency, per }: Pay): boolean => currency === 'EUR' && per === 'month';

/** Euro a month: every digit as stated, three of a computed amount. */
function monthWords(scope: Scope, pay: Pay, figure: DerivedFigure): string {
  const { tr } = scope;
  return shortFigure(figure, tr, (amount) =>
    isAsStated(pay) ? formatUnitValue(amount, 'EUR', tr) : euroRounded(tr)(amount),
  );
}

/** "SEK 200 a day (2026)": the pay as stated without its tax basis, which the group's heading says. */
function statedWords({ tr }: Scope, pay: Pay, figure: Observation | null): string {
  const stated = formatPay({ ...pay, tax: null }, tr) ?? '';
  return figure?.period
    ? tr.t('serviceTerms.pay.asStatedIn', { pay: stated, year: formatPeriodOrNone(figure.period, tr) })
    : tr.t('serviceTerms.pay.asStated', { pay: stated });
}

const sourcesOf = ({ pay, derived }: MeasurePay): string[] => [
  ...new Set([...(pay?.sourceIds ?? []), ...(derived?.ok ? derivedSourceIds(derived.figure) : [])]),
];

function toPoint(scope: Scope, one: MeasurePay, pay: Pay, figure: DerivedFigure): ChartPoint {
  const { tr } = scope;
  const { measure } = one;
  const words = derivedWords(figure, scope.records, tr);
  return {
    id: `pay ${measure.id}`,
    x: figure.value,
    y: 0,
    low: null,
    high: null,
    spanStart: null,
    mark: markOf(measure, pay),
    qualifier: figure.qualifier,
    basis: one.figure?.basis ?? null,
    statedOn: one.figure?.statedOn ?? null,
    observationId: one.figure?.id ?? null,
    sourceIds: sourcesOf(one),
    tooltip: {
      title: namesOf(scope, [measure]),
      value: tr.t('serviceTerms.pay.row', {
        figure: monthWords(scope, pay, figure),
        tax: tr.label('tax', taxOf(pay)),
      }),
      lines: [
        ...(isAsStated(pay) ? [] : [statedWords(scope, pay, one.figure)]),
        ...words.workings,
        ...words.caveats,
        ...(pay.note === null ? [] : [pay.note]),
        statusWords(scope, measure),
        publishersOf(scope, sourcesOf(one)),
      ],
    },
  };
}

const refusalOf = ({ derived }: MeasurePay): DerivedRefusal | null =>
  derived && !derived.ok ? derived.reason : null;

/** Gross, then net, then neither stated, in each the highest first under a heading; then what stands in words only. */
function toRows(scope: Scope, pays: readonly MeasurePay[]): AmountRow[] {
  const { tr } = scope;
  const drawn = TAX_BASES.flatMap((tax) => {
    const group = pays
      .flatMap((one) =>
        one.fate === 'drawn' && one.pay && one.derived?.ok && taxOf(one.pay) === tax
          ? [{ one, pay: one.pay, figure: one.derived.figure }]
          : [],
      )
      .sort((a, b) => b.figure.value - a.figure.value);
    return group.map(
      ({ one, pay, figure }, index): AmountRow => ({
        ...rowOf(scope, one.measure),
        heading: index === 0 ? headingOf(scope, tax) : null,
        kind: 'mark',
        valueLabel: monthWords(scope, pay, figure),
        otherLabel: isAsStated(pay) ? null : statedWords(scope, pay, one.figure),
        points: [toPoint(scope, one, pay, figure)],
      }),
    );
  });
  const listed = pays.flatMap((one): AmountRow[] => {
    if (one.pay === null || (one.fate !== 'refused' && one.fate !== 'not_a_term')) return [];
    return [
      {
        ...rowOf(scope, one.measure),
        kind: 'stated',
        valueLabel: formatPay(one.pay, tr) ?? '',
        otherLabel: fateWords(scope, one),
        points: [],
      },
    ];
  });
  return numbered([...drawn, ...listed], tr.t('serviceTerms.pay.listedHeading'));
}

const headingOf = ({ tr }: Scope, tax: TaxBasis): string => {
  const label = tr.label('tax', tax);
  return `${label.slice(0, 1).toLocaleUpperCase(tr.locale)}${label.slice(1)}`;
};

function fateWords({ tr }: Scope, one: MeasurePay): string {
  const reason = refusalOf(one);
  return one.fate === 'refused' && reason !== null
    ? tr.t('serviceTerms.pay.fate.refused', { reason: tr.t(`derived.refusal.${reason}`) })
    : tr.t(`serviceTerms.pay.fate.${one.fate}`);
}

/** The highest of each group, apart: gross and net are not compared. */
function headline(scope: Scope, pays: readonly MeasurePay[], rows: readonly AmountRow[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string>) => tr.t(`serviceTerms.pay.title.${key}`, values);
  const drawn = rows.filter(({ kind }) => kind === 'mark');
  const leaders = drawn.filter(({ heading }) => heading !== null);
  const words = leaders.flatMap((row) => {
    const one = pays.find(({ measure }) => measure.id === row.measureId);
    if (!one?.pay || !one.derived?.ok) return [];
    const amount = { ...one.derived.figure };
    const figure = isAsStated(one.pay)
      ? formatFigure({ ...amount, unit: 'EUR' }, tr)
      : tr.t(`pages.figure.${amount.qualifier}`, { value: euroRounded(tr)(amount.value) });
    return { figure, tax: tr.label('tax', taxOf(one.pay)), country: row.countryName };
  });
  const [first] = words;
  const headlineRows = leaders.map(({ key }) => key);
  if (!first) return { title: t(rows.length > 0 ? 'listedOnly' : 'none'), headlineRows };
  if (drawn.length === 1) return { title: t('one', first), headlineRows };
  const title = t('many', { leaders: tr.series(words.map((leader) => t('leader', leader))) });
  return { title, headlineRows };
}

function toLegend(scope: Scope, pays: readonly MeasurePay[]): LegendEntry[] {
  const drawn = pays.filter(({ fate }) => fate === 'drawn');
  const has = (tax: TaxBasis) => drawn.some(({ pay }) => pay && taxOf(pay) === tax);
  const stands = (standing: 'planned' | 'over') =>
    drawn.find(({ measure }) => standingOf(measure) === standing)?.pay;
  const qualified = (qualifier: 'at_least' | 'up_to') =>
    drawn.some(({ derived }) => derived?.ok && boundOf(derived.figure.qualifier) === qualifier);
  const label = (key: string) => scope.tr.t(`serviceTerms.pay.key.${key}`);
  const [planned, over] = [stands('planned'), stands('over')];
  return [
    ...TAX_BASES.flatMap((tax): LegendEntry[] => {
      const sign = MARK_OF[tax].now;
      return has(tax) ? [{ sign, label: label(sign) }] : [];
    }),
    ...(planned ? [{ sign: MARK_OF[taxOf(planned)].hollow, label: label('planned') }] : []),
    ...(over && !planned ? [{ sign: MARK_OF[taxOf(over)].hollow, label: label('over') }] : []),
    ...(['at_least', 'up_to'] as const).flatMap((sign): LegendEntry[] =>
      qualified(sign) ? [{ sign, label: scope.tr.t(`charts.key.${sign}`) }] : [],
    ),
  ];
}

function notesOn(scope: Scope, state: ChartState, pays: readonly MeasurePay[]): string[] {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`serviceTerms.pay.notes.${key}`, values);
  const of = (fate: PayFate) => pays.filter((one) => one.fate === fate);
  const names = (some: readonly MeasurePay[]) =>
    namesOf(
      scope,
      some.map(({ measure }) => measure),
    );
  const named = (key: string, some: readonly MeasurePay[], values: Record<string, string> = {}) =>
    some.length === 0 ? [] : [t(key, { count: some.length, measures: names(some), ...values })];
  const drawn = of('drawn');
  const refused = [...groupBy(of('refused'), refusalOf)].flatMap(([reason, some]) =>
    reason === null ? [] : named('refused', some, { reason: tr.t(`derived.refusal.${reason}`) }),
  );
  const others = pays.reduce((sum, one) => sum + one.others.length, 0);
  const without = countriesWithout(
    scope,
    pays.map(({ measure }) => measure),
  );
  return [
    ...(drawn.length > 0 ? [t('rule')] : []),
    ...(drawn.some(({ pay }) => pay?.per !== 'month') ? [t('month')] : []),
    ...caveatNotes(
      scope,
      drawn.flatMap(({ derived }) => derived ?? []),
    ),
    ...refused,
    ...named('notATerm', of('not_a_term')),
    ...named('over', of('over')),
    ...named('noneStated', of('none_stated')),
    ...named('notKnownThen', of('not_known_then'), { day: dayInWords(scope, 'long') }),
    ...(others > 0 ? [t('other', { count: others })] : []),
    ...(without.length > 0 ? [t('noneFound', { countries: tr.list(without) })] : []),
    ...pastNotes(scope, isPay, measuresAskedFor(scope, state)),
  ];
}

/**
 * What one is paid in service: the spec of `pay`. One row a measure: its pay brought to a month and to euro (`payPerMonth`),
 * in three groups (gross, net, not stated which) that are not compared with each other, each with a mark of its own. The pay
 * of a measure is that of its terms, else its latest figure for the whole scheme that is paid or planned. Pay that is no
 * monthly one, that has no rate, or that goes to others than those who serve a term stands in words below. Measures that are
 * over are left out unless they are chosen. Throws a RangeError for an unknown country or measure.
 */
export function buildPayChart(input: ChartInput, state: ChartState, context: ChartContext): PaySpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const publishedOn = new Map(input.sources.map((source) => [source.id, source.publishedOn]));
  const pays = measuresConsidered(scope).flatMap((measure) => measurePay(scope, measure, publishedOn));
  const series = toRows(scope, pays);
  const drawn = pays.filter(({ fate }) => fate === 'drawn');
  const axis = amountAxis(
    drawn.flatMap(({ derived }) => (derived?.ok ? [derived.figure.value] : [])),
    'linear',
    (value) => formatUnitValue(value, 'EUR', tr),
    4,
  );
  const citations = new Citations();
  const none = tr.t('charts.table.none');
  const tableRows = pays.flatMap((one) => {
    const { measure, pay, figure, derived, fate, others } = one;
    const common = { country: scope.countryName(measure.countryIso2), measure: measure.name };
    const words = fate === 'drawn' && derived?.ok ? derivedWords(derived.figure, scope.records, tr) : null;
    const lead = {
      ...common,
      pay: formatPay(pay, tr) ?? tr.t('charts.table.noneFound'),
      month: words && pay && derived?.ok ? monthWords(scope, pay, derived.figure) : none,
      working: words ? tr.series(words.workings) || tr.t('charts.table.asStated') : none,
      tax: pay ? tr.label('tax', taxOf(pay)) : none,
      period: formatPeriodOrNone(figure?.period ?? null, tr),
      status: statusWords(scope, measure),
      note: pay?.note ?? none,
      fate: fateWords(scope, one),
      sources: citations.cite(sourcesOf(one)) || tr.t('charts.table.noneFound'),
    };
    return [
      ...(fate === 'other_statement' ? [] : [lead]),
      ...others.map((o) => ({
        ...common,
        pay: formatPay(payOf(o), tr) ?? none,
        month: none,
        working: none,
        tax: tr.label('tax', o.tax ?? 'unspecified'),
        period: formatPeriodOrNone(o.period, tr),
        status: tr.label('basis', o.basis),
        note: [o.component, o.note].filter((words) => words !== null).join('. ') || none,
        fate: tr.t('serviceTerms.pay.fate.other_statement'),
        sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
      })),
    ];
  });
  const plain = pays.flatMap((one) => {
    const { measure, pay, figure, derived, fate, others } = one;
    const row = (
      stated: Pay | null,
      o: Observation | null,
      month: Derived | null,
      onChart: PayFate,
      words: string,
    ) => ({
      observation_id: o?.id ?? null,
      measure_id: measure.id,
      country_iso2: measure.countryIso2,
      type_code: measure.type,
      status_code: measure.status,
      component: o?.component ?? null,
      basis_code: o?.basis ?? null,
      period_start: o?.period?.start ?? null,
      period_end: o?.period?.end ?? null,
      pay_amount: stated?.amount ?? null,
      pay_currency: stated?.currency ?? null,
      pay_per: stated?.per ?? null,
      pay_tax: stated?.tax ?? null,
      pay_qualifier: stated?.qualifier ?? null,
      stated_on: o?.statedOn ?? null,
      ...plainDerived(month, 'month'),
      ...plainOnChart(onChart, onChart === 'drawn', words),
    });
    const month = fate === 'drawn' || fate === 'refused' ? derived : null;
    return [
      ...(fate === 'other_statement' ? [] : [row(pay, figure, month, fate, fateWords(scope, one))]),
      ...others.map((o) =>
        row(payOf(o), o, null, 'other_statement', tr.t('serviceTerms.pay.fate.other_statement')),
      ),
    ];
  });
  const considered = pays.reduce((sum, { pay, others }) => sum + (pay ? 1 : 0) + others.length, 0);
  const empty = series.length === 0;
  const emptyMessage = noneFound(scope, tr.t('serviceTerms.pay.emptyNone'));
  const said = series.slice(0, 14).map((row) => {
    const pay = pays.find(({ measure }) => measure.id === row.measureId)?.pay;
    return tr.t('serviceTerms.pay.altRow', {
      country: row.countryName,
      measure: row.measureName,
      pay:
        row.kind === 'mark' && pay
          ? tr.t('serviceTerms.pay.row', { figure: row.valueLabel, tax: tr.label('tax', taxOf(pay)) })
          : row.valueLabel,
    });
  });
  if (series.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: series.length - said.length }));
  }
  return {
    ...specFrame(scope),
    slug: 'pay',
    ...headline(scope, pays, series),
    subtitle: subtitleOf(scope, tr.t('serviceTerms.pay.subtitle')),
    altText: empty ? emptyMessage : [tr.t('serviceTerms.pay.alt'), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('pay', { drawn: drawn.length, count: considered }, tr),
    considered,
    notes: notesOn(scope, state, pays),
    legend: toLegend(scope, pays),
    sourceIds: citations.ids,
    observationIds: pays.flatMap(({ figure, others }) =>
      [...(figure ? [figure] : []), ...others].map(({ id }) => id),
    ),
    table: {
      caption: tr.t('serviceTerms.pay.caption'),
      columns: tableColumns(
        scope,
        [
          'country',
          'measure',
          'pay',
          'month',
          'working',
          'tax',
          'period',
          'status',
          'note',
          'fate',
          'sources',
        ],
        ['pay', 'month'],
        {
          pay: tr.t('serviceTerms.pay.column.pay'),
          month: tr.t('serviceTerms.pay.column.month'),
          tax: tr.t('serviceTerms.pay.column.tax'),
          note: tr.t('serviceTerms.pay.column.note'),
        },
      ),
      rows: tableRows,
      plain,
    },
    xAxis: { ...axis, ticks: drawn.length === 0 ? [] : axis.ticks },
    series,
  };
}
