import { createLoader, createSerializer, type inferParserType, parseAsInteger } from 'nuqs/server';
import { SOURCE_KINDS } from '@/lib/domain/codes';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { CSV_RULES, type CsvState, csvParsers, MAX_QUERY_LENGTH } from './measures';
import { byCountryCode, parseAsCodes, parseAsList, parseAsWords } from './parsers';

/** The languages and years that sources have at the moment of reading. */
export interface KnownSources extends KnownCodes {
  languages: readonly string[];
  /** Four digits, and `undated`. */
  years: readonly string[];
}

/** The filters of the sources. */
export const SOURCE_FILTER_PARSERS = {
  q: parseAsWords.withDefault(''),
  kinds: parseAsCodes(SOURCE_KINDS).withDefault([]),
  countries: parseAsList(byCountryCode).withDefault([]),
  languages: parseAsList().withDefault([]),
  years: parseAsList().withDefault([]),
};

/** `/sources?q=&kind=official&countries=FR&language=fr&year=2026&page=2` */
export const sourcesParsers = { ...SOURCE_FILTER_PARSERS, page: parseAsInteger.withDefault(1) };
export type SourcesState = inferParserType<typeof sourcesParsers>;

/** `/sources.csv`: the same filter, and how the file is written. */
export const sourcesCsvParsers = { ...SOURCE_FILTER_PARSERS, ...csvParsers };
export type SourcesCsvState = inferParserType<typeof sourcesCsvParsers>;

export const SOURCES_URL_KEYS = { kinds: 'kind', languages: 'language', years: 'year' } as const;
const load = createLoader(sourcesParsers, { urlKeys: SOURCES_URL_KEYS });
const serialize = createSerializer(sourcesParsers, { urlKeys: SOURCES_URL_KEYS });
const loadCsv = createLoader(sourcesCsvParsers, { urlKeys: SOURCES_URL_KEYS });
const serializeCsv = createSerializer(sourcesCsvParsers, { urlKeys: SOURCES_URL_KEYS });

/** Every source, the first page. */
export const ALL_SOURCES: SourcesState = load('');

function filterRules(known: KnownSources): ParameterRules {
  return {
    q: { kind: 'text', maxLength: MAX_QUERY_LENGTH },
    kind: { kind: 'codes', set: SOURCE_KINDS },
    countries: { kind: 'countries' },
    language: { kind: 'codes', set: known.languages },
    year: { kind: 'codes', set: known.years },
  };
}

/** Reads a view of the sources from an address. What is not understood is left out of the state and said in `problems`. */
export function readSources(
  input: SearchParamsInput,
  known: KnownSources,
): { state: SourcesState; problems: Problem[] } {
  const rules: ParameterRules = { ...filterRules(known), page: { kind: 'page' } };
  const { understood, problems } = auditSearchParams(input, rules, known);
  return { state: load(understood), problems };
}

/** As `readSources`, for the file: without pages, with `bom`, `sep` and `lang`. */
export function readSourcesCsv(
  input: SearchParamsInput,
  known: KnownSources,
): { state: SourcesCsvState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, { ...filterRules(known), ...CSV_RULES }, known);
  return { state: loadCsv(understood), problems };
}

/** The address of a view of the sources under `path`. */
export function sourcesHref(path: string, state: SourcesState): string {
  return serialize(path, state);
}

/** The address of the CSV of a view of the sources. */
export function sourcesCsvHref(path: string, state: Omit<SourcesState, 'page'> & Partial<CsvState>): string {
  return serializeCsv(path, state);
}
