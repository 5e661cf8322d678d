import type { Metadata } from 'next';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';
import { SourcesPage } from '@/app/_components/sources/SourcesPage';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'sources', await searchParams);
}

/** `/sources`, `/fr/sources` */
export default async function Page({ params, searchParams }: Props) {
  return <SourcesPage locale={await readLocale(params)} search={await searchParams} />;
}
