import { ticks } from 'd3-array';
import { isOneOf } from '@/lib/domain/codes';
import { decimalYear, firstDay, lastDay, type PartialDate, yearOf } from '@/lib/domain/partial-date';
import type { Measure, Observation } from '@/lib/domain/records';
import { TARGET_INDICATORS } from '@/lib/domain/target';
import { latestVintage } from '@/lib/domain/vintage';
import { formatDate, formatPeople } from '@/lib/i18n/format';
import { coverageWords } from './coverage';
import {
  Citations,
  dayInWords,
  dayLabel,
  figureTooltip,
  measuresAskedFor,
  noneFound,
  noYears,
  pastNotes,
  plainOnChart,
  publishersOf,
  readScope,
  type Scope,
  specFrame,
  statusWords,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  Axis,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  KeySign,
  LegendEntry,
  Mark,
  RowsHeadline,
  TimelineRow,
  TimelineSpec,
} from './spec';

/** Starts further back would squeeze the years that matter; the bar then comes in from the left edge. */
const FIRST_YEAR = 1995;

const CONSCRIPTION = ['universal_conscription', 'selective_conscription'];

/** Headline measures, and conscription that was suspended or ended: the years a comparison asks for. */
function measuresShown(scope: Scope): Measure[] {
  return (
    scope.chosen ??
    scope.countries.flatMap((country) =>
      scope
        .measuresOf(country.iso2)
        .filter(
          (measure) =>
            measure.headline ||
            (CONSCRIPTION.includes(measure.type) &&
              (measure.status === 'suspended' || measure.status === 'ended')),
        ),
    )
  );
}

/** Targets for years to come as stated last: of the first indicator that has any, whole scheme, one a year. */
function targetsAhead(scope: Scope, measure: Measure): Observation[] {
  const targets = scope.observations.filter(
    (o) =>
      o.measureId === measure.id && o.basis === 'target' && o.coverage === 'full' && o.component === null,
  );
  for (const indicator of TARGET_INDICATORS) {
    const ofIndicator = targets.filter((o) => o.indicator === indicator && o.period !== null);
    if (ofIndicator.length === 0) continue;
    return latestVintage(ofIndicator)
      .current.filter((o) => o.period !== null && o.period.end > scope.thisYear)
      .sort((a, b) => (a.period?.end ?? 0) - (b.period?.end ?? 0));
  }
  return [];
}

const wasInForce = (measure: Measure): boolean =>
  measure.status === 'in_force' || measure.status === 'suspended' || measure.status === 'ended';

/** A start whose year or month has not ended yet is known where the measure was already said to be in force. */
function knownStart(scope: Scope, measure: Measure): PartialDate | null {
  const { startsOn, status } = measure;
  const runs = startsOn !== null && status === 'in_force' && firstDay(startsOn) <= scope.today;
  return runs ? startsOn : knownDate(scope, startsOn);
}

/** When a date was set is not recorded: one after the day of a past view may not have been known then. */
function knownDate({ past }: Scope, date: PartialDate | null): PartialDate | null {
  return past === null || (date !== null && lastDay(date) <= past.day) ? date : null;
}

/** The dates of a measure as marks; a start that no source reports as having happened stays a plan. */
function datePoints(scope: Scope, measure: Measure): ChartPoint[] {
  const { tr } = scope;
  const point = (mark: Mark, date: PartialDate | null): ChartPoint[] => {
    if (date === null) return [];
    const day = formatDate(date, tr) ?? date;
    return [
      {
        id: `${measure.id} ${mark}`,
        x: decimalYear(date),
        y: 0,
        low: null,
        high: null,
        spanStart: null,
        mark,
        qualifier: 'exact',
        basis: null,
        statedOn: null,
        observationId: null,
        sourceIds: measure.sourceIds,
        tooltip: {
          title: tr.t('charts.tooltip.title', {
            country: scope.countryName(measure.countryIso2),
            measure: measure.name,
          }),
          value: tr.t(`charts.timeline.event.${mark}`, { date: day }),
          lines: [statusWords(scope, measure), publishersOf(scope, measure.sourceIds)],
        },
      },
    ];
  };
  const known = (date: PartialDate | null) => knownDate(scope, date);
  const started =
    wasInForce(measure) && (measure.startsOn === null || firstDay(measure.startsOn) <= scope.today);
  return [
    ...point('announced', known(measure.announcedOn)),
    ...point('legislated', known(measure.legislatedOn)),
    ...point(started ? 'in_force' : 'planned_start', knownStart(scope, measure)),
    ...point('ended', known(measure.endedOn)),
  ];
}

