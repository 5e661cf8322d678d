import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { CSV_RULES, csvParsers } from './measures';
import { byCountryCode, parseAsDay, parseAsList } from './parsers';
import { moneyRule, PEOPLE_MODES, parseAsMoney } from './terms';

export { type MoneyMode, PEOPLE_MODES, type PeopleMode, priceYear } from './terms';

/** A comparison takes at least two countries, and as many as there are colours. */
export const MIN_COMPARED = 2;
export const MAX_COMPARED = 8;
/** What `/compare` shows when no country is chosen. */
export const DEFAULT_COMPARED: readonly string[] = ['FR', 'SE', 'PL'];
/** The year whose targets are held against each other unless another is chosen. */
export const DEFAULT_YEAR = 2030;
/** Years that can be chosen: the population series reaches from the first to the last. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2050;

/** `/compare?countries=FR,SE,PL&measures=&mode=cohort-share&year=2035&money=eur-2025&asOf=2025-11-27` */
export const compareParsers = {
  countries: parseAsList(byCountryCode).withDefault([...DEFAULT_COMPARED]),
  measures: parseAsList().withDefault([]),
  mode: parseAsStringLiteral(PEOPLE_MODES).withDefault('people'),
  year: parseAsInteger.withDefault(DEFAULT_YEAR),
  money: parseAsMoney.withDefault('eur'),
  asOf: parseAsDay,
};
export type CompareState = inferParserType<typeof compareParsers>;

/** The table as seen, or one line a figure. */
export const CSV_LAYOUTS = ['long', 'wide'] as const;

const compareCsvParsers = {
  ...compareParsers,
  layout: parseAsStringLiteral(CSV_LAYOUTS).withDefault('long'),
  ...csvParsers,
};
export type CompareCsvState = inferParserType<typeof compareCsvParsers>;

const compareBriefParsers = { ...compareParsers, lang: csvParsers.lang, release: csvParsers.release };
export type CompareBriefState = inferParserType<typeof compareBriefParsers>;

/** What a comparison can be asked for at this moment. */
export interface KnownForCompare extends KnownCodes {
  /** The country of each measure. */
  measureCountry: ReadonlyMap<string, string>;
  /** Years with a euro-area price index, ascending. */
  priceYears: readonly number[];
}

/** What of a selection cannot be compared, although each of its values exists. */
export type SelectionProblem =
  | { kind: 'too_few'; given: number; min: number; max: number }
  | { kind: 'too_many'; leftOut: string[]; min: number; max: number }
  | { kind: 'two_measures'; country: string; shown: string; leftOut: string[] }
  | { kind: 'foreign_measure'; measure: string; country: string };

function rules(known: KnownForCompare): ParameterRules {
  return {
    countries: { kind: 'countries' },
    measures: { kind: 'measures' },
    year: { kind: 'year', min: FIRST_YEAR, max: LAST_YEAR },
    mode: { kind: 'one', set: PEOPLE_MODES },
    money: moneyRule(known.priceYears),
    asOf: { kind: 'day' },
  };
}

/** Takes from a selection what one table can show, and says what it leaves out. */
function select<State extends CompareState>(
  state: State,
  known: KnownForCompare,
): { state: State; selection: SelectionProblem[] } {
  const selection: SelectionProblem[] = [];
  const bounds = { min: MIN_COMPARED, max: MAX_COMPARED };
  const countries = state.countries.slice(0, MAX_COMPARED);
  if (state.countries.length > MAX_COMPARED) {
    selection.push({ kind: 'too_many', leftOut: state.countries.slice(MAX_COMPARED), ...bounds });
  } else if (countries.length < MIN_COMPARED) {
    selection.push({ kind: 'too_few', given: countries.length, ...bounds });
  }
  const chosen = new Map<string, string[]>();
  for (const measure of state.measures) {
    const country = known.measureCountry.get(measure) ?? '';
    if (countries.includes(country)) chosen.set(country, [...(chosen.get(country) ?? []), measure]);
    else selection.push({ kind: 'foreign_measure', measure, country });
  }
  const measures = [...chosen].map(([country, [shown = '', ...leftOut]]) => {
    if (leftOut.length > 0) selection.push({ kind: 'two_measures', country, shown, leftOut });
    return shown;
  });
  return { state: { ...state, countries, measures: measures.sort() }, selection };
}

const loadCompare = createLoader(compareParsers);
const serializeCompare = createSerializer(compareParsers);
const loadCompareCsv = createLoader(compareCsvParsers);
const serializeCompareCsv = createSerializer(compareCsvParsers);
const loadCompareBrief = createLoader(compareBriefParsers);
const serializeCompareBrief = createSerializer(compareBriefParsers);

/**
 * Reads a comparison from an address. Its state has at most eight countries and one measure for each that is named; what
 * was not understood is said in `problems`, what cannot be compared in `selection`.
 */
export function readCompare(
  input: SearchParamsInput,
  known: KnownForCompare,
): { state: CompareState; problems: Problem[]; selection: SelectionProblem[] } {
  const { understood, problems } = auditSearchParams(input, rules(known), known);
  return { ...select(loadCompare(understood), known), problems };
}

/** As `readCompare`, with `layout`, `bom`, `sep` and `lang` of `/compare.csv`. */
export function readCompareCsv(
  input: SearchParamsInput,
  known: KnownForCompare,
): { state: CompareCsvState; problems: Problem[]; selection: SelectionProblem[] } {
  const csvRules: ParameterRules = {
    ...rules(known),
    layout: { kind: 'one', set: CSV_LAYOUTS },
    ...CSV_RULES,
  };
  const { understood, problems } = auditSearchParams(input, csvRules, known);
  return { ...select(loadCompareCsv(understood), known), problems };
}

/** As `readCompare`, with `lang` and `release` of `/compare.pdf`. */
export function readCompareBrief(
  input: SearchParamsInput,
  known: KnownForCompare,
): { state: CompareBriefState; problems: Problem[]; selection: SelectionProblem[] } {
  const briefRules = { ...rules(known), lang: CSV_RULES.lang, release: CSV_RULES.release };
  const { understood, problems } = auditSearchParams(input, briefRules, known);
  return { ...select(loadCompareBrief(understood), known), problems };
}

/** The address of a comparison under `path` (`/compare`, `/fr/compare`): canonical order, defaults left out. */
export function compareHref(path: string, state: Partial<CompareState>): string {
  return serializeCompare(path, state);
}

/** The address of a comparison as a CSV. */
export function compareCsvHref(path: string, state: Partial<CompareCsvState>): string {
  return serializeCompareCsv(path, state);
}

/** The address of a comparison as a brief. */
export function compareBriefHref(path: string, state: Partial<CompareBriefState>): string {
  return serializeCompareBrief(path, state);
}
