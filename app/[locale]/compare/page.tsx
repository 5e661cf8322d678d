import type { Metadata } from 'next';
import { ComparePage } from '@/app/_components/compare/ComparePage';
import { pageMetadata, queryText } from '@/app/_components/shell/head';
import { readLocale } from '@/app/_components/shell/locale';
import { sectionDescription, sectionTitle } from '@/app/_components/shell/titles';
import { translator } from '@/lib/i18n/translator';
import { cardHref } from '@/lib/view-state/cards';
import { DEFAULT_COMPARED } from '@/lib/view-state/compare';
import { ownViewQuery } from '@/lib/view-state/own-view';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What of a comparison its first chart shows too. */
const CHARTED = ['countries', 'measures', 'mode', 'asOf'];

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [locale, search] = [await readLocale(params), await searchParams];
  const tr = translator(locale);
  const query = queryText(search);
  return pageMetadata({
    locale,
    path: '/compare',
    query,
    own: ownViewQuery('compare', search),
    title: sectionTitle('compare', tr),
    description: sectionDescription('compare', tr),
    card: cardHref(
      'charts',
      'intake-targets',
      locale,
      queryText({ countries: DEFAULT_COMPARED.join(','), ...search }, CHARTED),
    ),
  });
}

/** `/compare?countries=FR,SE,PL&year=2030&mode=cohort-share`: two to eight countries side by side. */
export default async function Page({ params, searchParams }: Props) {
  return <ComparePage locale={await readLocale(params)} search={await searchParams} />;
}
