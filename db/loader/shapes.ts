import { z } from 'zod';
import {
  BASES,
  CONSCRIPTION_EVENTS,
  CONTEXT_THEMES,
  COVERAGES,
  DURATION_UNITS,
  EVENT_TYPES,
  INDICATORS,
  MEASURE_TYPES,
  OBLIGATIONS,
  ORGANISATIONS,
  PAY_PERIODS,
  QUALIFIERS,
  REGIONS,
  SERVICE_MODELS,
  SEXES,
  SOURCE_KINDS,
  STATUSES,
  TAX_BASES,
  VERDICTS,
} from '../../lib/domain/codes';
import { isPartialDate, type PartialDate } from '../../lib/domain/partial-date';
import { readPeriod } from '../../lib/domain/period';
import { sourceUri } from '../../lib/domain/uri';
import type { SeriesColumn } from './series-files';

/*
 * The shape of every entry of the data files (codebook: db/data/README.md). Each error text says what is allowed;
 * what must hold between entries is in cross-check.ts.
 */

/**
 * Characters that have no place in a line of text: control characters, line and paragraph separators, bidirectional
 * controls (they can make a sentence read as another one: Unicode TR 36, 3.1), lone surrogates, what Unicode has not assigned; and
 * what nobody sees (Default_Ignorable_Code_Point, UAX 44; the empty Braille pattern), by which two equal words differ. The
 * joiners U+200C and U+200D stay: some languages are spelt with them.
 */
