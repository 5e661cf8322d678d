import { nice, ticks } from 'd3-array';
import { type Conversion, formatMoneyShort, toEuro } from '@/lib/domain/money';
import { formatPeriod } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import { latestVintage } from '@/lib/domain/vintage';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import type { BudgetMode } from '@/lib/view-state/charts';
import {
  byBasis,
  byFigure,
  byStatedLast,
  Citations,
  figureTooltip,
  groupBy,
  readScope,
  type Scope,
  shortFigure,
  specFrame,
  tableColumns,
} from './scope';
import type {
  BudgetRow,
  BudgetsSpec,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  KeySign,
  LegendEntry,
  Mark,
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
  'no_rate',
] as const;
export type BudgetFate = (typeof BUDGET_FATES)[number];

/** A stated cost in euro: value and range converted at the same rate. */
interface Cost {
  observation: Observation;
  euro: number;
  low: number | null;
  high: number | null;
  conversion: Extract<Conversion, { ok: true }>;
}

interface Considered {
  observation: Observation;
  cost: Cost | null;
  fate: BudgetFate;
}

/** Converts at the average rate of the period's first year; null without a period or a rate. */
function toCost(observation: Observation, scope: Scope): Cost | null {
  if (observation.period === null) return null;
  const year = observation.period.start;
  const convert = (amount: number) => toEuro({ amount, currency: observation.unit }, year, scope.input.rates);
  const conversion = convert(observation.value);
  if (!conversion.ok) return null;
  const end = (amount: number | null) => (amount === null ? null : amount / conversion.rate);
  return {
    observation,
    euro: conversion.euro,
    low: end(observation.low),
    high: end(observation.high),
    conversion,
  };
}

/** A row's scope: one scheme, component and period. */
const rowKey = (o: Observation): string =>
  JSON.stringify([o.measureId, o.component, o.period && [o.period.start, o.period.end]]);

function decideFates(scope: Scope, observations: readonly Observation[]): Considered[] {
  const costs = new Map(observations.map((o) => [o, toCost(o, scope)] as const));
  const refused = (o: Observation): BudgetFate | null => {
    if (o.coverage !== 'full') return 'not_full';
    if (o.period === null) return 'no_year';
    return costs.get(o) === null ? 'no_rate' : null;
  };
  const usable = observations.filter((o) => refused(o) === null);
  const isWider = (o: Observation) =>
    scope.chosen === null && scope.measure(o.measureId).type === 'force_expansion';
  const iso2Of = (o: Observation) => scope.measure(o.measureId).countryIso2;
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
  return observations.map((observation) => ({
    observation,
    cost: costs.get(observation) ?? null,
    fate: fateOf(observation),
  }));
}

const euroShort = (scope: Scope) => (value: number) =>
  formatMoneyShort({ amount: value, currency: 'EUR' }, INTL_TAGS[scope.tr.locale]);

/** "≈ €2.15bn (DKK 16bn)": euro with the qualifier as a sign, then the amount as stated where that is not euro. */
function costLabel(scope: Scope, cost: Cost): string {
  const { tr } = scope;
  const euro = shortFigure(
    { ...cost.observation, value: cost.euro, low: cost.low, high: cost.high },
    tr,
    euroShort(scope),
  );
  if (cost.observation.unit === 'EUR') return euro;
  const native = shortFigure(cost.observation, tr, (amount) =>
    formatMoneyShort({ amount, currency: cost.observation.unit }, INTL_TAGS[tr.locale]),
  );
  return tr.t('charts.budgets.withNative', { euro, native });
}

function toPoint(scope: Scope, cost: Cost, mark: Mark): ChartPoint {
  const { observation } = cost;
  const tooltip = figureTooltip(scope, observation, costLabel(scope, cost));
  if (observation.unit !== 'EUR') {
    tooltip.lines.splice(
      1,
      0,
      scope.tr.t('charts.budgets.rateLine', {
        currency: observation.unit,
        rate: scope.tr.number(cost.conversion.rate, { maximumSignificantDigits: 4 }),
        year: String(cost.conversion.rateYear),
      }),
    );
  }
  return {
    id: observation.id,
    x: cost.euro,
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
    if (!cost || (cost.euro === lead.euro && cost.low === lead.low && cost.high === lead.high)) return [];
    const date = formatDate(cost.observation.statedOn, tr) ?? tr.t('charts.table.notStated');
    return tr.t(fate === 'drawn_earlier' ? 'charts.budgets.earlier' : 'charts.budgets.other', {
      figure: costLabel(scope, cost),
      basis: tr.label('basis', cost.observation.basis),
      date,
    });
  });
  return said.length > 0 ? said.join('; ') : null;
}

const DRAWN: readonly BudgetFate[] = ['drawn', 'drawn_other', 'drawn_earlier'];

