import { createTranslator } from 'use-intl/core';
import type { ClosedSetName } from '@/lib/domain/codes';
import { INTL_TAGS, type Locale } from './locales';
import { CATALOGUES } from './messages';

export type MessageValues = Record<string, string | number>;

export interface Translator {
  locale: Locale;
  /** The message at a dotted key ("pages.dashboard.title"), ICU arguments filled in. Throws when the key is missing. */
  t: (key: string, values?: MessageValues) => string;
  /** Whether there is a message at a dotted key. */
  has: (key: string) => boolean;
  /** The label of a code of a closed set: `label('basis', 'target')`. */
  label: (set: ClosedSetName, code: string) => string;
  /** A country's name in the language; the data's English name where the language has none of its own. */
  country: (iso2: string, englishName: string) => string;
  /** A plain number with the language's separators. */
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** Words joined as a list: "a, b and c". */
  list: (items: readonly string[]) => string;
  /** A sign between two pieces of a text, before its space; French sets it apart from the word it follows. */
  mark: (sign: ':' | ';') => string;
  /** Longer parts one after the other: "a, b; c". */
  series: (parts: readonly string[]) => string;
  /** Parts as one sentence: first letter upper case, commas between, a full stop. */
  sentence: (parts: readonly string[]) => string;
  /**
   * A label as it stands inside a sentence: first letter lower case, unless the word is all capitals or, in German, a noun
   * ("aktive Truppenstärke", but "Kosten pro Jahr").
   */
  inSentence: (label: string) => string;
}

/**
 * Whether the first word of a label keeps its capital inside a sentence. German writes nouns with one; the labels begin
 * with a noun, or with an adjective, which is told by its ending and the noun right after it.
 */
function keepsCapital(label: string, locale: Locale): boolean {
  if (/^\p{Lu}\p{Lu}/u.test(label)) return true;
  return locale === 'de' && !/^\p{Lu}\p{Ll}*e[rsnm]? \p{Lu}/u.test(label);
}

const cache = new Map<Locale, Translator>();

/** The translator of a language. Server only: the catalogues never reach the browser. */
export function translator(locale: Locale): Translator {
  const known = cache.get(locale);
  if (known) return known;
  const translate = createTranslator({
    locale: INTL_TAGS[locale],
    messages: CATALOGUES[locale] as Record<string, unknown>,
    onError: (error) => {
      throw error;
    },
  }) as unknown as Translator['t'] & Pick<Translator, 'has'>;
  const regions = new Intl.DisplayNames(INTL_TAGS[locale], { type: 'region' });
  const plainNumbers = new Intl.NumberFormat(INTL_TAGS[locale]);
  const labels = new Map<ClosedSetName, Map<string, string>>();
  const labelled = (set: ClosedSetName, code: string) => {
    const ofSet = labels.get(set) ?? new Map<string, string>();
    const known = ofSet.get(code) ?? translate(`codes.${set}.${code}`);
    labels.set(set, ofSet.set(code, known));
    return known;
  };
  const lists = new Intl.ListFormat(INTL_TAGS[locale], { type: 'conjunction' });
  const mark: Translator['mark'] = (sign) => (locale === 'fr' ? `\u00a0${sign}` : sign);
  const made: Translator = {
    locale,
    t: translate,
    has: (key) => translate.has(key),
    // A file of a million lines asks for the same few hundred words again and again.
    label: labelled,
    country: (iso2, englishName) => (locale === 'en' ? englishName : (regions.of(iso2) ?? englishName)),
    number: (value, options) =>
      (options ? new Intl.NumberFormat(INTL_TAGS[locale], options) : plainNumbers).format(value),
    list: (items) => lists.format(items),
    mark,
    series: (parts) => parts.join(`${mark(';')} `),
    sentence: (parts) => {
      const text = parts.join(', ');
      return `${text.slice(0, 1).toLocaleUpperCase(INTL_TAGS[locale])}${text.slice(1)}.`;
    },
    inSentence: (label) =>
      keepsCapital(label, locale)
        ? label
        : `${label.slice(0, 1).toLocaleLowerCase(INTL_TAGS[locale])}${label.slice(1)}`,
  };
  cache.set(locale, made);
  return made;
}
