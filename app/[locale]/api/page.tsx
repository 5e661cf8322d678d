import type { Metadata } from 'next';
import { ApiPage } from '@/app/_components/api/ApiPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'api');
}

/** `/api`, `/fr/api`: the documentation of the API. */
export default async function Page({ params }: Props) {
  return <ApiPage locale={await readLocale(params)} />;
}
