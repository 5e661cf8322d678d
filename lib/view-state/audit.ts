import { distance } from 'fastest-levenshtein';
import { readPartialDate } from '@/lib/domain/partial-date';
import { foldText, shownValue } from '@/lib/domain/text';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** What exists at the moment of reading: the closed sets are code, countries and measures are data. */
export interface KnownCodes {
  countries: readonly KnownCountry[];
  /** Measure ids; needed only by views that take `measures`. */
  measures?: readonly string[];
  /** Releases, the newest first; needed only by views that take `release`. */
  releases?: readonly KnownRelease[];
}

export interface KnownRelease {
  id: string;
  /** Whether its content can be read: the present one can, older ones when they were kept. */
  kept: boolean;
}

export interface KnownCountry {
  iso2: string;
  iso3?: string;
  name: string;
}

/** How one parameter of an address is read. `max*` bound what a hand-made address can ask of the server. */
export type ParameterRule =
  /** `max`: how many of them a view can show. */
  | { kind: 'countries'; max?: number }
  | { kind: 'measures' }
  | { kind: 'codes'; set: readonly string[] }
  | { kind: 'one'; set: readonly string[] }
  | { kind: 'text'; maxLength: number }
  /** Words that are shown as they stand: one line without control characters or such as turn the direction of writing. */
  | { kind: 'line'; maxLength: number }
  /** A whole number from 1. */
  | { kind: 'page' }
  /** One day, YYYY-MM-DD. */
  | { kind: 'day' }
  /** One year within bounds, both included. */
  | { kind: 'year'; min: number; max: number }
  /** A whole number within bounds, both included. */
  | { kind: 'whole'; min: number; max: number }
  /** The id of one loading of the data. */
  | { kind: 'release' };

type ListRule = Extract<ParameterRule, { kind: 'countries' | 'measures' | 'codes' }>;
type SingleRule = Exclude<ParameterRule, ListRule>;

/** The part of a parameter that a parser may read, in canonical spelling, and what was not understood. */
interface Audited {
  kept: string[];
  problems: Problem[];
}

export type ParameterRules = Readonly<Record<string, ParameterRule>>;

export type Problem =
  | {
      kind: 'unknown_value';
      param: string;
      value: string;
      about: 'country' | 'measure' | 'code' | 'page' | 'day' | 'year' | 'whole' | 'release';
      /** What could be meant: nearest first; for a small closed set, all of it; for a year or number, the first and the last. */
      allowed: string[];
      /** Close enough to ask "did you mean"; a part of what exists. */
      nearest: string[];
      /** How many there are in all. */
      existing: number;
    }
  | { kind: 'unknown_parameter'; param: string; value: string; allowed: string[]; nearest: string[] }
  | { kind: 'too_many'; param: string; value: string; allowed: string[]; given: number; limit: number }
  | { kind: 'too_long'; param: string; value: string; allowed: string[]; given: number; limit: number }
  /** A release that was loaded once and whose content is gone; `allowed` are those that can be read. */
  | { kind: 'not_kept'; param: string; value: string; allowed: string[]; existing: number }
  | { kind: 'unprintable'; param: string; value: string; allowed: string[]; character: string }
  | { kind: 'repeated'; param: string; value: string; allowed: string[]; given: number }
  /** Another parameter already decides what this one is about. */
  | { kind: 'decided'; param: string; value: string; allowed: string[]; by: string };

/** A Next.js page's awaited `searchParams`, or those of a request's URL. */
export type SearchParamsInput = URLSearchParams | Readonly<Record<string, string | string[] | undefined>>;

export const MAX_LIST_VALUES = 60;
export const MAX_PARAMETER_LENGTH = 1000;
const MAX_PROBLEMS = 20;
/** 1 to 9999: no table here is longer. */
const PAGE_NUMBER = /^[1-9]\d{0,3}$/;
/** A longer word is not a misspelt code. */
const LONGEST_MISSPELT = 60;
/** How many releases a message names; the page of changes lists them all. */
const RELEASES_NAMED = 10;

/** Added to links by mail tools, networks and the framework; they say nothing about the view and pass unmentioned. */
const FOREIGN_PARAMETERS = new Set([
  '_ga',
  '_gl',
  '_rsc',
  'dclid',
  'fbclid',
  'gbraid',
  'gclid',
  'igshid',
  'li_fat_id',
  'mc_cid',
  'mc_eid',
  'msclkid',
  'ref',
  'ref_src',
  'twclid',
  'wbraid',
  'yclid',
]);

/** True for a parameter that others add to links and that says nothing about a view. */
export function isForeign(name: string): boolean {
  return FOREIGN_PARAMETERS.has(name) || name.startsWith('utm_') || name.startsWith('mtm_');
}

/** Codes that readers type for a country and ISO 3166-1 does not have. */
const COUNTRY_ALIASES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', EN: 'GB' };