function targetPoint(scope: Scope, target: Observation): ChartPoint {
  const end = target.period?.end ?? scope.thisYear;
  return {
    id: target.id,
    x: end + 0.5,
    y: 0,
    low: null,
    high: null,
    spanStart: target.period && target.period.start !== end ? target.period.start + 0.5 : null,
    mark: 'target_year',
    qualifier: target.qualifier,
    basis: target.basis,
    statedOn: target.statedOn,
    observationId: target.id,
    sourceIds: target.sourceIds,
    tooltip: figureTooltip(scope, target, formatPeople(target, scope.tr)),
  };
}

/** A stretch of years as far as the axis shows it; null when it lies outside. */
function within<T extends { from: number; to: number }>(stretch: T | null, axis: Axis): T | null {
  if (stretch === null || stretch.to <= axis.min || stretch.from >= axis.max) return null;
  return { ...stretch, from: Math.max(stretch.from, axis.min), to: Math.min(stretch.to, axis.max) };
}

function toRow(scope: Scope, measure: Measure, axis: Axis, index: number): TimelineRow {
  const axisMin = axis.min;
  const dates = datePoints(scope, measure);
  const targets = targetsAhead(scope, measure).map((target) => targetPoint(scope, target));
  const at = (mark: Mark) => dates.find((point) => point.mark === mark)?.x ?? null;
  const start = at('in_force');
  const end = at('ended');
  const runs = measure.status === 'in_force';
  const until = end ?? scope.todayDecimal;
  const from = Math.max(start ?? axisMin, axisMin);
  // An end without a start says when it stopped, not for how long it ran: only the cross is drawn.
  const inForce =
    ((runs && (start !== null || measure.startsOn === null)) || (start !== null && end !== null)) &&
    until > from
      ? { from, to: until, openStart: start === null || start < axisMin }
      : null;
  const firstSign = Math.min(...dates.filter((point) => point.mark !== 'ended').map((point) => point.x));
  const begins = start ?? at('planned_start');
  const prepared = begins ?? (runs || end !== null ? null : scope.todayDecimal);
  const lastTarget = targets.at(-1)?.x ?? null;
  return {
    key: measure.id,
    countryIso2: measure.countryIso2,
    countryName: scope.countryName(measure.countryIso2),
    measureId: measure.id,
    measureName: measure.name,
    colour: scope.colourOf(measure.countryIso2),
    inForce: within(inForce, axis),
    preparing: within(
      prepared !== null && Number.isFinite(firstSign) && prepared > firstSign
        ? { from: Math.max(firstSign, axisMin), to: prepared }
        : null,
      axis,
    ),
    ahead: within(
      lastTarget !== null && end === null
        ? {
            from: runs ? scope.todayDecimal : Math.min(begins ?? scope.todayDecimal, lastTarget),
            to: lastTarget,
          }
        : null,
      axis,
    ),
    points: [...dates, ...targets]
      .filter((point) => point.x >= axisMin && point.x <= axis.max)
      .map((point) => ({ ...point, y: index })),
  };
}

function yearAxis(xs: readonly number[], today: number, { from, to }: ChartState): Axis {
  const first = from ?? Math.min(Math.max(FIRST_YEAR, Math.floor(Math.min(today, ...xs))), to ?? Infinity);
  const last = to ?? Math.max(Math.ceil(Math.max(today, ...xs)), first);
  const span = last - first;
  const step = span <= 10 ? 2 : span <= 45 ? 5 : 10;
  const min = first - 0.5;
  const max = last + 0.5;
  const values = ticks(Math.ceil(first / step) * step, last, Math.max(1, Math.floor(span / step))).filter(
    (year) => Number.isInteger(year) && year % step === 0,
  );
  return { min, max, ticks: values.map((value) => ({ value, label: String(value) })) };
}

const SIGN_ORDER: readonly KeySign[] = [
  'announced',
  'legislated',
  'planned_start',
  'in_force',
  'open_start',
  'ended',
  'target_year',
];

function toLegend(scope: Scope, rows: readonly TimelineRow[]): LegendEntry[] {
  const signs = new Set<KeySign>(rows.flatMap((row) => row.points.map((point) => point.mark)));
  if (rows.some((row) => row.inForce?.openStart)) signs.add('open_start');
  return SIGN_ORDER.filter((sign) => signs.has(sign)).map((sign) => ({
    sign,
    label: scope.tr.t(`charts.key.${sign}`),
  }));
}

