import { isOneOf } from '@/lib/domain/codes';
import { type MovedGoal, movedGoals } from '@/lib/domain/moved-goals';
import { byDate, type PartialDate } from '@/lib/domain/partial-date';
import { byPeriod } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import { TARGET_INDICATORS, type TargetIndicator } from '@/lib/domain/target';
import { byStatedLast, latestVintage, statedLast, statedOrder, subjectKey } from '@/lib/domain/vintage';
import { formatDate, formatFigure, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
import { amountAxis, yearAxis } from './axes';
import { annotate } from './events';
import {
  byFigure,
  Citations,
  dayLabel,
  figureTooltip,
  groupBy,
  isOutsideYears,
  measuresAskedFor,
  noneFound,
  noYears,
  outsideYearsNote,
  pastNotes,
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
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  DirectLabel,
  KeySign,
  LegendEntry,
  LineSeries,
  RevisionsSpec,
} from './spec';

/** What becomes of a figure that was considered. */
export const REVISION_FATES = [
  'holds',
  'vintage',
  'actual',
  'restated',
  'superseded',
  'not_dated',
  'other_basis',
  'other_component',
  'partial',
  'cumulative',
  'no_year',
  'other_indicator',
  'outside_years',
] as const;
export type RevisionFate = (typeof REVISION_FATES)[number];

const DRAWN: readonly RevisionFate[] = ['holds', 'vintage', 'actual'];

interface Considered {
  observation: Observation;
  fate: RevisionFate;
}

const isGoal = (o: Observation): boolean => o.basis === 'target' || o.basis === 'ambition';
const isWhole = (o: Observation): boolean => o.component === null && o.coverage === 'full';
const yearOfFigure = (o: Observation): number => o.period?.end ?? Number.NaN;

/** Days on which goals of an indicator were stated. */
function statedDays(figures: readonly Observation[], indicator: TargetIndicator): Set<PartialDate> {
  return new Set(
    figures.flatMap((o) =>
      o.indicator === indicator && isGoal(o) && isWhole(o) && o.period !== null && o.statedOn !== null
        ? [o.statedOn]
        : [],
    ),
  );
}

/** The indicator whose goals were stated most often; the first of `TARGET_INDICATORS` where several tie. */
function indicatorShown(figures: readonly Observation[]): TargetIndicator {
  return TARGET_INDICATORS.reduce((best, indicator) =>
    statedDays(figures, indicator).size > statedDays(figures, best).size ? indicator : best,
  );
}

/**
 * The measure shown: the first that was chosen; else, in the order of the countries and headline measures first, one whose
 * goals moved, else one whose goals were stated most often. Null when no goal is dated.
 */
function measureShown(scope: Scope, figuresOf: (measure: Measure) => Observation[]): Measure | null {
  if (scope.chosen) return scope.chosen[0] ?? null;
  const candidates = scope.countries.flatMap((country) =>
    [...scope.measuresOf(country.iso2)].sort((a, b) => Number(b.headline) - Number(a.headline)),
  );
  const moved = candidates.find((measure) => movedGoals(figuresOf(measure)).length > 0);
  if (moved) return moved;
  const days = (measure: Measure) => {
    const figures = figuresOf(measure);
    return statedDays(figures, indicatorShown(figures)).size;
  };
  const most = [...candidates].sort((a, b) => days(b) - days(a))[0];
  return most && days(most) > 0 ? most : null;
}

/** A number said again: "about 3,000" and 3,000 are the same promise, "at least 3,000" is another. */
function saysTheSame(a: Observation, b: Observation): boolean {
  const plain = (o: Observation) => (o.qualifier === 'about' ? 'exact' : o.qualifier);
  return a.value === b.value && a.low === b.low && a.high === b.high && plain(a) === plain(b);
}

/** Goals that repeat what was said of the same thing before them. */
function restatements(goals: readonly Observation[]): Set<Observation> {
  const repeated = new Set<Observation>();
  for (const statements of groupBy(goals, subjectKey).values()) {
    const inOrder = [...statements].sort((a, b) => byDate(a.statedOn, b.statedOn));
    for (const [index, goal] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before && saysTheSame(goal, before)) repeated.add(goal);
    }
  }
  return repeated;
}

