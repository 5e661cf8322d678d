import type { Basis } from '@/lib/domain/codes';
import { byPeriod } from '@/lib/domain/period';
import type { Measure, Observation, SeriesPoint } from '@/lib/domain/records';
import { byStatedLast, latestVintage } from '@/lib/domain/vintage';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { amountAxis } from './axes';
import { coverageWords } from './coverage';
import {
  byBasis,
  byFigure,
  Citations,
  figureTooltip,
  groupBy,
  measuresAskedFor,
  noneFound,
  pastNotes,
  plainFigure,
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
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  ForcesSpec,
  KeySign,
  LegendEntry,
  PlainValue,
  RowsHeadline,
  TrackRow,
} from './spec';

/** What becomes of a strength that was considered. */
export const FORCE_FATES = [
  'drawn',
  'earlier_year',
  'passed',
  'superseded',
  'partial',
  'cumulative',
  'not_on_log',
  'other_component',
] as const;
export type ForceFate = (typeof FORCE_FATES)[number];

const isStrength = (o: Observation): boolean =>
  o.indicator === 'active_personnel' || o.indicator === 'reserve_personnel';
const isExpansion = ({ type }: Measure): boolean =>
  type === 'force_expansion' || type === 'reserve_expansion';

/** One strength as one measure states it, of one scope. */
interface Strength {
  measure: Measure;
  figures: { observation: Observation; fate: ForceFate }[];
}

const endOf = ({ period }: Observation): number => period?.end ?? Infinity;

/** The statements of the latest year of a basis. */
function latestYear(figures: readonly Observation[], basis: Basis): Observation[] {
  const ofBasis = figures.filter((o) => o.basis === basis);
  const last = Math.max(...ofBasis.map(endOf));
  return ofBasis.filter((o) => endOf(o) === last);
}

/**
 * What is drawn of one strength: of what happened the latest year, as stated last; every target that holds for this year or
 * later, or for no year; of limits, hopes, assessments and claims those for the latest year, unless it came before what happened.
 */
function decideFates(scope: Scope, state: ChartState, figures: readonly Observation[]): Strength['figures'] {
  const full = figures.filter((o) => o.coverage === 'full');
  const { current } = latestVintage(full);
  const held = new Set(current);
  const now = [...latestYear(current, 'actual')].sort(byStatedLast)[0];
  const others = new Set(
    (['ceiling', 'ambition', 'estimate', 'claim'] as const).flatMap((basis) => {
      const from = basis === 'ambition' ? scope.thisYear : now ? endOf(now) : -Infinity;
      return latestYear(current, basis).filter((o) => endOf(o) >= from);
    }),
  );
  const fateOf = (o: Observation): ForceFate => {
    if (o.coverage === 'partial' || o.coverage === 'cumulative') return o.coverage;
    if (!held.has(o)) return 'superseded';
    if (state.axis === 'log' && Math.min(o.value, o.low ?? o.value) <= 0) return 'not_on_log';
    if (o.basis === 'actual') return o === now ? 'drawn' : 'earlier_year';
    if (o.basis === 'target') return endOf(o) >= scope.thisYear ? 'drawn' : 'passed';
    return others.has(o) ? 'drawn' : 'passed';
  };
  return figures.map((observation) => ({ observation, fate: fateOf(observation) }));
}

function strengthsOf(scope: Scope, state: ChartState): Strength[] {
  const measures =
    scope.chosen ?? scope.countries.flatMap(({ iso2 }) => scope.measuresOf(iso2).filter(isExpansion));
  const strengths = measures.flatMap((measure) => {
    const figures = scope.observations
      .filter((o) => o.measureId === measure.id && isStrength(o))
      .sort(byFigure);
    return [...groupBy(figures, (o) => JSON.stringify([o.indicator, o.component])).values()].map((group) => ({
      measure,
      figures: decideFates(scope, state, group),
    }));
  });
  return scope.chosen === null && scope.countries.length > 1 ? wholeScopes(strengths) : strengths;
}

const isDrawn = ({ figures }: Strength): boolean => figures.some(({ fate }) => fate === 'drawn');

/** Where several countries are compared, one that states a strength of its whole scope is shown by that alone. */
function wholeScopes(strengths: readonly Strength[]): Strength[] {
  const subject = ({ measure, figures }: Strength) =>
    `${measure.countryIso2} ${figures[0]?.observation.indicator}`;
  const isWhole = ({ figures }: Strength) => figures[0]?.observation.component === null;
  const whole = new Set(strengths.filter((one) => isWhole(one) && isDrawn(one)).map(subject));
  return strengths.map((one) =>
    isWhole(one) || !whole.has(subject(one))
      ? one
      : {
          ...one,
          figures: one.figures.map(({ observation, fate }) => ({
            observation,
            fate: fate === 'drawn' ? 'other_component' : fate,
          })),
        },
  );
}

