import type { Metadata } from 'next';
import { pageMetadata } from '@/app/_components/shell/head';
import { knownOrigin } from '@/app/_data/origin';
import type { ChartSlug } from '@/lib/domain/codes';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { cardHref } from '@/lib/view-state/cards';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { oembedLinks } from '@/lib/view-state/embed';
import { pictureHref } from '@/lib/view-state/pictures';
import { chartOfPage } from './load';

/** What the head of a chart's page says of its view: headline, description, the same view in other forms and languages. */
export async function chartMetadata(locale: Locale, slug: ChartSlug, query: string): Promise<Metadata> {
  const tr = translator(locale);
  const { state, spec } = await chartOfPage(slug, query, locale);
  const address = chartPageHref(slug, { ...state, lang: locale });
  // Words of a reader's own make no other page, and none that search engines should list under our name.
  const view = chartPageHref(slug, { ...state, lang: undefined, title: null, subtitle: null });
  const metadata = pageMetadata({
    locale,
    path: view,
    title: spec.title,
    description: `${spec.ownHeadline?.subtitle ?? spec.subtitle}. ${tr.t(`gallery.what.${slug}`)}`,
    card: spec.empty
      ? cardHref('pages', 'charts', locale)
      : pictureHref(slug, 'png', state, { preset: 'social' }),
    types: {
      'application/json': chartHref(slug, '.json', state),
      'text/csv': chartHref(slug, '.csv', state),
      ...oembedLinks(knownOrigin(), address),
    },
  });
  return {
    ...metadata,
    openGraph: { ...metadata.openGraph, url: address },
    ...(spec.ownHeadline && { robots: 'noindex' }),
  };
}