/**
 * For each year still ahead the goal that was stated last, target or ambition; all of those whose dates do not say which it
 * is. One that was put off to another year holds no more.
 */
function holdingNow(
  goals: readonly Observation[],
  thisYear: number,
  moved: readonly MovedGoal[],
): Set<Observation> {
  const left = new Set(moved.flatMap(({ statements }) => statements.slice(0, -1).map(({ id }) => id)));
  const ahead = goals.filter((o) => o.period !== null && o.period.end >= thisYear);
  const holding = [...groupBy(ahead, yearOfFigure).values()].flatMap((same) => {
    const last = [...same].sort(byStatedLast)[0];
    return last ? same.filter((o) => o === last || statedOrder(o, last) === 'unknown') : [];
  });
  return new Set(holding.filter(({ id }) => !left.has(id)));
}

function decideFates(scope: Scope, state: ChartState, figures: readonly Observation[]): Considered[] {
  const indicator = indicatorShown(figures);
  const before = (o: Observation): RevisionFate | null => {
    if (o.indicator !== indicator) return 'other_indicator';
    if (o.coverage === 'partial' || o.coverage === 'cumulative') return o.coverage;
    if (o.component !== null) return 'other_component';
    if (o.period === null) return 'no_year';
    if (isOutsideYears(o, state)) return 'outside_years';
    if (o.basis === 'actual') return null;
    if (!isGoal(o)) return 'other_basis';
    return o.statedOn === null ? 'not_dated' : null;
  };
  const usable = figures.filter((o) => before(o) === null);
  const goals = usable.filter(isGoal);
  const actuals = new Set(latestVintage(usable.filter((o) => o.basis === 'actual')).current);
  const repeated = restatements(goals);
  const holding = holdingNow(goals, scope.thisYear, movedGoals(figures));
  const days = groupBy(goals, (o) => o.statedOn);
  const saysNothingNew = (o: Observation) =>
    (days.get(o.statedOn) ?? []).every((other) => repeated.has(other));
  const fateOf = (o: Observation): RevisionFate => {
    if (o.basis === 'actual') return actuals.has(o) ? 'actual' : 'superseded';
    if (holding.has(o)) return 'holds';
    return saysNothingNew(o) ? 'restated' : 'vintage';
  };
  return figures.map((observation) => ({ observation, fate: before(observation) ?? fateOf(observation) }));
}

function toPoint(scope: Scope, o: Observation): ChartPoint {
  return {
    id: o.id,
    x: yearOfFigure(o),
    y: o.value,
    low: o.low,
    high: o.high,
    spanStart: o.period && o.period.start !== o.period.end ? o.period.start : null,
    mark: o.basis,
    qualifier: o.qualifier,
    basis: o.basis,
    statedOn: o.statedOn,
    observationId: o.id,
    sourceIds: o.sourceIds,
    tooltip: figureTooltip(scope, o, formatPeople(o, scope.tr)),
  };
}

const byYear = (a: Observation, b: Observation): number => byPeriod(a.period, b.period) || byStatedLast(b, a);

/** One point a year, in order: a line through a span of years that has other years inside it would double back. */
function lineThrough(figures: readonly Observation[]): string[] {
  const years = [...groupBy(figures, yearOfFigure).values()].flatMap((same) => statedLast(same) ?? []);
  return years
    .filter(({ period }) =>
      years.every((other) => {
        const year = yearOfFigure(other);
        return period === null || year < period.start || year >= period.end;
      }),
    )
    .sort((a, b) => yearOfFigure(a) - yearOfFigure(b))
    .map(({ id }) => id);
}

