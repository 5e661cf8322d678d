import type { Metadata } from 'next';
import { CoveragePage } from '@/app/_components/coverage/CoveragePage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'coverage', await searchParams);
}

/** `/coverage`, `/fr/coverage` */
export default async function Page({ params, searchParams }: Props) {
  return <CoveragePage locale={await readLocale(params)} search={await searchParams} />;
}
