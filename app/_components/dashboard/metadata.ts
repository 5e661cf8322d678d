import type { Metadata } from 'next';
import { pageMetadata, queryText } from '@/app/_components/shell/head';
import { sectionDescription, sectionTitle } from '@/app/_components/shell/titles';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { cardHref } from '@/lib/view-state/cards';
import { ownViewQuery } from '@/lib/view-state/own-view';

/** What the head of the dashboard says; its card is its first chart in the view that `search` asks for. */
export function dashboardMetadata(
  locale: Locale,
  search: Readonly<Record<string, string | string[] | undefined>> = {},
): Metadata {
  const tr = translator(locale);
  const query = queryText(search);
  return pageMetadata({
    locale,
    path: '/',
    query,
    own: ownViewQuery('dashboard', search),
    title: sectionTitle('', tr),
    absolute: true,
    description: sectionDescription('', tr),
    card: cardHref('charts', 'intake-targets', locale, queryText(search, ['countries', 'mode'])),
  });
}
