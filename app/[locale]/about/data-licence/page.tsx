import type { Metadata } from 'next';
import { LicencePage } from '@/app/_components/licence/LicencePage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'about/data-licence');
}

/** `/about/data-licence`, `/fr/about/data-licence` */
export default async function Page({ params }: Props) {
  return <LicencePage locale={await readLocale(params)} />;
}
