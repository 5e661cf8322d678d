import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readLocale } from '@/app/_components/shell/locale';
import { eventTitle } from '@/app/_components/shell/titles';
import { EventPage } from '@/app/_components/timeline/EventPage';
import { loadEvent } from '@/app/_components/timeline/load';
import { languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** Made on the first visit, kept, and made again in the background when older than this. */
export const revalidate = 5;

interface Props {
  params: Promise<{ locale: string; id: string }>;
}

const eventOfRequest = cache(loadEvent);

/** None at build time: a page is made on its first visit and kept. */
export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await eventOfRequest(id);
  if (!view) notFound();
  const path = `/timeline/${id}`;
  const tr = translator(locale);
  return {
    title: eventTitle(view.event, tr),
    alternates: languageAlternates(locale, path),
  };
}

/** `/timeline/{id}`, `/fr/timeline/{id}`: one event. */
export default async function Page({ params }: Props) {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await eventOfRequest(id);
  if (!view) notFound();
  return <EventPage locale={locale} view={view} />;
}
