import { type RecruitCost, recruitCosts } from '@/lib/compare/recruit-cost';
import type { DerivedFigure } from '@/lib/domain/derived';
import { formatPeriod } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import {
  derivedSourceIds,
  derivedWords,
  formatDerived,
  recruitPath,
  refusalWords,
} from '@/lib/i18n/derived-words';
import { euroRounded, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { priceYear } from '@/lib/view-state/terms';
import { amountAxis } from './axes';
import { coverageWords } from './coverage';
import {
  Citations,
  caveatNotes,
  derivedCells,
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
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  AmountRow,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  KeySign,
  LegendEntry,
  RecruitCostSpec,
  RowsHeadline,
} from './spec';

/** One cost of a measure over the people it was to take in. */
interface SchemeCost extends RecruitCost {
  measure: Measure;
}

const isBudget = (o: Observation): boolean =>
  o.indicator === 'budget_total' || o.indicator === 'budget_annual';

/** Costs of the measures that state any; plans for the growth of the whole force only when they were chosen. */
function costsOf(scope: Scope, pricesOf: number | null): SchemeCost[] {
  const measures =
    scope.chosen ??
    scope.countries.flatMap(({ iso2 }) =>
      scope.measuresOf(iso2).filter(({ type }) => type !== 'force_expansion'),
    );
  return measures.flatMap((measure) => {
    const figures = scope.observations.filter((o) => o.measureId === measure.id);
    if (!figures.some(isBudget)) return [];
    return recruitCosts(figures, scope.input.context, pricesOf).map((cost) => ({ ...cost, measure }));
  });
}

/** "€2bn–€2.3bn ÷ 31,000 people": what went into it, at a glance. */
function inputsLabel(scope: Scope, budgets: readonly Observation[], figure: DerivedFigure): string {
  const { tr } = scope;
  const amounts = [...new Set(budgets.map((o) => formatFigure(o, tr, true)))];
  const { people, steps } = recruitPath(figure, scope.records);
  return tr.t('charts.recruit.inputs', {
    budget: tr.list(amounts),
    people: shortFigure(
      {
        value: people.low,
        low: people.low === people.high ? null : people.low,
        high: people.low === people.high ? null : people.high,
        qualifier: people.qualifier,
      },
      tr,
      (value) => tr.number(value, { maximumFractionDigits: 0 }),
    ),
    path: steps.some(({ stated }) => !stated) ? 'interpolated' : 'stated',
  });
}

function toPoint(scope: Scope, budget: Observation, measure: Measure, figure: DerivedFigure): ChartPoint {
  const words = derivedWords(figure, scope.records, scope.tr);
  const sourceIds = derivedSourceIds(figure);
  return {
    id: `cost ${budget.id}`,
    x: figure.value,
    y: 0,
    low: figure.low,
    high: figure.high,
    spanStart: null,
    mark: budget.basis,
    qualifier: figure.qualifier,
    basis: budget.basis,
    statedOn: budget.statedOn,
    observationId: budget.id,
    sourceIds,
    tooltip: {
      title: scope.tr.t('charts.tooltip.title', {
        country: scope.countryName(measure.countryIso2),
        measure: measure.name,
      }),
      value: words.value,
      lines: [
        scope.tr.t('charts.tooltip.basisPeriod', {
          basis: scope.tr.label('basis', budget.basis),
          period: formatPeriodOrNone(budget.period, scope.tr),
        }),
        ...words.workings,
        ...words.caveats,
        publishersOf(scope, sourceIds),
      ],
    },
  };
}

const rowKey = ({ measure, budgets: [lead] }: SchemeCost): string =>
  JSON.stringify([measure.id, lead?.id ?? null]);

function toRow(scope: Scope, cost: SchemeCost): AmountRow {
  const { tr } = scope;
  const { measure, budgets, derived } = cost;
  const [lead] = budgets;
  const period = lead?.period ? formatPeriod(lead.period) : '';
  const figure = derived.ok ? derived.figure : null;
  return {
    key: rowKey(cost),
    countryIso2: measure.countryIso2,
    countryName: scope.countryName(measure.countryIso2),
    measureId: measure.id,
    measureName: measure.name,
    scope: period,
    colour: scope.colourOf(measure.countryIso2),
    heading: null,
    kind: figure === null ? 'stated' : figure.low === null ? 'bar' : 'interval',
    valueLabel: figure === null ? '' : shortFigure(figure, tr, euroRounded(scope.tr)),
    otherLabel:
      figure === null || !lead
        ? derived.ok
          ? null
          : tr.t(`derived.refusal.${derived.reason}`)
        : inputsLabel(scope, budgets, figure),
    ownMax: null,
    points: figure && lead ? [toPoint(scope, lead, measure, figure)] : [],
  };
}

function headline(scope: Scope, costs: readonly SchemeCost[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.recruit.title.${key}`, values);
  const computed = costs
    .flatMap((cost) => (cost.derived.ok ? [{ cost, figure: cost.derived.figure }] : []))
    .sort((a, b) => b.figure.value - a.figure.value);
  const [top] = computed;
  if (!top) {
    return { title: t(costs.length > 0 ? 'refused' : 'none', { count: costs.length }), headlineRows: [] };
  }
  const values = {
    country: scope.countryName(top.cost.measure.countryIso2),
    figure: formatDerived(top.figure, tr),
    period: formatPeriodOrNone(top.cost.budgets[0]?.period ?? null, tr),
  };
  return {
    title: t(computed.length === 1 ? 'one' : 'most', { ...values, computed: computed.length }),
    headlineRows: [rowKey(top.cost)],
  };
}

function toLegend(scope: Scope, rows: readonly AmountRow[]): LegendEntry[] {
  const signs: KeySign[] = [];
  if (rows.some((row) => row.kind === 'interval')) signs.push('bar_interval');
  if (rows.some((row) => row.kind === 'bar')) signs.push('bar_target');
  return signs.map((sign) => ({ sign, label: scope.tr.t(`charts.recruit.key.${sign}`) }));
}

/**
 * Cost per recruit: the spec of `cost-per-recruit`. For each cost of a whole scheme all its statements over the people of the
 * same years (lib/compare/recruit-cost.ts, `costPerRecruit`), in euro at the year's average rate or in prices of one year; an
 * interval where statements differ or give a range. What cannot be computed is listed below with the reason. Throws a
 * RangeError for an unknown country or measure.
 */
export function buildRecruitCostChart(
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): RecruitCostSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const money = state.money ?? 'eur';
  const year = priceYear(money);
  const costs = costsOf(scope, year);
  const size = (cost: SchemeCost) => (cost.derived.ok ? cost.derived.figure.value : -1);
  const inOrder = [...costs].sort((a, b) => size(b) - size(a));
  const rows = inOrder.map((cost) => toRow(scope, cost));
  const firstRefused = rows.findIndex((row) => row.kind === 'stated');
  const series = rows.map((row, index) => ({
    ...row,
    heading: index === firstRefused ? tr.t('charts.recruit.refusedHeading') : null,
    points: row.points.map((point) => ({ ...point, y: index })),
  }));
  const computed = inOrder.filter(({ derived }) => derived.ok);
  const axis = amountAxis(
    computed.flatMap(({ derived }) =>
      derived.ok ? [derived.figure.value, derived.figure.high ?? derived.figure.value] : [],
    ),
    'linear',
    euroRounded(scope.tr),
    4,
  );
  const citations = new Citations();
  const tableRows = inOrder.map(({ measure, budgets, derived }) => {
    const sourceIds = derived.ok
      ? derivedSourceIds(derived.figure)
      : [...new Set(budgets.flatMap((o) => o.sourceIds))];
    const [lead] = budgets;
    return {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      ...derivedCells(scope, derived),
      stated_amount: tr.series([...new Set(budgets.map((o) => formatFigure(o, tr, true)))]),
      basis: lead ? tr.label('basis', lead.basis) : tr.t('charts.table.none'),
      period: formatPeriodOrNone(lead?.period ?? null, tr),
      scope: lead?.component ?? tr.t('charts.table.wholeScheme'),
      caveats: derived.ok
        ? derived.figure.caveats.map((caveat) => tr.t(`derived.caveat.${caveat}`)).join(' ') ||
          tr.t('charts.table.none')
        : refusalWords(derived.reason, tr),
      sources: citations.cite(sourceIds) || tr.t('charts.table.noneFound'),
    };
  });
  const empty = rows.length === 0;
  const emptyMessage = noneFound(scope, tr.t('charts.recruit.emptyNone'));
  const said = computed.slice(0, 12).map(({ measure, budgets, derived }) =>
    tr.t('charts.budgets.altRow', {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      scope: formatPeriodOrNone(budgets[0]?.period ?? null, tr),
      value: derived.ok ? formatDerived(derived.figure, tr) : '',
    }),
  );
  const withCost = new Set(costs.map(({ measure }) => measure.countryIso2));
  const without = scope.countries.filter(({ iso2 }) => !withCost.has(iso2));
  const refusals = groupBy(
    inOrder.filter(({ derived }) => !derived.ok),
    ({ derived }) => (derived.ok ? null : derived.reason),
  );
  const terms = tr.t(`charts.budgets.money.${year === null ? 'eur' : 'prices'}`, { year: String(year) });
  return {
    ...specFrame(scope),
    slug: 'cost-per-recruit',
    money,
    ...headline(scope, costs),
    subtitle: subtitleOf(scope, tr.t('charts.recruit.subtitle', { terms })),
    altText: empty ? emptyMessage : [tr.t('charts.recruit.alt', { terms }), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('cost-per-recruit', { drawn: computed.length, count: costs.length }, tr),
    considered: costs.length,
    notes: [
      ...(costs.length > 0 ? [tr.t('charts.recruit.rule')] : []),
      ...caveatNotes(
        scope,
        costs.map(({ derived }) => derived),
      ),
      ...[...refusals].map(([reason, left]) =>
        tr.t('charts.recruit.refusedNote', {
          count: left.length,
          reason: tr.t(`derived.refusal.${reason}`),
          measures: namesOf(
            scope,
            left.map(({ measure }) => measure),
          ),
        }),
      ),
      ...(without.length > 0
        ? [
            tr.t('charts.recruit.noneFound', {
              countries: tr.list(without.map(({ iso2 }) => scope.countryName(iso2))),
            }),
          ]
        : []),
      ...pastNotes(scope, isBudget, measuresAskedFor(scope, state)),
    ],
    legend: toLegend(scope, series),
    sourceIds: citations.ids,
    observationIds: [...new Set(costs.flatMap(({ budgets }) => budgets.map(({ id }) => id)))],
    table: {
      caption: tr.t('charts.recruit.caption'),
      columns: tableColumns(
        scope,
        [
          'country',
          'measure',
          'derived',
          'working',
          'stated_amount',
          'basis',
          'period',
          'scope',
          'caveats',
          'sources',
        ],
        ['derived', 'stated_amount'],
        { derived: tr.t('derived.name.cost_per_recruit') },
      ),
      rows: tableRows,
      plain: inOrder.map(({ measure, budgets: [lead], derived }) => {
        const path = derived.ok ? recruitPath(derived.figure, scope.records) : null;
        return {
          measure_id: measure.id,
          country_iso2: measure.countryIso2,
          indicator: lead?.indicator ?? null,
          component: lead?.component ?? null,
          basis_code: lead?.basis ?? null,
          period_start: lead?.period?.start ?? null,
          period_end: lead?.period?.end ?? null,
          budget_value: lead?.value ?? null,
          budget_low: lead?.low ?? null,
          budget_high: lead?.high ?? null,
          budget_unit: lead?.unit ?? null,
          people_low: path?.people.low ?? null,
          people_high: path?.people.high ?? null,
          ...plainDerived(derived, 'cost_per_recruit'),
          ...(derived.ok
            ? plainOnChart('drawn', true, '')
            : plainOnChart(
                'refused',
                false,
                tr.t('charts.fate.refused', { reason: tr.t(`derived.refusal.${derived.reason}`) }),
              )),
        };
      }),
    },
    xAxis: { ...axis, ticks: computed.length === 0 ? [] : axis.ticks },
    series,
  };
}
