import { BASES, type Basis } from '@/lib/domain/codes';
import type { Derived, DerivedFigure } from '@/lib/domain/derived';
import { byDate, decimalYear, formatPartialDate, partialDate, yearOf } from '@/lib/domain/partial-date';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import { byPeriod, periodsOverlap } from '@/lib/domain/period';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { asKnownOn } from '@/lib/domain/vintage';
import { type DerivedRecords, derivedWords, refusalWords } from '@/lib/i18n/derived-words';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { assignCountryColours } from './palette';
import type {
  ChartContext,
  ChartInput,
  ChartSpecBase,
  ChartState,
  PlainValue,
  TableColumn,
  Tooltip,
} from './spec';

/** What a past view leaves out. */
export interface Past {
  /** YYYY-MM-DD */
  day: string;
  /** Figures stated or published later, of measures known or not. */
  later: Observation[];
  /** Figures without any date: in no past view. */
  undatable: Observation[];
  /** Figures shown that count by the publication of their source. */
  byPublication: Observation[];
  laterMeasures: Measure[];
}

/** What every chart builder starts from: the selection resolved to records, the language, the day. */
export interface Scope {
  input: ChartInput;
  tr: Translator;
  /** The day of the view: today, or that of a past view. */
  today: string;
  /** That day as a decimal year: 22 November 2026 is 2026.89. */
  todayDecimal: number;
  thisYear: number;
  /** Figures of known measures, in a past view only those surely known by its day. */
  observations: Observation[];
  /** null today. */
  past: Past | null;
  /** The day that was asked for, where it has not come yet. */
  notYet: string | null;
  /** What derived figures need to be put in words. */
  records: DerivedRecords;
  /** Selected countries in order; those of explicitly chosen measures follow. */
  countries: Country[];
  /** The measures chosen one by one; null when each country is to show its own. */
  chosen: Measure[] | null;
  /** Publisher by source id. */
  publishers: ReadonlyMap<string, string>;
  measuresOf: (iso2: string) => Measure[];
  measure: (id: string) => Measure;
  countryName: (iso2: string) => string;
  colourOf: (iso2: string) => number | null;
}

function found<T>(record: T | undefined, kind: string, id: string, known: Iterable<string>): T {
  if (record !== undefined) return record;
  const some = [...known].slice(0, 5).join(', ');
  throw new RangeError(`No ${kind} "${id}" in the chart's input; it has ${some || 'none'} …`);
}

/**
 * Resolves a selection. Throws a RangeError that names an unknown country or measure, or a `today` that is no date:
 * what a reader typed is checked before a chart is built.
 */
export function readScope(input: ChartInput, state: ChartState, context: ChartContext): Scope {
  const tr = translator(context.locale);
  const asOf = state.asOf ?? null;
  const isPast = asOf !== null && asOf < context.today;
  const today = partialDate(isPast ? asOf : context.today);
  const countryByIso2 = new Map(input.countries.map((country) => [country.iso2, country]));
  const measureById = new Map(input.measures.map((measure) => [measure.id, measure]));
  const country = (iso2: string) => found(countryByIso2.get(iso2), 'country', iso2, countryByIso2.keys());
  const measure = (id: string) => found(measureById.get(id), 'measure', id, measureById.keys());
  const asked = state.measures.length === 0 ? null : [...new Set(state.measures)].map(measure);
  const selection = [...new Set([...state.countries, ...(asked ?? []).map((one) => one.countryIso2)])];
  const { measures, observations, past } = isPast
    ? throughDay(input, today)
    : { measures: input.measures, observations: input.observations, past: null };
  const knownById = new Map(measures.map((one) => [one.id, one]));
  const observationById = new Map(input.observations.map((o) => [o.id, o]));
  const countryName = (iso2: string) => tr.country(iso2, country(iso2).name);
  const colours = assignCountryColours(selection);
  return {
    input,
    tr,
    today,
    todayDecimal: decimalYear(today),
    thisYear: yearOf(today),
    observations,
    past,
    notYet: asOf !== null && asOf > context.today ? asOf : null,
    records: {
      observation: (id) => found(observationById.get(id), 'observation', id, observationById.keys()),
      countryName,
    },
    countries: selection.map(country),
    chosen: asked?.flatMap(({ id }) => knownById.get(id) ?? []) ?? null,
    publishers: new Map(
      [...input.sources, ...input.seriesSources].map((source) => [source.id, source.publisher]),
    ),
    measuresOf: (iso2) => measures.filter((one) => one.countryIso2 === iso2),
    measure: (id) => knownById.get(id) ?? measure(id),
    countryName,
    colourOf: (iso2) => colours.get(iso2) ?? null,
  };
}

