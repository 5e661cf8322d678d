import { BASES, type Basis } from '@/lib/domain/codes';
import { byDate, decimalYear, formatPartialDate, partialDate, yearOf } from '@/lib/domain/partial-date';
import { byPeriod } from '@/lib/domain/period';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { assignCountryColours } from './palette';
import type { ChartContext, ChartInput, ChartSpecBase, ChartState, TableColumn, Tooltip } from './spec';

/** What every chart builder starts from: the selection resolved to records, the language, the day. */
export interface Scope {
  input: ChartInput;
  tr: Translator;
  today: string;
  /** Today as a decimal year: 22 November 2026 is 2026.89. */
  todayDecimal: number;
  thisYear: number;
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
  const today = partialDate(context.today);
  const countryByIso2 = new Map(input.countries.map((country) => [country.iso2, country]));
  const measureById = new Map(input.measures.map((measure) => [measure.id, measure]));
  const country = (iso2: string) => found(countryByIso2.get(iso2), 'country', iso2, countryByIso2.keys());
  const measure = (id: string) => found(measureById.get(id), 'measure', id, measureById.keys());
  const chosen = state.measures.length === 0 ? null : [...new Set(state.measures)].map(measure);
  const selection = [...new Set([...state.countries, ...(chosen ?? []).map((one) => one.countryIso2)])];
  const colours = assignCountryColours(selection);
  return {
    input,
    tr,
    today,
    todayDecimal: decimalYear(today),
    thisYear: yearOf(today),
    countries: selection.map(country),
    chosen,
    publishers: new Map(input.sources.map((source) => [source.id, source.publisher])),
    measuresOf: (iso2) => input.measures.filter((one) => one.countryIso2 === iso2),
    measure,
    countryName: (iso2) => tr.country(iso2, country(iso2).name),
    colourOf: (iso2) => colours.get(iso2) ?? null,
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

/** The statement that leads where several hold: stated last by first possible day, then the larger (as on the measure's page). */
export function byStatedLast(a: Observation, b: Observation): number {
  return byDate(b.statedOn, a.statedOn) || b.value - a.value || (a.id < b.id ? -1 : 1);
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

/** "≈ 12,000", "≥ 4,000", "3,000–3,500": a figure for a label, its qualifier kept as a sign that the key explains. */
export function shortFigure(
  figure: Pick<Observation, 'low' | 'high' | 'value' | 'qualifier'>,
  tr: Translator,
  format: (value: number) => string = (value) => tr.number(value),
): string {
  if (figure.low !== null && figure.high !== null) {
    return tr.t('charts.short.range', { low: format(figure.low), high: format(figure.high) });
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
): Pick<ChartSpecBase, 'lang' | 'releaseId' | 'releaseDate' | 'interaction'> {
  return {
    lang: scope.tr.locale,
    releaseId: scope.input.release.id,
    releaseDate: scope.input.release.loadedAt.slice(0, 10),
    interaction: {
      instructions: scope.tr.t('charts.interaction.instructions'),
      position: scope.tr.t('charts.interaction.position', { n: '{n}', m: '{m}' }),
    },
  };
}

/** The day in words: "22 Nov 2026". */
export function dayInWords(scope: Scope): string {
  return formatPartialDate(partialDate(scope.today), INTL_TAGS[scope.tr.locale]);
}

/** Columns of data words: names and scopes stay English. */
const ENGLISH_COLUMNS = ['measure', 'scope'];

/** The columns of a chart's table with their heads; `numeric` names those whose cells line up on the right. */
export function tableColumns(
  scope: Scope,
  keys: readonly string[],
  numeric: readonly string[],
): TableColumn[] {
  return keys.map((key) => ({
    key,
    label: scope.tr.t(`charts.table.${key}`),
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
