import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';

/** Countries as options of a choice, by name in the reader's language. */
export function countryOptions(
  countries: readonly Pick<Country, 'iso2' | 'name'>[],
  tr: Translator,
): { value: string; label: string }[] {
  const collator = new Intl.Collator(tr.locale);
  return countries
    .map(({ iso2, name }) => ({ value: iso2, label: tr.country(iso2, name) }))
    .sort((a, b) => collator.compare(a.label, b.label));
}
