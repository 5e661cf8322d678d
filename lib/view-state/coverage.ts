import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { CSV_RULES, type CsvState, csvParsers } from './measures';
import { byCountryCode, parseAsList } from './parsers';

/** One row a country, or one a measure. */
export const COVERAGE_ROWS = ['country', 'measure'] as const;

/** The columns that coverage can be sorted by; `name` is a measure's. */
export const COVERAGE_SORT_KEYS = [
  'country',
  'name',
  'measures',
  'dates',
  'length',
  'pay',
  'eligibility',
  'intake_target',
  'intake_actual',
  'cost',
  'sources',
  'newest',
  'figures',
  'single',
  'non_official',
  'conflicts',
] as const;
export type CoverageSortKey = (typeof COVERAGE_SORT_KEYS)[number];
/** A column, or a column with `-` before it: the other way round. */
export type CoverageSort = CoverageSortKey | `-${CoverageSortKey}`;

export const COVERAGE_SORTS: readonly CoverageSort[] = COVERAGE_SORT_KEYS.flatMap((key): CoverageSort[] => [
  key,
  `-${key}`,
]);

/** Column and direction of a sort: `-newest` is the latest source first. */
export function readCoverageSort(sort: CoverageSort): { key: CoverageSortKey; descending: boolean } {
  const descending = sort.startsWith('-');
  const key = COVERAGE_SORT_KEYS.find((candidate) => candidate === (descending ? sort.slice(1) : sort));
  if (key === undefined) {
    throw new RangeError(`"${sort}" is not a sort; allowed: ${COVERAGE_SORTS.join(', ')}`);
  }
  return { key, descending };
}

const filterParsers = {
  countries: parseAsList(byCountryCode).withDefault([]),
  sort: parseAsStringLiteral(COVERAGE_SORTS).withDefault('country'),
};

/** `/coverage?by=measure&countries=FR&sort=-conflicts` */
export const coverageParsers = {
  by: parseAsStringLiteral(COVERAGE_ROWS).withDefault('country'),
  ...filterParsers,
};
export type CoverageState = inferParserType<typeof coverageParsers>;

/** `/coverage.csv`: one row a measure always. */
export const coverageCsvParsers = { ...filterParsers, ...csvParsers };
export type CoverageCsvState = inferParserType<typeof coverageCsvParsers>;

const FILTER_RULES: ParameterRules = {
  countries: { kind: 'countries' },
  sort: { kind: 'one', set: COVERAGE_SORTS },
};
const RULES: ParameterRules = { by: { kind: 'one', set: COVERAGE_ROWS }, ...FILTER_RULES };
const load = createLoader(coverageParsers);
const serialize = createSerializer(coverageParsers);
const loadCsv = createLoader(coverageCsvParsers);
const serializeCsv = createSerializer(coverageCsvParsers);

/** Reads a view of the coverage from an address. What is not understood is left out of the state and said in `problems`. */
export function readCoverageView(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: CoverageState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES, known);
  return { state: load(understood), problems };
}

/** As `readCoverageView`, for the file: with `bom`, `sep` and `lang`. */
export function readCoverageCsv(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: CoverageCsvState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, { ...FILTER_RULES, ...CSV_RULES }, known);
  return { state: loadCsv(understood), problems };
}

/** The address of a view of the coverage under `path`. */
export function coverageHref(path: string, state: CoverageState): string {
  return serialize(path, state);
}

/** The address of the CSV of a view of the coverage. */
export function coverageCsvHref(path: string, state: Omit<CoverageState, 'by'> & Partial<CsvState>): string {
  return serializeCsv(path, state);
}
