import { createMultiParser, createParser } from 'nuqs/server';
import { readPartialDate } from '@/lib/domain/partial-date';

/** The dashboard's charts start with these, in this order. */
export const DEFAULT_CHART_COUNTRIES: readonly string[] = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];

/** Canonical order of country codes in an address: the six the charts start with, then the alphabet. */
export function byCountryCode(a: string, b: string): number {
  const placeOf = (code: string) => {
    const place = DEFAULT_CHART_COUNTRIES.indexOf(code);
    return place === -1 ? DEFAULT_CHART_COUNTRIES.length : place;
  };
  return placeOf(a) - placeOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function split(values: readonly string[]): string[] {
  return [...new Set(values.flatMap((value) => value.split(',')).filter((value) => value !== ''))];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** A list of codes that are data, not code (countries, measures): sorted, without doubles; one value with commas in the address. */
export function parseAsList(order?: (a: string, b: string) => number) {
  const canonical = (values: readonly string[]) => [...new Set(values)].sort(order);
  return createMultiParser<string[]>({
    parse: (values) => canonical(split(values)),
    serialize: (list) => [canonical(list).join(',')],
    eq: (a, b) => sameList(canonical(a), canonical(b)),
  });
}

/** A list of codes of a closed set, in the set's own order. */
export function parseAsCodes<const Code extends string>(set: readonly Code[]) {
  const canonical = (values: readonly string[]) => set.filter((code) => values.includes(code));
  return createMultiParser<Code[]>({
    parse: (values) => canonical(split(values)),
    serialize: (list) => [canonical(list).join(',')],
    eq: (a, b) => sameList(canonical(a), canonical(b)),
  });
}

const UNSEEN = /[\p{Cc}\p{Cs}\s]+/gu;

/** What a reader typed: trimmed, runs of white space and control characters as one space. */
export const parseAsWords = createParser<string>({
  parse: (value) => value.replace(UNSEEN, ' ').trim(),
  serialize: (value) => value.replace(UNSEEN, ' ').trim(),
  eq: (a, b) => a.replace(UNSEEN, ' ').trim() === b.replace(UNSEEN, ' ').trim(),
});

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of words that is shown as it stands: trimmed, runs of spaces as one; nothing where nothing can be seen. */
export const parseAsLine = createParser<string>({
  parse: (value) => (VISIBLE.test(value) ? value.replace(/\s+/g, ' ').trim() : null),
  serialize: (value) => value,
});

/** A switch that is `1` in the address when on. */
export const parseAsSwitch = createParser<boolean>({
  parse: (value) => (value === '1' ? true : value === '0' ? false : null),
  serialize: (value) => (value ? '1' : '0'),
});

/** The id of a release: 12 hexadecimal digits. */
export const parseAsReleaseId = createParser<string>({
  parse: (value) => (/^[0-9a-f]{12}$/.test(value) ? value : null),
  serialize: (id) => id,
});

/** One country, by its code. */
export const parseAsCountry = createParser<string>({
  parse: (value) => (/^[A-Z]{2}$/.test(value) ? value : null),
  serialize: (iso2) => iso2,
});

/** One day, YYYY-MM-DD, as text: `asOf`, the day of a past view. */
export const parseAsDay = createParser<string>({
  parse: (value) => (readPartialDate(value)?.precision === 'day' ? value : null),
  serialize: (day) => day,
});
