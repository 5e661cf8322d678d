import type { Metadata } from 'next';
import { Countries } from '@/app/_components/countries/Countries';
import { loadCountries } from '@/app/_components/countries/load';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'countries', await searchParams);
}

/** `/countries`, `/fr/countries?map=world`: every country, on a map and as a list. */
export default async function Page({ params, searchParams }: Props) {
  return <Countries locale={await readLocale(params)} view={await loadCountries(await searchParams)} />;
}
