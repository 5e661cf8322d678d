import { isOneOf } from '@/lib/domain/codes';
import { type Derived, type DerivedFigure, inEuro, inEuroOf } from '@/lib/domain/derived';
import { formatMoneyShort } from '@/lib/domain/money';
import { formatPeriod } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import { byStatedLast, latestVintage } from '@/lib/domain/vintage';
import { derivedSourceIds } from '@/lib/i18n/derived-words';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import { BUDGET_MODES, type BudgetMode } from '@/lib/view-state/charts';
import { type MoneyMode, priceYear } from '@/lib/view-state/terms';
import { amountAxis } from './axes';
import { coverageWords } from './coverage';
import {
  byBasis,
  byFigure,
  Citations,
  caveatNotes,
  derivedCells,
  derivedTooltipLines,
  figureTooltip,
  groupBy,
  isOutsideYears,
  measuresAskedFor,
  noneFound,
  noYears,
  outsideYearsNote,
  pastNotes,
  plainDerived,
  plainFigure,
  plainOnChart,
  readScope,
  type Scope,
  shortFigure,
  specFrame,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  AmountRow,
  BudgetsSpec,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  KeySign,
  LegendEntry,
  Mark,
  RowsHeadline,
} from './spec';

/** What becomes of a stated cost that was considered. */
export const BUDGET_FATES = [
  'drawn',
  'drawn_other',
  'drawn_earlier',
  'stated',
  'wider_plan',
  'not_full',
  'no_year',
  'outside_years',
  'refused',
] as const;
export type BudgetFate = (typeof BUDGET_FATES)[number];

/** A stated cost as it is drawn: as stated, or converted, value and range at the same rate. */
interface Cost {
  observation: Observation;
  amount: number;
  low: number | null;
  high: number | null;
  currency: string;
  /** null where nothing had to be converted. */
  derived: DerivedFigure | null;
}

interface Considered {
  observation: Observation;
  /** null where it is drawn as stated. */
  derived: Derived | null;
  cost: Cost | null;
  fate: BudgetFate;
}

/** The selection together with how it shows money. */
interface View extends Scope {
  money: MoneyMode;
}

/** null for an amount that stands as stated: in its own currency, or in euro already. */
function convert(view: View, o: Observation): Derived | null {
  const { money } = view;
  const pricesOf = priceYear(money);
  if (pricesOf !== null) return inEuroOf(pricesOf, o, view.input.context);
  return money === 'native' || o.unit === 'EUR' ? null : inEuro(o, view.input.context);
}

function toCost(observation: Observation, derived: Derived | null): Cost | null {
  if (derived === null) {
    const { value, low, high, unit } = observation;
    return { observation, amount: value, low, high, currency: unit, derived: null };
  }
  if (!derived.ok) return null;
  const { value, low, high, unit } = derived.figure;
  return { observation, amount: value, low, high, currency: unit, derived: derived.figure };
}

/** A row's scope: one scheme, component and period. */
const rowKey = (o: Observation): string =>
  JSON.stringify([o.measureId, o.component, o.period && [o.period.start, o.period.end]]);

