import { INDICATORS, type Indicator, isOneOf } from '@/lib/domain/codes';
import {
  type Derived,
  type DerivedFigure,
  gapToTarget,
  requiredGrowth,
  type Shortfall,
  shortfall,
} from '@/lib/domain/derived';
import { lastDay } from '@/lib/domain/partial-date';
import { byPeriod, formatPeriod, type Period } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import { byStatedLast, latestVintage, statedOrder } from '@/lib/domain/vintage';
import { derivedWords, formatDerived, withMinus } from '@/lib/i18n/derived-words';
import { formatDate, formatFigure, formatPeople } from '@/lib/i18n/format';
import { amountAxis, yearAxis } from './axes';
import { coverageWords } from './coverage';
import {
  byFigure,
  Citations,
  derivedCells,
  figureTooltip,
  groupBy,
  measuresAskedFor,
  noneFound,
  noYears,
  outsideYearsNote,
  pastNotes,
  plainDerived,
  plainOnChart,
  readScope,
  type Scope,
  shortFigure,
  specFrame,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  DeliveryPanel,
  DeliverySpec,
  KeySign,
  LegendEntry,
  Mark,
  PlainValue,
} from './spec';

/** Figures for which both a plan and what came of it can be stated. */
const COUNTED = [
  'intake_per_year',
  'intake_total',
  'trained_total',
  'assessed_per_year',
  'active_personnel',
  'reserve_personnel',
] as const satisfies readonly Indicator[];

/** More panels than these are in the table alone. */
export const MAX_PANELS = 6;

/** One period of one line of figures: what was planned for it and what came. */
export interface PlannedAndCame {
  period: Period;
  /** The plan that what came is held against. */
  planned: Observation | null;
  /** Plans for the same period that were surely made before it and said another number, the first made first. */
  earlierPlans: Observation[];
  /** Other plans for the same period that say another number: their dates do not say which was made last, or it is past. */
  otherPlans: Observation[];
  came: Observation | null;
  /** What came by other statements that hold as well. */
  otherCame: Observation[];
  gap: Derived | null;
  /** Whether fewer came than planned, whichever of the statements holds; null without a gap. */
  shortfall: Shortfall | null;
}

/** One measure, indicator and component. */
export interface Delivery {
  measure: Measure;
  indicator: Indicator;
  component: string | null;
  periods: PlannedAndCame[];
  /** What the next target still ahead requires; null without an actual figure before it, or such a target. */
  next: { came: Observation; target: Observation; growth: Derived } | null;
}

/**
 * The plan for a period: the target stated last before the period ended, because a plan made afterwards is none; where none
 * is surely that early, the one stated last. Where dates do not say which that is, it is the one that leads by
 * `byStatedLast`, and the others are told beside it. Statements are targets for this very period.
 */
export function planFor(statements: readonly Observation[], period: Period): Observation | null {
  const ended = `${period.end}-12-31`;
  const early = statements.filter(({ statedOn }) => statedOn !== null && lastDay(statedOn) <= ended);
  return [...(early.length > 0 ? early : statements)].sort(byStatedLast)[0] ?? null;
}

/** What was planned and what came, from figures of one measure, indicator and component, full coverage, each with a period. */
export function plannedAndCame(figures: readonly Observation[]): PlannedAndCame[] {
  const actuals = latestVintage(figures.filter((o) => o.basis === 'actual')).current;
  const targets = figures.filter((o) => o.basis === 'target');
  const relevant = [...actuals, ...targets].flatMap((o) => (o.period ? [{ o, period: o.period }] : []));
  return [...groupBy(relevant, ({ period }) => formatPeriod(period)).values()]
    .flatMap((same): PlannedAndCame[] => {
      const period = same[0]?.period;
      if (!period) return [];
      const of = (basis: Observation['basis']) => same.map(({ o }) => o).filter((o) => o.basis === basis);
      const planned = planFor(of('target'), period);
      const came = of('actual').sort(byStatedLast)[0] ?? null;
      const differ = (figures: Observation[], from: Observation | null) =>
        figures
          .filter((o) => from !== null && o !== from && o.value !== from.value)
          .sort((a, b) => byStatedLast(b, a));
      const plans = differ(of('target'), planned);
      const orderOf = (o: Observation) => (planned ? statedOrder(o, planned) : 'unknown');
      const otherCame = differ(of('actual'), came);
      const gap = planned && came ? gapToTarget(came, planned) : null;
      const mayHold = plans.filter((o) => orderOf(o) === 'unknown');
      return [
        {
          period,
          planned,
          earlierPlans: plans.filter((o) => orderOf(o) === 'before'),
          otherPlans: plans.filter((o) => orderOf(o) !== 'before'),
          came,
          otherCame,
          gap,
          shortfall:
            planned && came && gap?.ok ? shortfall([came, ...otherCame], [planned, ...mayHold]) : null,
        },
      ];
    })
    .sort((a, b) => byPeriod(a.period, b.period));
}

