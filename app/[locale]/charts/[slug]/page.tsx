import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChartPage } from '@/app/_components/chart-pages/ChartPage';
import { chartMetadata } from '@/app/_components/chart-pages/metadata';
import { readLocale } from '@/app/_components/shell/locale';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';

/** As the dashboard: made ahead, and made again in the background when older than this. */
export const revalidate = 5;

interface Props {
  params: Promise<{ locale: string; slug: string }>;
}

export function generateStaticParams() {
  return CHART_SLUGS.map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { slug }] = [await readLocale(params), await params];
  if (!isOneOf(CHART_SLUGS, slug)) notFound();
  return chartMetadata(locale, slug, '');
}

/** `/charts/{slug}`, `/fr/charts/{slug}`: a chart as it starts. An address with a query is `chart-view`, through proxy.ts. */
export default async function Page({ params }: Props) {
  const [locale, { slug }] = [await readLocale(params), await params];
  if (!isOneOf(CHART_SLUGS, slug)) notFound();
  return <ChartPage locale={locale} slug={slug} query="" />;
}
