import type { DerivedFigure } from '@/lib/domain/derived';
import { DAYS_IN, DAYS_PER_MONTH, lengthInDays } from '@/lib/domain/derived-terms';
import type { Measure } from '@/lib/domain/records';
import { formatDuration } from '@/lib/i18n/format';
import { monthAxis } from './axes';
import { coverageWords } from './coverage';
import {
  Citations,
  dayInWords,
  laterMeasuresNote,
  measuresAskedFor,
  namesOf,
  noneFound,
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
  AmountRow,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  KeySign,
  LegendEntry,
  LengthSpec,
  Mark,
  RowsHeadline,
} from './spec';
import {
  countriesWithout,
  isOver,
  isTermOfService,
  measuresConsidered,
  numbered,
  rowOf,
  type Standing,
  standingOf,
} from './terms-of-service';

/** What becomes of a length that was considered. */
export const LENGTH_FATES = ['drawn', 'not_a_term', 'over', 'none_stated'] as const;
export type LengthFate = (typeof LENGTH_FATES)[number];

/** A measure with its length in days; null where none is stated. */
interface Length {
  measure: Measure;
  figure: DerivedFigure | null;
  fate: LengthFate;
}

/** The shortest and the longest term in months, free of the rounding errors of the way through days. */
function inMonths({ value, low, high }: DerivedFigure): { shortest: number; longest: number } {
  const months = (days: number) => Number((days / DAYS_PER_MONTH).toFixed(6));
  return { shortest: months(low ?? value), longest: months(high ?? value) };
}

function lengthsOf(scope: Scope): Length[] {
  return measuresConsidered(scope).flatMap((measure): Length[] => {
    const days = lengthInDays(measure.duration, measure.sourceIds);
    const figure = days?.ok ? days.figure : null;
    const term = isTermOfService(measure);
    if (scope.chosen === null && isOver(measure)) return figure ? [{ measure, figure, fate: 'over' }] : [];
    if (figure === null) return term ? [{ measure, figure, fate: 'none_stated' }] : [];
    return [{ measure, figure, fate: term ? 'drawn' : 'not_a_term' }];
  });
}

/** A bar's paint says whether the term holds: filled, pale, or an outline. */
const MARK_OF: Readonly<Record<Standing, Mark>> = {
  in_force: 'in_force',
  planned: 'planned_start',
  over: 'ended',
};

const lengthWords = (scope: Scope, { duration }: Measure): string =>
  formatDuration(duration, scope.tr) ?? scope.tr.t('charts.table.noneFound');

/** "165 ÷ 30.44 ≈ 5.42; 347 ÷ 30.44 ≈ 11.4": how months came of days or weeks; null where they are stated. */
function workingOf({ tr }: Scope, { duration }: Measure, figure: DerivedFigure): string | null {
  if (!duration?.unit || duration.unit === 'months') return null;
  const { unit, min, max } = duration;
  const { shortest, longest } = inMonths(figure);
  const days = DAYS_IN[unit];
  const factor = days === 1 ? '' : days < 1 ? ` ÷ ${1 / days}` : ` × ${days}`;
  const month = tr.number(DAYS_PER_MONTH, { maximumFractionDigits: 2 });
  const line = (stated: number | null, months: number) =>
    stated === null
      ? []
      : `${tr.number(stated)}${factor} ÷ ${month} ≈ ${tr.number(months, { maximumSignificantDigits: 3 })}`;
  return tr.series([...new Set([line(min, shortest), line(max, longest)].flat())]);
}

function toPoint(scope: Scope, measure: Measure, figure: DerivedFigure): ChartPoint {
  const { shortest, longest } = inMonths(figure);
  const { note } = measure.duration ?? { note: null };
  const working = workingOf(scope, measure, figure);
  return {
    id: `length ${measure.id}`,
    x: shortest,
    y: 0,
    low: shortest === longest ? null : shortest,
    high: shortest === longest ? null : longest,
    spanStart: null,
    mark: MARK_OF[standingOf(measure)],
    qualifier: figure.qualifier,
    basis: null,
    statedOn: null,
    observationId: null,
    sourceIds: measure.sourceIds,
    tooltip: {
      title: namesOf(scope, [measure]),
      value: lengthWords(scope, measure),
      lines: [
        ...(working === null ? [] : [working]),
        ...(note === null ? [] : [note]),
        statusWords(scope, measure),
        publishersOf(scope, measure.sourceIds),
      ],
    },
  };
}