/** What no line of words needs, and what could make it read as something else; XML has no place for some of it. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u;

function isClose(typed: string, candidate: string): boolean {
  if (typed.length >= 2 && candidate.startsWith(typed)) return true;
  if (typed.length < 3) return false;
  return distance(typed, candidate) <= Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3));
}

/** Up to three of `candidates` that the typed text can have meant, nearest first; each with the words it goes by. */
function nearestBy(
  typed: string,
  candidates: readonly { code: string; words: readonly string[] }[],
): string[] {
  if (typed.length > LONGEST_MISSPELT) return [];
  const wanted = foldText(typed).trim();
  return candidates
    .flatMap(({ code, words }) => {
      const close = words.map(foldText).filter((word) => isClose(wanted, word));
      return close.length === 0
        ? []
        : [{ code, distance: Math.min(...close.map((word) => distance(wanted, word))) }];
    })
    .sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code }) => code);
}

/** Up to three of `words` that the typed word can have meant, nearest first; letters compared as search folds them. */
export function nearestWords(typed: string, words: readonly string[]): string[] {
  return nearestBy(
    typed,
    words.map((word) => ({ code: word, words: [word] })),
  );
}

/** Up to three codes of countries that the typed text can have meant, nearest first; by code, or name in any language. */
export function nearestCountries(typed: string, countries: readonly KnownCountry[]): string[] {
  const alias = COUNTRY_ALIASES[typed.toUpperCase()];
  if (alias !== undefined && countries.some(({ iso2 }) => iso2 === alias)) return [alias];
  return nearestBy(
    typed,
    countries.map(({ iso2, iso3, name }) => ({
      code: iso2,
      words: [...(iso3 ? [iso3] : []), ...LOCALES.map((locale) => translator(locale).country(iso2, name))],
    })),
  );
}

interface ListReading {
  canonical: (written: string) => string | null;
  about: 'country' | 'measure' | 'code';
  nearest: (written: string) => string[];
  /** All that exist when they are few enough to be listed in a sentence; else empty. */
  listed: readonly string[];
  existing: number;
  /** How many values are read. */
  limit: number;
}

function listReading(rule: ListRule, known: KnownCodes): ListReading {
  switch (rule.kind) {
    case 'countries': {
      const codes = new Set(known.countries.map(({ iso2 }) => iso2));
      return {
        canonical: (written) => (codes.has(written.toUpperCase()) ? written.toUpperCase() : null),
        about: 'country',
        nearest: (written) => nearestCountries(written, known.countries),
        listed: [],
        existing: codes.size,
        limit: rule.max ?? MAX_LIST_VALUES,
      };
    }
    case 'measures': {
      const ids = new Set(known.measures ?? []);
      return {
        canonical: (written) => (ids.has(written.toLowerCase()) ? written.toLowerCase() : null),
        about: 'measure',
        nearest: (written) => nearestWords(written, [...ids]),
        listed: [],
        existing: ids.size,
        limit: MAX_LIST_VALUES,
      };
    }
    case 'codes':
      return {
        canonical: (written) => (rule.set.includes(written.toLowerCase()) ? written.toLowerCase() : null),
        about: 'code',
        nearest: (written) => nearestWords(written, rule.set),
        listed: rule.set,
        existing: rule.set.length,
        limit: MAX_LIST_VALUES,
      };
  }
}

function auditList(param: string, raws: readonly string[], reading: ListReading): Audited {
  const written = raws.flatMap((raw) => raw.split(',')).map((value) => value.trim());
  const given = written.filter((value) => value !== '');
  const problems: Problem[] = [];
  if (given.length > reading.limit) {
    problems.push({
      kind: 'too_many',
      param,
      value: shownValue(given.join(',')),
      allowed: [],
      given: given.length,
      limit: reading.limit,
    });
  }
  const kept = new Set<string>();
  for (const value of new Set(given.slice(0, reading.limit))) {
    const code = reading.canonical(value);
    if (code !== null) {
      kept.add(code);
      continue;
    }
    const nearest = reading.nearest(value);
    problems.push({
      kind: 'unknown_value',
      param,
      value: shownValue(value),
      about: reading.about,
      allowed: reading.listed.length > 0 ? [...reading.listed] : nearest,
      nearest,
      existing: reading.existing,
    });
  }
  return { kept: [...kept], problems };
}

