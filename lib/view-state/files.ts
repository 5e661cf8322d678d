import { createLoader, createSerializer, type inferParserType, parseAsInteger } from 'nuqs/server';
import { EVENT_TYPES, SERIES_IDS, VERDICTS } from '@/lib/domain/codes';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { CHART_YEARS } from './charts';
import { claimsParsers } from './claims';
import { CSV_RULES, csvParsers } from './measures';
import { byCountryCode, parseAsCodes, parseAsList } from './parsers';
import { TIMELINE_THEMES, timelineParsers } from './timeline';

/** A file's filter and how it is written, read from an address, with what of that was not understood. */
export interface ReadFile<State> {
  state: State;
  problems: Problem[];
}

/** `/events.csv?countries=FR&theme=national&type=law&from=2022&to=2026`: as `/timeline`; without years, all of them. */
export const eventsFileParsers = {
  ...timelineParsers,
  from: parseAsInteger,
  to: parseAsInteger,
  ...csvParsers,
};
export type EventsFileState = inferParserType<typeof eventsFileParsers>;

const EVENT_KEYS = { themes: 'theme', types: 'type' } as const;
const EVENT_YEAR = { kind: 'year', min: 1900, max: CHART_YEARS.last } as const;
const EVENTS_RULES: ParameterRules = {
  countries: { kind: 'countries' },
  theme: { kind: 'codes', set: TIMELINE_THEMES },
  type: { kind: 'codes', set: EVENT_TYPES },
  from: EVENT_YEAR,
  to: EVENT_YEAR,
  ...CSV_RULES,
};
const loadEvents = createLoader(eventsFileParsers, { urlKeys: EVENT_KEYS });
const serializeEvents = createSerializer(eventsFileParsers, { urlKeys: EVENT_KEYS });

/** Reads what a file of events is asked for. What is not understood is left out of the state and said in `problems`. */
export function readEventsFile(input: SearchParamsInput, known: KnownCodes): ReadFile<EventsFileState> {
  const { understood, problems } = auditSearchParams(input, EVENTS_RULES, known);
  return { state: loadEvents(understood), problems };
}

/** The address of a file of events under `path`. */
export function eventsFileHref(path: string, state: Partial<EventsFileState>): string {
  return serializeEvents(path, state);
}

/** `/claims.csv?verdict=disputed&countries=PL`: as `/claims`. */
export const claimsFileParsers = { ...claimsParsers, ...csvParsers };
export type ClaimsFileState = inferParserType<typeof claimsFileParsers>;

const CLAIM_KEYS = { verdicts: 'verdict' } as const;
const CLAIMS_RULES: ParameterRules = {
  verdict: { kind: 'codes', set: VERDICTS },
  countries: { kind: 'countries' },
  ...CSV_RULES,
};
const loadClaims = createLoader(claimsFileParsers, { urlKeys: CLAIM_KEYS });
const serializeClaims = createSerializer(claimsFileParsers, { urlKeys: CLAIM_KEYS });

/** Reads what a file of claims is asked for. What is not understood is left out of the state and said in `problems`. */
export function readClaimsFile(input: SearchParamsInput, known: KnownCodes): ReadFile<ClaimsFileState> {
  const { understood, problems } = auditSearchParams(input, CLAIMS_RULES, known);
  return { state: loadClaims(understood), problems };
}

/** The address of a file of claims under `path`. */
export function claimsFileHref(path: string, state: Partial<ClaimsFileState>): string {
  return serializeClaims(path, state);
}

/** `/series.csv?series=births&countries=FR,SE` */
export const seriesFileParsers = {
  series: parseAsCodes(SERIES_IDS).withDefault([]),
  countries: parseAsList(byCountryCode).withDefault([]),
  ...csvParsers,
};
export type SeriesFileState = inferParserType<typeof seriesFileParsers>;

const SERIES_RULES: ParameterRules = {
  series: { kind: 'codes', set: SERIES_IDS },
  countries: { kind: 'countries' },
  ...CSV_RULES,
};
const loadSeries = createLoader(seriesFileParsers);
const serializeSeries = createSerializer(seriesFileParsers);

/** Reads what a file of yearly values is asked for. What is not understood is left out of the state and said in `problems`. */
export function readSeriesFile(input: SearchParamsInput, known: KnownCodes): ReadFile<SeriesFileState> {
  const { understood, problems } = auditSearchParams(input, SERIES_RULES, known);
  return { state: loadSeries(understood), problems };
}

/** The address of a file of yearly values under `path`. */
export function seriesFileHref(path: string, state: Partial<SeriesFileState>): string {
  return serializeSeries(path, state);
}

/** `/datapackage.zip?release=&lang=`, `/muster.sqlite?release=&lang=`: all there is, of one release. */
export const wholeFileParsers = { lang: csvParsers.lang, release: csvParsers.release };
export type WholeFileState = inferParserType<typeof wholeFileParsers>;

const loadWhole = createLoader(wholeFileParsers);
const serializeWhole = createSerializer(wholeFileParsers);

/** Reads which release a file of everything is asked of, and the language of its explanations. */
export function readWholeFile(input: SearchParamsInput, known: KnownCodes): ReadFile<WholeFileState> {
  const rules: ParameterRules = { lang: CSV_RULES.lang, release: CSV_RULES.release };
  const { understood, problems } = auditSearchParams(input, rules, known);
  return { state: loadWhole(understood), problems };
}

/** The address of a file of everything. */
export function wholeFileHref(path: string, state: Partial<WholeFileState>): string {
  return serializeWhole(path, state);
}
