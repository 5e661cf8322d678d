import { PageLink } from '@/app/_components/shell/PageLink';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';

/** A country's name in its colour of this view, leading to its page; `tone` null where it has none. */
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
  return (
    <PageLink
      href={localePath(tr.locale, `/countries/${iso2.toLowerCase()}`)}
      className={`quiet-link ${tone === null ? 'soft' : `tone-${tone}`}`}
    >
      {tr.country(iso2, name)}
    </PageLink>
  );
}