/** What came, then earlier vintages, then what holds now: the goals that were stated together make a line. */
function toSeries(scope: Scope, measure: Measure, considered: readonly Considered[]): LineSeries[] {
  const of = (fate: RevisionFate) => considered.filter((c) => c.fate === fate).map((c) => c.observation);
  const colour = scope.colourOf(measure.countryIso2);
  const series = (
    key: string,
    basis: LineSeries['basis'],
    figures: readonly Observation[],
    faint: boolean,
    line = lineThrough(figures),
  ): LineSeries[] =>
    figures.length === 0
      ? []
      : [
          {
            key,
            countryIso2: measure.countryIso2,
            measureId: measure.id,
            component: null,
            basis,
            kind: figures[0]?.indicator === 'trained_total' ? 'trained' : 'intake',
            colour: faint ? null : colour,
            faint,
            points: [...figures].sort(byYear).map((o) => toPoint(scope, o)),
            line,
          },
        ];
  const holding = of('holds');
  const vintages = groupBy(of('vintage'), (o) => o.statedOn);
  const inOrder = [...vintages].sort(([a], [b]) => byDate(a, b));
  return [
    ...inOrder.flatMap(([day, goals]) => {
      // The line of a vintage passes through what still holds of it, too; that point is drawn once, with what holds.
      const whole = [...goals, ...holding.filter((o) => o.statedOn === day)];
      return series(`vintage ${day}`, 'target', goals, true, lineThrough(whole));
    }),
    ...series('holds', 'target', holding, false, lineThrough(holding.filter((o) => o.basis === 'target'))),
    ...series('actual', 'actual', of('actual'), false),
  ];
}

/** Dates at the goals: one a vintage, at its last goal; at every day's last goal of what holds; the last year that came. */
function toLabels(scope: Scope, measure: Measure, considered: readonly Considered[]): DirectLabel[] {
  const { tr } = scope;
  const colour = scope.colourOf(measure.countryIso2);
  const repeated = restatements(considered.map((c) => c.observation).filter(isGoal));
  const lastOf = (figures: readonly Observation[]) => [...figures].sort(byYear).at(-1);
  const label = (o: Observation, name: string, tone: number | null): DirectLabel => ({
    pointId: o.id,
    name,
    value: shortFigure(o, tr),
    colour: tone,
  });
  const stated = (fate: RevisionFate, tone: number | null) => {
    const days = groupBy(
      considered.filter((c) => c.fate === fate).map((c) => c.observation),
      (o) => o.statedOn,
    );
    return [...days].flatMap(([day, goals]) => {
      const last = lastOf(goals.filter((o) => !repeated.has(o))) ?? lastOf(goals);
      return last ? label(last, formatDate(day, tr) ?? '', tone) : [];
    });
  };
  const came = lastOf(considered.filter((c) => c.fate === 'actual').map((c) => c.observation));
  return [
    ...stated('holds', colour),
    ...(came ? [label(came, tr.label('basis', 'actual'), colour)] : []),
    ...stated('vintage', null),
  ];
}

function toMoves(moved: readonly MovedGoal[], drawn: ReadonlySet<string>): RevisionsSpec['moves'] {
  return moved.flatMap(({ statements }) => {
    const steps = statements.filter(({ id }) => drawn.has(id));
    return steps.slice(1).flatMap((to, index) => {
      const from = steps[index];
      return from ? [{ fromId: from.id, toId: to.id }] : [];
    });
  });
}

function headline(scope: Scope, measure: Measure, moved: readonly MovedGoal[], days: number): string {
  const { tr } = scope;
  const t = (key: string, values: Record<string, string | number>) =>
    tr.t(`charts.revisions.title.${key}`, values);
  const country = scope.countryName(measure.countryIso2);
  const goal = moved[0];
  const [first, last] = [goal?.statements[0], goal?.statements.at(-1)];
  if (!goal || !first || !last) return t('notMoved', { country, count: days });
  const dates = {
    firstDate: formatDate(first.statedOn, tr) ?? '',
    lastDate: formatDate(last.statedOn, tr) ?? '',
  };
  switch (goal.kind) {
    case 'revised':
      return t(last.value < first.value ? 'lowered' : 'raised', {
        country,
        year: formatPeriodOrNone(goal.period, tr),
        first: formatFigure(first, tr),
        last: formatFigure(last, tr),
        ...dates,
      });
    case 'postponed':
      return t('postponed', {
        country,
        value: formatFigure(last, tr),
        first: formatPeriodOrNone(first.period, tr),
        last: formatPeriodOrNone(last.period, tr),
        ...dates,
      });
  }
}

