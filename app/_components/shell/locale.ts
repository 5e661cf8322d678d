import { notFound } from 'next/navigation';
import { isLocale, type Locale } from '@/lib/i18n/locales';

/** The language of a page's address; a path that is no language is not found (the proxy answers it first). */
export async function readLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}

/**
 * The address asked for, without its language, as the proxy hands it to a page that stands in for another; anything that is not
 * a path of this site is the front page.
 */
export function readHere(here: string | string[] | undefined): string {
  return typeof here === 'string' && /^\/(?![/\\])/.test(here) ? here : '/';
}
