import type { Translator } from '@/lib/i18n/translator';

/** A country's name in its colour of this view; `tone` null where it has none. */
export function CountryName({
  iso2,
  name,
  tone,
  tr,
}: {
  iso2: string;
  name: string;
  tone: number | null;
  tr: Translator;
}) {
  return <span className={tone === null ? 'soft' : `tone-${tone}`}>{tr.country(iso2, name)}</span>;
}
