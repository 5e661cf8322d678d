import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadMeasure } from '@/app/_components/measure/load';
import { MeasurePage } from '@/app/_components/measure/MeasurePage';
import { pageMetadata } from '@/app/_components/shell/head';
import { readLocale } from '@/app/_components/shell/locale';
import { measureTitle } from '@/app/_components/shell/titles';
import { translator } from '@/lib/i18n/translator';
import { cardHref } from '@/lib/view-state/cards';

interface Props {
  params: Promise<{ locale: string; id: string }>;
}

const measureOfRequest = cache(loadMeasure);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await measureOfRequest(id);
  if (!view) notFound();
  const { measure, country } = view;
  const path = `/measures/${id}`;
  return pageMetadata({
    locale,
    path,
    title: measureTitle(measure, country, translator(locale)),
    description: measure.summary,
    card: cardHref('measures', id, locale),
    types: { 'application/json': `${path}.json` },
  });
}

/** `/measures/{id}`, `/fr/measures/{id}`: everything known about one measure. */
export default async function Page({ params }: Props) {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await measureOfRequest(id);
  if (!view) notFound();
  return <MeasurePage locale={locale} view={view} />;
}
