import type { Metadata } from 'next';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';
import { TimelinePage } from '@/app/_components/timeline/TimelinePage';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'timeline', await searchParams);
}

/** `/timeline`, `/fr/timeline` */
export default async function Page({ params, searchParams }: Props) {
  return <TimelinePage locale={await readLocale(params)} search={await searchParams} />;
}