function toRow(scope: Scope, { measure, figure, fate }: Length): AmountRow[] {
  if (figure === null || (fate !== 'drawn' && fate !== 'not_a_term')) return [];
  const drawn = fate === 'drawn';
  return [
    {
      ...rowOf(scope, measure),
      kind: drawn ? 'bar' : 'stated',
      valueLabel: lengthWords(scope, measure),
      otherLabel: null,
      points: drawn ? [toPoint(scope, measure, figure)] : [],
    },
  ];
}

function headline(scope: Scope, lengths: readonly Length[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string>) =>
    tr.t(`serviceTerms.length.title.${key}`, values);
  const drawn = lengths.flatMap(({ measure, figure, fate }) =>
    figure && fate === 'drawn' ? [{ measure, ...inMonths(figure) }] : [],
  );
  const [short] = [...drawn].sort((a, b) => a.shortest - b.shortest);
  const [long] = [...drawn].sort((a, b) => b.longest - a.longest);
  if (!short || !long) {
    const listed = lengths.some(({ figure }) => figure !== null);
    return { title: t(listed ? 'listedOnly' : 'none'), headlineRows: [] };
  }
  const country = (measure: Measure) => scope.countryName(measure.countryIso2);
  const headlineRows = [short.measure.id, long.measure.id];
  if (drawn.length === 1) {
    const values = { country: country(short.measure), length: lengthWords(scope, short.measure) };
    return { title: t('one', values), headlineRows };
  }
  const end = (measure: Measure, pick: 'min' | 'max') => {
    const { duration } = measure;
    const value = duration?.[pick] ?? duration?.min ?? duration?.max ?? null;
    return formatDuration(duration && { ...duration, min: value, max: value }, tr) ?? '';
  };
  const title = t('many', {
    short: end(short.measure, 'min'),
    shortCountry: country(short.measure),
    long: end(long.measure, 'max'),
    longCountry: country(long.measure),
  });
  return { title, headlineRows };
}

function toLegend(scope: Scope, rows: readonly AmountRow[]): LegendEntry[] {
  const points = rows.flatMap((row) => row.points);
  const entry = (sign: KeySign, key: string): LegendEntry => ({
    sign,
    label: scope.tr.t(`serviceTerms.length.key.${key}`),
  });
  const has = (mark: Mark) => points.some((point) => point.mark === mark);
  return [
    ...(has('in_force') ? [entry('bar_actual', 'in_force')] : []),
    ...(has('planned_start') ? [entry('bar_target', 'planned')] : []),
    ...(has('ended') ? [entry('bar_estimate', 'over')] : []),
    ...(points.some(({ low }) => low !== null) ? [entry('bar_range', 'range')] : []),
  ];
}

function notesOn(scope: Scope, state: ChartState, lengths: readonly Length[]): string[] {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`serviceTerms.length.notes.${key}`, values);
  const of = (fate: LengthFate) => lengths.filter((one) => one.fate === fate).map(({ measure }) => measure);
  const named = (key: string, measures: readonly Measure[]) =>
    measures.length === 0 ? [] : [t(key, { count: measures.length, measures: namesOf(scope, measures) })];
  const drawn = of('drawn');
  const listed = of('not_a_term');
  const without = countriesWithout(
    scope,
    lengths.map(({ measure }) => measure),
  );
  const asked = measuresAskedFor(scope, state);
  return [
    ...(drawn.length > 0 ? [t('rule')] : []),
    ...named(
      'converted',
      drawn.filter(({ duration }) => duration?.unit !== 'months'),
    ),
    ...(listed.length > 0 ? [t('listed', { count: listed.length })] : []),
    ...named('over', of('over')),
    ...named('noneStated', of('none_stated')),
    ...(without.length > 0 ? [t('noneFound', { countries: tr.list(without) })] : []),
    ...(scope.past
      ? [t('past', { day: dayInWords(scope, 'long') }), ...laterMeasuresNote(scope, asked)]
      : pastNotes(scope, () => false, asked)),
  ];
}