export const UNWANTED =
  /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Bidi_Control}\u2800\ufff9-\ufffb]|(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/u;

/** Longest text, in UTF-16 units: more than twice the longest there is. */
const LONGEST_TEXT = 2_000;
const TOO_LONG = 'text of at most 2,000 characters';
/** Above any sum of money or number of people there is; far below what JSON and SQLite keep exactly. */
const LARGEST = 1e15;
const TOO_LARGE = 'a number of at most 1,000,000,000,000,000';

const TEXT_ALLOWED =
  'text: not empty, no spaces around it, no line breaks, no control or bidirectional characters';

const text = z
  .string({ error: TEXT_ALLOWED })
  .refine((s) => s !== '' && s === s.trim() && !UNWANTED.test(s), { error: TEXT_ALLOWED })
  .max(LONGEST_TEXT, { error: TOO_LONG });

function pattern(shape: RegExp, allowed: string) {
  return z.string({ error: allowed }).regex(shape, { error: allowed });
}

function oneOf<const T extends readonly [string, ...string[]]>(codes: T) {
  return z.enum(codes, { error: `one of: ${codes.join(', ')}` });
}

function wholeNumber(low: number, high: number, what: string) {
  const error = `a whole number from ${low} to ${high}${what}`;
  return z.number({ error }).int({ error }).min(low, { error }).max(high, { error });
}

function quantity(allowed: string) {
  return z.number({ error: allowed }).min(0, { error: allowed }).max(LARGEST, { error: TOO_LARGE });
}

const DATE_ALLOWED = 'a date: YYYY, YYYY-MM or YYYY-MM-DD';
const date = z
  .string({ error: DATE_ALLOWED })
  .refine(isPartialDate, { error: DATE_ALLOWED })
  .transform((s): PartialDate => s as PartialDate);
const dateOrNull = z
  .string({ error: `${DATE_ALLOWED}; or null` })
  .refine(isPartialDate, { error: `${DATE_ALLOWED}; or null` })
  .transform((s): PartialDate => s as PartialDate)
  .nullable();

const PERIOD_ALLOWED =
  'a year (2025), a span of years that does not end before it starts (2026/2030), or null';
const periodOrNull = z
  .string({ error: PERIOD_ALLOWED })
  .refine((s) => readPeriod(s) !== null, { error: PERIOD_ALLOWED })
  .nullable();

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const CURRENCY_ALLOWED = 'an ISO 4217 currency code (EUR, PLN, SEK …)';
const currency = z
  .string({ error: CURRENCY_ALLOWED })
  .refine((code) => CURRENCIES.has(code), { error: CURRENCY_ALLOWED });

const UNIT_ALLOWED = 'persons, percent, or an ISO 4217 currency code (EUR, PLN, SEK …)';
const unit = z
  .string({ error: UNIT_ALLOWED })
  .refine((u) => u === 'persons' || u === 'percent' || CURRENCIES.has(u), { error: UNIT_ALLOWED });

const LANGUAGE_ALLOWED = 'an ISO 639-1 language code (en, fr, pl …)';
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const language = pattern(/^[a-z]{2}$/, LANGUAGE_ALLOWED).refine(
  (code) => !/^[a-z]{2}$/.test(code) || languageNames.of(code) !== undefined,
  { error: LANGUAGE_ALLOWED },
);

const URL_ALLOWED =
  'a web address that starts with http:// or https://, without spaces and without a name of a user';
function isWebAddress(address: string): boolean {
  if (!/^https?:\/\/\S+$/.test(address) || UNWANTED.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  // A name before the host is read as the host: https://ministry.example@elsewhere.example.
  if (username !== '' || password !== '') return false;
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}
const url = z
  .string({ error: URL_ALLOWED })
  .refine(isWebAddress, { error: URL_ALLOWED })
  .max(LONGEST_TEXT, { error: TOO_LONG })
  .transform(sourceUri);

/** Longest id: it stands in addresses and in names of files. */
const LONGEST_ID = 100;
const ID_ALLOWED = `an id: lower-case letters, digits and single hyphens, at most ${LONGEST_ID} characters`;
const id = pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, ID_ALLOWED).max(LONGEST_ID, { error: ID_ALLOWED });
const iso2 = pattern(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code in capitals (FR)');
const iso2OrNull = pattern(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code in capitals (FR), or null').nullable();
const iso3 = pattern(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code in capitals (FRA)');
const year = wholeNumber(1800, 2200, ' (a year)');
const textOrNull = z
  .string({ error: `${TEXT_ALLOWED}; or null` })
  .refine((s) => s !== '' && s === s.trim() && !UNWANTED.test(s), { error: `${TEXT_ALLOWED}; or null` })
  .max(LONGEST_TEXT, { error: TOO_LONG })
  .nullable();
const sourceIds = z
  .array(id, { error: 'a list of source ids' })
  .min(1, { error: 'at least one source id: no figure or statement without a source' });
const entries = (what: string) => z.array(z.unknown(), { error: `a list of ${what}` });

/** An object with these fields and no others; the error for another field names those there are. */
function closed<T extends z.ZodRawShape>(shape: T) {
  const fields = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `no such field; fields: ${fields}` : `an object with: ${fields}`,
  });
}

export const sourceShape = closed({
  id,
  title: text,
  publisher: text,
  url,
  published_on: dateOrNull,
  language,
  kind: oneOf(SOURCE_KINDS),
});

export const observationShape = closed({
  indicator: oneOf(INDICATORS),
  component: textOrNull,
  period: periodOrNull,
  value: quantity('a number, 0 or more, in full units'),
  low: quantity('a number, 0 or more, in full units; or null').nullable(),
  high: quantity('a number, 0 or more, in full units; or null').nullable(),
  qualifier: oneOf(QUALIFIERS),
  unit,
  per: oneOf(PAY_PERIODS).nullable(),
  tax: oneOf(TAX_BASES).nullable(),
  basis: oneOf(BASES),
  coverage: oneOf(COVERAGES),
  stated_on: dateOrNull,
  source_ids: sourceIds,
  note: textOrNull,
  key: pattern(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'lower-case letters, digits and single hyphens, or leave the field out',
  ).optional(),
});

/** A measure without its observations, which are checked one by one. */
export const measureShape = closed({
  id,
  country: iso2,
  name: text,
  native_name: textOrNull,
  headline: z.boolean({ error: 'true or false' }),
  type: oneOf(MEASURE_TYPES),
  obligation: oneOf(OBLIGATIONS),
  status: oneOf(STATUSES),
  status_as_of: dateOrNull,
  announced_on: dateOrNull,
  legislated_on: dateOrNull,
  starts_on: dateOrNull,
  ended_on: dateOrNull,
  eligibility: closed({
    sex: oneOf(SEXES).nullable(),
    age_min: wholeNumber(0, 120, ' (years of age), or null').nullable(),
    age_max: wholeNumber(0, 120, ' (years of age), or null').nullable(),
    note: textOrNull,
  }),
  duration: closed({
    min: quantity('a number, 0 or more').nullable(),
    max: quantity('a number, 0 or more').nullable(),
    unit: oneOf(DURATION_UNITS),
    note: textOrNull,
  }).nullable(),
  pay: closed({
    amount: quantity('a number, 0 or more, in full units of the currency'),
    currency,
    per: oneOf(PAY_PERIODS),
    basis: oneOf(TAX_BASES),
    qualifier: oneOf(QUALIFIERS),
    note: textOrNull,
    source_ids: sourceIds,
  }).nullable(),
  summary: text,
  source_ids: sourceIds,
  observations: entries('observations'),
});

export const eventShape = closed({
  date,
  country: iso2,
  measure_id: id.nullable(),
  type: oneOf(EVENT_TYPES),
  title: text,
  source_ids: sourceIds,
});

export const countryFileShape = closed({
  country: iso2,
  service_model_today: oneOf(SERVICE_MODELS),
  model_note: textOrNull,
  model_source_ids: sourceIds,
  sources: entries('sources'),
  measures: entries('measures'),
  events: entries('events'),
});

export const countryShape = closed({
  iso2,
  iso3,
  name: text,
  region: oneOf(REGIONS),
  memberships: z.array(
    closed({
      organisation: oneOf(ORGANISATIONS),
      since: year,
      until: year.nullable(),
      note: textOrNull,
      source_id: id,
    }),
    { error: 'a list of memberships' },
  ),
});

export const countriesFileShape = closed({ countries: entries('countries'), sources: entries('sources') });

export const claimShape = closed({
  id,
  statement: text,
  attributed_to: text,
  country: iso2OrNull,
  measure_id: id.nullable(),
  verdict: oneOf(VERDICTS),
  explanation: text,
  later_developments: textOrNull,
  source_ids: sourceIds,
});

export const contextEventShape = closed({
  date,
  country: iso2OrNull,
  measure_id: id.nullable(),
  type: oneOf(EVENT_TYPES),
  title: text,
  source_ids: sourceIds,
  theme: oneOf(CONTEXT_THEMES),
});

export const claimsFileShape = closed({
  claims: entries('claims'),
  context_events: entries('context events'),
  sources: entries('sources'),
});

export const seriesSourceShape = closed({
  id,
  title: text,
  publisher: text,
  url,
  vintage: text,
  licence: text,
  notes: text,
});

export const seriesSourcesFileShape = entries('sources of series');

const decimal = (allowed: string) =>
  pattern(/^\d+(\.\d+)?$/, allowed)
    .transform(Number)
    .refine((n) => n <= LARGEST, { error: TOO_LARGE });
const yearCell = pattern(/^(1[89]|2[01])\d\d$/, 'a year (2025)').transform(Number);

/** What a cell of a series file may hold, by column. */
const CELLS = {
  country_iso2: iso2,
  currency,
  year: yearCell,
  value: decimal('a number, 0 or more, with a point for decimals'),
  per_eur: decimal('units of the currency per euro: a number with a point for decimals').refine(
    (n) => n > 0,
    {
      error: 'units of the currency per euro: more than 0',
    },
  ),
  index_2015: decimal('an index, 2015 = 100: a number with a point for decimals'),
  low: decimal('a number, 0 or more, with a point for decimals'),
  high: decimal('a number, 0 or more, with a point for decimals'),
  projection: z.enum(['true', 'false'], { error: 'true or false' }).transform((cell) => cell === 'true'),
  source_id: id,
} as const satisfies Record<SeriesColumn, z.ZodType>;

/** A row of any series file, its columns not yet told apart: a file has only the columns of its header. */
export const seriesRowShape = z.object(CELLS).partial({
  country_iso2: true,
  currency: true,
  value: true,
  per_eur: true,
  index_2015: true,
  low: true,
  high: true,
  projection: true,
});
export type SeriesRow = z.infer<typeof seriesRowShape>;

export const conscriptionRowShape = closed({
  country_iso2: iso2,
  year: yearCell,
  event: oneOf(CONSCRIPTION_EVENTS),
  detail: text,
  doubt: z
    .string()
    .refine((s) => s === '' || (s === s.trim() && !UNWANTED.test(s)), { error: `${TEXT_ALLOWED}; or empty` })
    .max(LONGEST_TEXT, { error: TOO_LONG })
    .transform((s) => (s === '' ? null : s)),
  source_id: id,
});

export type SourceEntry = z.infer<typeof sourceShape>;
export type ObservationEntry = z.infer<typeof observationShape>;
export type MeasureEntry = z.infer<typeof measureShape>;
export type EventEntry = z.infer<typeof eventShape>;
export type CountryFileEntry = z.infer<typeof countryFileShape>;
export type CountryEntry = z.infer<typeof countryShape>;
export type ClaimEntry = z.infer<typeof claimShape>;
export type ContextEventEntry = z.infer<typeof contextEventShape>;
export type SeriesSourceEntry = z.infer<typeof seriesSourceShape>;
export type ConscriptionRow = z.infer<typeof conscriptionRowShape>;
