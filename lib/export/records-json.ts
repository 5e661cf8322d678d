import type { Claim, Country, Measure, MusterEvent, Observation, Source } from '@/lib/domain/records';

/*
 * Records as plain JSON, for the files of pages and for the API alike. Fields are named as in the data codebook, with two
 * differences: `tax` for a pay's gross or net (the codebook's file format calls it `basis`), and a period is
 * `{start, end}` in years. Missing is null.
 */

/** A measure's terms. */
export function measureTermsJson(measure: Measure) {
  const { eligibility, duration, pay } = measure;
  return {
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
  };
}

/** A figure without its measure. */
export function observationJson(observation: Observation) {
  return {
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
  };
}

/** An event without its country, measure and theme. */
export function eventJson({ id, date, type, title, sourceIds }: MusterEvent) {
  return { id, date, type, title, source_ids: sourceIds };
}

/** A checked claim without its country and measure. */
export function claimJson(claim: Claim) {
  return {
    id: claim.id,
    statement: claim.statement,
    attributed_to: claim.attributedTo,
    verdict: claim.verdict,
    explanation: claim.explanation,
    later_developments: claim.laterDevelopments,
    source_ids: claim.sourceIds,
  };
}

/** A source. */
export function sourceJson(source: Source) {
  return {
    id: source.id,
    title: source.title,
    publisher: source.publisher,
    url: source.url,
    published_on: source.publishedOn,
    language: source.language,
    kind: source.kind,
  };
}

/** A country with its memberships and its service model of today. */
export function countryTermsJson(country: Country) {
  return {
    iso2: country.iso2,
    iso3: country.iso3,
    name: country.name,
    region: country.region,
    memberships: country.memberships.map(({ organisation, since, until, note, sourceId }) => ({
      organisation,
      since,
      until,
      note,
      source_id: sourceId,
    })),
    service_model_today: country.serviceModel,
    model_note: country.modelNote,
    model_source_ids: country.modelSourceIds,
  };
}
