import type { Metadata } from 'next';
import { sectionTitle } from '@/app/_components/shell/titles';
import { type Locale, languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** Title, description and language alternates of the dashboard. */
export function dashboardMetadata(locale: Locale): Metadata {
  const tr = translator(locale);
  return {
    title: { absolute: sectionTitle('', tr) },
    description: tr.t('pages.dashboard.metaDescription'),
    alternates: languageAlternates(locale, '/'),
  };
}
