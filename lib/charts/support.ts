import { byDate } from '@/lib/domain/partial-date';
import { byPeriod } from '@/lib/domain/period';
import type { Observation } from '@/lib/domain/records';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { coverageWords } from './coverage';
import {
  Citations,
  figureTooltip,
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
  ChartState,
  LegendEntry,
  RowsHeadline,
  SupportSpec,
  TrackRow,
} from './spec';

/** What becomes of a survey that was considered. Later ones replace none: each is a finding of its own time. */
export const SUPPORT_FATES = ['drawn', 'outside_years'] as const;
export type SupportFate = (typeof SUPPORT_FATES)[number];

interface Survey {
  observation: Observation;
  fate: SupportFate;
}

const isSupport = (o: Observation): boolean => o.indicator === 'public_support_percent';
const SHARES = [0, 25, 50, 75, 100];

/** By measure, then by what was asked, the latest first. */
function surveysOf(scope: Scope, state: ChartState): Survey[] {
  const measures = scope.chosen ?? scope.countries.flatMap(({ iso2 }) => scope.measuresOf(iso2));
  return measures.flatMap(({ id }) =>
    scope.observations
      .filter((o) => o.measureId === id && isSupport(o))
      .sort(
        (a, b) =>
          (a.component ?? '').localeCompare(b.component ?? '', 'en') ||
          byPeriod(b.period, a.period) ||
          byDate(b.statedOn, a.statedOn) ||
          (a.id < b.id ? -1 : 1),
      )
      .map((observation) => ({
        observation,
        fate: isOutsideYears(observation, state) ? 'outside_years' : 'drawn',
      })),
  );
}

/** "73% (2025), stated 4 Nov 2025", then what we noted on question, pollster and sample, as it stands in the data. */
function valueWords({ tr }: Scope, o: Observation): string {
  const stated = formatDate(o.statedOn, tr);
  const words = tr.t(`contextCharts.support.${stated === null ? 'valueUndated' : 'value'}`, {
    figure: formatFigure(o, tr),
    basis: o.basis,
    period: formatPeriodOrNone(o.period, tr),
    date: stated ?? '',
  });
  return o.note === null ? words : `${words}. ${o.note}`;
}

function toRow(scope: Scope, o: Observation, index: number): TrackRow {
  const { tr } = scope;
  const measure = scope.measure(o.measureId);
  const tooltip = figureTooltip(scope, o);
  if (o.note !== null) tooltip.lines.push(o.note);
  return {
    key: o.id,
    countryIso2: measure.countryIso2,
    countryName: scope.countryName(measure.countryIso2),
    measureId: measure.id,
    words: o.component === null ? measure.name : `${measure.name}, ${o.component}`,
    colour: scope.colourOf(measure.countryIso2),
    valueLabel: valueWords(scope, o),
    labels: [{ pointId: o.id, label: shortFigure(o, tr, (value) => formatFigure({ ...o, value }, tr)) }],
    ahead: null,
    points: [
      {
        id: o.id,
        x: o.value,
        y: index,
        low: o.low,
        high: o.high,
        spanStart: null,
        mark: o.basis,
        qualifier: o.qualifier,
        basis: o.basis,
        statedOn: o.statedOn,
        observationId: o.id,
        sourceIds: o.sourceIds,
        tooltip,
      },
    ],
  };
}

function headline(scope: Scope, drawn: readonly Observation[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`contextCharts.support.title.${key}`, values);
  const inOrder = [...drawn].sort((a, b) => a.value - b.value);
  const [lowest, highest] = [inOrder[0], inOrder.at(-1)];
  if (!lowest || !highest) return { title: t('none'), headlineRows: [] };
  const country = (o: Observation) => scope.countryName(scope.measure(o.measureId).countryIso2);
  if (lowest === highest) {
    const title = t('one', {
      country: country(lowest),
      figure: formatFigure(lowest, tr),
      period: formatPeriodOrNone(lowest.period, tr),
    });
    return { title, headlineRows: [lowest.id] };
  }
  const title = t('range', {
    count: drawn.length,
    low: formatFigure(lowest, tr),
    lowCountry: country(lowest),
    high: formatFigure(highest, tr),
    highCountry: country(highest),
  });
  return { title, headlineRows: [highest.id, lowest.id] };
}

function toLegend({ tr }: Scope, drawn: readonly Observation[]): LegendEntry[] {
  const has = (test: (o: Observation) => boolean) => drawn.some(test);
  return [
    ...(has(({ basis }) => basis === 'actual')
      ? [{ sign: 'actual' as const, label: tr.t('contextCharts.support.held') }]
      : []),
    ...(['estimate', 'claim'] as const).flatMap((sign) =>
      has(({ basis }) => basis === sign) ? [{ sign, label: tr.t(`charts.key.${sign}`) }] : [],
    ),
    ...(['at_least', 'up_to'] as const).flatMap((sign) =>
      has(({ qualifier }) => qualifier === sign) ? [{ sign, label: tr.t(`charts.key.${sign}`) }] : [],
    ),
  ];
}

