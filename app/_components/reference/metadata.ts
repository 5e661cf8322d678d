import type { Metadata } from 'next';
import { sectionTitle } from '@/app/_components/shell/titles';
import { type Locale, languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** Title, description and language alternates of a page whose messages are `<section>.meta.title` and `.description`. */
export function sectionMetadata(locale: Locale, section: string): Metadata {
  const tr = translator(locale);
  const path = `/${section}`;
  return {
    title: sectionTitle(section, tr),
    description: tr.t(`${section}.meta.description`),
    alternates: languageAlternates(locale, path),
  };
}
