import { createLoader, createSerializer, type inferParserType, parseAsInteger } from 'nuqs/server';
import { CHANGE_ENTITIES, CHANGE_KINDS } from '@/lib/domain/history';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import type { ReadFile } from './files';
import { CSV_RULES, csvParsers } from './measures';
import { byCountryCode, parseAsCodes, parseAsList, parseAsReleaseId } from './parsers';

const FILTER_PARSERS = {
  countries: parseAsList(byCountryCode).withDefault([]),
  measures: parseAsList().withDefault([]),
  /** Changes that this release brought: unlike elsewhere, it says which lines, not as of when they are read. */
  release: parseAsReleaseId,
  entities: parseAsCodes(CHANGE_ENTITIES).withDefault([]),
  kinds: parseAsCodes(CHANGE_KINDS).withDefault([]),
};

/** `/changes?countries=FR&measures=fr-service-national&release=…&entity=observation&kind=changed&page=2` */
export const changesParsers = { ...FILTER_PARSERS, page: parseAsInteger.withDefault(1) };
export type ChangesState = inferParserType<typeof changesParsers>;

const { release: _ofRelease, ...writing } = csvParsers;
/** `/changes.csv`: the same filter, and how the file is written. */
export const changesFileParsers = { ...FILTER_PARSERS, ...writing };
export type ChangesFileState = inferParserType<typeof changesFileParsers>;

export const CHANGES_URL_KEYS = { entities: 'entity', kinds: 'kind' } as const;
const load = createLoader(changesParsers, { urlKeys: CHANGES_URL_KEYS });
const serialize = createSerializer(changesParsers, { urlKeys: CHANGES_URL_KEYS });
const loadFile = createLoader(changesFileParsers, { urlKeys: CHANGES_URL_KEYS });
const serializeFile = createSerializer(changesFileParsers, { urlKeys: CHANGES_URL_KEYS });

/** Every change, the first page. */
export const ALL_CHANGES: ChangesState = load('');

const FILTER_RULES: ParameterRules = {
  countries: { kind: 'countries' },
  measures: { kind: 'measures' },
  release: { kind: 'release' },
  entity: { kind: 'codes', set: CHANGE_ENTITIES },
  kind: { kind: 'codes', set: CHANGE_KINDS },
};

/** The record names every release, whether its content is still kept or not. */
function withEveryRelease(known: KnownCodes): KnownCodes {
  return { ...known, releases: known.releases?.map(({ id }) => ({ id, kept: true })) };
}

/**
 * Reads a view of the record from an address. What is not understood is left out of the state and said in `problems`.
 * `known.measures` are those that something changed about, beside those there are.
 */
export function readChanges(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ChangesState; problems: Problem[] } {
  const rules: ParameterRules = { ...FILTER_RULES, page: { kind: 'page' } };
  const { understood, problems } = auditSearchParams(input, rules, withEveryRelease(known));
  return { state: load(understood), problems };
}

/** As `readChanges`, for the file: without pages, with `bom`, `sep` and `lang`. */
export function readChangesFile(input: SearchParamsInput, known: KnownCodes): ReadFile<ChangesFileState> {
  const { release: _ofRelease, ...rules } = CSV_RULES;
  const { understood, problems } = auditSearchParams(
    input,
    { ...FILTER_RULES, ...rules },
    withEveryRelease(known),
  );
  return { state: loadFile(understood), problems };
}

/** The address of a view of the record under `path`. */
export function changesHref(path: string, state: Partial<ChangesState>): string {
  return serialize(path, state);
}

/** The address of a file of a view of the record. */
export function changesFileHref(path: string, state: Partial<ChangesFileState>): string {
  return serializeFile(path, state);
}
