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

/**
 * Everything known about a measure as plain JSON. Fields are named as in the data codebook, with two differences: `tax` for a pay's
 * gross or net (the codebook's file format calls it `basis`), and a period is `{start, end}` in years. Missing is null.
 */
export function measureJson(dossier: MeasureDossier) {
  const { measure, country, observations, events, claims, sources, release, pageUrl } = dossier;
  const { eligibility, duration, pay } = measure;
  return {
    measure: {
      id: measure.id,
      country: { iso2: country.iso2, iso3: country.iso3, name: country.name },
      name: measure.name,
      native_name: measure.nativeName,
      headline: measure.headline,
      type: measure.type,
      obligation: measure.obligation,
      status: measure.status,
      status_as_of: measure.statusAsOf,
      announced_on: measure.announcedOn,
      legislated_on: measure.legislatedOn,
      starts_on: measure.startsOn,
      ended_on: measure.endedOn,
      eligibility: {
        sex: eligibility.sex,
        age_min: eligibility.ageMin,
        age_max: eligibility.ageMax,
        note: eligibility.note,
      },
      duration: duration && {
        min: duration.min,
        max: duration.max,
        unit: duration.unit,
        note: duration.note,
      },
      pay: pay && {
        amount: pay.amount,
        currency: pay.currency,
        per: pay.per,
        tax: pay.tax,
        qualifier: pay.qualifier,
        note: pay.note,
        source_ids: pay.sourceIds,
      },
      summary: measure.summary,
      source_ids: measure.sourceIds,
    },
    observations: observations.map((observation) => ({
      id: observation.id,
      indicator: observation.indicator,
      component: observation.component,
      period: observation.period,
      value: observation.value,
      low: observation.low,
      high: observation.high,
      qualifier: observation.qualifier,
      unit: observation.unit,
      per: observation.per,
      tax: observation.tax,
      basis: observation.basis,
      coverage: observation.coverage,
      stated_on: observation.statedOn,
      note: observation.note,
      source_ids: observation.sourceIds,
    })),
    events: events.map((event) => ({
      id: event.id,
      date: event.date,
      type: event.type,
      title: event.title,
      source_ids: event.sourceIds,
    })),
    claims: claims.map((claim) => ({
      id: claim.id,
      statement: claim.statement,
      attributed_to: claim.attributedTo,
      verdict: claim.verdict,
      explanation: claim.explanation,
      later_developments: claim.laterDevelopments,
      source_ids: claim.sourceIds,
    })),
    sources: sources.map((source) => ({
      id: source.id,
      title: source.title,
      publisher: source.publisher,
      url: source.url,
      published_on: source.publishedOn,
      language: source.language,
      kind: source.kind,
    })),
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
export type MeasureJson = ReturnType<typeof measureJson>;