function decideFates(view: View, state: ChartState, observations: readonly Observation[]): Considered[] {
  const derived = new Map(observations.map((o) => [o, convert(view, o)] as const));
  const refused = (o: Observation): BudgetFate | null => {
    if (o.coverage !== 'full') return 'not_full';
    if (o.period === null) return 'no_year';
    if (isOutsideYears(o, state)) return 'outside_years';
    return derived.get(o)?.ok === false ? 'refused' : null;
  };
  const usable = observations.filter((o) => refused(o) === null);
  const isWider = (o: Observation) =>
    view.chosen === null && view.measure(o.measureId).type === 'force_expansion';
  const iso2Of = (o: Observation) => view.measure(o.measureId).countryIso2;
  const withScheme = new Set(usable.filter((o) => !isWider(o)).map(iso2Of));
  const vintage = latestVintage(usable);
  const superseded = new Set(vintage.superseded);
  const leading = new Set(
    [...groupBy(vintage.current, rowKey).values()].flatMap(
      (row) => [...row].sort((a, b) => byBasis(a.basis, b.basis) || byStatedLast(a, b))[0] ?? [],
    ),
  );
  const fateOf = (o: Observation): BudgetFate => {
    const why = refused(o);
    if (why) return why;
    if (isWider(o)) return withScheme.has(iso2Of(o)) || superseded.has(o) ? 'wider_plan' : 'stated';
    if (leading.has(o)) return 'drawn';
    return superseded.has(o) ? 'drawn_earlier' : 'drawn_other';
  };
  return observations.map((observation) => {
    const converted = derived.get(observation) ?? null;
    return {
      observation,
      derived: converted,
      cost: toCost(observation, converted),
      fate: fateOf(observation),
    };
  });
}

const moneyShort = (scope: Scope, currency: string) => (amount: number) =>
  formatMoneyShort({ amount, currency }, INTL_TAGS[scope.tr.locale]);

/** "≈ €2.15bn (DKK 16bn)": as drawn, with the qualifier as a sign, then the amount as stated where that is another. */
function costLabel(scope: Scope, cost: Cost): string {
  const { tr } = scope;
  const shown = shortFigure(
    { ...cost.observation, value: cost.amount, low: cost.low, high: cost.high },
    tr,
    moneyShort(scope, cost.currency),
  );
  if (cost.derived === null) return shown;
  const native = shortFigure(cost.observation, tr, moneyShort(scope, cost.observation.unit));
  return tr.t('charts.budgets.withNative', { euro: shown, native });
}

function toPoint(scope: Scope, cost: Cost, mark: Mark): ChartPoint {
  const { observation, derived } = cost;
  const tooltip = figureTooltip(scope, observation, costLabel(scope, cost));
  if (derived) {
    const stated = formatFigure(observation, scope.tr, true);
    tooltip.lines.unshift(...derivedTooltipLines(scope, { ok: true, figure: derived }, stated));
  }
  return {
    id: observation.id,
    x: cost.amount,
    y: 0,
    low: cost.low,
    high: cost.high,
    spanStart: null,
    mark,
    qualifier: observation.qualifier,
    basis: observation.basis,
    statedOn: observation.statedOn,
    observationId: observation.id,
    sourceIds: observation.sourceIds,
    tooltip,
  };
}

/** "earlier: ≈ €2bn (Nov 2025)": what else was said of the same thing, where it differs. */
function otherLabel(scope: Scope, lead: Cost, others: readonly Considered[]): string | null {
  const { tr } = scope;
  const said = others.flatMap(({ cost, fate }) => {
    if (!cost || (cost.amount === lead.amount && cost.low === lead.low && cost.high === lead.high)) return [];
    const date = formatDate(cost.observation.statedOn, tr) ?? tr.t('charts.table.notStated');
    return tr.t(fate === 'drawn_earlier' ? 'charts.budgets.earlier' : 'charts.budgets.other', {
      figure: costLabel(scope, cost),
      basis: tr.label('basis', cost.observation.basis),
      date,
    });
  });
  return said.length > 0 ? tr.series(said) : null;
}

const DRAWN: readonly BudgetFate[] = ['drawn', 'drawn_other', 'drawn_earlier'];

/** In their own currencies amounts are grouped by currency, each group on an axis of its own. */
function byCurrency(view: View, bars: readonly { lead: Cost; row: AmountRow }[]): AmountRow[] {
  const { tr } = view;
  const groups = groupBy(bars, ({ lead }) => lead.currency);
  if (groups.size < 2) return bars.map(({ row }) => row);
  return [...groups].flatMap(([currency, group]) => {
    const ownMax = Math.max(...group.flatMap(({ row }) => row.points.map((p) => Math.max(p.x, p.high ?? 0))));
    return group.map(({ row }, index) => ({
      ...row,
      ownMax: ownMax > 0 ? ownMax : 1,
      heading: index === 0 ? tr.t('charts.budgets.currencyHeading', { currency }) : null,
    }));
  });
}

