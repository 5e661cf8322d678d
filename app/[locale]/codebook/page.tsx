import type { Metadata } from 'next';
import { CodebookPage } from '@/app/_components/codebook/CodebookPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'codebook');
}

/** `/codebook`, `/fr/codebook` */
export default async function Page({ params }: Props) {
  return <CodebookPage locale={await readLocale(params)} />;
}