function toRows(scope: Scope, considered: readonly Considered[]): BudgetRow[] {
  const { tr } = scope;
  const rowOf = (lead: Cost, kind: BudgetRow['kind'], others: readonly Considered[]): BudgetRow => {
    const { observation } = lead;
    const measure = scope.measure(observation.measureId);
    const period = observation.period ? formatPeriod(observation.period) : '';
    return {
      key: `${kind} ${rowKey(observation)}${kind === 'stated' ? observation.id : ''}`,
      countryIso2: measure.countryIso2,
      countryName: scope.countryName(measure.countryIso2),
      measureId: measure.id,
      measureName: measure.name,
      scope:
        observation.component === null
          ? period
          : tr.t('charts.budgets.scope', { component: observation.component, period }),
      colour: scope.colourOf(measure.countryIso2),
      kind,
      valueLabel: costLabel(scope, lead),
      otherLabel: kind === 'bar' ? otherLabel(scope, lead, others) : null,
      points:
        kind === 'stated'
          ? []
          : [
              toPoint(scope, lead, observation.basis),
              ...others.flatMap(({ cost, fate }) =>
                cost
                  ? toPoint(scope, cost, fate === 'drawn_earlier' ? 'earlier' : cost.observation.basis)
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
      return {
        euro: lead.euro,
        row: rowOf(
          lead,
          'bar',
          row.filter((c) => c.cost !== lead),
        ),
      };
    })
    .sort((a, b) => b.euro - a.euro)
    .map(({ row }) => row);
  const stated = considered
    .filter((c) => c.fate === 'stated')
    .flatMap(({ cost }) => (cost ? rowOf(cost, 'stated', []) : []));
  return [...bars, ...stated].map((row, index) => ({
    ...row,
    points: row.points.map((point) => ({ ...point, y: index })),
  }));
}

function headline(
  scope: Scope,
  mode: BudgetMode,
  rows: readonly BudgetRow[],
  leads: readonly Cost[],
): string {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.budgets.title.${key}`, { mode, ...values });
  const bars = rows.filter((row) => row.kind === 'bar');
  const first = bars[0];
  const lead = leads.find((cost) => cost.observation.id === first?.points[0]?.observationId);
  if (!first || !lead) return t(rows.length > 0 ? 'onlyWider' : 'none');
  const figure = formatFigure(
    { ...lead.observation, value: lead.euro, low: lead.low, high: lead.high, unit: 'EUR' },
    tr,
    true,
  );
  const values = {
    country: first.countryName,
    figure,
    period: formatPeriodOrNone(lead.observation.period, tr),
  };
  return t(bars.length === 1 ? 'one' : 'largest', { ...values, count: bars.length });
}

/** "France: €413bn, about €436bn (Military programming law …)": one entry a measure. */
const listFigures = (scope: Scope, considered: readonly Considered[]): string =>
  [...groupBy(considered, (c) => c.observation.measureId).values()]
    .flatMap((group) => {
      const first = group[0]?.observation;
      if (!first) return [];
      const measure = scope.measure(first.measureId);
      return scope.tr.t('charts.notes.costOfCountry', {
        country: scope.countryName(measure.countryIso2),
        figure: group.map((c) => formatFigure(c.observation, scope.tr, true)).join(', '),
        measure: measure.name,
      });
    })
    .join('; ');

function notesOn(
  scope: Scope,
  mode: BudgetMode,
  considered: readonly Considered[],
  otherMode: number,
): string[] {
  const { tr } = scope;
  const of = (...fates: BudgetFate[]) => considered.filter((c) => fates.includes(c.fate));
  const notes: string[] = [];
  const shown = of('drawn', 'drawn_other', 'drawn_earlier', 'stated').flatMap((c) => c.cost ?? []);
  if (shown.length > 0) notes.push(tr.t('charts.budgets.notes.notAdded'));
  const converted = shown.filter((cost) => cost.observation.unit !== 'EUR');
  if (converted.length > 0) {
    const byRate = groupBy(
      converted,
      ({ observation, conversion }) => `${observation.unit} ${conversion.rateYear}`,
    );
    const rates = [...byRate.values()].flatMap((costs) => {
      const first = costs[0];
      if (!first) return [];
      const later = costs.filter(({ conversion }) => conversion.wantedYear !== conversion.rateYear);
      const years = [...new Set(later.map(({ conversion }) => String(conversion.wantedYear)))];
      return tr.t(later.length === 0 ? 'charts.budgets.notes.rate' : 'charts.budgets.notes.lastRate', {
        currency: first.observation.unit,
        rate: tr.number(first.conversion.rate, { maximumSignificantDigits: 4 }),
        year: String(first.conversion.rateYear),
        wanted: tr.list(years),
      });
    });
    notes.push(tr.t('charts.budgets.notes.converted', { rates: rates.join('; ') }));
  }
  const stated = of('stated');
  if (stated.length > 0) notes.push(tr.t('charts.budgets.notes.stated'));
  const wider = of('wider_plan');
  if (wider.length > 0) {
    notes.push(
      tr.t('charts.budgets.notes.wider', { count: wider.length, figures: listFigures(scope, wider) }),
    );
  }
  for (const fate of ['no_year', 'no_rate', 'not_full'] as const) {
    const left = of(fate);
    if (left.length === 0) continue;
    notes.push(
      tr.t(`charts.budgets.notes.${fate}`, { count: left.length, figures: listFigures(scope, left) }),
    );
  }
  if (otherMode > 0) notes.push(tr.t('charts.budgets.notes.otherMode', { mode, count: otherMode }));
  const withFigures = new Set(considered.map((c) => scope.measure(c.observation.measureId).countryIso2));
  const without = scope.countries.filter((country) => !withFigures.has(country.iso2));
  if (without.length > 0) {
    notes.push(
      tr.t('charts.budgets.notes.noneFound', {
        mode,
        countries: tr.list(without.map((country) => scope.countryName(country.iso2))),
      }),
    );
  }
  return notes;
}

function toLegend(scope: Scope, rows: readonly BudgetRow[]): LegendEntry[] {
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

/**
 * What schemes cost: the spec of `budgets`, totals or yearly costs (`state.mode`, never both), in euro at the average
 * rate of the period's first year. One row a scheme, component and period; the bar is the statement that holds, others
 * are ticks. By default measures of all types but growth of the standing force are drawn: those plans cover whole
 * defence budgets, a hundred times a scheme's cost and another thing. A country with no scheme's cost has its wider
 * plans stated in words, without a bar; chosen measures are all drawn. Throws a RangeError for an unknown country or measure.
 */
export function buildBudgetsChart(input: ChartInput, state: ChartState, context: ChartContext): BudgetsSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const mode = state.mode ?? 'total';
  const indicator = mode === 'total' ? 'budget_total' : 'budget_annual';
  const otherIndicator = mode === 'total' ? 'budget_annual' : 'budget_total';
  const measures: Measure[] =
    scope.chosen ?? scope.countries.flatMap((country) => scope.measuresOf(country.iso2));
  const costsOf = (measure: Measure, wanted: string) =>
    input.observations.filter((o) => o.measureId === measure.id && o.indicator === wanted).sort(byFigure);
  const considered = decideFates(
    scope,
    measures.flatMap((measure) => costsOf(measure, indicator)),
  );
  const otherMode = measures.reduce((sum, measure) => sum + costsOf(measure, otherIndicator).length, 0);
  const rows = toRows(scope, considered);
  const costs = considered.flatMap((c) => c.cost ?? []);
  const bars = rows.filter((row) => row.kind === 'bar');
  const highest = Math.max(
    0,
    ...bars.flatMap((row) => row.points.map((point) => Math.max(point.x, point.high ?? 0))),
  );
  const [min, max] = highest > 0 ? nice(0, highest, 4) : [0, 1];
  const citations = new Citations();
  const tableRows = considered.map(({ observation: o, cost, fate }) => ({
    country: scope.countryName(scope.measure(o.measureId).countryIso2),
    measure: scope.measure(o.measureId).name,
    stated_amount: formatFigure(o, tr, true),
    euro: cost === null ? tr.t('charts.table.notConverted') : euroShort(scope)(cost.euro),
    basis: tr.label('basis', o.basis),
    period: formatPeriodOrNone(o.period, tr),
    scope: o.component ?? tr.t('charts.table.wholeScheme'),
    stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
    fate: tr.t(`charts.budgets.fate.${fate}`),
    sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
  }));
  const empty = rows.length === 0;
  const emptyMessage = tr.t(
    considered.length === 0 ? 'charts.budgets.emptyNone' : 'charts.budgets.emptyNotDrawable',
    { mode, count: considered.length },
  );
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
  return {
    ...specFrame(scope),
    slug: 'budgets',
    mode,
    title: headline(scope, mode, rows, costs),
    subtitle: tr.t('charts.budgets.subtitle', { mode }),
    altText: empty ? emptyMessage : [tr.t('charts.budgets.alt', { mode }), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('charts.coverage.figures', {
      drawn: considered.filter((c) => DRAWN.includes(c.fate)).length,
      count: considered.length,
    }),
    notes: notesOn(scope, mode, considered, otherMode),
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
          'euro',
          'basis',
          'period',
          'scope',
          'stated',
          'fate',
          'sources',
        ],
        ['stated_amount', 'euro'],
      ),
      rows: tableRows,
    },
    xAxis: {
      min,
      max,
      ticks:
        bars.length === 0
          ? []
          : ticks(min, max, 4).map((value) => ({ value, label: euroShort(scope)(value) })),
    },
    series: rows,
    statedHeading: tr.t('charts.budgets.statedHeading'),
  };
}