function toRows(view: View, considered: readonly Considered[]): AmountRow[] {
  const { tr } = view;
  const rowOf = (lead: Cost, kind: AmountRow['kind'], others: readonly Considered[]): AmountRow => {
    const { observation } = lead;
    const measure = view.measure(observation.measureId);
    const period = observation.period ? formatPeriod(observation.period) : '';
    return {
      key: `${kind} ${rowKey(observation)}${kind === 'stated' ? observation.id : ''}`,
      countryIso2: measure.countryIso2,
      countryName: view.countryName(measure.countryIso2),
      measureId: measure.id,
      measureName: measure.name,
      scope:
        observation.component === null
          ? period
          : tr.t('charts.budgets.scope', { component: observation.component, period }),
      colour: view.colourOf(measure.countryIso2),
      heading: null,
      kind,
      valueLabel: costLabel(view, lead),
      otherLabel: kind === 'bar' ? otherLabel(view, lead, others) : null,
      ownMax: null,
      points:
        kind === 'stated'
          ? []
          : [
              toPoint(view, lead, observation.basis),
              ...others.flatMap(({ cost, fate }) =>
                cost
                  ? toPoint(view, cost, fate === 'drawn_earlier' ? 'earlier' : cost.observation.basis)
                  : [],
              ),
            ],
    };
  };
  const drawn = considered.filter((c) => DRAWN.includes(c.fate));
  const bars = [...groupBy(drawn, (c) => rowKey(c.observation)).values()]
    .flatMap((row) => {
      const lead = row.find((c) => c.fate === 'drawn')?.cost;
      if (!lead) return [];
      const others = row.filter((c) => c.cost !== lead);
      return { lead, row: rowOf(lead, 'bar', others) };
    })
    .sort((a, b) => b.lead.amount - a.lead.amount);
  const stated = considered
    .filter((c) => c.fate === 'stated')
    .flatMap(({ cost }) => (cost ? rowOf(cost, 'stated', []) : []))
    .map((row, index) => ({ ...row, heading: index === 0 ? tr.t('charts.budgets.statedHeading') : null }));
  return [...byCurrency(view, bars), ...stated].map((row, index) => ({
    ...row,
    points: row.points.map((point) => ({ ...point, y: index })),
  }));
}

