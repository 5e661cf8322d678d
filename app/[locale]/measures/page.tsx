import type { Metadata } from 'next';
import { ExplorerPage, explorerMetadata } from '@/app/_components/explorer/ExplorerPage';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return explorerMetadata(await readLocale(params));
}

/** `/measures?…`: the explorer in the view of its address. */
export default async function MeasuresPage({ params, searchParams }: Props) {
  return <ExplorerPage locale={await readLocale(params)} search={await searchParams} />;
}
