import { nice, ticks } from 'd3-array';
import type { Basis } from '@/lib/domain/codes';
import { lineKey, mayShareLine } from '@/lib/domain/comparability';
import type { Measure, Observation } from '@/lib/domain/records';
import { latestVintage } from '@/lib/domain/vintage';
import { formatDate, formatFigure, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
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
  Axis,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  DirectLabel,
  IntakeSeries,
  IntakeSpec,
  KeySign,
  LegendEntry,
} from './spec';

/** What becomes of a figure that was considered. */
export const INTAKE_FATES = [
  'drawn',
  'superseded',
  'other_component',
  'partial',
  'cumulative',
  'no_year',
  'other_indicator',
] as const;
export type IntakeFate = (typeof INTAKE_FATES)[number];

const CONSIDERED = ['intake_per_year', 'trained_total'] as const;
type ConsideredIndicator = (typeof CONSIDERED)[number];

/** Bases whose figures a line may join; a limit, an assessment and a claim each stand alone. */
const JOINED: readonly Basis[] = ['actual', 'target', 'ambition'];
/** Which point of a measure carries its label: a target or what happened, whichever is further on; else what there is. */
const LABELLED: readonly Basis[][] = [
  ['actual', 'target'],
  ['ceiling'],
  ['ambition'],
  ['estimate'],
  ['claim'],
];

interface Considered {
  observation: Observation;
  fate: IntakeFate;
}

/** The year a figure is placed at: the last of its period. */
const yearOfFigure = (observation: Observation): number => observation.period?.end ?? Number.NaN;

function measuresShown(scope: Scope): Measure[] {
  return (
    scope.chosen ??
    scope.countries.flatMap((country) => scope.measuresOf(country.iso2).filter((measure) => measure.headline))
  );
}

/** Intake where the scheme states it for its natural scope, else people trained (short courses), else intake. */
function indicatorShown(figures: readonly Observation[], allComponents: boolean): ConsideredIndicator {
  const intake = figures.some(
    (o) =>
      o.indicator === 'intake_per_year' &&
      (allComponents || (o.component === null && o.coverage === 'full' && o.period !== null)),
  );
  if (intake) return 'intake_per_year';
  return figures.some((o) => o.indicator === 'trained_total') ? 'trained_total' : 'intake_per_year';
}

function decideFates(figures: readonly Observation[], allComponents: boolean): Considered[] {
  const indicator = indicatorShown(figures, allComponents);
  const before = (o: Observation): IntakeFate | null => {
    if (o.indicator !== indicator) return 'other_indicator';
    if (o.coverage === 'partial' || o.coverage === 'cumulative') return o.coverage;
    if (o.component !== null && !allComponents) return 'other_component';
    if (o.period === null) return 'no_year';
    return null;
  };
  const current = new Set(latestVintage(figures.filter((o) => before(o) === null)).current);
  return figures.map((observation) => ({
    observation,
    fate: before(observation) ?? (current.has(observation) ? 'drawn' : 'superseded'),
  }));
}

/**
 * Points that a line passes through: one a year (the one stated last), each allowed to join the next. A span of years
 * inside which the line has another year is drawn and not joined: it says the same years in another way.
 */
function lineThrough(observations: readonly Observation[]): Observation[] {
  const first = observations[0];
  if (!first || !JOINED.includes(first.basis)) return [];
  const perYear = [...groupBy(observations, yearOfFigure).values()].flatMap(
    (sameYear) => [...sameYear].sort(byStatedLast)[0] ?? [],
  );
  const inOrder = perYear
    .filter(({ period }) =>
      perYear.every((other) => {
        const year = yearOfFigure(other);
        return period === null || year < period.start || year >= period.end;
      }),
    )
    .sort((a, b) => yearOfFigure(a) - yearOfFigure(b));
  return inOrder.every((o) => mayShareLine(first, o).ok) ? inOrder : [];
}

function toPoint(scope: Scope, observation: Observation): ChartPoint {
  return {
    id: observation.id,
    x: yearOfFigure(observation),
    y: observation.value,
    low: observation.low,
    high: observation.high,
    spanStart:
      observation.period && observation.period.start !== observation.period.end
        ? observation.period.start
        : null,
    mark: observation.basis,
    qualifier: observation.qualifier,
    basis: observation.basis,
    statedOn: observation.statedOn,
    observationId: observation.id,
    sourceIds: observation.sourceIds,
    tooltip: figureTooltip(scope, observation, formatPeople(observation, scope.tr)),
  };
}

