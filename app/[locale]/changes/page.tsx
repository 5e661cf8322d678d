import type { Metadata } from 'next';
import { ChangesPage } from '@/app/_components/changes/ChangesPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'changes', await searchParams);
}

/** `/changes`, `/fr/changes` */
export default async function Page({ params, searchParams }: Props) {
  return <ChangesPage locale={await readLocale(params)} search={await searchParams} />;
}
