import { partialDate } from '@/lib/domain/partial-date';
import { formatDate } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { KnownCountry } from './audit';
import { type ExplorerRows, explorerHref } from './explorer';
import { sentence } from './sentence';

/**
 * A view of the explorer in words, with the number it found: "12 measures in the Nordic countries, in NATO: voluntary, for
 * men, starting in 2025 or later, matching “reserve”, as known on 27 November 2025".
 */
export function explorerSentence(
  view: ExplorerRows,
  count: number,
  tr: Translator,
  countries: readonly KnownCountry[],
): string {
  const alternatives = new Intl.ListFormat(INTL_TAGS[tr.locale], { type: 'disjunction' });
  const said = (facet: 'region' | 'alliance' | 'sex' | 'length' | 'start', codes: readonly string[]) =>
    codes.length === 0
      ? []
      : [alternatives.format(codes.map((code) => tr.t(`explorer.sentence.${facet}.${code}`)))];
  const { types, obligations, statuses, q } = view;
  const words = sentence(
    { countries: view.countries, types, obligations, statuses, q, sort: 'country' },
    count,
    tr,
    countries,
    {
      places: [...said('region', view.regions), ...said('alliance', view.alliances)],
      terms: [...said('sex', view.sexes), ...said('length', view.lengths), ...said('start', view.starts)],
    },
  );
  if (view.asOf === null) return words;
  return tr.t('explorer.sentence.asOf', {
    measures: words,
    day: formatDate(partialDate(view.asOf), tr) ?? view.asOf,
  });
}

/** The filter of a view in words, for a file of its rows; null where it shows every measure. The day of a past view is no filter. */
export function explorerFilterWords(
  view: ExplorerRows,
  count: number,
  tr: Translator,
  countries: readonly KnownCountry[],
): string | null {
  const filter = { ...view, asOf: null };
  return explorerHref('', { ...filter, sort: 'country' }) === ''
    ? null
    : explorerSentence(filter, count, tr, countries);
}