function nextTarget(periods: readonly PlannedAndCame[], thisYear: number): Delivery['next'] {
  const came = periods.flatMap((one) => one.came ?? []).at(-1);
  if (!came?.period) return null;
  const after = came.period.end;
  const target = periods.find(
    ({ period, planned }) => planned !== null && period.start > after && period.end >= thisYear,
  )?.planned;
  return target ? { came, target, growth: requiredGrowth(came, target) } : null;
}

function deliveriesOf(scope: Scope, measure: Measure): Delivery[] {
  const figures = scope.observations.filter(
    (o) =>
      o.measureId === measure.id &&
      isOneOf(COUNTED, o.indicator) &&
      o.unit === 'persons' &&
      o.coverage === 'full' &&
      o.period !== null,
  );
  return [...groupBy(figures.sort(byFigure), (o) => JSON.stringify([o.indicator, o.component])).values()]
    .flatMap((group): Delivery[] => {
      const first = group[0];
      if (!first) return [];
      const periods = plannedAndCame(group);
      return [
        {
          measure,
          indicator: first.indicator,
          component: first.component,
          periods,
          next: nextTarget(periods, scope.thisYear),
        },
      ];
    })
    .sort((a, b) => INDICATORS.indexOf(a.indicator) - INDICATORS.indexOf(b.indicator));
}

const pairsOf = ({ periods }: Delivery): PlannedAndCame[] => periods.filter(({ gap }) => gap?.ok);

/**
 * Which lines of figures are held against each other: of chosen measures all that have a year with both, or an actual and a
 * later target; else in each country those with such a year, or, where there is none, a headline measure's way to its target.
 */
function chooseDeliveries(scope: Scope): { shown: Delivery[]; without: Measure[] } {
  if (scope.chosen) {
    const all = scope.chosen.map((measure) => ({ measure, lines: deliveriesOf(scope, measure) }));
    const usable = (line: Delivery) => pairsOf(line).length > 0 || line.next !== null;
    return {
      shown: all.flatMap(({ lines }) => lines.filter(usable)),
      without: all.filter(({ lines }) => !lines.some(usable)).map(({ measure }) => measure),
    };
  }
  const shown = scope.countries.flatMap(({ iso2 }) => {
    const measures = [...scope.measuresOf(iso2)].sort((a, b) => Number(b.headline) - Number(a.headline));
    const lines = measures.flatMap((measure) => deliveriesOf(scope, measure));
    const withPairs = lines.filter((line) => pairsOf(line).length > 0);
    if (withPairs.length > 0) return withPairs;
    return lines.filter((line) => line.measure.headline && line.component === null && line.next !== null);
  });
  return { shown, without: [] };
}

const inYears = ({ from, to }: ChartState, { start, end }: Period): boolean =>
  end >= (from ?? -Infinity) && start <= (to ?? Infinity);

function toPoint(scope: Scope, o: Observation, mark: Mark, lines: readonly string[]): ChartPoint {
  const tooltip = figureTooltip(scope, o, formatPeople(o, scope.tr));
  tooltip.lines.push(...lines);
  return {
    id: o.id,
    x: o.period?.end ?? Number.NaN,
    y: o.value,
    low: o.low,
    high: o.high,
    spanStart: o.period && o.period.start !== o.period.end ? o.period.start : null,
    mark,
    qualifier: o.qualifier,
    basis: o.basis,
    statedOn: o.statedOn,
    observationId: o.id,
    sourceIds: o.sourceIds,
    tooltip,
  };
}