/** The records as they were surely known by the end of a day (lib/domain/vintage.ts, past-measure.ts). */
function throughDay(
  input: ChartInput,
  day: string,
): Pick<Scope, 'observations' | 'past'> & { measures: Measure[] } {
  const publishedOn = new Map(input.sources.map((source) => [source.id, source.publishedOn]));
  const view = asKnownOn(input.observations, day, publishedOn);
  const laterMeasures: Measure[] = [];
  const measures = input.measures.flatMap((measure) => {
    const past = measureAsKnownOn(measure, day);
    if (past.known) return past.measure;
    laterMeasures.push(measure);
    return [];
  });
  const known = new Set(measures.map(({ id }) => id));
  return {
    measures,
    observations: view.known.filter(({ measureId }) => known.has(measureId)),
    past: {
      day,
      later: [...view.later, ...view.known.filter(({ measureId }) => !known.has(measureId))],
      undatable: view.undatable,
      byPublication: view.byPublication.filter(({ measureId }) => known.has(measureId)),
      laterMeasures,
    },
  };
}

/** Numbers the sources in the order in which rows cite them. */
export class Citations {
  private readonly numbers = new Map<string, number>();

  /** "1, 4": the numbers of these sources, new ones added at the end. */
  cite(sourceIds: readonly string[]): string {
    return sourceIds
      .map((id) => {
        const known = this.numbers.get(id) ?? this.numbers.size + 1;
        this.numbers.set(id, known);
        return known;
      })
      .sort((a, b) => a - b)
      .join(', ');
  }

  get ids(): string[] {
    return [...this.numbers.keys()];
  }
}

/** Order of bases in tables and of who leads a row: what happened first, what is merely said last. */
export function byBasis(a: Basis, b: Basis): number {
  return BASES.indexOf(a) - BASES.indexOf(b);
}