function toSeries(scope: Scope, drawn: readonly Observation[]): IntakeSeries[] {
  const groups = groupBy(drawn, (o) => `${lineKey(o)} ${o.basis}`);
  return [...groups].flatMap(([key, observations]) => {
    const first = observations[0];
    if (!first) return [];
    const iso2 = scope.measure(first.measureId).countryIso2;
    return {
      key,
      countryIso2: iso2,
      measureId: first.measureId,
      component: first.component,
      basis: first.basis,
      kind: first.indicator === 'trained_total' ? 'trained' : 'intake',
      colour: first.component === null ? scope.colourOf(iso2) : null,
      points: [...observations]
        .sort((a, b) => yearOfFigure(a) - yearOfFigure(b) || byStatedLast(b, a))
        .map((o) => toPoint(scope, o)),
      line: lineThrough(observations).map((o) => o.id),
    } satisfies IntakeSeries;
  });
}

/** The last figure of some bases: furthest year, what happened before what is planned, stated last. */
function lastOf(observations: readonly Observation[], bases: readonly Basis[]): Observation | undefined {
  return observations
    .filter((o) => bases.includes(o.basis))
    .sort((a, b) => yearOfFigure(b) - yearOfFigure(a) || byBasis(a.basis, b.basis) || byStatedLast(a, b))[0];
}

function toLabels(scope: Scope, drawn: readonly Observation[], single: boolean): DirectLabel[] {
  const { tr } = scope;
  const lines = [...groupBy(drawn, lineKey).values()];
  const label = (observation: Observation, name: string, withBasis: boolean): DirectLabel => {
    const value = shortFigure(observation, tr);
    return {
      pointId: observation.id,
      name,
      value: withBasis
        ? tr.t('charts.intake.otherBasis', { value, basis: tr.label('basis', observation.basis) })
        : value,
      colour:
        observation.component === null
          ? scope.colourOf(scope.measure(observation.measureId).countryIso2)
          : null,
    };
  };
  if (single) {
    return lines.flatMap((line) =>
      LABELLED.flat().flatMap((basis) => {
        const last = lastOf(line, [basis]);
        if (!last) return [];
        return last.component === null
          ? label(last, tr.label('basis', basis), false)
          : label(last, last.component, true);
      }),
    );
  }
  const ends = lines.flatMap((line) => {
    for (const bases of LABELLED) {
      const last = lastOf(line, bases);
      if (last) return last;
    }
    return [];
  });
  return ends.map((end) => {
    const measure = scope.measure(end.measureId);
    const country = scope.countryName(measure.countryIso2);
    const alike = ends.filter(
      (other) =>
        other.indicator === end.indicator &&
        scope.measure(other.measureId).countryIso2 === measure.countryIso2,
    );
    const name =
      alike.length > 1 ? tr.t('charts.intake.measureLabel', { country, measure: measure.name }) : country;
    return label(
      end,
      end.indicator === 'trained_total' ? tr.t('charts.intake.trainedLabel', { name }) : name,
      end.basis !== 'actual' && end.basis !== 'target',
    );
  });
}

interface Growth {
  measure: Measure;
  country: string;
  /** The target for the furthest year from this year on. */
  last: Observation;
  /** What it starts from: the latest actual figure, else the earliest target drawn; null when there is neither. */
  base: Observation | null;
}

function growthOf(scope: Scope, measure: Measure, drawn: readonly Observation[]): Growth[] {
  const figures = drawn.filter((o) => o.measureId === measure.id && o.component === null);
  const last = lastOf(
    figures.filter((o) => yearOfFigure(o) >= scope.thisYear),
    ['target'],
  );
  if (!last) return [];
  const before = figures.filter((o) => yearOfFigure(o) < yearOfFigure(last));
  const firstTarget = before
    .filter((o) => o.basis === 'target')
    .sort((a, b) => yearOfFigure(a) - yearOfFigure(b) || byStatedLast(a, b))[0];
  const base = lastOf(before, ['actual']) ?? firstTarget ?? null;
  return [{ measure, country: scope.countryName(measure.countryIso2), last, base }];
}

const ratioOf = (growth: Growth): number =>
  growth.base && growth.base.value > 0 ? growth.last.value / growth.base.value : 0;