/** "−390", "+1,050", "≥ −9,000", "−500 to 0", "≈ −500 to 0". */
function signed({ tr }: Scope, figure: DerivedFigure, options: Intl.NumberFormatOptions = {}): string {
  const { low, high, value, qualifier } = figure;
  const number = (amount: number) => withMinus(tr.number(amount, { ...options, signDisplay: 'exceptZero' }));
  if (low === null || high === null) return shortFigure(figure, tr, number);
  const range = tr.t('pages.figure.range', { low: number(low), high: number(high) });
  // The ends stand in words: "−500–0" would read as three signs.
  return shortFigure(
    { value, low: null, high: null, qualifier: qualifier === 'range' ? 'exact' : qualifier },
    tr,
    () => range,
  );
}

function wordsOf({ tr }: Scope, { measure, indicator, component }: Delivery): string {
  const counted = tr.inSentence(tr.label('indicator', indicator));
  return [measure.name, counted, ...(component === null ? [] : [component])].join(', ');
}

/** Every statement on a period: plans made earlier, plans and what came. */
function statementsOf({ planned, earlierPlans, otherPlans, came, otherCame }: PlannedAndCame): Observation[] {
  return [...earlierPlans, ...otherPlans, planned ?? [], ...otherCame, came ?? []].flat();
}

const panelKey = ({ measure, indicator, component }: Delivery): string =>
  JSON.stringify([measure.id, indicator, component]);

function toPanel(scope: Scope, line: Delivery, state: ChartState): DeliveryPanel {
  const { tr } = scope;
  const periods = line.periods.filter(({ period }) => inYears(state, period));
  const next =
    line.next && inYears(state, line.next.target.period ?? { start: 0, end: 0 }) ? line.next : null;
  const workings = (derived: Derived) =>
    derived.ok
      ? [
          `${derivedWords(derived.figure, scope.records, tr).name}${tr.mark(':')} ${formatDerived(derived.figure, tr)}`,
          ...derivedWords(derived.figure, scope.records, tr).workings,
        ]
      : [];
  const unordered = (o: Observation, others: readonly Observation[]) =>
    others.some((other) => statedOrder(o, other) === 'unknown') ? [tr.t('charts.delivery.unordered')] : [];
  const points = periods.flatMap(({ planned, earlierPlans, otherPlans, came, otherCame, gap }) => [
    ...earlierPlans.map((o) => toPoint(scope, o, 'earlier_target', [tr.t('charts.delivery.replaced')])),
    ...(planned
      ? [
          ...otherPlans.map((o) => toPoint(scope, o, 'target', unordered(o, [planned]))),
          toPoint(scope, planned, 'target', [
            ...(planned === next?.target ? workings(next.growth) : []),
            ...unordered(planned, otherPlans),
          ]),
        ]
      : []),
    ...(came
      ? [
          ...otherCame.map((o) => toPoint(scope, o, 'actual', unordered(o, [came]))),
          toPoint(scope, came, 'actual', [...(gap ? workings(gap) : []), ...unordered(came, otherCame)]),
        ]
      : []),
  ]);
  const shown = periods.flatMap(statementsOf);
  const { iso2 } = { iso2: line.measure.countryIso2 };
  return {
    key: panelKey(line),
    countryIso2: iso2,
    countryName: scope.countryName(iso2),
    measureId: line.measure.id,
    words: wordsOf(scope, line),
    colour: scope.colourOf(iso2),
    xAxis: yearAxis(shown, null, shown.length > 0 ? {} : { from: scope.thisYear, to: scope.thisYear }),
    yAxis: amountAxis(
      shown.flatMap((o) => [o.value, o.high ?? o.value]),
      'linear',
      (value) => tr.number(value),
      3,
    ),
    points,
    line: periods.flatMap(({ came }) => (came ? [came.id] : [])),
    gaps: periods.flatMap(({ planned, came, gap }) =>
      planned && came && gap?.ok
        ? [{ plannedId: planned.id, cameId: came.id, label: signed(scope, gap.figure) }]
        : [],
    ),
    ahead:
      next?.growth.ok && periods.some(({ came }) => came === next.came)
        ? {
            fromId: next.came.id,
            toId: next.target.id,
            label: tr.t('charts.delivery.perYear', {
              growth: tr.t('pages.figure.percent', {
                value: signed(scope, next.growth.figure, { maximumSignificantDigits: 2 }),
              }),
            }),
          }
        : null,
  };
}