function headline(
  view: View,
  mode: BudgetMode,
  rows: readonly AmountRow[],
  leads: readonly Cost[],
): RowsHeadline {
  const { tr } = view;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.budgets.title.${key}`, { mode, ...values });
  const bars = rows.filter((row) => row.kind === 'bar');
  const first = bars[0];
  const lead = leads.find((cost) => cost.observation.id === first?.points[0]?.observationId);
  if (!first || !lead) return { title: t(rows.length > 0 ? 'onlyWider' : 'none'), headlineRows: [] };
  if (first.ownMax !== null) return { title: t('native', { count: bars.length }), headlineRows: [] };
  const figure = formatFigure(
    { ...lead.observation, value: lead.amount, low: lead.low, high: lead.high, unit: lead.currency },
    tr,
    true,
  );
  const values = {
    country: first.countryName,
    figure,
    period: formatPeriodOrNone(lead.observation.period, tr),
  };
  return {
    title: t(bars.length === 1 ? 'one' : 'largest', { ...values, count: bars.length }),
    headlineRows: [first.key],
  };
}

/** "France: €413bn, about €436bn (Military programming law …)": one entry a measure. */
const listFigures = (scope: Scope, considered: readonly Considered[]): string =>
  scope.tr.series(
    [...groupBy(considered, (c) => c.observation.measureId).values()].flatMap((group) => {
      const first = group[0]?.observation;
      if (!first) return [];
      const measure = scope.measure(first.measureId);
      return scope.tr.t('charts.notes.costOfCountry', {
        country: scope.countryName(measure.countryIso2),
        figure: group.map((c) => formatFigure(c.observation, scope.tr, true)).join(', '),
        measure: measure.name,
      });
    }),
  );

type RateInput = Extract<DerivedFigure['inputs'][number], { kind: 'series' }>;

/** "DKK at the average of 2024, 7.459 per euro; …": every rate used, once. */
function ratesUsed(scope: Scope, costs: readonly Cost[]): string[] {
  const { tr } = scope;
  const used = costs.flatMap(({ observation, derived }) => {
    const rate = derived?.inputs.find(
      (input): input is RateInput => input.kind === 'series' && input.series === 'exchange_rates_per_eur',
    );
    return rate ? [{ rate, wanted: observation.period?.start ?? rate.year }] : [];
  });
  return [...groupBy(used, ({ rate }) => `${rate.of} ${rate.year}`).values()].flatMap((same) => {
    const first = same[0];
    if (!first) return [];
    const later = [...new Set(same.map(({ wanted }) => wanted).filter((year) => year !== first.rate.year))];
    return tr.t(later.length === 0 ? 'charts.budgets.notes.rate' : 'charts.budgets.notes.lastRate', {
      currency: first.rate.of ?? '',
      rate: tr.number(first.rate.value, { maximumSignificantDigits: 4 }),
      year: String(first.rate.year),
      wanted: tr.list(later.map(String)),
    });
  });
}

function notesOn(
  view: View,
  mode: BudgetMode,
  state: ChartState,
  considered: readonly Considered[],
  otherMode: number,
): string[] {
  const { tr } = view;
  const of = (...fates: BudgetFate[]) => considered.filter((c) => fates.includes(c.fate));
  const notes: string[] = [];
  const shown = of('drawn', 'drawn_other', 'drawn_earlier', 'stated').flatMap((c) => c.cost ?? []);
  if (shown.length > 0) notes.push(tr.t('charts.budgets.notes.notAdded'));
  if (new Set(shown.map(({ currency }) => currency)).size > 1)
    notes.push(tr.t('charts.budgets.notes.native'));
  const year = priceYear(view.money);
  if (year !== null && shown.length > 0) {
    notes.push(tr.t('charts.budgets.notes.prices', { year: String(year) }));
  }
  const rates = ratesUsed(view, shown);
  if (rates.length > 0) notes.push(tr.t('charts.budgets.notes.converted', { rates: tr.series(rates) }));
  const derived = shown.flatMap((cost): Derived[] =>
    cost.derived ? [{ ok: true, figure: cost.derived }] : [],
  );
  // The notes on rates name the years already.
  notes.push(
    ...caveatNotes(
      view,
      derived.filter((one) => one.ok && year !== null),
    ),
  );
  const stated = of('stated');
  if (stated.length > 0) notes.push(tr.t('charts.budgets.notes.stated'));
  const wider = of('wider_plan');
  if (wider.length > 0) {
    notes.push(
      tr.t('charts.budgets.notes.wider', { count: wider.length, figures: listFigures(view, wider) }),
    );
  }
  for (const fate of ['no_year', 'not_full'] as const) {
    const left = of(fate);
    if (left.length === 0) continue;
    notes.push(
      tr.t(`charts.budgets.notes.${fate}`, { count: left.length, figures: listFigures(view, left) }),
    );
  }
  const refused = groupBy(of('refused'), ({ derived: one }) => (one && !one.ok ? one.reason : null));
  for (const [reason, left] of refused) {
    notes.push(
      tr.t('charts.budgets.notes.refused', {
        count: left.length,
        figures: listFigures(view, left),
        reason: tr.t(`derived.refusal.${reason}`),
      }),
    );
  }
  notes.push(...outsideYearsNote(view, state, of('outside_years').length));
  if (otherMode > 0) notes.push(tr.t('charts.budgets.notes.otherMode', { mode, count: otherMode }));
  const withFigures = new Set(considered.map((c) => view.measure(c.observation.measureId).countryIso2));
  const without = view.countries.filter((country) => !withFigures.has(country.iso2));
  if (without.length > 0) {
    notes.push(
      tr.t('charts.budgets.notes.noneFound', {
        mode,
        countries: tr.list(without.map((country) => view.countryName(country.iso2))),
      }),
    );
  }
  const indicator = mode === 'total' ? 'budget_total' : 'budget_annual';
  notes.push(...pastNotes(view, (o) => o.indicator === indicator, measuresAskedFor(view, state)));
  return notes;
}

function toLegend(scope: Scope, rows: readonly AmountRow[]): LegendEntry[] {
  const points = rows.flatMap((row) => row.points);
  const leads = rows.flatMap((row) => row.points[0] ?? []);
  const leadsWith = (...marks: Mark[]) => leads.some((point) => marks.includes(point.mark));
  const signs: KeySign[] = [];
  if (leadsWith('actual')) signs.push('bar_actual');
  if (leadsWith('target', 'ceiling')) signs.push('bar_target');
  if (leadsWith('estimate', 'claim', 'ambition')) signs.push('bar_estimate');
  if (points.some((point) => point.mark === 'earlier')) signs.push('earlier');
  if (points.some((point) => point.mark !== 'earlier' && !leads.includes(point))) signs.push('bar_other');
  if (points.some((point) => point.low !== null && point.high !== null)) signs.push('range');
  return signs.map((sign) => ({ sign, label: scope.tr.t(`charts.key.${sign}`) }));
}

function fateWords(scope: Scope, { fate, derived }: Considered): string {
  return fate === 'refused' && derived && !derived.ok
    ? scope.tr.t('charts.fate.refused', { reason: scope.tr.t(`derived.refusal.${derived.reason}`) })
    : scope.tr.t(`charts.budgets.fate.${fate}`);
}

/**
 * What schemes cost: the spec of `budgets`, totals or yearly costs (`state.mode`, never both), in euro at the average
 * rate of the period's first year, in prices of one year, or as stated (`state.money`): then amounts of different currencies
 * share no axis. One row a scheme, component and period; the bar is the statement that holds, others
 * are ticks. By default measures of all types but growth of the standing force are drawn: those plans cover whole
 * defence budgets, a hundred times a scheme's cost and another thing. A country with no scheme's cost has its wider
 * plans stated in words, without a bar; chosen measures are all drawn. Throws a RangeError for an unknown country or measure.
 */
export function buildBudgetsChart(input: ChartInput, state: ChartState, context: ChartContext): BudgetsSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const mode = isOneOf(BUDGET_MODES, state.mode) ? state.mode : 'total';
  const money = state.money ?? 'eur';
  const view: View = { ...scope, money };
  const indicator = mode === 'total' ? 'budget_total' : 'budget_annual';
  const otherIndicator = mode === 'total' ? 'budget_annual' : 'budget_total';
  const measures: Measure[] =
    scope.chosen ?? scope.countries.flatMap((country) => scope.measuresOf(country.iso2));
  const costsOf = (measure: Measure, wanted: string) =>
    scope.observations.filter((o) => o.measureId === measure.id && o.indicator === wanted).sort(byFigure);
  const considered = decideFates(
    view,
    state,
    measures.flatMap((measure) => costsOf(measure, indicator)),
  );
  const otherMode = measures.reduce((sum, measure) => sum + costsOf(measure, otherIndicator).length, 0);
  const rows = toRows(view, considered);
  const costs = considered.flatMap((c) => c.cost ?? []);
  const bars = rows.filter((row) => row.kind === 'bar');
  const currency = costs.find((cost) => cost.observation.id === bars[0]?.points[0]?.id)?.currency ?? 'EUR';
  const hasOneAxis = bars.length > 0 && bars.every((row) => row.ownMax === null);
  const axis = amountAxis(
    hasOneAxis ? bars.flatMap((row) => row.points.flatMap((point) => [point.x, point.high ?? 0])) : [],
    'linear',
    moneyShort(scope, currency),
    4,
  );
  const citations = new Citations();
  const tableRows = considered.map((one) => {
    const { observation: o, derived } = one;
    const sourceIds = derived?.ok ? derivedSourceIds(derived.figure) : o.sourceIds;
    const stated = { derived: formatFigure(o, tr, true), working: tr.t('charts.table.asStated') };
    return {
      country: scope.countryName(scope.measure(o.measureId).countryIso2),
      measure: scope.measure(o.measureId).name,
      stated_amount: formatFigure(o, tr, true),
      ...(money === 'native' ? {} : derived ? derivedCells(scope, derived) : stated),
      basis: tr.label('basis', o.basis),
      period: formatPeriodOrNone(o.period, tr),
      scope: o.component ?? tr.t('charts.table.wholeScheme'),
      stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
      fate: fateWords(scope, one),
      sources: citations.cite(sourceIds) || tr.t('charts.table.noneFound'),
    };
  });
  const empty = rows.length === 0;
  const emptyMessage =
    noYears(scope, state) ??
    (considered.length === 0
      ? noneFound(scope, tr.t('charts.budgets.emptyNone', { mode }))
      : tr.t('charts.budgets.emptyNotDrawable', { count: considered.length }));
  const rowWords = rows.map((row) =>
    tr.t('charts.budgets.altRow', {
      country: row.countryName,
      measure: row.measureName,
      scope: row.scope,
      value: row.valueLabel,
    }),
  );
  const said = rowWords.slice(0, 14);
  if (rowWords.length > said.length)
    said.push(tr.t('charts.alt.more', { count: rowWords.length - said.length }));
  const year = priceYear(money);
  const terms = tr.t(`charts.budgets.money.${year === null ? money : 'prices'}`, { year: String(year) });
  return {
    ...specFrame(scope),
    slug: 'budgets',
    mode,
    money,
    ...headline(view, mode, rows, costs),
    subtitle: subtitleOf(scope, tr.t('charts.budgets.subtitle', { mode, terms })),
    altText: empty ? emptyMessage : [tr.t('charts.budgets.alt', { mode, terms }), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords(
      'budgets',
      { drawn: considered.filter((c) => DRAWN.includes(c.fate)).length, count: considered.length },
      tr,
    ),
    considered: considered.length,
    notes: notesOn(view, mode, state, considered, otherMode),
    legend: toLegend(scope, rows),
    sourceIds: citations.ids,
    observationIds: considered.map((c) => c.observation.id),
    table: {
      caption: tr.t('charts.budgets.caption', { mode }),
      columns: tableColumns(
        scope,
        [
          'country',
          'measure',
          'stated_amount',
          ...(money === 'native' ? [] : ['derived', 'working']),
          'basis',
          'period',
          'scope',
          'stated',
          'fate',
          'sources',
        ],
        ['stated_amount', 'derived'],
        {
          derived: tr.t(`charts.budgets.column.${year === null ? 'eur' : 'prices'}`, { year: String(year) }),
        },
      ),
      rows: tableRows,
      plain: considered.map((one) => ({
        ...plainFigure(scope, one.observation),
        ...(money === 'native' ? {} : plainDerived(one.derived ?? inEuro(one.observation, input.context))),
        ...plainOnChart(one.fate, DRAWN.includes(one.fate), fateWords(scope, one)),
      })),
    },
    xAxis: { ...axis, ticks: hasOneAxis ? axis.ticks : [] },
    series: rows,
  };
}
