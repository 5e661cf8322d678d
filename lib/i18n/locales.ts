import { LOCALES, type Locale } from '@/lib/domain/languages';

export { LOCALES, type Locale };

/** English has no prefix in the address; the others have theirs (`/fr`). */
export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** Each language in its own words. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'Français',
  sv: 'Svenska',
  pl: 'Polski',
  de: 'Deutsch',
};

/** The BCP 47 tag for Intl: British conventions for English (day before month, comma for thousands). */
export const INTL_TAGS: Readonly<Record<Locale, string>> = {
  en: 'en-GB',
  fr: 'fr',
  sv: 'sv',
  pl: 'pl',
  de: 'de',
};

/** True when `value` is a language of the pages. */
export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The public address of a page in a language: `localePath('fr', '/measures')` is `/fr/measures`. */
export function localePath(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/**
 * A page's address in each language, for `canonical` and `hreflang` in its head; `x-default` is the English one, for readers
 * of any other language. `path` is without language; `query` is what of the view belongs to the address, without "?".
 */
export function languageAlternates(
  locale: Locale,
  path: string,
  query = '',
): { canonical: string; languages: Record<string, string> } {
  const addressIn = (other: Locale) => `${localePath(other, path)}${query === '' ? '' : `?${query}`}`;
  const languages = Object.fromEntries(LOCALES.map((other) => [other, addressIn(other)]));
  return {
    canonical: addressIn(locale),
    languages: { ...languages, 'x-default': addressIn(DEFAULT_LOCALE) },
  };
}