/** The headline, written from what is drawn; true for any selection. */
function headline(scope: Scope, measures: readonly Measure[], drawn: readonly Observation[]): string {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.intake.title.${key}`, values);
  const place = scope.countries.map((country) => scope.countryName(country.iso2));
  const where = place.length <= 3 ? tr.list(place) : t('countries', { count: place.length });
  if (drawn.length === 0) return t('none', { where });
  const figure = (o: Observation) => formatFigure(o, tr);
  const when = (o: Observation) => formatPeriodOrNone(o.period, tr);
  const from = (growth: Growth) =>
    growth.base === null
      ? t('fromNothing')
      : t(growth.base.basis === 'actual' ? 'fromActual' : 'fromPlanned', {
          value: figure(growth.base),
          year: when(growth.base),
        });
  const growths = measures.flatMap((measure) => growthOf(scope, measure, drawn));
  const intake = growths
    .filter((growth) => growth.last.indicator === 'intake_per_year')
    .sort((a, b) => b.last.value - a.last.value);
  const top = intake[0];
  if (top) {
    const values = { country: top.country, value: figure(top.last), year: when(top.last), from: from(top) };
    const countriesWithTarget = new Set(intake.map((growth) => growth.country));
    if (scope.countries.length === 1) return t('one', values);
    if (countriesWithTarget.size === 1) return t('only', values);
    const fastest = [...intake].sort((a, b) => ratioOf(b) - ratioOf(a))[0];
    const tied = intake.filter((growth) => growth.last.value === top.last.value);
    if (tied.length > 1 && new Set(tied.map((growth) => growth.country)).size > 1) {
      return t('tied', {
        countries: tr.list([...new Set(tied.map((growth) => growth.country))]),
        value: values.value,
      });
    }
    if (!fastest || ratioOf(fastest) <= 1) return t('highest', values);
    if (fastest === top) return t('highestAndFastest', values);
    return t('highestAndOther', {
      ...values,
      other: fastest.country,
      otherValue: figure(fastest.last),
      otherYear: when(fastest.last),
      otherFrom: from(fastest),
    });
  }
  const trained = growths.sort((a, b) => b.last.value - a.last.value)[0];
  if (trained) {
    return t('trained', { country: trained.country, value: figure(trained.last), year: when(trained.last) });
  }
  const actual = drawn
    .filter((o) => o.basis === 'actual' && o.component === null && o.indicator === 'intake_per_year')
    .sort((a, b) => yearOfFigure(b) - yearOfFigure(a) || byStatedLast(a, b));
  const latest = actual[0];
  if (latest) {
    return t('actualOnly', {
      country: scope.countryName(scope.measure(latest.measureId).countryIso2),
      value: figure(latest),
      year: when(latest),
    });
  }
  return t('noTarget', { where });
}

/** "Sweden (enrolled for training) 3, Lithuania 2": who a kind of left-out figures belongs to. */
function byCountryCounts(scope: Scope, observations: readonly Observation[]): string {
  const groups = groupBy(observations, (o) => scope.measure(o.measureId).countryIso2);
  return scope.tr.list(
    [...groups].map(([iso2, group]) =>
      scope.tr.t('charts.notes.countryCount', { country: scope.countryName(iso2), count: group.length }),
    ),
  );
}

function leftOutNotes(scope: Scope, considered: readonly Considered[]): string[] {
  const { tr } = scope;
  const of = (fate: IntakeFate) => considered.filter((c) => c.fate === fate).map((c) => c.observation);
  const country = (o: Observation) => scope.countryName(scope.measure(o.measureId).countryIso2);
  const notes: string[] = [];
  const noYear = of('no_year');
  if (noYear.length > 0) {
    const figures = noYear.map((o) =>
      tr.t('charts.notes.figureOfCountry', {
        country: country(o),
        figure: formatFigure(o, tr),
        basis: tr.label('basis', o.basis),
      }),
    );
    notes.push(tr.t('charts.notes.noYear', { count: noYear.length, figures: tr.list(figures) }));
  }
  const components = of('other_component');
  if (components.length > 0) {
    const scopes = [...groupBy(components, country)].map(([name, group]) =>
      tr.t('charts.notes.scopesOfCountry', {
        country: name,
        scopes: [...new Set(group.map((o) => o.component ?? ''))].join('; '),
      }),
    );
    notes.push(tr.t('charts.notes.otherComponent', { count: components.length, scopes: tr.list(scopes) }));
  }
  const interim = [...of('partial'), ...of('cumulative')];
  if (interim.length > 0) {
    notes.push(
      tr.t('charts.notes.notFull', { count: interim.length, countries: byCountryCounts(scope, interim) }),
    );
  }
  const superseded = of('superseded');
  if (superseded.length > 0) {
    notes.push(
      tr.t('charts.notes.superseded', {
        count: superseded.length,
        countries: byCountryCounts(scope, superseded),
      }),
    );
  }
  const otherIndicator = of('other_indicator');
  if (otherIndicator.length > 0) {
    notes.push(
      tr.t('charts.notes.otherIndicator', {
        count: otherIndicator.length,
        countries: byCountryCounts(scope, otherIndicator),
      }),
    );
  }
  return notes;
}

function readingNotes(scope: Scope, drawn: readonly Observation[]): string[] {
  const { tr } = scope;
  const notes: string[] = [];
  const trained = drawn.filter((o) => o.indicator === 'trained_total');
  if (trained.length > 0 && trained.length < drawn.length) {
    const countries = [
      ...new Set(trained.map((o) => scope.countryName(scope.measure(o.measureId).countryIso2))),
    ];
    notes.push(tr.t('charts.notes.trainedStandIn', { countries: tr.list(countries) }));
  }
  const conflicts = latestVintage(drawn).conflicts;
  if (conflicts.length > 0) {
    const subjects = conflicts.flatMap((conflict) => {
      const first = conflict[0];
      if (!first) return [];
      return tr.t('charts.notes.conflict', {
        country: scope.countryName(scope.measure(first.measureId).countryIso2),
        basis: tr.label('basis', first.basis),
        period: formatPeriodOrNone(first.period, tr),
        figures: tr.list(conflict.map((o) => formatFigure(o, tr))),
      });
    });
    notes.push(tr.t('charts.notes.conflicts', { subjects: subjects.join('; ') }));
  }
  return notes;
}

/** Whole years from the first to the last figure, today included when it is near, with room at both ends. */
function yearAxis(drawn: readonly Observation[], todayX: number): Axis {
  const years = drawn.flatMap((o) => (o.period ? [o.period.start, o.period.end] : []));
  const first = Math.min(...years, Math.floor(todayX));
  const last = Math.max(...years, Math.ceil(todayX));
  const span = last - first;
  const step = span <= 8 ? 1 : span <= 16 ? 2 : span <= 45 ? 5 : 10;
  const min = first - 0.5;
  const max = last + 0.5;
  const values = ticks(Math.ceil(first / step) * step, last, Math.max(1, Math.floor(span / step))).filter(
    (year) => year % step === 0,
  );
  return { min, max, ticks: values.map((value) => ({ value, label: String(value) })) };
}

function countAxis(scope: Scope, drawn: readonly Observation[]): Axis {
  const highest = Math.max(1, ...drawn.map((o) => Math.max(o.value, o.high ?? 0)));
  const [min, max] = nice(0, highest, 5);
  return {
    min,
    max,
    ticks: ticks(min, max, 5).map((value) => ({ value, label: scope.tr.number(value) })),
  };
}

const SIGN_ORDER: readonly KeySign[] = [
  'actual',
  'target',
  'ambition',
  'ceiling',
  'estimate',
  'claim',
  'trained_actual',
  'trained_target',
  'range',
  'span',
  'at_least',
  'up_to',
];

function toLegend(scope: Scope, drawn: readonly Observation[]): LegendEntry[] {
  const signs = new Set<KeySign>();
  for (const o of drawn) {
    if (o.indicator === 'trained_total' && (o.basis === 'actual' || o.basis === 'target')) {
      signs.add(o.basis === 'actual' ? 'trained_actual' : 'trained_target');
    } else signs.add(o.basis);
    if (o.low !== null && o.high !== null) signs.add('range');
    else if (o.qualifier === 'at_least' || o.qualifier === 'up_to') signs.add(o.qualifier);
    if (o.period && o.period.start !== o.period.end) signs.add('span');
  }
  return SIGN_ORDER.filter((sign) => signs.has(sign)).map((sign) => ({
    sign,
    label: scope.tr.t(`charts.key.${sign}`),
  }));
}

function altText(scope: Scope, drawn: readonly Observation[], axis: Axis): string {
  const { tr } = scope;
  const parts = [...groupBy(drawn, (o) => o.measureId)].map(([measureId, figures]) => {
    const measure = scope.measure(measureId);
    const ends = [lastOf(figures, ['actual']), lastOf(figures, ['target'])].filter((o) => o !== undefined);
    const shown =
      ends.length > 0 ? ends : [[...figures].sort((a, b) => yearOfFigure(b) - yearOfFigure(a))[0]];
    const words = shown.flatMap((o) =>
      o
        ? tr.t('charts.alt.figure', {
            basis: tr.label('basis', o.basis),
            figure: formatPeople(o, tr),
            period: formatPeriodOrNone(o.period, tr),
          })
        : [],
    );
    return tr.t('charts.alt.measure', {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
      figures: words.join('; '),
    });
  });
  const said = parts.slice(0, 12);
  if (parts.length > said.length) said.push(tr.t('charts.alt.more', { count: parts.length - said.length }));
  return [
    tr.t('charts.intake.alt', { from: String(Math.ceil(axis.min)), to: String(Math.floor(axis.max)) }),
    ...said,
  ].join(' ');
}

/**
 * People entering service a year, by country: the spec of `intake-targets`. Per country its headline measures, or
 * exactly `state.measures`; a single measure shows all its components, each apart. Only the latest statement of each
 * figure is drawn; everything considered is in the table with why it is or is not drawn. Years sit at whole numbers of
 * the horizontal axis (a year's middle), so today is at its decimal year less a half. Throws a RangeError for an
 * unknown country or measure.
 */
export function buildIntakeChart(input: ChartInput, state: ChartState, context: ChartContext): IntakeSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const measures = measuresShown(scope);
  const single = scope.chosen?.length === 1;
  const considered = measures.flatMap((measure) =>
    decideFates(
      input.observations
        .filter(
          (o) => o.measureId === measure.id && CONSIDERED.some((indicator) => indicator === o.indicator),
        )
        .sort(byFigure),
      single,
    ),
  );
  const drawn = considered.filter((c) => c.fate === 'drawn').map((c) => c.observation);
  const citations = new Citations();
  const rows = considered.map(({ observation: o, fate }) => ({
    country: scope.countryName(scope.measure(o.measureId).countryIso2),
    measure: scope.measure(o.measureId).name,
    counted: tr.t(`charts.counted.${o.indicator === 'trained_total' ? 'trained' : 'intake'}`),
    figure: formatFigure(o, tr),
    basis: tr.label('basis', o.basis),
    period: formatPeriodOrNone(o.period, tr),
    scope: o.component ?? tr.t('charts.table.wholeScheme'),
    stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
    fate: tr.t(`charts.intake.fate.${fate}`),
    sources: citations.cite(o.sourceIds) || tr.t('charts.table.noneFound'),
  }));
  const withFigures = new Set(considered.map((c) => scope.measure(c.observation.measureId).countryIso2));
  const without = scope.countries
    .filter((country) => !withFigures.has(country.iso2))
    .map((country) => scope.countryName(country.iso2));
  const todayX = scope.todayDecimal - 0.5;
  const xAxis = yearAxis(drawn, todayX);
  const empty = drawn.length === 0;
  const emptyMessage =
    considered.length === 0
      ? tr.t('charts.intake.emptyNone')
      : tr.t('charts.intake.emptyNotDrawable', { count: considered.length });
  const notes = [...readingNotes(scope, drawn), ...leftOutNotes(scope, considered)];
  if (without.length > 0) notes.push(tr.t('charts.notes.noneFound', { countries: tr.list(without) }));
  return {
    ...specFrame(scope),
    slug: 'intake-targets',
    title: headline(scope, measures, drawn),
    subtitle: tr.t(single ? 'charts.intake.subtitleSingle' : 'charts.intake.subtitle'),
    altText: empty ? emptyMessage : altText(scope, drawn, xAxis),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('charts.coverage.figures', { drawn: drawn.length, count: considered.length }),
    notes,
    legend: toLegend(scope, drawn),
    sourceIds: citations.ids,
    observationIds: considered.map((c) => c.observation.id),
    table: {
      caption: tr.t('charts.intake.caption'),
      columns: tableColumns(
        scope,
        ['country', 'measure', 'figure', 'counted', 'basis', 'period', 'scope', 'stated', 'fate', 'sources'],
        ['figure'],
      ),
      rows,
    },
    xAxis,
    yAxis: countAxis(scope, drawn),
    today: { x: todayX, label: tr.t('charts.today') },
    series: toSeries(scope, drawn),
    labels: toLabels(scope, drawn, single),
  };
}
