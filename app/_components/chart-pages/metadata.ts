import type { Metadata } from 'next';
import type { ChartSlug } from '@/lib/domain/codes';
import { type Locale, languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { oembedLinks } from '@/lib/view-state/embed';
import { chartOfPage } from './load';

/** What the head of a chart's page says of its view: headline, description, the same view in other forms and languages. */
export async function chartMetadata(locale: Locale, slug: ChartSlug, query: string): Promise<Metadata> {
  const tr = translator(locale);
  const { state, spec } = await chartOfPage(slug, query, locale);
  // Words of a reader's own make no other page.
  const view = chartPageHref(slug, { ...state, lang: undefined, title: null, subtitle: null });
  return {
    title: spec.title,
    description: `${spec.ownHeadline?.subtitle ?? spec.subtitle}. ${tr.t(`gallery.what.${slug}`)}`,
    alternates: {
      ...languageAlternates(locale, view),
      types: {
        'application/json': chartHref(slug, '.json', state),
        'text/csv': chartHref(slug, '.csv', state),
        ...oembedLinks(process.env.MUSTER_ORIGIN ?? '', chartPageHref(slug, { ...state, lang: locale })),
      },
    },
  };
}
