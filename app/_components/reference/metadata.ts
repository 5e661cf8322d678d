import type { Metadata } from 'next';
import { sectionTitle } from '@/app/_components/shell/titles';
import { type Locale, languageAlternates } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** Title, description and language alternates of a page whose description is the message `<messages>.meta.description`. */
export function sectionMetadata(locale: Locale, section: string, messages: string = section): Metadata {
  const tr = translator(locale);
  const path = `/${section}`;
  return {
    title: sectionTitle(section, tr),
    description: tr.t(`${messages}.meta.description`),
    alternates: languageAlternates(locale, path),
  };
}
