import type {
  Claim,
  Country,
  Measure,
  MusterEvent,
  Observation,
  Release,
  Source,
} from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import { claimJson, eventJson, measureTermsJson, observationJson, sourceJson } from './records-json';

export interface MeasureDossier {
  measure: Measure;
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
  observations: readonly Observation[];
  events: readonly MusterEvent[];
  claims: readonly Claim[];
  sources: readonly Source[];
  release: Release;
  /** Absolute address of the measure's page. */
  pageUrl: string;
}

/** Everything known about a measure as plain JSON, in the shapes of records-json.ts. */
export function measureJson(dossier: MeasureDossier) {
  const { measure, country, observations, events, claims, sources, release, pageUrl } = dossier;
  return {
    measure: {
      id: measure.id,
      country: { iso2: country.iso2, iso3: country.iso3, name: country.name },
      ...measureTermsJson(measure),
    },
    observations: observations.map(observationJson),
    events: events.map(eventJson),
    claims: claims.map(claimJson),
    sources: sources.map(sourceJson),
    metadata: {
      url: pageUrl,
      data_url: `${pageUrl}.json`,
      language: 'en',
      release: { id: release.id, loaded_at: release.loadedAt, note: release.note },
      licence: null,
      licence_note: translator('en').t('view.export.licenceNote'),
    },
  };
}
