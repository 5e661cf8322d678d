import type { SeriesId } from '../../lib/domain/codes';
import { readPeriod } from '../../lib/domain/period';
import type {
  Claim,
  ConscriptionEvent,
  Country,
  Measure,
  MusterEvent,
  Observation,
  SeriesPoint,
  SeriesSource,
  Source,
} from '../../lib/domain/records';
import { eventId, globalSourceId, observationId, withOrdinals } from './ids';
import type {
  ClaimEntry,
  ConscriptionRow,
  ContextEventEntry,
  CountryEntry,
  CountryFileEntry,
  EventEntry,
  MeasureEntry,
  ObservationEntry,
  SeriesRow,
  SeriesSourceEntry,
  SourceEntry,
} from './shapes';

export interface IdentifiedSeriesPoint extends SeriesPoint {
  /** `<series>.<country or currency, if any>.<year>` */
  id: string;
  seriesId: SeriesId;
}

/** All content of a release, as records; what the database holds and what releases are compared by. */
export interface Content {
  countries: Country[];
  measures: Measure[];
  observations: Observation[];
  sources: Source[];
  events: MusterEvent[];
  claims: Claim[];
  seriesSources: SeriesSource[];
  seriesPoints: IdentifiedSeriesPoint[];
  conscriptionEvents: ConscriptionEvent[];
}

/** Content without any entry, for a reader to fill. Each call gives lists of its own. */
export function emptyContent(): Content {
  return {
    countries: [],
    measures: [],
    observations: [],
    sources: [],
    events: [],
    claims: [],
    seriesSources: [],
    seriesPoints: [],
    conscriptionEvents: [],
  };
}

/** Source ids of one file. Each is made once: a million figures that cite a thousand sources share their ids' text. */
function scopedTo(scope: string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const made = known.get(id) ?? globalSourceId(scope, id);
    known.set(id, made);
    return made;
  };
}

/** A source of a file; `scope` is that of `globalSourceId`. */
export function toSource(scope: string, entry: SourceEntry): Source {
  return {
    id: globalSourceId(scope, entry.id),
    title: entry.title,
    publisher: entry.publisher,
    url: entry.url,
    publishedOn: entry.published_on,
    language: entry.language,
    kind: entry.kind,
  };
}

/** A country from its two places: the list of countries, and its own file. */
export function toCountry(listed: CountryEntry, file: CountryFileEntry): Country {
  return {
    iso2: listed.iso2,
    iso3: listed.iso3,
    name: listed.name,
    region: listed.region,
    memberships: listed.memberships
      .map((m) => ({
        organisation: m.organisation,
        since: m.since,
        until: m.until,
        note: m.note,
        sourceId: globalSourceId('countries', m.source_id),
      }))
      .sort((a, b) => a.since - b.since || (a.organisation < b.organisation ? -1 : 1)),
    serviceModel: file.service_model_today,
    modelNote: file.model_note,
    modelSourceIds: file.model_source_ids.map(scopedTo(listed.iso2.toLowerCase())),
  };
}

/**
 * A measure of a country file, without its observations (`toObservations`). Amounts, lengths and dates stay as stated; the pay's
 * `basis` (gross or net) is the record's `tax`, because an observation has a `basis` of another kind.
 */
export function toMeasure(entry: MeasureEntry): Measure {
  const scoped = scopedTo(entry.country.toLowerCase());
  return {
    id: entry.id,
    countryIso2: entry.country,
    name: entry.name,
    nativeName: entry.native_name,
    headline: entry.headline,
    type: entry.type,
    obligation: entry.obligation,
    status: entry.status,
    statusAsOf: entry.status_as_of,
    announcedOn: entry.announced_on,
    legislatedOn: entry.legislated_on,
    startsOn: entry.starts_on,
    endedOn: entry.ended_on,
    eligibility: {
      sex: entry.eligibility.sex,
      ageMin: entry.eligibility.age_min,
      ageMax: entry.eligibility.age_max,
      note: entry.eligibility.note,
    },
    duration: entry.duration,
    pay: entry.pay && {
      amount: entry.pay.amount,
      currency: entry.pay.currency,
      per: entry.pay.per,
      tax: entry.pay.basis,
      qualifier: entry.pay.qualifier,
      note: entry.pay.note,
      sourceIds: entry.pay.source_ids.map(scoped),
    },
    summary: entry.summary,
    sourceIds: entry.source_ids.map(scoped),
  };
}