/** Each goal that moved, in a sentence. */
function movedNotes(scope: Scope, moved: readonly MovedGoal[]): string[] {
  const { tr } = scope;
  return moved.map((goal) => {
    const steps = goal.statements.map((o) =>
      tr.t('charts.revisions.step', {
        figure: formatFigure(o, tr),
        year: formatPeriodOrNone(o.period, tr),
        basis: tr.label('basis', o.basis),
        date: formatDate(o.statedOn, tr) ?? '',
      }),
    );
    return tr.t(`charts.revisions.${goal.kind}`, { steps: steps.join(' → ') });
  });
}

const LEFT_OUT = [
  'restated',
  'not_dated',
  'other_basis',
  'other_component',
  'partial',
  'cumulative',
  'no_year',
  'other_indicator',
  'superseded',
] as const satisfies readonly RevisionFate[];

function toLegend(scope: Scope, considered: readonly Considered[], hasMoves: boolean): LegendEntry[] {
  const drawn = considered.filter((c) => DRAWN.includes(c.fate));
  const signs: KeySign[] = [];
  const has = (fate: RevisionFate, basis?: Observation['basis']) =>
    drawn.some((c) => c.fate === fate && (basis === undefined || c.observation.basis === basis));
  if (has('actual')) signs.push('actual');
  if (has('holds', 'target')) signs.push('target');
  if (has('holds', 'ambition') || has('vintage', 'ambition')) signs.push('ambition');
  if (has('vintage')) signs.push('faint_target');
  if (hasMoves) signs.push('move');
  if (drawn.some(({ observation: o }) => o.low !== null && o.high !== null)) signs.push('range');
  if (drawn.some(({ observation: o }) => o.period && o.period.start !== o.period.end)) signs.push('span');
  for (const sign of ['at_least', 'up_to'] as const) {
    if (drawn.some(({ observation: o }) => o.qualifier === sign)) signs.push(sign);
  }
  return signs.map((sign) => ({
    sign,
    label: scope.tr.t(sign === 'target' ? 'charts.revisions.holds' : `charts.key.${sign}`),
  }));
}

/**
 * One measure's goals, vintage by vintage: the spec of `target-revisions`. A vintage is what was stated on one day: its
 * targets and ambitions of the whole scheme make a line. For each year ahead the statement made last holds and is drawn in the
 * country's colour; vintages that say something else are drawn behind in grey with their date; one that only repeats what was
 * said before is left out. Arrows lead from a goal to what took its place, by the rule of `movedGoals`. The indicator is the
 * one whose goals were stated on most days. Throws a RangeError for an unknown country or measure.
 */
