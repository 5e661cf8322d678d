import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CountryPage } from '@/app/_components/countries/CountryPage';
import { loadCountry } from '@/app/_components/countries/load';
import { pageMetadata, queryText } from '@/app/_components/shell/head';
import { readLocale } from '@/app/_components/shell/locale';
import { countryTitle } from '@/app/_components/shell/titles';
import { getDatabase } from '@/db/client';
import { translator } from '@/lib/i18n/translator';
import { getCountry } from '@/lib/queries/countries';
import { cardHref } from '@/lib/view-state/cards';
import { ownViewQuery } from '@/lib/view-state/own-view';

interface Props {
  params: Promise<{ locale: string; iso2: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [locale, { iso2 }] = [await readLocale(params), await params];
  const country = await getCountry(await getDatabase(), iso2);
  if (!country) notFound();
  const tr = translator(locale);
  const name = tr.country(country.iso2, country.name);
  const path = `/countries/${iso2}`;
  const search = await searchParams;
  const query = queryText(search);
  return pageMetadata({
    locale,
    path,
    query,
    own: ownViewQuery('country', search),
    title: countryTitle(country, tr),
    description: tr.t('countries.page.metaDescription', {
      country: name,
      model: tr.label('serviceModel', country.serviceModel),
    }),
    card: cardHref('countries', iso2, locale, query),
    types: { 'application/json': `${path}.json` },
    country: { iso2: country.iso2, name },
  });
}

/** `/countries/{iso2}`, `/fr/countries/{iso2}?asOf=2025-11-27`: one country, today or as known on a day. */
export default async function Page({ params, searchParams }: Props) {
  const [locale, { iso2 }] = [await readLocale(params), await params];
  const view = await loadCountry(iso2, await searchParams);
  if (!view) notFound();
  return <CountryPage locale={locale} view={view} />;
}