/** Order of rows in a chart's table within a measure. */
export function byFigure(a: Observation, b: Observation): number {
  return (
    (a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : 0) ||
    (a.component ?? '').localeCompare(b.component ?? '', 'en') ||
    byPeriod(a.period, b.period) ||
    byBasis(a.basis, b.basis) ||
    byDate(a.statedOn, b.statedOn) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** "≈ 12,000", "≥ 4,000", "3,000–3,500", "≈ 109–110": a figure for a label, its qualifier kept as a sign that the key explains. */
export function shortFigure(
  figure: Pick<DerivedFigure, 'low' | 'high' | 'value' | 'qualifier'>,
  tr: Translator,
  format: (value: number) => string = (value) => tr.number(value),
): string {
  if (figure.low !== null && figure.high !== null) {
    const value = tr.t('charts.short.range', { low: format(figure.low), high: format(figure.high) });
    return figure.qualifier === 'range' ? value : tr.t(`charts.short.${figure.qualifier}`, { value });
  }
  return tr.t(`charts.short.${figure.qualifier === 'range' ? 'about' : figure.qualifier}`, {
    value: format(figure.value),
  });
}

/** The publishers of sources, each once, for a tooltip; at most three by name. */
export function publishersOf(scope: Scope, sourceIds: readonly string[]): string {
  const publishers = [...new Set(sourceIds.flatMap((id) => scope.publishers.get(id) ?? []))];
  const named = publishers.slice(0, 3);
  const more = publishers.length - named.length;
  const names = scope.tr.list(
    more > 0 ? [...named, scope.tr.t('charts.tooltip.morePublishers', { count: more })] : named,
  );
  return scope.tr.t('charts.tooltip.sources', { count: Math.max(sourceIds.length, 1), names });
}

/** The tooltip of a figure: value with qualifier, basis and period, scope, date stated, publishers. */
export function figureTooltip(scope: Scope, observation: Observation, value?: string): Tooltip {
  const { tr } = scope;
  const measure = scope.measure(observation.measureId);
  const stated = formatDate(observation.statedOn, tr);
  const lines = [
    tr.t('charts.tooltip.basisPeriod', {
      basis: tr.label('basis', observation.basis),
      period: formatPeriodOrNone(observation.period, tr),
    }),
  ];
  if (observation.component !== null) {
    lines.push(tr.t('charts.tooltip.scope', { scope: observation.component }));
  }
  lines.push(
    stated === null ? tr.t('charts.tooltip.notDated') : tr.t('charts.tooltip.stated', { date: stated }),
  );
  lines.push(publishersOf(scope, observation.sourceIds));
  return {
    title: tr.t('charts.tooltip.title', {
      country: scope.countryName(measure.countryIso2),
      measure: measure.name,
    }),
    value: value ?? formatFigure(observation, tr),
    lines,
  };
}

/** The parts that every spec has and no chart decides. */
export function specFrame(
  scope: Scope,
): Pick<ChartSpecBase, 'lang' | 'asOf' | 'releaseId' | 'releaseDate' | 'interaction'> {
  return {
    lang: scope.tr.locale,
    asOf: scope.past?.day ?? null,
    releaseId: scope.input.release.id,
    releaseDate: scope.input.release.loadedAt.slice(0, 10),
    interaction: {
      instructions: scope.tr.t('charts.interaction.instructions'),
      position: scope.tr.t('charts.interaction.position', { n: '{n}', m: '{m}' }),
      focus: scope.tr.t('charts.interaction.focus', { country: '{country}' }),
      focused: scope.tr.t('charts.interaction.focused', { country: '{country}' }),
      countryNames: {},
    },
  };
}

/** The day of the view in words: "22 Nov 2026". */
export function dayInWords(scope: Scope, month: 'short' | 'long' = 'short'): string {
  return formatPartialDate(partialDate(scope.today), INTL_TAGS[scope.tr.locale], month);
}

/** What a subtitle says after unit and scope: the kind of axis, and that this is a past view. */
export function subtitleOf(scope: Scope, said: string, ...more: readonly string[]): string {
  const past = scope.past ? [scope.tr.t('charts.asOf.subtitle', { day: dayInWords(scope, 'long') })] : [];
  return scope.tr.series([said, ...more, ...past]);
}

/** The vertical line of the day: "today", or the day of a past view. */
export const dayLabel = (scope: Scope): string =>
  scope.past ? dayInWords(scope) : scope.tr.t('charts.today');

/** That the day asked for has not come, where it has not: then the view is today's. */
export function noFutureNote({ notYet, tr }: Scope): string[] {
  if (notYet === null) return [];
  const day = formatPartialDate(partialDate(notYet), INTL_TAGS[tr.locale], 'long');
  return [tr.t('charts.asOf.notYet', { day })];
}

/**
 * What a past view leaves out of the figures that the chart would consider, and by which rule; or that the day asked for has
 * not come. `countries` are those whose measures were not known yet.
 */
export function pastNotes(
  scope: Scope,
  isConsidered: (o: Observation) => boolean,
  measureIds: ReadonlySet<string>,
): string[] {
  const { past, tr } = scope;
  if (past === null) return noFutureNote(scope);
  const count = (figures: readonly Observation[]) =>
    figures.filter((o) => measureIds.has(o.measureId) && isConsidered(o)).length;
  const notes = [
    tr.t('charts.asOf.leftOut', {
      day: dayInWords(scope, 'long'),
      later: count(past.later),
      undatable: count(past.undatable),
    }),
    tr.t('charts.asOf.rule', { published: count(past.byPublication) }),
  ];
  return [...notes, ...laterMeasuresNote(scope, measureIds)];
}

/** The note of a past view on measures that were not known yet. */
export function laterMeasuresNote(scope: Scope, measureIds: ReadonlySet<string>): string[] {
  const measures = scope.past?.laterMeasures.filter(({ id }) => measureIds.has(id)) ?? [];
  if (measures.length === 0) return [];
  return [
    scope.tr.t('charts.asOf.laterMeasures', {
      count: measures.length,
      measures: namesOf(scope, measures),
    }),
  ];
}

/** "France: National service; Sweden: Conscription": measures with their countries, for a note. */
export function namesOf(scope: Scope, measures: readonly Measure[]): string {
  return scope.tr.series(
    measures.map((measure) =>
      scope.tr.t('charts.tooltip.title', {
        country: scope.countryName(measure.countryIso2),
        measure: measure.name,
      }),
    ),
  );
}

/** "Status: in force, as of 12 Jan 2026". */
export function statusWords({ tr }: Scope, measure: Measure): string {
  const asOf = formatDate(measure.statusAsOf, tr);
  const status = tr.label('status', measure.status);
  return asOf === null
    ? tr.t('charts.timeline.status', { status })
    : tr.t('charts.timeline.statusAsOf', { status, date: asOf });
}

/** The message of a chart with nothing to draw: none found, or none known by the day of a past view. */
export function noneFound(scope: Scope, today: string): string {
  return scope.past ? scope.tr.t('charts.asOf.empty', { day: dayInWords(scope, 'long') }) : today;
}

/** Ids of the measures that a selection is about, known by then or not. */
export function measuresAskedFor(scope: Scope, state: ChartState): Set<string> {
  if (state.measures.length > 0) return new Set(state.measures);
  const selected = new Set(scope.countries.map(({ iso2 }) => iso2));
  return new Set(
    scope.input.measures.filter(({ countryIso2 }) => selected.has(countryIso2)).map(({ id }) => id),
  );
}

/** Whether a figure lies outside the years that a view asks for. One without a year lies nowhere. */
export function isOutsideYears({ period }: Pick<Observation, 'period'>, { from, to }: ChartState): boolean {
  if (period === null) return false;
  return !periodsOverlap(period, { start: from ?? -Infinity, end: to ?? Infinity });
}

/** Why a view holds no year, in words; null when it can hold some. */
export function noYears(scope: Scope, { from, to }: ChartState): string | null {
  if (from === null || from === undefined || to === null || to === undefined || from <= to) return null;
  return scope.tr.t('charts.noYears', { from: String(from), to: String(to) });
}

/** The note on figures outside the years of a view. */
export function outsideYearsNote(scope: Scope, { from, to }: ChartState, count: number): string[] {
  if (count === 0) return [];
  const { tr } = scope;
  const years =
    from === null || from === undefined
      ? tr.t('charts.years.to', { to: String(to) })
      : to === null || to === undefined
        ? tr.t('charts.years.from', { from: String(from) })
        : tr.t('charts.years.both', { from: String(from), to: String(to) });
  return [tr.t('charts.notes.outsideYears', { count, years })];
}

/** A derived figure in words for a table's cells, or why it is refused. */
export function derivedCells(scope: Scope, derived: Derived): { derived: string; working: string } {
  if (!derived.ok)
    return { derived: refusalWords(derived.reason, scope.tr), working: scope.tr.t('charts.table.none') };
  const words = derivedWords(derived.figure, scope.records, scope.tr);
  return { derived: words.value, working: scope.tr.series(words.workings) || words.formula };
}

/** Lines of a tooltip on how a figure was derived: the formula with its numbers, then what was stated. */
export function derivedTooltipLines(scope: Scope, derived: Derived, stated: string): string[] {
  if (!derived.ok) return [];
  const words = derivedWords(derived.figure, scope.records, scope.tr);
  return [...words.workings, scope.tr.t('charts.tooltip.asStated', { figure: stated })];
}

/** What must be known about how figures were derived, each once. */
export function caveatNotes(scope: Scope, figures: readonly Derived[]): string[] {
  const caveats = new Set(figures.flatMap((derived) => (derived.ok ? derived.figure.caveats : [])));
  return [...caveats].map((caveat) => scope.tr.t(`derived.caveat.${caveat}`));
}

/** The columns for programs on a stated figure. Names differ from the words' columns in every language. */
export function plainFigure(scope: Scope, o: Observation): Record<string, PlainValue> {
  return {
    observation_id: o.id,
    measure_id: o.measureId,
    country_iso2: scope.measure(o.measureId).countryIso2,
    indicator: o.indicator,
    component: o.component,
    basis_code: o.basis,
    coverage: o.coverage,
    period_start: o.period?.start ?? null,
    period_end: o.period?.end ?? null,
    value: o.value,
    low: o.low,
    high: o.high,
    qualifier: o.qualifier,
    unit: o.unit,
    stated_on: o.statedOn,
  };
}

/** The columns for programs on what became of a row: its code, whether it is drawn, and if not why, as code and in words. */
export function plainOnChart(fate: string, drawn: boolean, words: string): Record<string, PlainValue> {
  return {
    on_chart: fate,
    drawn: drawn ? 'yes' : 'no',
    left_out_why: drawn ? null : fate,
    left_out_words: drawn ? null : words,
  };
}

/** The columns for programs on a derived figure; `prefix` keeps several in one row apart. */
export function plainDerived(derived: Derived | null, prefix = 'derived'): Record<string, PlainValue> {
  const figure = derived?.ok ? derived.figure : null;
  return {
    [`${prefix}_value`]: figure?.value ?? null,
    [`${prefix}_low`]: figure?.low ?? null,
    [`${prefix}_high`]: figure?.high ?? null,
    [`${prefix}_qualifier`]: figure?.qualifier ?? null,
    [`${prefix}_unit`]: figure?.unit ?? null,
    [`${prefix}_refused`]: derived && !derived.ok ? derived.reason : null,
  };
}

/** Columns of data words: names, scopes, notes and titles of events stay English. */
const ENGLISH_COLUMNS = ['measure', 'scope', 'note', 'event'];

/** The columns of a chart's table with their heads; `numeric` names those whose cells line up on the right. */
export function tableColumns(
  scope: Scope,
  keys: readonly string[],
  numeric: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): TableColumn[] {
  return keys.map((key) => ({
    key,
    label: labels[key] ?? scope.tr.t(`charts.table.${key}`),
    numeric: numeric.includes(key),
    english: ENGLISH_COLUMNS.includes(key),
  }));
}

/** Groups in the order of first appearance. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
