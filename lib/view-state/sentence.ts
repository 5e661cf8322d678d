import { INTL_TAGS } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { KnownCountry } from './audit';
import { type MeasuresState, measuresHref } from './measures';

/** More countries than this are counted, not named. */
const NAMED_COUNTRIES = 6;

/** Conditions that only some views have, already in words: places ("in the Nordic countries") and other terms. */
export interface FurtherConditions {
  places: readonly string[];
  terms: readonly string[];
}

/**
 * A view of measures in words, with the number it found: "41 measures in France and Sweden: voluntary, in force,
 * matching “réserve”"; "183 measures" without a filter; "No measures: …" for none. Codes of one parameter are
 * alternatives ("voluntary or conditional"), parameters are conditions that all hold.
 */
export function sentence(
  state: MeasuresState,
  count: number,
  translator: Translator,
  countries: readonly KnownCountry[],
  further: FurtherConditions = { places: [], terms: [] },
): string {
  const { t } = translator;
  const alternatives = new Intl.ListFormat(INTL_TAGS[translator.locale], { type: 'disjunction' });
  const labels = (set: 'type' | 'obligation' | 'status', codes: readonly string[]) =>
    codes.length === 0
      ? []
      : [alternatives.format(codes.map((code) => t(`view.sentence.${set}.${code}`, { count })))];

  const found = t('view.sentence.measures', { count });
  const places = [
    ...(state.countries.length === 0 ? [] : [placesInWords(state.countries, translator, countries)]),
    ...further.places,
  ];
  const measures =
    places.length === 0 ? found : t('view.sentence.inPlaces', { measures: found, places: places.join(', ') });
  const terms = [
    ...labels('type', state.types),
    ...labels('obligation', state.obligations),
    ...labels('status', state.statuses),
    ...further.terms,
    ...(state.q === '' ? [] : [t('view.sentence.matching', { q: state.q })]),
  ];
  return terms.length === 0 ? measures : t('view.sentence.withTerms', { measures, terms: terms.join(', ') });
}

/** The filter of a view in words, for a file of its rows; null where it shows every measure. */
export function filterWords(
  state: MeasuresState,
  count: number,
  translator: Translator,
  countries: readonly KnownCountry[],
): string | null {
  return measuresHref('', { ...state, sort: 'country' }) === ''
    ? null
    : sentence(state, count, translator, countries);
}

function placesInWords(
  codes: readonly string[],
  translator: Translator,
  countries: readonly KnownCountry[],
): string {
  if (codes.length > NAMED_COUNTRIES) {
    return translator.t('view.sentence.manyPlaces', { count: codes.length });
  }
  const names = codes.map((iso2) => {
    const known = countries.find((country) => country.iso2 === iso2);
    return translator.t('view.sentence.placeName', {
      iso2,
      name: translator.country(iso2, known?.name ?? iso2),
    });
  });
  return translator.t('view.sentence.places', { names: translator.list(names) });
}