/** One value as a parser may read it, or what is wrong with it. */
function readSingle(param: string, raw: string, rule: SingleRule, known: KnownCodes): string | Problem {
  const written = raw.trim();
  const unknown = (
    about: 'code' | 'page' | 'day' | 'year' | 'whole' | 'release',
    allowed: readonly string[],
    nearest: readonly string[],
    existing: number,
  ): Problem => ({
    kind: 'unknown_value',
    param,
    value: shownValue(raw),
    about,
    allowed: [...allowed],
    nearest: [...nearest],
    existing,
  });
  switch (rule.kind) {
    case 'text':
      return [...raw].length <= rule.maxLength ? raw : tooLong(param, raw, [...raw].length, rule.maxLength);
    case 'line': {
      const unprintable = UNPRINTABLE.exec(written)?.[0];
      if (unprintable !== undefined) {
        const character = codePointName(unprintable);
        return { kind: 'unprintable', param, value: shownValue(raw), allowed: [], character };
      }
      const { length } = [...written];
      return length <= rule.maxLength ? written : tooLong(param, raw, length, rule.maxLength);
    }
    case 'page':
      return PAGE_NUMBER.test(written) ? written : unknown('page', [], [], 0);
    case 'day':
      return readPartialDate(written)?.precision === 'day' ? written : unknown('day', [], [], 0);
    case 'year':
    case 'whole': {
      const { kind, min, max } = rule;
      const number = /^[1-9]\d{0,3}$/.test(written) ? Number(written) : null;
      return number !== null && number >= min && number <= max
        ? written
        : unknown(kind, [String(min), String(max)], [], max - min + 1);
    }
    case 'release': {
      const releases = known.releases ?? [];
      const id = written.toLowerCase();
      const found = releases.find((release) => release.id === id);
      if (found?.kept) return id;
      const kept = releases.filter((release) => release.kept).map((release) => release.id);
      if (found) {
        const allowed = kept.slice(0, RELEASES_NAMED);
        return { kind: 'not_kept', param, value: id, allowed, existing: kept.length };
      }
      const nearest = nearestWords(written, kept);
      const named = [...new Set([...nearest, ...kept])].slice(0, RELEASES_NAMED);
      return unknown('release', named, nearest, kept.length);
    }
    case 'one': {
      const code = written.toLowerCase();
      // Who typed no minus sign means no reverse order.
      const alike = rule.set.filter((allowed) => allowed.startsWith('-') === code.startsWith('-'));
      return rule.set.includes(code)
        ? code
        : unknown('code', rule.set, nearestWords(written, alike), rule.set.length);
    }
  }
}

/** `U+202E`: how a character that cannot be shown is named. */
function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function tooLong(param: string, value: string, given: number, limit: number): Problem {
  return { kind: 'too_long', param, value: shownValue(value), allowed: [], given, limit };
}

function auditSingle(param: string, raws: readonly string[], rule: SingleRule, known: KnownCodes): Audited {
  const given = raws.filter((raw) => raw.trim() !== '');
  const first = given[0];
  if (first === undefined) return { kept: [], problems: [] };
  const problems: Problem[] = [];
  if (new Set(given).size > 1) {
    problems.push({ kind: 'repeated', param, value: shownValue(first), allowed: [], given: given.length });
  }
  const read = readSingle(param, first, rule, known);
  return typeof read === 'string' ? { kept: [read], problems } : { kept: [], problems: [...problems, read] };
}

function auditParameter(
  param: string,
  raws: readonly string[],
  rule: ParameterRule,
  known: KnownCodes,
): Audited {
  const long = raws.find((raw) => raw.length > MAX_PARAMETER_LENGTH);
  if (long !== undefined) {
    return { kept: [], problems: [tooLong(param, long, long.length, MAX_PARAMETER_LENGTH)] };
  }
  switch (rule.kind) {
    case 'countries':
    case 'measures':
    case 'codes':
      return auditList(param, raws, listReading(rule, known));
    case 'one':
    case 'page':
    case 'day':
    case 'year':
    case 'whole':
    case 'text':
    case 'line':
    case 'release':
      return auditSingle(param, raws, rule, known);
  }
}

function entriesOf(input: SearchParamsInput): [string, string][] {
  if (input instanceof URLSearchParams) return [...input.entries()];
  return Object.entries(input).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    return Array.isArray(value) ? value.map((one): [string, string] => [name, one]) : [[name, value]];
  });
}

/**
 * Reads the parameters of an address against the rules of a view. Gives the part that is understood, in canonical
 * spelling, for the view's nuqs loader, and a problem for everything else (at most 20: an address is not a report).
 * A parameter may stand several times and hold commas: a form without JavaScript sends `in=FR&in=SE`, a link `in=FR,SE`.
 */
export function auditSearchParams(
  input: SearchParamsInput,
  rules: ParameterRules,
  known: KnownCodes,
): { understood: URLSearchParams; problems: Problem[] } {
  const rawsOf = new Map<string, string[]>();
  for (const [name, value] of entriesOf(input)) {
    const raws = rawsOf.get(name);
    if (raws) raws.push(value);
    else rawsOf.set(name, [value]);
  }
  const understood = new URLSearchParams();
  const problems: Problem[] = [];
  for (const [name, raws] of rawsOf) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      if (isForeign(name)) continue;
      problems.push({
        kind: 'unknown_parameter',
        param: shownValue(name),
        value: shownValue(raws.join(',')),
        allowed: Object.keys(rules),
        nearest: nearestWords(name, Object.keys(rules)),
      });
      continue;
    }
    const audited = auditParameter(name, raws, rule, known);
    for (const value of audited.kept) understood.append(name, value);
    problems.push(...audited.problems);
  }
  return { understood, problems: problems.slice(0, MAX_PROBLEMS) };
}