function toPoint(scope: Scope, o: Observation): ChartPoint {
  return {
    id: o.id,
    x: o.value,
    y: 0,
    low: o.low,
    high: o.high,
    spanStart: null,
    mark: o.basis,
    qualifier: o.qualifier,
    basis: o.basis,
    statedOn: o.statedOn,
    observationId: o.id,
    sourceIds: o.sourceIds,
    tooltip: figureTooltip(scope, o, formatFigure(o, scope.tr)),
  };
}

/** In the order of years; what names no year last. */
const inOrder = (figures: readonly Observation[]): Observation[] =>
  [...figures].sort(
    (a, b) => byBasis(a.basis, b.basis) || byPeriod(a.period, b.period) || byStatedLast(a, b),
  );

const rowKey = (measure: Measure, { indicator, component }: Observation): string =>
  JSON.stringify([measure.id, indicator, component]);

function toRow(scope: Scope, { measure, figures }: Strength): TrackRow | null {
  const { tr } = scope;
  const drawn = inOrder(figures.filter(({ fate }) => fate === 'drawn').map(({ observation }) => observation));
  const first = drawn[0];
  if (!first) return null;
  const now = drawn.find((o) => o.basis === 'actual');
  const targets = drawn.filter((o) => o.basis === 'target');
  const furthest = targets.filter((o) => o.period !== null).at(-1) ?? targets.at(-1);
  const value = [...groupBy(drawn, (o) => o.basis)].map(([basis, figures]) => {
    const stated = figures.map((o) =>
      tr.t('charts.forces.inYear', { figure: shortFigure(o, tr), year: formatPeriodOrNone(o.period, tr) }),
    );
    return tr.t('charts.forces.byBasis', { basis: tr.label('basis', basis), figures: stated.join(', ') });
  });
  return {
    key: rowKey(measure, first),
    countryIso2: measure.countryIso2,
    countryName: scope.countryName(measure.countryIso2),
    measureId: measure.id,
    words: [tr.inSentence(tr.label('indicator', first.indicator)), first.component ?? measure.name].join(
      ', ',
    ),
    colour: scope.colourOf(measure.countryIso2),
    valueLabel: tr.series(value),
    labels: drawn.flatMap((o) =>
      o.period === null ? [] : [{ pointId: o.id, label: formatPeriodOrNone(o.period, tr) }],
    ),
    ahead: now && furthest ? { fromId: now.id, toId: furthest.id } : null,
    points: drawn.map((o) => toPoint(scope, o)),
  };
}

/** The latest year that a reference work gives for a country; in a past view a year that had ended by then. */
function referenceOf({ input, past, thisYear }: Scope, iso2: string): SeriesPoint | null {
  const last = past ? thisYear - 1 : thisYear;
  return (
    input.activeForces
      .filter((point) => point.countryIso2 === iso2 && point.year <= last)
      .sort((a, b) => b.year - a.year)[0] ?? null
  );
}

const rangeOf = ({ value, low, high }: SeriesPoint): { low: number; high: number } => ({
  low: low ?? value ?? 0,
  high: high ?? value ?? 0,
});

interface Reference {
  point: ChartPoint;
  /** "a reference work: 185,000 (2025)". */
  words: string;
}

function toReference(scope: Scope, iso2: string, { year, sourceId, ...series }: SeriesPoint): Reference {
  const { tr } = scope;
  const { low, high } = rangeOf({ year, sourceId, ...series });
  const exact = low === high;
  const [statedLow, statedHigh] = exact ? [null, null] : [low, high];
  const value = (low + high) / 2;
  const figure = shortFigure({ value, low: statedLow, high: statedHigh, qualifier: 'exact' }, tr);
  return {
    point: {
      id: `reference ${iso2}`,
      x: value,
      y: 0,
      low: statedLow,
      high: statedHigh,
      spanStart: null,
      mark: 'reference',
      qualifier: exact ? 'exact' : 'range',
      basis: null,
      statedOn: null,
      observationId: null,
      sourceIds: [sourceId],
      tooltip: {
        title: scope.countryName(iso2),
        value: figure,
        lines: [tr.t('charts.forces.reference'), String(year), publishersOf(scope, [sourceId])],
      },
    },
    words: tr.t('charts.forces.byBasis', {
      basis: tr.t('charts.forces.referenceShort'),
      figures: tr.t('charts.forces.inYear', { figure, year: String(year) }),
    }),
  };
}

/**
 * Rows of a country. The reference work's range for the active forces stands beside what the country states of its whole
 * active force, never joined to it; without such a row it has one of its own.
 */
