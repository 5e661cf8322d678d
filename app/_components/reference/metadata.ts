import type { Metadata } from 'next';
import { pageMetadata, queryText } from '@/app/_components/shell/head';
import { sectionDescription, sectionTitle } from '@/app/_components/shell/titles';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { cardHref, pageCardId } from '@/lib/view-state/cards';
import { hasOwnView, ownViewQuery } from '@/lib/view-state/own-view';

/** What the head of a page of one segment says; its card says the view that `search` asks for. */
export function sectionMetadata(
  locale: Locale,
  section: string,
  search: Readonly<Record<string, string | string[] | undefined>> = {},
): Metadata {
  const tr = translator(locale);
  const query = queryText(search);
  return pageMetadata({
    locale,
    path: `/${section}`,
    query,
    own: hasOwnView(section) ? ownViewQuery(section, search) : '',
    title: sectionTitle(section, tr),
    description: sectionDescription(section, tr),
    card: cardHref('pages', pageCardId(`/${section}`), locale, query),
  });
}
