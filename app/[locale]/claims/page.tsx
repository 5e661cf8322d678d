import type { Metadata } from 'next';
import { ClaimsPage } from '@/app/_components/claims/ClaimsPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'claims', await searchParams);
}

/** `/claims`, `/fr/claims` */
export default async function Page({ params, searchParams }: Props) {
  return <ClaimsPage locale={await readLocale(params)} search={await searchParams} />;
}