/**
 * Public support for measures: the spec of `public-support`. One row a survey or vote, with what was asked as far as it is
 * recorded; rows are never joined, and a later survey replaces none. Throws a RangeError for an unknown country or measure.
 */
export function buildSupportChart(input: ChartInput, state: ChartState, context: ChartContext): SupportSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const considered = surveysOf(scope, state);
  const drawn = considered.filter(({ fate }) => fate === 'drawn').map(({ observation }) => observation);
  const citations = new Citations();
  const rows = considered.map(({ observation: o, fate }) => {
    const measure = scope.measure(o.measureId);
    return {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      scope: o.component ?? tr.t('charts.table.wholeScheme'),
      figure: formatFigure(o, tr),
      basis: tr.label('basis', o.basis),
      period: formatPeriodOrNone(o.period, tr),
      stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
      note: o.note ?? tr.t('charts.table.none'),
      fate: tr.t(`charts.intake.fate.${fate}`),
      sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
    };
  });
  const countryOf = (o: Observation) => scope.countryName(scope.measure(o.measureId).countryIso2);
  const withSurveys = new Set(considered.map(({ observation: o }) => scope.measure(o.measureId).countryIso2));
  const without = scope.countries.filter(({ iso2 }) => !withSurveys.has(iso2));
  const partial = drawn.filter(({ coverage }) => coverage !== 'full');
  const claims = drawn.filter(({ basis }) => basis === 'claim');
  const empty = drawn.length === 0;
  const emptyMessage =
    noYears(scope, state) ??
    (considered.length === 0
      ? noneFound(scope, tr.t('contextCharts.support.emptyNone'))
      : tr.t('contextCharts.support.emptyYears'));
  const trackRows = drawn.map((o, index) => toRow(scope, o, index));
  const said = trackRows.slice(0, 12).map((row) =>
    tr.t('charts.forces.altRow', {
      country: row.countryName,
      words: row.words,
      value: row.labels[0]?.label ?? '',
    }),
  );
  if (trackRows.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: trackRows.length - said.length }));
  }
  return {
    ...specFrame(scope),
    slug: 'public-support',
    ...headline(scope, drawn),
    subtitle: subtitleOf(scope, tr.t('contextCharts.support.subtitle')),
    altText: empty ? emptyMessage : [tr.t('contextCharts.support.alt'), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords('public-support', { drawn: drawn.length, count: considered.length }, tr),
    considered: considered.length,
    notes: [
      tr.t('contextCharts.support.rule'),
      tr.t('contextCharts.support.wording'),
      ...(partial.length > 0
        ? [
            tr.t('contextCharts.support.partial', {
              count: partial.length,
              countries: tr.list([...new Set(partial.map(countryOf))]),
            }),
          ]
        : []),
      ...(claims.length > 0
        ? [
            tr.t('contextCharts.support.claims', {
              count: claims.length,
              countries: tr.list([...new Set(claims.map(countryOf))]),
            }),
          ]
        : []),
      ...outsideYearsNote(scope, state, considered.length - drawn.length),
      ...(without.length > 0
        ? [
            tr.t('contextCharts.support.noneFound', {
              countries: tr.list(without.map(({ iso2 }) => scope.countryName(iso2))),
            }),
          ]
        : []),
      ...pastNotes(scope, isSupport, measuresAskedFor(scope, state)),
    ],
    legend: toLegend(scope, drawn),
    sourceIds: citations.ids,
    observationIds: considered.map(({ observation }) => observation.id),
    table: {
      caption: tr.t('contextCharts.support.caption'),
      columns: tableColumns(
        scope,
        ['country', 'measure', 'scope', 'figure', 'basis', 'period', 'stated', 'note', 'fate', 'sources'],
        ['figure'],
        { scope: tr.t('contextCharts.support.asked'), note: tr.t('contextCharts.support.note') },
      ),
      rows,
      plain: considered.map(({ observation: o, fate }) => ({
        ...plainFigure(scope, o),
        note: o.note,
        ...plainOnChart(fate, fate === 'drawn', tr.t(`charts.intake.fate.${fate}`)),
      })),
    },
    xAxis: {
      min: 0,
      max: 100,
      ticks: SHARES.map((value) => ({
        value,
        label: tr.t('pages.figure.percent', { value: tr.number(value) }),
      })),
    },
    series: trackRows,
  };
}
