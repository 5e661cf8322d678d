import de from '@/messages/de/errors.json';
import en from '@/messages/en/errors.json';
import fr from '@/messages/fr/errors.json';
import pl from '@/messages/pl/errors.json';
import sv from '@/messages/sv/errors.json';
import type { Locale } from './locales';

/**
 * What a page says when it could not be made, in each language, without a translator: React's error boundaries run in
 * the browser, where the catalogues never go.
 */
export const ERROR_WORDS: Readonly<Record<Locale, typeof en.errors>> = {
  en: en.errors,
  fr: fr.errors,
  sv: sv.errors,
  pl: pl.errors,
  de: de.errors,
};