/** Years of the shown lines in which both are known, in how many surely fewer came than planned, and in how many that is open. */
function headline(scope: Scope, shown: readonly Delivery[]): string {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.delivery.title.${key}`, values);
  const pairs = shown.flatMap((line) => pairsOf(line).map((pair) => ({ line, pair })));
  const growing = shown.find((line) => line.next?.growth.ok);
  if (pairs.length === 0) {
    if (!growing?.next?.growth.ok) return t('none');
    return t('growth', {
      country: scope.countryName(growing.measure.countryIso2),
      growth: formatDerived(growing.next.growth.figure, tr),
      target: formatFigure(growing.next.target, tr),
      year: growing.next.target.period ? formatPeriod(growing.next.target.period) : '',
    });
  }
  const counted = (said: Shortfall) => pairs.filter(({ pair }) => pair.shortfall === said).length;
  const [short, unsure] = [counted('fewer'), counted('not_certain')];
  const only = pairs.length === 1 ? pairs[0] : undefined;
  if (only?.pair.planned && only.pair.came) {
    return t('one', {
      country: scope.countryName(only.line.measure.countryIso2),
      planned: formatFigure(only.pair.planned, tr),
      came: formatFigure(only.pair.came, tr),
      year: formatPeriod(only.pair.period),
    });
  }
  const countries = new Set(pairs.map(({ line }) => line.measure.countryIso2));
  const [single = ''] = countries;
  const values = { country: scope.countryName(single), short, unsure, count: pairs.length };
  const who = countries.size === 1 ? 'country' : 'many';
  if (short === 0) return t(`${who}${unsure === 0 ? 'Kept' : 'Unsure'}`, values);
  return unsure === 0 ? t(who, values) : `${t(who, values)}${t('unsure', { count: unsure })}`;
}

/** The panels that the headline is about: those with a pair, or else the growth that is named. */
function headlinePanels(shown: readonly Delivery[]): string[] {
  const paired = shown.filter((line) => pairsOf(line).length > 0);
  const growing = shown.find((line) => line.next?.growth.ok);
  return (paired.length > 0 ? paired : growing ? [growing] : []).map(panelKey);
}

function tableRow(scope: Scope, citations: Citations, line: Delivery, one: PlannedAndCame) {
  const { tr } = scope;
  const { planned, came, gap, earlierPlans, otherPlans, otherCame } = one;
  const next = line.next?.target === planned ? line.next : null;
  const growth = next ? derivedCells(scope, next.growth) : null;
  const cells = gap ? derivedCells(scope, gap) : null;
  const stated = (o: Observation) => formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated');
  const other = (key: 'otherPlan' | 'otherCame', o: Observation, beside: Observation | null) => {
    const date = formatDate(o.statedOn, tr);
    const said = [
      date === null ? tr.t('charts.table.notStated') : tr.t('compare.entry.stated', { date }),
      ...(beside && statedOrder(o, beside) === 'unknown' ? [tr.t('charts.delivery.orderUnknown')] : []),
    ];
    return tr.t(`charts.delivery.${key}`, { figure: formatFigure(o, tr), said: said.join(', ') });
  };
  return {
    country: scope.countryName(line.measure.countryIso2),
    measure: line.measure.name,
    counted: tr.label('indicator', line.indicator),
    scope: line.component ?? tr.t('charts.table.wholeScheme'),
    period: formatPeriod(one.period),
    planned: planned ? formatFigure(planned, tr) : tr.t('charts.table.noneFound'),
    planned_stated: planned ? stated(planned) : tr.t('charts.table.none'),
    earlier:
      tr.series(
        earlierPlans.map((o) =>
          tr.t('charts.delivery.earlier', { figure: formatFigure(o, tr), date: stated(o) }),
        ),
      ) || tr.t('charts.table.none'),
    came: came ? formatFigure(came, tr) : tr.t('charts.table.noneFound'),
    others:
      tr.series([
        ...otherPlans.map((o) => other('otherPlan', o, planned)),
        ...otherCame.map((o) => other('otherCame', o, came)),
      ]) || tr.t('charts.table.none'),
    gap: cells ? cells.derived : tr.t('charts.table.none'),
    working: cells ? cells.working : tr.t('charts.table.none'),
    growth: growth ? `${growth.derived}${tr.mark(':')} ${growth.working}` : tr.t('charts.table.none'),
    sources:
      citations.cite([...new Set(statementsOf(one).flatMap(({ sourceIds }) => sourceIds))]) ||
      tr.t('charts.table.noneFound'),
  };
}

function plainRow(
  scope: Scope,
  line: Delivery,
  { period, planned, came, gap }: PlannedAndCame,
  drawn: boolean,
): Record<string, PlainValue> {
  const next = line.next?.target === planned ? line.next : null;
  return {
    measure_id: line.measure.id,
    country_iso2: line.measure.countryIso2,
    indicator: line.indicator,
    component: line.component,
    period_start: period.start,
    period_end: period.end,
    planned_value: planned?.value ?? null,
    planned_low: planned?.low ?? null,
    planned_high: planned?.high ?? null,
    planned_qualifier: planned?.qualifier ?? null,
    planned_stated_on: planned?.statedOn ?? null,
    planned_observation_id: planned?.id ?? null,
    came_value: came?.value ?? null,
    came_low: came?.low ?? null,
    came_high: came?.high ?? null,
    came_qualifier: came?.qualifier ?? null,
    came_stated_on: came?.statedOn ?? null,
    came_observation_id: came?.id ?? null,
    ...plainDerived(gap, 'gap'),
    ...plainDerived(next?.growth ?? null, 'required_growth'),
    ...plainOnChart(drawn ? 'drawn' : 'no_room', drawn, scope.tr.t('charts.fate.no_room')),
  };
}

function toLegend(scope: Scope, panels: readonly DeliveryPanel[]): LegendEntry[] {
  const points = panels.flatMap((panel) => panel.points);
  const signs: KeySign[] = [];
  if (points.some((point) => point.mark === 'actual')) signs.push('actual');
  if (points.some((point) => point.mark === 'target')) signs.push('planned');
  if (points.some((point) => point.mark === 'earlier_target')) signs.push('earlier_target');
  if (panels.some((panel) => panel.gaps.length > 0)) signs.push('gap');
  if (panels.some((panel) => panel.ahead !== null)) signs.push('growth');
  if (points.some((point) => point.low !== null && point.high !== null)) signs.push('range');
  return signs.map((sign) => ({ sign, label: scope.tr.t(`charts.key.${sign}`) }));
}

function notesOn(scope: Scope, shown: readonly Delivery[], hidden: number, without: readonly Measure[]) {
  const { tr } = scope;
  const notes = [tr.t('charts.delivery.rule'), tr.t('charts.delivery.ownScale')];
  for (const line of shown) {
    if (!line.next?.growth.ok) continue;
    notes.push(
      tr.t('charts.delivery.required', {
        who: tr.t('charts.tooltip.title', {
          country: scope.countryName(line.measure.countryIso2),
          measure: wordsOf(scope, line),
        }),
        growth: formatDerived(line.next.growth.figure, tr),
        came: formatFigure(line.next.came, tr),
        cameIn: line.next.came.period ? formatPeriod(line.next.came.period) : '',
        target: formatFigure(line.next.target, tr),
        targetIn: line.next.target.period ? formatPeriod(line.next.target.period) : '',
      }),
    );
  }
  const subject = (line: Delivery, { period }: PlannedAndCame, said: string) =>
    tr.t('charts.delivery.subject', {
      country: scope.countryName(line.measure.countryIso2),
      measure: wordsOf(scope, line),
      year: formatPeriod(period),
      said,
    });
  const figures = (all: readonly Observation[]) => tr.list(all.map((o) => formatFigure(o, tr)));
  const every = shown.flatMap((line) => line.periods.map((one) => ({ line, one })));
  const unordered = every.flatMap(({ line, one }) => {
    const { planned, otherPlans, came, otherCame } = one;
    const beside = (o: Observation | null, others: readonly Observation[]) =>
      o ? others.filter((other) => statedOrder(other, o) === 'unknown') : [];
    return [
      [planned, ...beside(planned, otherPlans)].flatMap((o) => o ?? []),
      [came, ...beside(came, otherCame)].flatMap((o) => o ?? []),
    ].flatMap((all) => (all.length > 1 ? subject(line, one, figures(all)) : []));
  });
  if (unordered.length > 0) {
    notes.push(tr.t('charts.delivery.unorderedRule', { subjects: tr.series(unordered) }));
  }
  const unsure = every.filter(({ one }) => one.shortfall === 'not_certain');
  if (unsure.length > 0) {
    const subjects = unsure.map(({ line, one }) =>
      tr.t('charts.delivery.altPair', {
        country: scope.countryName(line.measure.countryIso2),
        measure: wordsOf(scope, line),
        year: formatPeriod(one.period),
        planned: one.planned ? formatFigure(one.planned, tr) : '',
        came: one.came ? formatFigure(one.came, tr) : '',
      }),
    );
    notes.push(tr.t('charts.delivery.unsureRule', { subjects: subjects.join(' ') }));
  }
  if (hidden > 0) notes.push(tr.t('charts.delivery.more', { count: hidden }));
  if (without.length > 0) {
    notes.push(
      tr.t('charts.delivery.without', {
        count: without.length,
        measures: tr.series(without.map(({ name }) => name)),
      }),
    );
  }
  const withLines = new Set(shown.map(({ measure }) => measure.countryIso2));
  const countries = scope.countries.filter(({ iso2 }) => !withLines.has(iso2));
  if (countries.length > 0 && scope.chosen === null) {
    notes.push(
      tr.t('charts.delivery.noneFound', {
        countries: tr.list(countries.map(({ iso2 }) => scope.countryName(iso2))),
      }),
    );
  }
  return notes;
}

/**
 * Planned against came, year by year: the spec of `delivery`, one panel a measure, indicator and component. The plan that
 * holds for a period is the target stated last before it ended (`planFor`); the gap and the growth that the next target
 * requires are computed in lib/domain/derived.ts, only where measure, indicator, component and period match. At most
 * `MAX_PANELS` panels are drawn; the table has all. Throws a RangeError for an unknown country or measure.
 */
export function buildDeliveryChart(
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): DeliverySpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const yearless = noYears(scope, state);
  const chosen = chooseDeliveries(scope);
  const all = yearless === null ? chosen.shown : [];
  const inView = all.filter((line) => line.periods.some(({ period }) => inYears(state, period)));
  const drawn = inView.slice(0, MAX_PANELS);
  const panels = drawn.map((line) => toPanel(scope, line, state));
  const outside = all.reduce(
    (sum, line) => sum + line.periods.filter(({ period }) => !inYears(state, period)).length,
    0,
  );
  const rows = inView.flatMap((line) =>
    line.periods.filter(({ period }) => inYears(state, period)).map((one) => ({ line, one })),
  );
  const citations = new Citations();
  const tableRows = rows.map(({ line, one }) => tableRow(scope, citations, line, one));
  const empty = panels.length === 0;
  const emptyMessage = yearless ?? noneFound(scope, tr.t('charts.delivery.emptyNone'));
  const pairWords = drawn.flatMap((line) =>
    pairsOf(line).flatMap(({ planned, came, period }) =>
      planned && came && inYears(state, period)
        ? [
            tr.t('charts.delivery.altPair', {
              country: scope.countryName(line.measure.countryIso2),
              measure: wordsOf(scope, line),
              year: formatPeriod(period),
              planned: formatFigure(planned, tr),
              came: formatFigure(came, tr),
            }),
          ]
        : [],
    ),
  );
  const said = pairWords.slice(0, 8);
  if (pairWords.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: pairWords.length - said.length }));
  }
  const considered = [...new Set(rows.flatMap(({ one }) => statementsOf(one).map(({ id }) => id)))];
  return {
    ...specFrame(scope),
    slug: 'delivery',
    title: headline(scope, inView),
    headlineRows: headlinePanels(inView),
    subtitle: subtitleOf(scope, tr.t('charts.delivery.subtitle')),
    altText: empty
      ? emptyMessage
      : [tr.t('charts.delivery.alt', { count: panels.length }), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('delivery', { drawn: panels.length, count: panels.length }, tr),
    considered: panels.length,
    notes: [
      ...notesOn(scope, inView, inView.length - drawn.length, chosen.without),
      ...outsideYearsNote(scope, state, outside),
      ...pastNotes(scope, (o) => isOneOf(COUNTED, o.indicator), measuresAskedFor(scope, state)),
    ],
    legend: toLegend(scope, panels),
    sourceIds: citations.ids,
    observationIds: considered,
    table: {
      caption: tr.t('charts.delivery.caption'),
      columns: tableColumns(
        scope,
        [
          'country',
          'measure',
          'counted',
          'scope',
          'period',
          'planned',
          'planned_stated',
          'earlier',
          'came',
          'others',
          'gap',
          'working',
          'growth',
          'sources',
        ],
        ['planned', 'came', 'gap'],
      ),
      rows: tableRows,
      plain: rows.map(({ line, one }) => plainRow(scope, line, one, drawn.includes(line))),
    },
    series: panels,
  };
}
