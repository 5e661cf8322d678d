import 'server-only';
import { createMultiParser, parseAsInteger } from 'nuqs/server';
import { measuresParsers } from '@/lib/view-state/measures';
import { parseAsDay, parseAsList } from '@/lib/view-state/parsers';
import type { ApiParameter, ApiParameters } from './parameters';

/** Years that `from` and `to` can name. */
export const API_YEARS = { first: 1900, last: 2100 } as const;

const yearRule = { kind: 'year', min: API_YEARS.first, max: API_YEARS.last } as const;

/** Currencies (ISO 4217): capitals in the address, however they were typed. */
export const parseAsCurrencies = createMultiParser<string[]>({
  parse: (values) => [...new Set(values.flatMap((value) => value.toUpperCase().split(',')))].sort(),
  serialize: (codes) => [codes.join(',')],
  eq: (a, b) => a.join() === b.join(),
});

/** Filters that several resources have, read as on the pages. */
export const FILTER_PARSERS = {
  countries: measuresParsers.countries,
  measures: parseAsList().withDefault([]),
  from: parseAsInteger,
  to: parseAsInteger,
  asOf: parseAsDay,
} as const;

export const COUNTRIES: ApiParameter = {
  rule: { kind: 'countries' },
  description: 'Of these countries only (ISO 3166-1 alpha-2, separated by commas).',
  example: 'FR,SE',
};

export const MEASURES: ApiParameter = {
  rule: { kind: 'measures' },
  description: 'Of these measures only (ids, separated by commas).',
  example: 'se-varnplikt',
};

/** `from` and `to` of something. */
export function years(what: string): ApiParameters {
  return {
    from: { rule: yearRule, description: `First year of ${what}.`, example: '2022' },
    to: { rule: yearRule, description: `Last year of ${what}, included.`, example: '2030' },
  };
}

export const AS_OF: ApiParameter = {
  rule: { kind: 'day' },
  description:
    'A past view: only what was surely known by the end of this day. A figure without a stated date counts from the publication of its earliest dated source; one without any date is left out. What is left out is counted in `meta.left_out`.',
  example: '2025-11-27',
};

/** A filter by codes of a closed set. */
export function codes(set: readonly string[], what: string): ApiParameter {
  return { rule: { kind: 'codes', set }, description: what };
}