function headline(scope: Scope, measures: readonly Measure[], rows: readonly TimelineRow[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.timeline.title.${key}`, values);
  const first = measures[0];
  if (!first) return { title: t('none'), headlineRows: [] };
  const last = Math.max(...rows.flatMap((row) => (row.ahead ? [Math.floor(row.ahead.to)] : [])));
  const target = Number.isFinite(last) ? String(last) : null;
  const furthest = rows.filter(({ ahead }) => ahead !== null && Math.floor(ahead.to) === last);
  const headlineRows = furthest.map(({ key }) => key);
  if (measures.length === 1) {
    const status = tr.label('status', first.status);
    const title = target === null ? t('one', { status }) : t('oneWithTarget', { status, year: target });
    return { title, headlineRows };
  }
  const inForce = measures.filter((measure) => measure.status === 'in_force').length;
  const title =
    target === null
      ? t('many', { inForce, count: measures.length })
      : t('manyWithTarget', { inForce, count: measures.length, year: target });
  return { title, headlineRows };
}

/** Only a year is known: its mark stands in the middle of the year. */
const isWholeYear = (date: PartialDate | null): boolean => date !== null && date.length === 4;

function notesOn(scope: Scope, measures: readonly Measure[], rows: readonly TimelineRow[]): string[] {
  const { tr } = scope;
  const notes: string[] = [];
  const name = (measure: Measure) =>
    tr.t('charts.tooltip.title', { country: scope.countryName(measure.countryIso2), measure: measure.name });
  if (rows.some((row) => row.inForce?.to === scope.todayDecimal))
    notes.push(tr.t('charts.timeline.notes.asOf'));
  const planned = measures.filter(
    (measure) =>
      !wasInForce(measure) && measure.startsOn !== null && lastDay(measure.startsOn) <= scope.today,
  );
  if (planned.length > 0) {
    notes.push(
      tr.t('charts.timeline.notes.startNotReported', {
        count: planned.length,
        measures: tr.list(planned.map(name)),
      }),
    );
  }
  const dates = measures.flatMap((m) => [m.announcedOn, m.legislatedOn, m.startsOn, m.endedOn]);
  if (dates.some(isWholeYear)) notes.push(tr.t('charts.timeline.notes.midYear'));
  const noStart = measures.filter((measure) => wasInForce(measure) && measure.startsOn === null);
  if (noStart.length > 0) {
    notes.push(
      tr.t('charts.timeline.notes.noStart', { count: noStart.length, measures: tr.list(noStart.map(name)) }),
    );
  }
  const early = measures.filter(
    (measure) => measure.startsOn !== null && yearOf(measure.startsOn) < FIRST_YEAR,
  );
  if (early.length > 0) {
    notes.push(
      tr.t('charts.timeline.notes.early', {
        year: String(FIRST_YEAR),
        measures: tr.list(
          early.map((measure) =>
            tr.t('charts.timeline.notes.earlyOne', {
              measure: name(measure),
              date: formatDate(measure.startsOn, tr) ?? '',
            }),
          ),
        ),
      }),
    );
  }
  const bare = rows.filter((row) => row.points.length === 0 && row.inForce === null);
  if (bare.length > 0) {
    notes.push(
      tr.t('charts.timeline.notes.noDates', {
        count: bare.length,
        measures: tr.list(bare.map((row) => name(scope.measure(row.measureId)))),
      }),
    );
  }
  const withMeasure = new Set(measures.map((measure) => measure.countryIso2));
  const without = scope.countries.filter((country) => !withMeasure.has(country.iso2));
  if (without.length > 0) {
    notes.push(
      tr.t('charts.timeline.notes.noneFound', {
        countries: tr.list(without.map((country) => scope.countryName(country.iso2))),
      }),
    );
  }
  return notes;
}

/**
 * The years of measures: the spec of `timeline`, one row a measure: announced, legislated, in force, ended, and target
 * years ahead. Per country its headline measures and conscription that was suspended or ended, or exactly
 * `state.measures`. Horizontal positions are decimal years, a date known only by its year in the middle of it.
 * Throws a RangeError for an unknown country or measure.
 */
export function buildTimelineChart(
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): TimelineSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const measures = measuresShown(scope);
  const everyX = measures.flatMap((measure) => [
    ...datePoints(scope, measure).map((point) => point.x),
    ...targetsAhead(scope, measure).map((target) => targetPoint(scope, target).x),
  ]);
  const xAxis = yearAxis(everyX, scope.todayDecimal, state);
  const yearless = noYears(scope, state);
  const shown = yearless === null ? measures : [];
  const rows = shown.map((measure, index) => toRow(scope, measure, xAxis, index));
  const targets = measures.flatMap((measure) => targetsAhead(scope, measure));
  const dated = new Set(
    rows.filter((row) => row.points.length > 0 || row.inForce !== null).map((row) => row.measureId),
  );
  const fateOf = ({ id }: Measure) => (dated.has(id) ? 'drawn' : 'no_date');
  const citations = new Citations();
  const none = tr.t('charts.table.noneFound');
  const tableRows = measures.map((measure) => {
    const ahead = targetsAhead(scope, measure);
    return {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      announced: formatDate(knownDate(scope, measure.announcedOn), tr) ?? none,
      legislated: formatDate(knownDate(scope, measure.legislatedOn), tr) ?? none,
      starts: formatDate(knownStart(scope, measure), tr) ?? none,
      ended:
        formatDate(knownDate(scope, measure.endedOn), tr) ??
        (wasInForce(measure) && measure.status !== 'in_force' ? none : tr.t('charts.table.notEnded')),
      status: statusWords(scope, measure),
      targets:
        ahead.length === 0
          ? none
          : tr.series(
              ahead.map((o) =>
                tr.t('charts.timeline.targetInYear', {
                  figure: formatPeople(o, tr),
                  year: o.period ? String(o.period.end) : '',
                }),
              ),
            ),
      sources:
        citations.cite([...new Set([...measure.sourceIds, ...ahead.flatMap((o) => o.sourceIds)])]) || none,
    };
  });
  const empty = rows.length === 0;
  const emptyMessage = yearless ?? noneFound(scope, tr.t('charts.timeline.emptyNone'));
  const said = rows.slice(0, 14).map((row) =>
    tr.t('charts.alt.measure', {
      country: row.countryName,
      measure: row.measureName,
      figures:
        tr.series([
          ...new Set(
            row.points.map((point) =>
              point.mark === 'target_year'
                ? tr.t('charts.timeline.event.target_year', { date: String(Math.floor(point.x)) })
                : point.tooltip.value,
            ),
          ),
        ]) || statusWords(scope, scope.measure(row.measureId)),
    }),
  );
  if (rows.length > said.length) said.push(tr.t('charts.alt.more', { count: rows.length - said.length }));
  return {
    ...specFrame(scope),
    slug: 'timeline',
    ...headline(scope, measures, rows),
    subtitle: subtitleOf(scope, tr.t('charts.timeline.subtitle')),
    altText: empty ? emptyMessage : [tr.t('charts.timeline.alt'), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('timeline', { drawn: measures.length, count: measures.length }, tr),
    considered: measures.length,
    notes: [
      ...notesOn(scope, measures, rows),
      ...(scope.past ? [tr.t('charts.timeline.notes.past', { day: dayInWords(scope, 'long') })] : []),
      ...pastNotes(
        scope,
        (o) => o.basis === 'target' && isOneOf(TARGET_INDICATORS, o.indicator),
        measuresAskedFor(scope, state),
      ),
    ],
    legend: toLegend(scope, rows),
    sourceIds: citations.ids,
    observationIds: targets.map((target) => target.id),
    table: {
      caption: tr.t('charts.timeline.caption'),
      columns: tableColumns(
        scope,
        ['country', 'measure', 'announced', 'legislated', 'starts', 'ended', 'status', 'targets', 'sources'],
        [],
      ),
      rows: tableRows,
      plain: measures.map((measure) => ({
        measure_id: measure.id,
        country_iso2: measure.countryIso2,
        status_code: measure.status,
        announced_on: knownDate(scope, measure.announcedOn),
        legislated_on: knownDate(scope, measure.legislatedOn),
        starts_on: knownStart(scope, measure),
        ended_on: knownDate(scope, measure.endedOn),
        last_target_year: targetsAhead(scope, measure).at(-1)?.period?.end ?? null,
        ...plainOnChart(fateOf(measure), fateOf(measure) === 'drawn', tr.t('charts.fate.no_date')),
      })),
    },
    xAxis,
    today:
      scope.todayDecimal >= xAxis.min && scope.todayDecimal <= xAxis.max
        ? { x: scope.todayDecimal, label: dayLabel(scope) }
        : null,
    series: rows,
  };
}
