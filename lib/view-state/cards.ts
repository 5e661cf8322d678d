import { DEFAULT_LOCALE, type Locale } from '@/lib/i18n/locales';

/** What a card can be about: the first segment after `/cards/`. */
export const CARD_KINDS = ['pages', 'measures', 'countries', 'events', 'charts'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** The card of the dashboard among those of the pages. */
const HOME_CARD = 'home';

/** The id of a page's card, from its address without language: `/about/data-licence` is `about-data-licence`. */
export function pageCardId(path: string): string {
  return path === '/' ? HOME_CARD : path.slice(1).replaceAll('/', '-');
}

/** The address of a card; `query` is the view, as the page's own address has it, without "?". */
export function cardHref(kind: CardKind, id: string, lang: Locale, query = ''): string {
  const parts = [query, lang === DEFAULT_LOCALE ? '' : `lang=${lang}`].filter((part) => part !== '');
  return `/cards/${kind}/${id}.png${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
