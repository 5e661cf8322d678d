import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { pageMetadata } from '@/app/_components/shell/head';
import { readLocale } from '@/app/_components/shell/locale';
import { eventTitle, sectionDescription } from '@/app/_components/shell/titles';
import { EventPage } from '@/app/_components/timeline/EventPage';
import { loadEvent } from '@/app/_components/timeline/load';
import { translator } from '@/lib/i18n/translator';
import { cardHref } from '@/lib/view-state/cards';

interface Props {
  params: Promise<{ locale: string; id: string }>;
}

const eventOfRequest = cache(loadEvent);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await eventOfRequest(id);
  if (!view) notFound();
  const path = `/timeline/${id}`;
  const tr = translator(locale);
  return pageMetadata({
    locale,
    path,
    title: eventTitle(view.event, tr),
    description: sectionDescription('timeline', tr),
    card: cardHref('events', id, locale),
  });
}

/** `/timeline/{id}`, `/fr/timeline/{id}`: one event. */
export default async function Page({ params }: Props) {
  const [locale, { id }] = [await readLocale(params), await params];
  const view = await eventOfRequest(id);
  if (!view) notFound();
  return <EventPage locale={locale} view={view} />;
}