function countryRows(
  scope: Scope,
  iso2: string,
  strengths: readonly Strength[],
  reference: SeriesPoint | null,
): TrackRow[] {
  const rows = strengths.flatMap((strength) => {
    const row = toRow(scope, strength);
    return row ? [{ row, measure: strength.measure, first: strength.figures[0]?.observation }] : [];
  });
  if (reference === null) return rows.map(({ row }) => row);
  const { point, words } = toReference(scope, iso2, reference);
  const beside = rows.findIndex(
    ({ measure, first }) =>
      isExpansion(measure) && first?.indicator === 'active_personnel' && first.component === null,
  );
  if (beside !== -1) {
    return rows.map(({ row }, index) =>
      index === beside
        ? { ...row, points: [...row.points, point], valueLabel: scope.tr.series([row.valueLabel, words]) }
        : row,
    );
  }
  const own: TrackRow = {
    key: point.id,
    countryIso2: iso2,
    countryName: scope.countryName(iso2),
    measureId: null,
    words: scope.tr.t('charts.forces.reference'),
    colour: null,
    valueLabel: words,
    labels: [],
    ahead: null,
    points: [point],
  };
  return [own, ...rows.map(({ row }) => row)];
}

function headline(scope: Scope, strengths: readonly Strength[]): RowsHeadline {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.forces.title.${key}`, values);
  const plans = strengths.flatMap(({ measure, figures }) => {
    const drawn = inOrder(
      figures.filter(({ fate }) => fate === 'drawn').map(({ observation }) => observation),
    );
    const now = drawn.find((o) => o.basis === 'actual');
    const target = drawn.filter((o) => o.basis === 'target' && o.period !== null).at(-1);
    return now && target && now.value > 0 ? [{ measure, now, target, ratio: target.value / now.value }] : [];
  });
  const [most] = [...plans].sort((a, b) => b.ratio - a.ratio);
  const [single] = scope.countries;
  const country = single ? scope.countryName(single.iso2) : '';
  if (!most) {
    const values = { country, count: scope.countries.length };
    return { title: t(strengths.length > 0 ? 'noPlan' : 'none', values), headlineRows: [] };
  }
  const values = {
    country: scope.countryName(most.measure.countryIso2),
    counted: most.now.indicator === 'reserve_personnel' ? 'reserve' : 'active',
    now: formatFigure(most.now, tr),
    nowIn: formatPeriodOrNone(most.now.period, tr),
    target: formatFigure(most.target, tr),
    targetIn: formatPeriodOrNone(most.target.period, tr),
  };
  return {
    title: t(scope.countries.length === 1 ? 'one' : 'most', values),
    headlineRows: [rowKey(most.measure, most.now)],
  };
}

const LEFT_OUT: readonly ForceFate[] = [
  'earlier_year',
  'passed',
  'superseded',
  'partial',
  'cumulative',
  'not_on_log',
  'other_component',
];

function toLegend(scope: Scope, rows: readonly TrackRow[]): LegendEntry[] {
  const points = rows.flatMap((row) => row.points);
  const signs: KeySign[] = [];
  for (const sign of ['actual', 'target', 'ambition', 'ceiling', 'estimate', 'claim'] as const) {
    if (points.some(({ mark }) => mark === sign)) signs.push(sign);
  }
  if (points.some(({ mark }) => mark === 'reference')) signs.push('reference');
  if (points.some(({ low, mark }) => low !== null && mark !== 'reference')) signs.push('range');
  return signs.map((sign) => ({
    sign,
    label: scope.tr.t(sign === 'actual' ? 'charts.forces.latest' : `charts.key.${sign}`),
  }));
}

/**
 * Active and reserve strength: the spec of `forces`. One row a measure that grows a force or reserve (or that was chosen),
 * indicator and component: the latest figure that happened, and what is planned with its year. A reference work's range for
 * the active forces stands in a row of its own in each country: its scope is another, so it joins nothing. Throws a
 * RangeError for an unknown country or measure.
 */
export function buildForcesChart(input: ChartInput, state: ChartState, context: ChartContext): ForcesSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const strengths = strengthsOf(scope, state);
  const references = scope.countries.flatMap(({ iso2 }) => {
    const reference = referenceOf(scope, iso2);
    return reference && !(state.axis === 'log' && rangeOf(reference).low <= 0) ? [{ iso2, reference }] : [];
  });
  const rows = scope.countries
    .flatMap(({ iso2 }) =>
      countryRows(
        scope,
        iso2,
        strengths.filter(({ measure }) => measure.countryIso2 === iso2),
        references.find((one) => one.iso2 === iso2)?.reference ?? null,
      ),
    )
    .map((row, index) => ({ ...row, points: row.points.map((point) => ({ ...point, y: index })) }));
  const considered = strengths.flatMap(({ measure, figures }) =>
    figures.map(({ observation, fate }) => ({ measure, o: observation, fate })),
  );
  const citations = new Citations();
  const tableRows = [
    ...considered.map(({ measure, o, fate }) => ({
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      counted: tr.label('indicator', o.indicator),
      figure: formatFigure(o, tr),
      basis: tr.label('basis', o.basis),
      period: formatPeriodOrNone(o.period, tr),
      scope: o.component ?? tr.t('charts.table.wholeScheme'),
      stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
      fate: tr.t(`charts.forces.fate.${fate}`),
      sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
    })),
    ...references.map(({ reference: point }) => {
      const { low, high } = rangeOf(point);
      return {
        country: scope.countryName(point.countryIso2 ?? ''),
        measure: tr.t('charts.table.none'),
        counted: tr.label('series', 'active_forces'),
        figure:
          low === high
            ? tr.number(low)
            : tr.t('pages.figure.range', { low: tr.number(low), high: tr.number(high) }),
        basis: tr.t('charts.table.none'),
        period: String(point.year),
        scope: tr.t('charts.forces.referenceScope'),
        stated: tr.t('charts.table.notStated'),
        fate: tr.t('charts.forces.fate.reference'),
        sources: citations.cite([point.sourceId]),
      };
    }),
  ];
  const plain: Record<string, PlainValue>[] = [
    ...considered.map(({ o, fate }) => ({
      ...plainFigure(scope, o),
      series: null,
      ...plainOnChart(fate, fate === 'drawn', tr.t(`charts.forces.fate.${fate}`)),
    })),
    ...references.map(({ reference: point }) => {
      const { low, high } = rangeOf(point);
      return {
        observation_id: null,
        measure_id: null,
        country_iso2: point.countryIso2,
        indicator: null,
        component: null,
        basis_code: null,
        coverage: null,
        period_start: point.year,
        period_end: point.year,
        value: low === high ? low : null,
        low,
        high,
        qualifier: low === high ? 'exact' : 'range',
        unit: 'persons',
        stated_on: null,
        series: 'active_forces',
        ...plainOnChart('reference', true, ''),
      };
    }),
  ];
  const amounts = rows.flatMap((row) => row.points.flatMap(({ x, low, high }) => [x, low ?? x, high ?? x]));
  const empty = rows.length === 0;
  const emptyMessage = noneFound(scope, tr.t('charts.forces.emptyNone'));
  const rowWords = rows.map((row) =>
    tr.t('charts.forces.altRow', { country: row.countryName, words: row.words, value: row.valueLabel }),
  );
  const said = rowWords.slice(0, 8);
  if (rowWords.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: rowWords.length - said.length }));
  }
  const withRows = new Set(strengths.map(({ measure }) => measure.countryIso2));
  const without = scope.countries.filter(({ iso2 }) => !withRows.has(iso2));
  return {
    ...specFrame(scope),
    slug: 'forces',
    ...headline(scope, strengths),
    subtitle: subtitleOf(
      scope,
      tr.t('charts.forces.subtitle'),
      ...(state.axis === 'log' ? [tr.t('charts.logAxis')] : []),
    ),
    altText: empty ? emptyMessage : [tr.t('charts.forces.alt'), ...said].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: coverageWords(
      'forces',
      { drawn: considered.filter(({ fate }) => fate === 'drawn').length, count: considered.length },
      tr,
    ),
    considered: considered.length,
    notes: [
      tr.t('charts.forces.rule'),
      ...(references.length > 0 ? [tr.t('charts.forces.referenceNote')] : []),
      ...LEFT_OUT.flatMap((fate) => {
        const count = considered.filter((c) => c.fate === fate).length;
        return count === 0
          ? []
          : [tr.t('charts.notes.leftOut', { count, why: tr.t(`charts.forces.fate.${fate}`) })];
      }),
      ...(without.length > 0
        ? [
            tr.t('charts.forces.noneFound', {
              countries: tr.list(without.map(({ iso2 }) => scope.countryName(iso2))),
            }),
          ]
        : []),
      ...pastNotes(scope, isStrength, measuresAskedFor(scope, state)),
    ],
    legend: toLegend(scope, rows),
    sourceIds: citations.ids,
    observationIds: considered.map(({ o }) => o.id),
    table: {
      caption: tr.t('charts.forces.caption'),
      columns: tableColumns(
        scope,
        ['country', 'measure', 'counted', 'figure', 'basis', 'period', 'scope', 'stated', 'fate', 'sources'],
        ['figure'],
      ),
      rows: tableRows,
      plain,
    },
    xAxis: amountAxis(amounts, state.axis ?? 'linear', (value) => tr.number(value), 4),
    series: rows,
  };
}
