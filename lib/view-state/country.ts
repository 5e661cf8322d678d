import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { CSV_RULES, csvParsers } from './measures';
import { parseAsDay } from './parsers';

/** `/countries/{iso2}`: today, or as known on the end of a day. */
export const countryParsers = { asOf: parseAsDay };
export type CountryState = inferParserType<typeof countryParsers>;

const COUNTRY_RULES: ParameterRules = { asOf: { kind: 'day' } };
const loadCountry = createLoader(countryParsers);
const serializeCountry = createSerializer(countryParsers);

/** Reads a country page's view from an address. What is not understood is left out of the state and said in `problems`. */
export function readCountry(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: CountryState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, COUNTRY_RULES, known);
  return { state: loadCountry(understood), problems };
}

/** The address of a country's page or data under `path`: `/countries/fr?asOf=2025-11-27`. */
export function countryHref(path: string, state: CountryState): string {
  return serializeCountry(path, state);
}

/** `/countries/{iso2}.pdf?asOf=&lang=&release=` */
export const countryBriefParsers = { ...countryParsers, lang: csvParsers.lang, release: csvParsers.release };
export type CountryBriefState = inferParserType<typeof countryBriefParsers>;

const COUNTRY_BRIEF_RULES: ParameterRules = {
  ...COUNTRY_RULES,
  lang: CSV_RULES.lang,
  release: CSV_RULES.release,
};
const loadCountryBrief = createLoader(countryBriefParsers);
const serializeCountryBrief = createSerializer(countryBriefParsers);

/** As `readCountry`, with the language and the release of a brief. */
export function readCountryBrief(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: CountryBriefState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, COUNTRY_BRIEF_RULES, known);
  return { state: loadCountryBrief(understood), problems };
}

/** The address of a country's brief under `path`. */
export function countryBriefHref(path: string, state: Partial<CountryBriefState>): string {
  return serializeCountryBrief(path, state);
}

/** What the map of `/countries` shows. Most of the countries are in Europe, so it comes first. */
export const MAP_VIEWS = ['europe', 'world'] as const;
export type MapView = (typeof MAP_VIEWS)[number];

/** `/countries?map=world` */
export const countriesParsers = { map: parseAsStringLiteral(MAP_VIEWS).withDefault('europe') };
export type CountriesState = inferParserType<typeof countriesParsers>;

const COUNTRIES_RULES: ParameterRules = { map: { kind: 'one', set: MAP_VIEWS } };
const loadCountries = createLoader(countriesParsers);
const serializeCountries = createSerializer(countriesParsers);

/** Reads the view of the list of countries from an address. What is not understood is said in `problems`. */
export function readCountries(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: CountriesState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, COUNTRIES_RULES, known);
  return { state: loadCountries(understood), problems };
}

/** The address of the list of countries under `path`. */
export function countriesHref(path: string, state: CountriesState): string {
  return serializeCountries(path, state);
}
