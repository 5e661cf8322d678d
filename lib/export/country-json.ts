import { COHORT_AGE } from '@/lib/domain/derived';
import type {
  ConscriptionEvent,
  Country,
  Measure,
  MusterEvent,
  Observation,
  Release,
  SeriesSource,
  Source,
} from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import type { CountrySeries } from '@/lib/queries/country-context';
import { measureJson } from './measure-json';
import { countryTermsJson, eventJson, sourceJson } from './records-json';

export interface CountryDossier {
  country: Country;
  measures: readonly Measure[];
  observations: readonly Observation[];
  events: readonly MusterEvent[];
  conscriptionEvents: readonly ConscriptionEvent[];
  series: readonly CountrySeries[];
  sources: readonly Source[];
  seriesSources: readonly SeriesSource[];
  release: Release;
  /** YYYY-MM-DD of a past view; null: today. */
  asOf: string | null;
  /** Absolute address of the country's page and of this file, with their query. */
  pageUrl: string;
  dataUrl: string;
}

/**
 * Everything that a country's page shows as plain JSON, in the shapes of `measureJson`. Series stand as the codebook has
 * them (births in the year of birth); `cohort_turns` is the age by which they become a cohort. Missing is null.
 */
export function countryJson(dossier: CountryDossier) {
  const { country, measures, observations, events, conscriptionEvents, series } = dossier;
  const { sources, seriesSources, release, asOf, pageUrl, dataUrl } = dossier;
  return {
    country: countryTermsJson(country),
    measures: measures.map((measure) => {
      const { measure: terms, observations: figures } = measureJson({
        measure,
        country,
        observations: observations.filter(({ measureId }) => measureId === measure.id),
        events: [],
        claims: [],
        sources: [],
        release,
        pageUrl,
      });
      return { ...terms, observations: figures };
    }),
    events: events.map((event) => ({ ...eventJson(event), measure_id: event.measureId })),
    conscription_events: conscriptionEvents.map(({ year, event, detail, doubt, sourceId }) => ({
      year,
      event,
      detail,
      doubt,
      source_id: sourceId,
    })),
    series: series.map(({ id, limits, points }) => ({
      id,
      limits,
      cohort_turns: id === 'births' ? COHORT_AGE : null,
      points: points.map(({ year, value, low, high, projection, sourceId }) => ({
        year,
        value,
        low,
        high,
        projection,
        source_id: sourceId,
      })),
    })),
    sources: sources.map(sourceJson),
    series_sources: seriesSources.map(({ id, title, publisher, url, vintage, licence, notes }) => ({
      id,
      title,
      publisher,
      url,
      vintage,
      licence,
      notes,
    })),
    metadata: {
      url: pageUrl,
      data_url: dataUrl,
      as_of: asOf,
      language: 'en',
      release: { id: release.id, loaded_at: release.loadedAt, note: release.note },
      licence: null,
      licence_note: translator('en').t('view.export.licenceNote'),
    },
  };
}
