import type { Metadata } from 'next';
import { Gallery } from '@/app/_components/chart-pages/Gallery';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'charts');
}

/** `/charts`, `/fr/charts`: the gallery of charts. */
export default async function Page({ params }: Props) {
  return <Gallery locale={await readLocale(params)} />;
}
