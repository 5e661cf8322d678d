import type { Metadata } from 'next';
import { Countries } from '@/app/_components/countries/Countries';
import { loadCountries } from '@/app/_components/countries/load';
import { readLocale } from '@/app/_components/shell/locale';
import { sectionTitle } from '@/app/_components/shell/titles';
import { languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await readLocale(params);
  const tr = translator(locale);
  return {
    title: sectionTitle('countries', tr),
    description: tr.t('countries.index.metaDescription'),
    alternates: languageAlternates(locale, '/countries'),
  };
}

/** `/countries`, `/fr/countries?map=world`: every country, on a map and as a list. */
export default async function Page({ params, searchParams }: Props) {
  return <Countries locale={await readLocale(params)} view={await loadCountries(await searchParams)} />;
}
