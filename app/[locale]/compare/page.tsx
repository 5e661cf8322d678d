import type { Metadata } from 'next';
import { ComparePage } from '@/app/_components/compare/ComparePage';
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
    title: sectionTitle('compare', tr),
    description: tr.t('compare.meta.description'),
    alternates: languageAlternates(locale, '/compare'),
  };
}

/** `/compare?countries=FR,SE,PL&year=2030&mode=cohort-share`: two to eight countries side by side. */
export default async function Page({ params, searchParams }: Props) {
  return <ComparePage locale={await readLocale(params)} search={await searchParams} />;
}
