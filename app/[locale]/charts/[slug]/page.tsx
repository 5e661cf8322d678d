import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChartPage } from '@/app/_components/chart-pages/ChartPage';
import { chartMetadata } from '@/app/_components/chart-pages/metadata';
import { queryText } from '@/app/_components/shell/head';
import { readLocale } from '@/app/_components/shell/locale';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [locale, { slug }] = [await readLocale(params), await params];
  if (!isOneOf(CHART_SLUGS, slug)) notFound();
  return chartMetadata(locale, slug, queryText(await searchParams));
}

/** `/charts/{slug}`, `/fr/charts/{slug}?…`: a chart in the view of its address. */
export default async function Page({ params, searchParams }: Props) {
  const [locale, { slug }] = [await readLocale(params), await params];
  if (!isOneOf(CHART_SLUGS, slug)) notFound();
  return <ChartPage locale={locale} slug={slug} query={queryText(await searchParams)} />;
}
