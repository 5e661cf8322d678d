import type { Country, Measure, MusterEvent } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';

/** The title of a page that shows one thing or all of a kind, by its first segment ('' is the dashboard). */
export function sectionTitle(section: string, tr: Translator): string {
  switch (section) {
    case '':
      return tr.t('pages.dashboard.metaTitle');
    case 'measures':
      return tr.t('explorer.metaTitle');
    case 'countries':
      return tr.t('countries.index.metaTitle');
    case 'charts':
      return tr.t('gallery.meta.title');
    case 'about/data-licence':
      return tr.t('licence.meta.title');
    default:
      return tr.t(`${section}.meta.title`);
  }
}

/** A title with the filter of a view behind it: "Claims checked: Countries: Poland"; as it is where nothing is filtered. */
export function filteredTitle(title: string, filter: readonly string[], tr: Translator): string {
  return filter.length === 0
    ? title
    : tr.t('takeAway.citation.filtered', { title, filter: tr.series(filter) });
}

/** The description of such a page, as its head and its card have it. */
export function sectionDescription(section: string, tr: Translator): string {
  switch (section) {
    case '':
      return tr.t('pages.dashboard.metaDescription');
    case 'measures':
      return tr.t('explorer.metaDescription');
    case 'countries':
      return tr.t('countries.index.metaDescription');
    case 'charts':
      return tr.t('gallery.meta.description');
    case 'about/data-licence':
      return tr.t('licence.meta.description');
    default:
      return tr.t(`${section}.meta.description`);
  }
}

/** The title of a measure's page. */
export function measureTitle(
  measure: Pick<Measure, 'name'>,
  country: Pick<Country, 'iso2' | 'name'>,
  tr: Translator,
): string {
  return `${measure.name}, ${tr.country(country.iso2, country.name)}`;
}

/** The title of a country's page. */
export function countryTitle({ iso2, name }: Pick<Country, 'iso2' | 'name'>, tr: Translator): string {
  return tr.t('countries.page.metaTitle', { country: tr.country(iso2, name) });
}

/** The title of an event's page. */
export function eventTitle({ title, date }: Pick<MusterEvent, 'title' | 'date'>, tr: Translator): string {
  return tr.t('timeline.event.metaTitle', { title, date: formatDate(date, tr) ?? '' });
}
