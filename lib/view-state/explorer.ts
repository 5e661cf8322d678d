import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server';
import { REGIONS } from '@/lib/domain/codes';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import {
  ALLIANCES,
  DEFAULT_COLUMNS,
  EXPLORER_COLUMNS,
  EXPLORER_SORTS,
  type ExplorerColumn,
  type ExplorerSort,
  FACET_CODES,
  type FacetName,
  LENGTH_BANDS,
  SEX_CHOICES,
  START_BANDS,
} from './explorer-codes';
import {
  CSV_RULES,
  type CsvState,
  csvParsers,
  FILTER_RULES,
  FILTER_URL_KEYS,
  filterParsers,
  measuresParsers,
} from './measures';
import { parseAsCodes, parseAsDay } from './parsers';

/** The filter of the explorer: that of every table of measures, and what only the explorer asks. */
const explorerFilterParsers = {
  countries: measuresParsers.countries,
  types: filterParsers.types,
  obligations: filterParsers.obligations,
  statuses: filterParsers.statuses,
  regions: parseAsCodes(REGIONS).withDefault([]),
  alliances: parseAsCodes(ALLIANCES).withDefault([]),
  sexes: parseAsCodes(SEX_CHOICES).withDefault([]),
  lengths: parseAsCodes(LENGTH_BANDS).withDefault([]),
  starts: parseAsCodes(START_BANDS).withDefault([]),
  q: filterParsers.q,
  asOf: parseAsDay,
};

/** What decides which measures a file holds and in which order; a file has all pages and all columns. */
export const explorerRowsParsers = {
  ...explorerFilterParsers,
  sort: parseAsStringLiteral(EXPLORER_SORTS).withDefault('country'),
};

/** `/measures`: `?countries=FR,SE&type=&…&q=&asOf=&sort=&columns=&page=`. */
export const explorerParsers = {
  ...explorerRowsParsers,
  columns: parseAsCodes(EXPLORER_COLUMNS).withDefault([...DEFAULT_COLUMNS]),
  page: parseAsInteger.withDefault(1),
};

export type ExplorerFilter = inferParserType<typeof explorerFilterParsers>;
export type ExplorerRows = inferParserType<typeof explorerRowsParsers>;
export type ExplorerState = inferParserType<typeof explorerParsers>;

export const EXPLORER_URL_KEYS = {
  ...FILTER_URL_KEYS,
  regions: 'region',
  alliances: 'alliance',
  sexes: 'sex',
  lengths: 'length',
  starts: 'start',
} as const;

/** How the filters of the explorer, its day and its order are read. */
export const EXPLORER_ROWS_RULES = {
  countries: { kind: 'countries' },
  type: FILTER_RULES.type,
  obligation: FILTER_RULES.obligation,
  status: FILTER_RULES.status,
  region: { kind: 'codes', set: REGIONS },
  alliance: { kind: 'codes', set: ALLIANCES },
  sex: { kind: 'codes', set: SEX_CHOICES },
  length: { kind: 'codes', set: LENGTH_BANDS },
  start: { kind: 'codes', set: START_BANDS },
  q: FILTER_RULES.q,
  asOf: { kind: 'day' },
  sort: { kind: 'one', set: EXPLORER_SORTS },
} as const satisfies ParameterRules;

const EXPLORER_RULES = {
  ...EXPLORER_ROWS_RULES,
  columns: { kind: 'codes', set: EXPLORER_COLUMNS },
  page: { kind: 'page' },
} as const satisfies ParameterRules;

const API_RULES = { ...EXPLORER_RULES, lang: CSV_RULES.lang } as const satisfies ParameterRules;
const JSON_RULES = {
  ...EXPLORER_ROWS_RULES,
  lang: CSV_RULES.lang,
  release: CSV_RULES.release,
} as const satisfies ParameterRules;
const CSV_ALL_RULES = { ...EXPLORER_ROWS_RULES, ...CSV_RULES } as const satisfies ParameterRules;

const options = { urlKeys: EXPLORER_URL_KEYS };
const fileParsers = { ...explorerRowsParsers, ...csvParsers };
const apiParsers = { ...explorerParsers, lang: csvParsers.lang };
const loadExplorer = createLoader(explorerParsers, options);
const loadApi = createLoader(apiParsers, options);
const loadFile = createLoader(fileParsers, options);
const serializeExplorer = createSerializer(explorerParsers, options);
const serializeFile = createSerializer(fileParsers, options);

export type ExplorerApiState = inferParserType<typeof apiParsers>;
export type ExplorerFileState = inferParserType<typeof fileParsers>;

/** The explorer as it starts: every measure, by country. */
export const WHOLE_EXPLORER: ExplorerState = loadExplorer('');

/** A name is what a row is known by: it is shown whatever columns are asked for. */
function withName<State extends { columns: ExplorerColumn[] }>(state: State): State {
  return {
    ...state,
    columns: EXPLORER_COLUMNS.filter((column) => column === 'name' || state.columns.includes(column)),
  };
}

/** Reads the explorer's view from an address. What is not understood is left out of the state and said in `problems`. */
export function readExplorer(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ExplorerState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, EXPLORER_RULES, known);
  return { state: withName(loadExplorer(understood)), problems };
}

/** As `readExplorer`, for `/data/explorer`, which takes the language of its words too. */
export function readExplorerApi(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ExplorerApiState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, API_RULES, known);
  return { state: withName(loadApi(understood)), problems };
}

/** What `/measures.json` takes: the rows of a view, and the language of its words. */
export function readExplorerJson(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ExplorerFileState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, JSON_RULES, known);
  return { state: loadFile(understood), problems };
}

/** What `/measures.csv` takes: the rows of a view, and how the file is written. */
export function readExplorerCsv(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ExplorerFileState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, CSV_ALL_RULES, known);
  return { state: loadFile(understood), problems };
}

/** The address of a view of the explorer under `path`: canonical order, defaults left out, commas as commas. */
export function explorerHref(path: string, state: Partial<ExplorerState>): string {
  return serializeExplorer(path, state);
}

/** The address of a file of all rows of a view (`/measures.csv`, `/measures.json`): columns and page say nothing there. */
export function explorerFileHref(path: string, state: ExplorerRows & Partial<CsvState>): string {
  return serializeFile(path, state);
}

/** Column and direction of a sort: `-starts` is the latest start first. */
export function readExplorerSort(sort: ExplorerSort): { column: ExplorerColumn; descending: boolean } {
  const descending = sort.startsWith('-');
  const column = EXPLORER_COLUMNS.find((candidate) => candidate === (descending ? sort.slice(1) : sort));
  if (column === undefined) {
    throw new RangeError(`"${sort}" is not a sort; allowed: ${EXPLORER_SORTS.join(', ')}`);
  }
  return { column, descending };
}

/** The values chosen in a facet; none means that it sets no bound. */
export function chosenIn(facet: FacetName, state: ExplorerFilter): readonly string[] {
  switch (facet) {
    case 'countries':
      return state.countries;
    case 'type':
      return state.types;
    case 'obligation':
      return state.obligations;
    case 'status':
      return state.statuses;
    case 'region':
      return state.regions;
    case 'alliance':
      return state.alliances;
    case 'sex':
      return state.sexes;
    case 'length':
      return state.lengths;
    case 'start':
      return state.starts;
  }
}

/** The codes of a facet in the order of the codebook, without those that only data has (countries). */
export function codesOf(facet: Exclude<FacetName, 'countries'>): readonly string[] {
  return FACET_CODES[facet];
}