/**
 * How long one serves: the spec of `service-length`. One row a measure, by country, in months: a bar to the shortest term of
 * conscription or voluntary service, a whisker to the longest. Lengths in days or weeks are converted (`lengthInDays`, a
 * month is a twelfth of the mean year); those of refresher training, courses and contracts are another thing and stand in
 * words below. Measures that are over are left out unless they are chosen. Throws a RangeError for an unknown country or
 * measure.
 */
export function buildLengthChart(input: ChartInput, state: ChartState, context: ChartContext): LengthSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const lengths = lengthsOf(scope);
  const rows = lengths.flatMap((length) => toRow(scope, length));
  const series = numbered(
    [...rows.filter(({ kind }) => kind === 'bar'), ...rows.filter(({ kind }) => kind === 'stated')],
    tr.t('serviceTerms.length.listedHeading'),
  );
  const drawn = lengths.filter(({ fate }) => fate === 'drawn');
  const axis = monthAxis(
    drawn.flatMap(({ figure }) => (figure ? [inMonths(figure).longest] : [])),
    (value) => tr.number(value),
  );
  const citations = new Citations();
  const months = (figure: DerivedFigure) => {
    const { shortest, longest } = inMonths(figure);
    const number = (value: number) => tr.number(value, { maximumSignificantDigits: 3 });
    return shortest === longest
      ? number(shortest)
      : tr.t('pages.figure.range', { low: number(shortest), high: number(longest) });
  };
  const tableRows = lengths.map(({ measure, figure, fate }) => ({
    country: scope.countryName(measure.countryIso2),
    measure: measure.name,
    length: lengthWords(scope, measure),
    months: figure && fate === 'drawn' ? months(figure) : tr.t('charts.table.none'),
    working:
      (figure && fate === 'drawn' ? workingOf(scope, measure, figure) : null) ??
      tr.t(`charts.table.${figure ? 'asStated' : 'none'}`),
    status: statusWords(scope, measure),
    note: measure.duration?.note ?? tr.t('charts.table.none'),
    fate: tr.t(`serviceTerms.length.fate.${fate}`),
    sources: citations.cite(measure.sourceIds) || tr.t('charts.table.noneFound'),
  }));
  const considered = lengths.filter(({ figure }) => figure !== null).length;
  const empty = series.length === 0;
  const emptyMessage = noneFound(scope, tr.t('serviceTerms.length.emptyNone'));
  const said = series.slice(0, 14).map((row) =>
    tr.t('serviceTerms.length.altRow', {
      country: row.countryName,
      measure: row.measureName,
      length: row.valueLabel,
    }),
  );
  if (series.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: series.length - said.length }));
  }
  return {
    ...specFrame(scope),
    slug: 'service-length',
    ...headline(scope, lengths),
    subtitle: subtitleOf(scope, tr.t('serviceTerms.length.subtitle')),
    altText: empty ? emptyMessage : [tr.t('serviceTerms.length.alt'), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('service-length', { drawn: drawn.length, count: considered }, tr),
    considered,
    notes: notesOn(scope, state, lengths),
    legend: toLegend(scope, series),
    sourceIds: citations.ids,
    observationIds: [],
    table: {
      caption: tr.t('serviceTerms.length.caption'),
      columns: tableColumns(
        scope,
        ['country', 'measure', 'length', 'months', 'working', 'status', 'note', 'fate', 'sources'],
        ['months'],
        {
          length: tr.t('serviceTerms.length.column.length'),
          months: tr.t('serviceTerms.length.column.months'),
          note: tr.t('serviceTerms.length.column.note'),
        },
      ),
      rows: tableRows,
      plain: lengths.map(({ measure, figure, fate }) => {
        const converted = figure && fate === 'drawn' ? inMonths(figure) : null;
        return {
          measure_id: measure.id,
          country_iso2: measure.countryIso2,
          type_code: measure.type,
          obligation_code: measure.obligation,
          status_code: measure.status,
          duration_min: measure.duration?.min ?? null,
          duration_max: measure.duration?.max ?? null,
          duration_unit: measure.duration?.unit ?? null,
          months_min: converted?.shortest ?? null,
          months_max: converted?.longest ?? null,
          ...plainOnChart(fate, fate === 'drawn', tr.t(`serviceTerms.length.fate.${fate}`)),
        };
      }),
    },
    xAxis: { ...axis, ticks: drawn.length === 0 ? [] : axis.ticks },
    series,
  };
}
