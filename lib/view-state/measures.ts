import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import { MEASURE_TYPES, OBLIGATIONS, STATUSES } from '@/lib/domain/codes';
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import {
  byCountryCode,
  parseAsCodes,
  parseAsList,
  parseAsReleaseId,
  parseAsSwitch,
  parseAsWords,
} from './parsers';

/** The columns a table of measures can be sorted by, as they stand in an address. */
export const MEASURE_SORT_KEYS = [
  'country',
  'name',
  'obligation',
  'status',
  'starts',
  'length',
  'first_target',
  'last_target',
  'sources',
] as const;
export type MeasureSortKey = (typeof MEASURE_SORT_KEYS)[number];
/** A column, or a column with `-` before it: the other way round. */
export type MeasureSort = MeasureSortKey | `-${MeasureSortKey}`;

export const MEASURE_SORTS: readonly MeasureSort[] = MEASURE_SORT_KEYS.flatMap((key): MeasureSort[] => [
  key,
  `-${key}`,
]);

/** The longest search text that is read, in characters. */
export const MAX_QUERY_LENGTH = 100;

/** Column and direction of a sort: `-starts` is the latest start first. */
export function readSort(sort: MeasureSort): { key: MeasureSortKey; descending: boolean } {
  const descending = sort.startsWith('-');
  const key = MEASURE_SORT_KEYS.find((candidate) => candidate === (descending ? sort.slice(1) : sort));
  if (key === undefined)
    throw new RangeError(`"${sort}" is not a sort; allowed: ${MEASURE_SORTS.join(', ')}`);
  return { key, descending };
}

/** What a head of a column links to: this column, or the other way round when it is the one sorted by. */
export function nextSort(current: MeasureSort, key: MeasureSortKey): MeasureSort {
  return current === key ? `-${key}` : key;
}

/** Everything but the country filter, which the dashboard calls `in` (its `countries` are those of the charts). */
export const filterParsers = {
  types: parseAsCodes(MEASURE_TYPES).withDefault([]),
  obligations: parseAsCodes(OBLIGATIONS).withDefault([]),
  statuses: parseAsCodes(STATUSES).withDefault([]),
  q: parseAsWords.withDefault(''),
  sort: parseAsStringLiteral(MEASURE_SORTS).withDefault('country'),
};

export const FILTER_URL_KEYS = { types: 'type', obligations: 'obligation', statuses: 'status' } as const;

export const FILTER_RULES = {
  type: { kind: 'codes', set: MEASURE_TYPES },
  obligation: { kind: 'codes', set: OBLIGATIONS },
  status: { kind: 'codes', set: STATUSES },
  q: { kind: 'text', maxLength: MAX_QUERY_LENGTH },
  sort: { kind: 'one', set: MEASURE_SORTS },
} as const satisfies ParameterRules;

/** `/measures` and its data addresses: `?countries=FR,SE&type=&obligation=&status=&q=&sort=`. */
export const measuresParsers = {
  countries: parseAsList(byCountryCode).withDefault([]),
  ...filterParsers,
};
export type MeasuresState = inferParserType<typeof measuresParsers>;

const serializeMeasures = createSerializer(measuresParsers, { urlKeys: FILTER_URL_KEYS });

/** No filter, sorted by country: what an address without parameters shows. */
export const ALL_MEASURES: MeasuresState = createLoader(measuresParsers)('');

/** The address of a view of measures under `path`: canonical order, defaults left out, commas as commas. */
export function measuresHref(path: string, state: MeasuresState): string {
  return serializeMeasures(path, state);
}

/** How a file is written, in which language its label columns are, and of which release (null: the present one) it is. */
export const csvParsers = {
  bom: parseAsSwitch.withDefault(false),
  sep: parseAsStringLiteral([',', ';']).withDefault(','),
  lang: parseAsStringLiteral(LOCALES).withDefault(DEFAULT_LOCALE),
  release: parseAsReleaseId,
};
export type CsvState = inferParserType<typeof csvParsers>;

const serializeCsv = createSerializer(csvParsers);

/** The address of a whole file under `path`, written so. */
export function csvHref(path: string, state: Partial<CsvState>): string {
  return serializeCsv(path, state);
}

export const CSV_RULES = {
  bom: { kind: 'one', set: ['0', '1'] },
  sep: { kind: 'one', set: [',', ';'] },
  lang: { kind: 'one', set: LOCALES },
  release: { kind: 'release' },
} as const satisfies ParameterRules;

/** `/measures.csv` and `/observations.csv`: the view of measures they hold, and how they are written. */
export const measuresCsvParsers = { ...measuresParsers, ...csvParsers };
export type MeasuresCsvState = inferParserType<typeof measuresCsvParsers>;

const MEASURES_CSV_RULES: ParameterRules = {
  countries: { kind: 'countries' },
  ...FILTER_RULES,
  ...CSV_RULES,
};
const loadMeasuresCsv = createLoader(measuresCsvParsers, { urlKeys: FILTER_URL_KEYS });
const serializeMeasuresCsv = createSerializer(measuresCsvParsers, { urlKeys: FILTER_URL_KEYS });

/**
 * Reads a view of measures, and how its file is written, from an address. What is not understood is left out of the state
 * and said in `problems`.
 */
export function readMeasuresCsv(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: MeasuresCsvState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, MEASURES_CSV_RULES, known);
  return { state: loadMeasuresCsv(understood), problems };
}

/** The address of a CSV of a view of measures. */
export function measuresCsvHref(path: string, state: MeasuresState & Partial<CsvState>): string {
  return serializeMeasuresCsv(path, state);
}
