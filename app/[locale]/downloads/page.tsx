import type { Metadata } from 'next';
import { DownloadsPage } from '@/app/_components/downloads/DownloadsPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'downloads');
}

/** `/downloads`, `/fr/downloads` */
export default async function Page({ params }: Props) {
  return <DownloadsPage locale={await readLocale(params)} />;
}