export function buildRevisionsChart(
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): RevisionsSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const figuresOf = (measure: Measure) =>
    scope.observations
      .filter((o) => o.measureId === measure.id && isOneOf(TARGET_INDICATORS, o.indicator))
      .sort(byFigure);
  const measure = measureShown(scope, figuresOf);
  const figures = measure ? figuresOf(measure) : [];
  const considered = decideFates(scope, state, figures);
  const drawnIds = new Set(considered.filter((c) => DRAWN.includes(c.fate)).map((c) => c.observation.id));
  const drawn = figures.filter(({ id }) => drawnIds.has(id));
  const goals = drawn.filter(isGoal);
  const empty = measure === null || goals.length === 0;
  const emptyMessage =
    noYears(scope, state) ?? noneFound(scope, tr.t('charts.revisions.emptyNone', { count: figures.length }));
  const moved = movedGoals(figures);
  const moves = toMoves(moved, drawnIds);
  const todayX = scope.todayDecimal - 0.5;
  const xAxis = yearAxis(drawn, todayX, state);
  const citations = new Citations();
  const rows = considered.map(({ observation: o, fate }) => ({
    stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
    period: formatPeriodOrNone(o.period, tr),
    figure: formatPeople(o, tr),
    basis: tr.label('basis', o.basis),
    scope: o.component ?? tr.t('charts.table.wholeScheme'),
    fate: tr.t(`charts.revisions.fate.${fate}`),
    sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
  }));
  const yAxis = amountAxis(
    drawn.flatMap((o) => [o.value, o.high ?? o.value]),
    'linear',
    (value) => tr.number(value),
  );
  const measureIds = new Set(measure && !empty ? [measure.id] : []);
  const annotations = annotate(scope, state, { measureIds, xAxis, yAxis }, citations);
  const days = new Set(goals.map((o) => o.statedOn)).size;
  const title =
    measure && !empty ? headline(scope, measure, moved, days) : tr.t('charts.revisions.title.none');
  const leftOut = LEFT_OUT.flatMap((fate) => {
    const count = considered.filter((c) => c.fate === fate).length;
    return count === 0
      ? []
      : [tr.t('charts.notes.leftOut', { count, why: tr.t(`charts.revisions.fate.${fate}`) })];
  });
  const others = (scope.chosen ?? []).slice(1);
  return {
    ...specFrame(scope),
    slug: 'target-revisions',
    title,
    subtitle: subtitleOf(
      scope,
      measure
        ? tr.t('charts.revisions.subtitle', {
            measure: measure.name,
            indicator: tr.inSentence(tr.label('indicator', indicatorShown(figures))),
          })
        : tr.t('charts.revisions.subtitleNone'),
    ),
    altText: empty
      ? emptyMessage
      : [
          tr.t('charts.revisions.alt', { measure: measure.name }),
          ...(moved.length > 0 ? movedNotes(scope, moved) : [`${title}.`]),
          ...annotations.alt,
        ].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('charts.coverage.figures', { drawn: drawn.length, count: considered.length }),
    notes: [
      ...movedNotes(scope, moved),
      tr.t('charts.revisions.rule'),
      ...(others.length > 0
        ? [
            tr.t('charts.revisions.oneMeasure', {
              count: others.length,
              measures: tr.series(others.map(({ name }) => name)),
            }),
          ]
        : []),
      ...leftOut,
      ...outsideYearsNote(scope, state, considered.filter((c) => c.fate === 'outside_years').length),
      ...annotations.notes,
      ...pastNotes(
        scope,
        (o) => isOneOf(TARGET_INDICATORS, o.indicator),
        measure ? new Set([measure.id]) : measuresAskedFor(scope, state),
      ),
    ],
    legend: [...toLegend(scope, considered, moves.length > 0), ...annotations.legend],
    sourceIds: citations.ids,
    observationIds: figures.map(({ id }) => id),
    table: {
      caption: tr.t('charts.revisions.caption', { measure: measure?.name ?? '' }),
      columns: tableColumns(
        scope,
        ['stated', 'period', 'figure', 'basis', 'scope', ...annotations.columns, 'fate', 'sources'],
        ['figure'],
        { event: tr.t('annotations.events.column') },
      ),
      rows: [
        ...rows.map((row) => ({ ...row, ...annotations.cells })),
        ...annotations.rows.map(({ words }) => words),
      ],
      plain: [
        ...considered.map(({ observation: o, fate }) => ({
          ...plainFigure(scope, o),
          ...annotations.plainCells,
          ...plainOnChart(fate, DRAWN.includes(fate), tr.t(`charts.revisions.fate.${fate}`)),
        })),
        ...annotations.rows.map(({ plain }) => plain),
      ],
    },
    xAxis,
    yAxis,
    today: todayX >= xAxis.min && todayX <= xAxis.max ? { x: todayX, label: dayLabel(scope) } : null,
    series: measure ? toSeries(scope, measure, considered) : [],
    labels: measure ? toLabels(scope, measure, considered) : [],
    moves,
    ...(annotations.events && { events: annotations.events }),
  };
}