/** A measure's observations; `ids` are those of ids.ts, entry by entry, and are made unique here. */
export function toObservations(
  measure: Pick<MeasureEntry, 'id' | 'country'>,
  entries: readonly ObservationEntry[],
  ids: readonly string[],
): Observation[] {
  const scoped = scopedTo(measure.country.toLowerCase());
  const uniqueIds = withOrdinals(ids);
  return entries.map(
    (entry, index): Observation => ({
      id: uniqueIds[index] ?? observationId(measure.id, entry),
      measureId: measure.id,
      indicator: entry.indicator,
      component: entry.component,
      period: entry.period === null ? null : readPeriod(entry.period),
      value: entry.value,
      low: entry.low,
      high: entry.high,
      qualifier: entry.qualifier,
      unit: entry.unit,
      per: entry.per,
      tax: entry.tax,
      basis: entry.basis,
      coverage: entry.coverage,
      statedOn: entry.stated_on,
      note: entry.note,
      sourceIds: entry.source_ids.map(scoped),
    }),
  );
}

/** Events of one file; two that agree in all that makes an id are told apart by their order. */
export function toEvents(scope: string, entries: readonly (EventEntry | ContextEventEntry)[]): MusterEvent[] {
  const scoped = scopedTo(scope);
  const ids = withOrdinals(entries.map(eventId));
  return entries.map((entry, index) => ({
    id: ids[index] ?? eventId(entry),
    date: entry.date,
    countryIso2: entry.country,
    measureId: entry.measure_id,
    type: entry.type,
    theme: 'theme' in entry ? entry.theme : null,
    title: entry.title,
    sourceIds: entry.source_ids.map(scoped),
  }));
}

/** A claim of claims.json, whose sources are of the same file. */
export function toClaim(entry: ClaimEntry): Claim {
  return {
    id: entry.id,
    statement: entry.statement,
    attributedTo: entry.attributed_to,
    countryIso2: entry.country,
    measureId: entry.measure_id,
    verdict: entry.verdict,
    explanation: entry.explanation,
    laterDevelopments: entry.later_developments,
    sourceIds: entry.source_ids.map(scopedTo('claims')),
  };
}

/** A source of series/sources.json, which series and conscription events cite. */
export function toSeriesSource(entry: SeriesSourceEntry): SeriesSource {
  return { ...entry, id: globalSourceId('series', entry.id) };
}

/** `<series>.<country or currency, if any>.<year>`: "births.FR.2007", "hicp_euro_area.2024". A series has one row for each. */
export function seriesPointId(seriesId: SeriesId, row: SeriesRow): string {
  return [seriesId, row.country_iso2 ?? row.currency, row.year]
    .filter((part) => part !== undefined)
    .join('.');
}

/**
 * A row of a series file. `value` is that of the one column in which the series has it (`value`, `per_eur` or `index_2015`), null
 * where the row states a low and a high; the unit is that of the series (SERIES_FILES).
 */
export function toSeriesPoint(seriesId: SeriesId, row: SeriesRow): IdentifiedSeriesPoint {
  return {
    id: seriesPointId(seriesId, row),
    seriesId,
    countryIso2: row.country_iso2 ?? null,
    currency: row.currency ?? null,
    year: row.year,
    value: row.value ?? row.per_eur ?? row.index_2015 ?? null,
    low: row.low ?? null,
    high: row.high ?? null,
    projection: row.projection ?? false,
    sourceId: globalSourceId('series', row.source_id),
  };
}

/** `<country in lower case>.<year>.<event, hyphens for spaces>`: a country has each kind of event once a year. */
export function conscriptionEventId(row: ConscriptionRow): string {
  return `${row.country_iso2.toLowerCase()}.${row.year}.${row.event.replaceAll(' ', '-')}`;
}

/** A row of series/conscription_events.csv. */
export function toConscriptionEvent(row: ConscriptionRow): ConscriptionEvent {
  return {
    id: conscriptionEventId(row),
    countryIso2: row.country_iso2,
    year: row.year,
    event: row.event,
    detail: row.detail,
    doubt: row.doubt,
    sourceId: globalSourceId('series', row.source_id),
  };
}
