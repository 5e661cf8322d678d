import type { Metadata } from 'next';
import { ExplorerPage } from '@/app/_components/explorer/ExplorerPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'measures', await searchParams);
}

/** `/measures?…`: the explorer in the view of its address. */
export default async function MeasuresPage({ params, searchParams }: Props) {
  return <ExplorerPage locale={await readLocale(params)} search={await searchParams} />;
}
