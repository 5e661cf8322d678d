import type { Basis } from '@/lib/domain/codes';
import { isOneOf } from '@/lib/domain/codes';
import { lineKey, mayShareLine } from '@/lib/domain/comparability';
import { boundOf } from '@/lib/domain/qualifier';
import type { Measure, Observation } from '@/lib/domain/records';
import { byStatedLast, latestVintage, statedLast, subjectKey } from '@/lib/domain/vintage';
import { derivedSourceIds } from '@/lib/i18n/derived-words';
import { formatDate, formatFigure, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
import { PEOPLE_MODES } from '@/lib/view-state/terms';
import { amountAxis, yearAxis } from './axes';
import { annotate } from './events';
import { type PeopleTerms, peopleTerms } from './people-terms';
import {
  byBasis,
  byFigure,
  Citations,
  caveatNotes,
  dayLabel,
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
  specFrame,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  Axis,
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  DirectLabel,
  IntakeSpec,
  KeySign,
  LegendEntry,
  LineSeries,
} from './spec';

/** What becomes of a figure that was considered. */
export const INTAKE_FATES = [
  'drawn',
  'earlier',
  'hidden',
  'superseded',
  'other_component',
  'partial',
  'cumulative',
  'no_year',
  'other_indicator',
  'outside_years',
  'refused',
  'not_on_log',
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

/** The selection together with how it counts people. */
interface View extends Scope {
  terms: PeopleTerms;
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

/** A goal that a later statement replaced and that says another number than what holds of the same thing. */
function isOtherGoal(o: Observation, current: readonly Observation[]): boolean {
  return (
    (o.basis === 'target' || o.basis === 'ambition') &&
    current.every(
      (held) =>
        subjectKey(held) !== subjectKey(o) ||
        held.value !== o.value ||
        held.low !== o.low ||
        held.high !== o.high,
    )
  );
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
  const { current } = latestVintage(figures.filter((o) => before(o) === null));
  const fateOf = (o: Observation): IntakeFate => {
    if (current.includes(o)) return 'drawn';
    return isOtherGoal(o, current) ? 'earlier' : 'superseded';
  };
  return figures.map((observation) => ({ observation, fate: before(observation) ?? fateOf(observation) }));
}

/**
 * Points that a line passes through: one a year (`statedLast`; none where that is not known), each allowed to join the next. A span of years
 * inside which the line has another year is drawn and not joined: it says the same years in another way.
 */
function lineThrough(observations: readonly Observation[]): Observation[] {
  const first = observations[0];
  if (!first || !JOINED.includes(first.basis)) return [];
  const perYear = [...groupBy(observations, yearOfFigure).values()].flatMap(
    (sameYear) => statedLast(sameYear) ?? [],
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

function toPoint(view: View, observation: Observation): ChartPoint {
  const { terms } = view;
  const { value, low, high, qualifier } = terms.shown(observation);
  const derived = terms.derivedOf(observation);
  const stated = formatPeople(observation, view.tr);
  const tooltip = figureTooltip(view, observation, derived ? terms.words(observation) : stated);
  if (derived) tooltip.lines.unshift(...derivedTooltipLines(view, derived, stated));
  return {
    id: observation.id,
    x: yearOfFigure(observation),
    y: value,
    low,
    high,
    spanStart:
      observation.period && observation.period.start !== observation.period.end
        ? observation.period.start
        : null,
    mark: observation.basis,
    qualifier,
    basis: observation.basis,
    statedOn: observation.statedOn,
    observationId: observation.id,
    sourceIds: observation.sourceIds,
    tooltip,
  };
}

/** `faint`: goals that were replaced, as small marks that no line joins. */
function toSeries(view: View, drawn: readonly Observation[], faint = false): LineSeries[] {
  const groups = groupBy(drawn, (o) => `${lineKey(o)} ${o.basis}${faint ? ' replaced' : ''}`);
  return [...groups].flatMap(([key, observations]) => {
    const first = observations[0];
    if (!first) return [];
    const iso2 = view.measure(first.measureId).countryIso2;
    return {
      key,
      countryIso2: iso2,
      measureId: first.measureId,
      component: first.component,
      basis: first.basis,
      kind: first.indicator === 'trained_total' ? 'trained' : 'intake',
      colour: first.component === null ? view.colourOf(iso2) : null,
      faint,
      points: [...observations]
        .sort((a, b) => yearOfFigure(a) - yearOfFigure(b) || byStatedLast(b, a))
        .map((o) => (faint ? { ...toPoint(view, o), mark: 'earlier_target' } : toPoint(view, o))),
      line: faint ? [] : lineThrough(observations).map((o) => o.id),
    } satisfies LineSeries;
  });
}

/** The last figure of some bases: furthest year, what happened before what is planned, stated last. */
function lastOf(observations: readonly Observation[], bases: readonly Basis[]): Observation | undefined {
  return observations
    .filter((o) => bases.includes(o.basis))
    .sort((a, b) => yearOfFigure(b) - yearOfFigure(a) || byBasis(a.basis, b.basis) || byStatedLast(a, b))[0];
}

function toLabels(view: View, drawn: readonly Observation[], single: boolean): DirectLabel[] {
  const { tr } = view;
  const lines = [...groupBy(drawn, lineKey).values()];
  const label = (observation: Observation, name: string, withBasis: boolean): DirectLabel => {
    const value = view.terms.short(observation);
    return {
      pointId: observation.id,
      name,
      value: withBasis
        ? tr.t('charts.intake.otherBasis', { value, basis: tr.label('basis', observation.basis) })
        : value,
      colour:
        observation.component === null
          ? view.colourOf(view.measure(observation.measureId).countryIso2)
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
    const measure = view.measure(end.measureId);
    const country = view.countryName(measure.countryIso2);
    const alike = ends.filter(
      (other) =>
        other.indicator === end.indicator &&
        view.measure(other.measureId).countryIso2 === measure.countryIso2,
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

/** How many times what it starts from, on the terms of the view. */
const ratioOf = ({ terms }: View, { base, last }: Growth): number => {
  const from = base ? terms.shown(base).value : 0;
  return from > 0 ? terms.shown(last).value / from : 0;
};

/** The headline, written from what is drawn; true for any selection. */
function headline(view: View, measures: readonly Measure[], drawn: readonly Observation[]): string {
  const { tr, terms } = view;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`charts.intake.title.${key}`, values);
  const place = view.countries.map((country) => view.countryName(country.iso2));
  const where = place.length <= 3 ? tr.list(place) : t('countries', { count: place.length });
  if (drawn.length === 0) return t('none', { where });
  const when = (o: Observation) => formatPeriodOrNone(o.period, tr);
  const perYear = (o: Observation) => tr.t(`charts.intake.aYear.${terms.mode}`, { value: terms.words(o) });
  const inYear = (o: Observation) => tr.t(`charts.intake.inYear.${terms.mode}`, { value: terms.words(o) });
  const from = (growth: Growth) =>
    growth.base === null
      ? t('fromNothing')
      : t(growth.base.basis === 'actual' ? 'fromActual' : 'fromPlanned', {
          value: terms.words(growth.base),
          year: when(growth.base),
        });
  const size = (growth: Growth) => terms.shown(growth.last).value;
  const growths = measures.flatMap((measure) => growthOf(view, measure, drawn));
  const intake = growths
    .filter((growth) => growth.last.indicator === 'intake_per_year')
    .sort((a, b) => size(b) - size(a));
  const top = intake[0];
  if (top) {
    const values = { country: top.country, value: perYear(top.last), year: when(top.last), from: from(top) };
    const countriesWithTarget = new Set(intake.map((growth) => growth.country));
    if (view.countries.length === 1) return t('one', values);
    if (countriesWithTarget.size === 1) return t('only', values);
    if (terms.mode === 'index') return t('growsMost', values);
    const fastest = [...intake].sort((a, b) => ratioOf(view, b) - ratioOf(view, a))[0];
    const tied = intake.filter((growth) => size(growth) === size(top));
    if (tied.length > 1 && new Set(tied.map((growth) => growth.country)).size > 1) {
      return t('tied', {
        countries: tr.list([...new Set(tied.map((growth) => growth.country))]),
        value: values.value,
      });
    }
    if (!fastest || ratioOf(view, fastest) <= 1) return t('highest', values);
    if (fastest === top) return t('highestAndFastest', values);
    return t('highestAndOther', {
      ...values,
      other: fastest.country,
      otherValue: terms.words(fastest.last),
      otherYear: when(fastest.last),
      otherFrom: from(fastest),
    });
  }
  const trained = growths.sort((a, b) => size(b) - size(a))[0];
  if (trained) {
    return t('trained', { country: trained.country, value: inYear(trained.last), year: when(trained.last) });
  }
  const actual = drawn
    .filter((o) => o.basis === 'actual' && o.component === null && o.indicator === 'intake_per_year')
    .sort((a, b) => yearOfFigure(b) - yearOfFigure(a) || byStatedLast(a, b));
  const latest = actual[0];
  if (latest) {
    return t('actualOnly', {
      country: view.countryName(view.measure(latest.measureId).countryIso2),
      value: inYear(latest),
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
        scopes: tr.series([...new Set(group.map((o) => o.component ?? ''))]),
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
  const [hidden, earlier] = [of('hidden'), of('earlier')];
  const superseded = [...of('superseded'), ...hidden];
  if (superseded.length > 0) {
    notes.push(
      [
        tr.t('charts.notes.superseded', {
          count: superseded.length,
          countries: byCountryCounts(scope, superseded),
        }),
        ...(hidden.length > 0 ? [tr.t('annotations.vintages.hidden', { count: hidden.length })] : []),
      ].join(' '),
    );
  }
  if (earlier.length > 0) {
    notes.push(
      tr.t('annotations.vintages.note', {
        count: earlier.length,
        countries: byCountryCounts(scope, earlier),
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

/** What cannot be counted on the terms of the view, and why; and what has no place on its axis. */
function refusalNotes(view: View, considered: readonly Considered[]): string[] {
  const { tr, terms } = view;
  const notes: string[] = [];
  const refused = considered.filter((c) => c.fate === 'refused').map((c) => c.observation);
  const reasons = groupBy(refused, (o) => {
    const derived = terms.derivedOf(o);
    return derived && !derived.ok ? derived.reason : null;
  });
  for (const [reason, figures] of reasons) {
    notes.push(
      tr.t('charts.notes.refused', {
        count: figures.length,
        countries: byCountryCounts(view, figures),
        reason: tr.t(`derived.refusal.${reason}`),
      }),
    );
  }
  const offLog = considered.filter((c) => c.fate === 'not_on_log').map((c) => c.observation);
  if (offLog.length > 0) {
    notes.push(
      tr.t('charts.notes.notOnLog', { count: offLog.length, countries: byCountryCounts(view, offLog) }),
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
    notes.push(tr.t('charts.notes.conflicts', { subjects: tr.series(subjects) }));
  }
  return notes;
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
  'derived_range',
  'span',
  'at_least',
  'up_to',
];

function toLegend(view: View, drawn: readonly Observation[]): LegendEntry[] {
  const signs = new Set<KeySign>();
  for (const o of drawn) {
    const { low, high, qualifier } = view.terms.shown(o);
    if (o.indicator === 'trained_total' && (o.basis === 'actual' || o.basis === 'target')) {
      signs.add(o.basis === 'actual' ? 'trained_actual' : 'trained_target');
    } else signs.add(o.basis);
    if (low !== null && high !== null) signs.add(o.low === null ? 'derived_range' : 'range');
    else signs.add(boundOf(qualifier) ?? o.basis);
    if (o.period && o.period.start !== o.period.end) signs.add('span');
  }
  return SIGN_ORDER.filter((sign) => signs.has(sign)).map((sign) => ({
    sign,
    label: view.tr.t(`charts.key.${sign}`),
  }));
}

function altText(view: View, drawn: readonly Observation[], axis: Axis): string {
  const { tr, terms } = view;
  const parts = [...groupBy(drawn, (o) => o.measureId)].map(([measureId, figures]) => {
    const measure = view.measure(measureId);
    const ends = [lastOf(figures, ['actual']), lastOf(figures, ['target'])].filter((o) => o !== undefined);
    const shown =
      ends.length > 0 ? ends : [[...figures].sort((a, b) => yearOfFigure(b) - yearOfFigure(a))[0]];
    const words = shown.flatMap((o) =>
      o
        ? tr.t('charts.alt.figure', {
            basis: tr.label('basis', o.basis),
            figure: terms.mode === 'people' ? formatPeople(o, tr) : terms.words(o),
            period: formatPeriodOrNone(o.period, tr),
          })
        : [],
    );
    return tr.t('charts.alt.measure', {
      country: view.countryName(measure.countryIso2),
      measure: measure.name,
      figures: tr.series(words),
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
 * Of the statements that hold, those that a view can show: within its years, computable on its terms, and above zero on a
 * logarithmic axis.
 */
function decideOnTerms(terms: PeopleTerms, state: ChartState, { observation, fate }: Considered): Considered {
  if (fate !== 'drawn' && fate !== 'earlier') return { observation, fate };
  if (fate === 'earlier' && state.vintages !== 'all') return { observation, fate: 'hidden' };
  const derived = terms.derivedOf(observation);
  if (derived && !derived.ok) return { observation, fate: 'refused' };
  if (isOutsideYears(observation, state)) return { observation, fate: 'outside_years' };
  const { value, low } = terms.shown(observation);
  if (state.axis === 'log' && Math.min(value, low ?? value) <= 0) return { observation, fate: 'not_on_log' };
  return { observation, fate };
}

const isConsidered = (o: Observation): boolean => isOneOf(CONSIDERED, o.indicator);

/**
 * People entering service a year, by country: the spec of `intake-targets`. Per country its headline measures, or
 * exactly `state.measures`; a single measure shows all its components, each apart. Only the latest statement of each
 * figure is drawn, with `state.vintages` also goals that it replaced; everything considered is in the table with why it is or is not drawn. On other terms than people
 * (`state.mode`) each figure is derived (lib/domain/derived.ts) and one that is refused is left out with the reason. Years sit at whole numbers of
 * the horizontal axis (a year's middle), so today is at its decimal year less a half. Throws a RangeError for an
 * unknown country or measure.
 */
export function buildIntakeChart(input: ChartInput, state: ChartState, context: ChartContext): IntakeSpec {
  const scope = readScope(input, state, context);
  const { tr } = scope;
  const mode = isOneOf(PEOPLE_MODES, state.mode) ? state.mode : 'people';
  const measures = measuresShown(scope);
  const single = scope.chosen?.length === 1;
  const decided = measures.flatMap((measure) =>
    decideFates(
      scope.observations.filter((o) => o.measureId === measure.id && isConsidered(o)).sort(byFigure),
      single,
    ),
  );
  const holding = decided.filter((c) => c.fate === 'drawn').map((c) => c.observation);
  const terms = peopleTerms(scope, mode, holding);
  const view: View = { ...scope, terms };
  const considered = decided.map((c) => decideOnTerms(terms, state, c));
  const of = (fate: IntakeFate) => considered.filter((c) => c.fate === fate).map((c) => c.observation);
  const [drawn, earlier] = [of('drawn'), of('earlier')];
  const citations = new Citations();
  const rows = considered.map(({ observation: o, fate }) => {
    const derived = terms.derivedOf(o);
    const sourceIds = derived?.ok ? derivedSourceIds(derived.figure) : o.sourceIds;
    return {
      country: scope.countryName(scope.measure(o.measureId).countryIso2),
      measure: scope.measure(o.measureId).name,
      ...(derived && derivedCells(scope, derived)),
      counted: tr.t(`charts.counted.${o.indicator === 'trained_total' ? 'trained' : 'intake'}`),
      figure: formatFigure(o, tr),
      basis: tr.label('basis', o.basis),
      period: formatPeriodOrNone(o.period, tr),
      scope: o.component ?? tr.t('charts.table.wholeScheme'),
      stated: formatDate(o.statedOn, tr) ?? tr.t('charts.table.notStated'),
      fate: fateWords(view, o, fate),
      sources: citations.cite(sourceIds) || tr.t('charts.table.noneFound'),
    };
  });
  const withFigures = new Set(considered.map((c) => scope.measure(c.observation.measureId).countryIso2));
  const without = scope.countries
    .filter((country) => !withFigures.has(country.iso2))
    .map((country) => scope.countryName(country.iso2));
  const todayX = scope.todayDecimal - 0.5;
  const xAxis = yearAxis([...drawn, ...earlier], todayX, state);
  const amounts = [...drawn, ...earlier].flatMap((o) => {
    const { value, low, high } = terms.shown(o);
    return [value, low ?? value, high ?? value];
  });
  const empty = drawn.length === 0;
  const emptyMessage =
    noYears(scope, state) ??
    (considered.length === 0
      ? noneFound(scope, tr.t('charts.intake.emptyNone'))
      : tr.t('charts.intake.emptyNotDrawable', { count: considered.length }));
  const derived = [...drawn, ...earlier].flatMap((o) => terms.derivedOf(o) ?? []);
  const yAxis = amountAxis(amounts, state.axis ?? 'linear', terms.number);
  const measureIds = new Set([...drawn, ...earlier].map((o) => o.measureId));
  const annotations = annotate(scope, state, { measureIds, xAxis, yAxis }, citations);
  const notes = [
    ...(mode === 'people' ? [] : [tr.t(`charts.intake.terms.${mode}`)]),
    ...caveatNotes(scope, derived),
    ...readingNotes(scope, drawn),
    ...refusalNotes(view, considered),
    ...leftOutNotes(scope, considered),
    ...outsideYearsNote(scope, state, considered.filter((c) => c.fate === 'outside_years').length),
    ...annotations.notes,
    ...pastNotes(scope, isConsidered, measuresAskedFor(scope, state)),
  ];
  if (without.length > 0) notes.push(tr.t('charts.notes.noneFound', { countries: tr.list(without) }));
  return {
    ...specFrame(scope),
    slug: 'intake-targets',
    mode,
    title: headline(view, measures, drawn),
    subtitle: subtitleOf(
      scope,
      tr.t(`charts.intake.${single ? 'subtitleSingle' : 'subtitle'}.${mode}`),
      ...(state.axis === 'log' ? [tr.t('charts.logAxis')] : []),
    ),
    altText: empty ? emptyMessage : [altText(view, drawn, xAxis), ...annotations.alt].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('charts.coverage.figures', {
      drawn: drawn.length + earlier.length,
      count: considered.length,
    }),
    notes,
    legend: [
      ...toLegend(view, drawn),
      ...(earlier.length > 0
        ? [{ sign: 'earlier_target' as const, label: tr.t('annotations.vintages.key') }]
        : []),
      ...annotations.legend,
    ],
    sourceIds: citations.ids,
    observationIds: considered.map((c) => c.observation.id),
    table: {
      caption: tr.t('charts.intake.caption'),
      columns: tableColumns(
        scope,
        [
          'country',
          'measure',
          ...(mode === 'people' ? [] : ['derived', 'working']),
          'figure',
          'counted',
          'basis',
          'period',
          'scope',
          'stated',
          ...annotations.columns,
          'fate',
          'sources',
        ],
        ['figure', 'derived'],
        {
          event: tr.t('annotations.events.column'),
          ...(mode !== 'people' && { derived: tr.t(`charts.intake.column.${mode}`) }),
        },
      ),
      rows: [
        ...rows.map((row) => ({ ...row, ...annotations.cells })),
        ...annotations.rows.map(({ words }) => words),
      ],
      plain: [
        ...considered.map(({ observation: o, fate }) => ({
          ...plainFigure(scope, o),
          ...(mode === 'people' ? {} : plainDerived(terms.derivedOf(o))),
          ...annotations.plainCells,
          ...plainOnChart(fate, fate === 'drawn' || fate === 'earlier', fateWords(view, o, fate)),
        })),
        ...annotations.rows.map(({ plain }) => plain),
      ],
    },
    xAxis,
    yAxis,
    today: todayX >= xAxis.min && todayX <= xAxis.max ? { x: todayX, label: dayLabel(scope) } : null,
    series: [...toSeries(view, drawn), ...toSeries(view, earlier, true)],
    labels: toLabels(view, drawn, single),
    moves: [],
    ...(annotations.events && { events: annotations.events }),
  };
}

function fateWords(view: View, o: Observation, fate: IntakeFate): string {
  const derived = view.terms.derivedOf(o);
  return fate === 'refused' && derived && !derived.ok
    ? view.tr.t('charts.fate.refused', { reason: view.tr.t(`derived.refusal.${derived.reason}`) })
    : fate === 'earlier'
      ? view.tr.t('annotations.vintages.drawn')
      : view.tr.t(`charts.intake.fate.${fate === 'hidden' ? 'superseded' : fate}`);
}
