import { type SQL, sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import {
  BASES,
  CONSCRIPTION_EVENTS,
  CONTEXT_THEMES,
  COVERAGES,
  DURATION_UNITS,
  EVENT_TYPES,
  INDICATORS,
  MEASURE_TYPES,
  OBLIGATIONS,
  ORGANISATIONS,
  PAY_PERIODS,
  QUALIFIERS,
  REGIONS,
  SERIES_IDS,
  SERVICE_MODELS,
  SEXES,
  SOURCE_KINDS,
  STATUSES,
  TAX_BASES,
  VERDICTS,
} from '../lib/domain/codes';
import { CHANGE_ENTITIES, CHANGE_KINDS } from '../lib/domain/history';
import type { PartialDate } from '../lib/domain/partial-date';

/*
 * Relative imports here: drizzle-kit reads this file and does not know the project's path alias.
 * The full-text table measure_search is in drizzle/0001_measure_search.sql: drizzle has no word for FTS5.
 */

/** SQL that holds when the column is null or one of the set; the sets hold only our own literals. */
function oneOf(column: AnySQLiteColumn, allowed: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(allowed.map((code) => `'${code}'`).join(', '))})`;
}

/** SQL that holds when the column is null or a date of the codebook: YYYY, YYYY-MM or YYYY-MM-DD. */
function partialDateShape(column: AnySQLiteColumn): SQL {
  const digits = (count: number) => '[0-9]'.repeat(count);
  const shapes = [digits(4), `${digits(4)}-${digits(2)}`, `${digits(4)}-${digits(2)}-${digits(2)}`];
  return sql.join(
    shapes.map((shape) => sql`${column} glob ${sql.raw(`'${shape}'`)}`),
    sql` or `,
  );
}

/** SQL that holds when low ≤ high, or one of them is null. */
function ordered(low: AnySQLiteColumn, high: AnySQLiteColumn): SQL {
  return sql`${low} <= ${high}`;
}

/** SQL that holds when both columns are null or neither is. */
function bothOrNeither(a: AnySQLiteColumn, b: AnySQLiteColumn): SQL {
  return sql`(${a} is null) = (${b} is null)`;
}

const date = (name: string) => text(name).$type<PartialDate>();

export const sources = sqliteTable(
  'sources',
  {
    /** `<scope>.<id in the file>`; the scope is a country code in lower case, `countries` or `claims`. */
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    publisher: text('publisher').notNull(),
    url: text('url').notNull(),
    publishedOn: date('published_on'),
    language: text('language').notNull(),
    kind: text('kind', { enum: SOURCE_KINDS }).notNull(),
  },
  (t) => [
    check('sources_kind', oneOf(t.kind, SOURCE_KINDS)),
    check('sources_url', sql`${t.url} like 'http://%' or ${t.url} like 'https://%'`),
    check('sources_published_on', partialDateShape(t.publishedOn)),
    index('sources_published_on').on(t.publishedOn),
    index('sources_publisher').on(t.publisher),
    index('sources_kind').on(t.kind),
    index('sources_language').on(t.language),
  ],
);

export const countries = sqliteTable(
  'countries',
  {
    iso2: text('iso2').primaryKey(),
    iso3: text('iso3').notNull().unique(),
    name: text('name').notNull().unique(),
    region: text('region', { enum: REGIONS }).notNull(),
    serviceModel: text('service_model', { enum: SERVICE_MODELS }).notNull(),
    modelNote: text('model_note'),
  },
  (t) => [
    check('countries_region', oneOf(t.region, REGIONS)),
    check('countries_service_model', oneOf(t.serviceModel, SERVICE_MODELS)),
    check('countries_iso2', sql`${t.iso2} glob '[A-Z][A-Z]'`),
    check('countries_iso3', sql`${t.iso3} glob '[A-Z][A-Z][A-Z]'`),
    index('countries_region').on(t.region),
    index('countries_service_model').on(t.serviceModel),
  ],
);

export const memberships = sqliteTable(
  'memberships',
  {
    countryIso2: text('country_iso2')
      .notNull()
      .references(() => countries.iso2),
    organisation: text('organisation', { enum: ORGANISATIONS }).notNull(),
    since: integer('since').notNull(),
    until: integer('until'),
    note: text('note'),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [
    primaryKey({ columns: [t.countryIso2, t.organisation, t.since] }),
    check('memberships_organisation', oneOf(t.organisation, ORGANISATIONS)),
    check('memberships_years', ordered(t.since, t.until)),
    index('memberships_organisation').on(t.organisation),
    index('memberships_source').on(t.sourceId),
  ],
);

export const measures = sqliteTable(
  'measures',
  {
    id: text('id').primaryKey(),
    countryIso2: text('country_iso2')
      .notNull()
      .references(() => countries.iso2),
    name: text('name').notNull(),
    nativeName: text('native_name'),
    headline: integer('headline', { mode: 'boolean' }).notNull(),
    type: text('type', { enum: MEASURE_TYPES }).notNull(),
    obligation: text('obligation', { enum: OBLIGATIONS }).notNull(),
    status: text('status', { enum: STATUSES }).notNull(),
    statusAsOf: date('status_as_of'),
    announcedOn: date('announced_on'),
    legislatedOn: date('legislated_on'),
    startsOn: date('starts_on'),
    endedOn: date('ended_on'),
    sex: text('sex', { enum: SEXES }),
    ageMin: integer('age_min'),
    ageMax: integer('age_max'),
    eligibilityNote: text('eligibility_note'),
    durationMin: real('duration_min'),
    durationMax: real('duration_max'),
    durationUnit: text('duration_unit', { enum: DURATION_UNITS }),
    durationNote: text('duration_note'),
    payAmount: real('pay_amount'),
    payCurrency: text('pay_currency'),
    payPer: text('pay_per', { enum: PAY_PERIODS }),
    payTax: text('pay_tax', { enum: TAX_BASES }),
    payQualifier: text('pay_qualifier', { enum: QUALIFIERS }),
    payNote: text('pay_note'),
    summary: text('summary').notNull(),
  },
  (t) => [
    check('measures_headline', sql`${t.headline} in (0, 1)`),
    check('measures_type', oneOf(t.type, MEASURE_TYPES)),
    check('measures_obligation', oneOf(t.obligation, OBLIGATIONS)),
    check('measures_status', oneOf(t.status, STATUSES)),
    check('measures_sex', oneOf(t.sex, SEXES)),
    check('measures_duration_unit', oneOf(t.durationUnit, DURATION_UNITS)),
    check('measures_pay_per', oneOf(t.payPer, PAY_PERIODS)),
    check('measures_pay_tax', oneOf(t.payTax, TAX_BASES)),
    check('measures_pay_qualifier', oneOf(t.payQualifier, QUALIFIERS)),
    check('measures_status_as_of', partialDateShape(t.statusAsOf)),
    check('measures_announced_on', partialDateShape(t.announcedOn)),
    check('measures_legislated_on', partialDateShape(t.legislatedOn)),
    check('measures_starts_on', partialDateShape(t.startsOn)),
    check('measures_ended_on', partialDateShape(t.endedOn)),
    check('measures_ages', ordered(t.ageMin, t.ageMax)),
    check('measures_duration', ordered(t.durationMin, t.durationMax)),
    check('measures_pay', bothOrNeither(t.payAmount, t.payCurrency)),
    index('measures_country').on(t.countryIso2),
    index('measures_name').on(t.name),
    index('measures_headline').on(t.headline),
    index('measures_type').on(t.type),
    index('measures_obligation').on(t.obligation),
    index('measures_status').on(t.status),
    index('measures_sex').on(t.sex),
    index('measures_starts_on').on(t.startsOn),
    index('measures_ended_on').on(t.endedOn),
  ],
);

export const observations = sqliteTable(
  'observations',
  {
    id: text('id').primaryKey(),
    measureId: text('measure_id')
      .notNull()
      .references(() => measures.id),
    indicator: text('indicator', { enum: INDICATORS }).notNull(),
    component: text('component'),
    periodStart: integer('period_start'),
    periodEnd: integer('period_end'),
    value: real('value').notNull(),
    low: real('low'),
    high: real('high'),
    qualifier: text('qualifier', { enum: QUALIFIERS }).notNull(),
    unit: text('unit').notNull(),
    per: text('per', { enum: PAY_PERIODS }),
    tax: text('tax', { enum: TAX_BASES }),
    basis: text('basis', { enum: BASES }).notNull(),
    coverage: text('coverage', { enum: COVERAGES }).notNull(),
    statedOn: date('stated_on'),
    note: text('note'),
  },
  (t) => [
    check('observations_indicator', oneOf(t.indicator, INDICATORS)),
    check('observations_qualifier', oneOf(t.qualifier, QUALIFIERS)),
    check('observations_per', oneOf(t.per, PAY_PERIODS)),
    check('observations_tax', oneOf(t.tax, TAX_BASES)),
    check('observations_basis', oneOf(t.basis, BASES)),
    check('observations_coverage', oneOf(t.coverage, COVERAGES)),
    check('observations_unit', sql`${t.unit} in ('persons', 'percent') or ${t.unit} glob '[A-Z][A-Z][A-Z]'`),
    check('observations_stated_on', partialDateShape(t.statedOn)),
    check('observations_period', sql`${bothOrNeither(t.periodStart, t.periodEnd)}`),
    check('observations_period_order', ordered(t.periodStart, t.periodEnd)),
    check('observations_range', bothOrNeither(t.low, t.high)),
    check('observations_low', ordered(t.low, t.value)),
    check('observations_high', ordered(t.value, t.high)),
    index('observations_measure').on(t.measureId, t.indicator, t.periodStart, t.statedOn),
    index('observations_indicator').on(t.indicator, t.basis),
    index('observations_period').on(t.periodStart),
    index('observations_stated_on').on(t.statedOn),
  ],
);

export const events = sqliteTable(
  'events',
  {
    /** `<country code in lower case, or context>.<hash of date, type, measure and title>` */
    id: text('id').primaryKey(),
    date: date('date').notNull(),
    countryIso2: text('country_iso2').references(() => countries.iso2),
    measureId: text('measure_id').references(() => measures.id),
    type: text('type', { enum: EVENT_TYPES }).notNull(),
    /** null for a national event, a theme for one of the wider context. */
    theme: text('theme', { enum: CONTEXT_THEMES }),
    title: text('title').notNull(),
  },
  (t) => [
    check('events_type', oneOf(t.type, EVENT_TYPES)),
    check('events_theme', oneOf(t.theme, CONTEXT_THEMES)),
    check('events_date', partialDateShape(t.date)),
    index('events_date').on(t.date),
    index('events_country').on(t.countryIso2, t.date),
    index('events_measure').on(t.measureId, t.date),
    index('events_type').on(t.type),
    index('events_theme').on(t.theme, t.date),
  ],
);

export const claims = sqliteTable(
  'claims',
  {
    id: text('id').primaryKey(),
    /** Place in claims.json: the order of the article the claims come from. */
    ordinal: integer('ordinal').notNull(),
    statement: text('statement').notNull(),
    attributedTo: text('attributed_to').notNull(),
    countryIso2: text('country_iso2').references(() => countries.iso2),
    measureId: text('measure_id').references(() => measures.id),
    verdict: text('verdict', { enum: VERDICTS }).notNull(),
    explanation: text('explanation').notNull(),
    laterDevelopments: text('later_developments'),
  },
  (t) => [
    check('claims_verdict', oneOf(t.verdict, VERDICTS)),
    index('claims_ordinal').on(t.ordinal),
    index('claims_country').on(t.countryIso2),
    index('claims_measure').on(t.measureId),
    index('claims_verdict').on(t.verdict),
  ],
);

export const countryModelSources = sqliteTable(
  'country_model_sources',
  {
    countryIso2: text('country_iso2')
      .notNull()
      .references(() => countries.iso2),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [
    primaryKey({ columns: [t.countryIso2, t.ordinal] }),
    index('country_model_sources_source').on(t.sourceId),
  ],
);

export const measureSources = sqliteTable(
  'measure_sources',
  {
    measureId: text('measure_id')
      .notNull()
      .references(() => measures.id),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [primaryKey({ columns: [t.measureId, t.ordinal] }), index('measure_sources_source').on(t.sourceId)],
);

export const paySources = sqliteTable(
  'pay_sources',
  {
    measureId: text('measure_id')
      .notNull()
      .references(() => measures.id),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [primaryKey({ columns: [t.measureId, t.ordinal] }), index('pay_sources_source').on(t.sourceId)],
);

export const observationSources = sqliteTable(
  'observation_sources',
  {
    observationId: text('observation_id')
      .notNull()
      .references(() => observations.id),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [
    primaryKey({ columns: [t.observationId, t.ordinal] }),
    index('observation_sources_source').on(t.sourceId),
  ],
);

export const eventSources = sqliteTable(
  'event_sources',
  {
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.ordinal] }), index('event_sources_source').on(t.sourceId)],
);

export const claimSources = sqliteTable(
  'claim_sources',
  {
    claimId: text('claim_id')
      .notNull()
      .references(() => claims.id),
    ordinal: integer('ordinal').notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id),
  },
  (t) => [primaryKey({ columns: [t.claimId, t.ordinal] }), index('claim_sources_source').on(t.sourceId)],
);

export const series = sqliteTable(
  'series',
  {
    id: text('id', { enum: SERIES_IDS }).primaryKey(),
    title: text('title').notNull(),
    unit: text('unit').notNull(),
    limits: text('limits').notNull(),
  },
  (t) => [check('series_id', oneOf(t.id, SERIES_IDS))],
);

export const seriesSources = sqliteTable('series_sources', {
  /** `series.<id in series/sources.json>` */
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  publisher: text('publisher').notNull(),
  url: text('url').notNull(),
  vintage: text('vintage').notNull(),
  licence: text('licence').notNull(),
  notes: text('notes').notNull(),
});

export const seriesPoints = sqliteTable(
  'series_points',
  {
    /** `<series>.<country or currency, if any>.<year>` */
    id: text('id').primaryKey(),
    seriesId: text('series_id', { enum: SERIES_IDS })
      .notNull()
      .references(() => series.id),
    countryIso2: text('country_iso2').references(() => countries.iso2),
    currency: text('currency'),
    year: integer('year').notNull(),
    value: real('value'),
    low: real('low'),
    high: real('high'),
    projection: integer('projection', { mode: 'boolean' }).notNull(),
    sourceId: text('source_id')
      .notNull()
      .references(() => seriesSources.id),
  },
  (t) => [
    check('series_points_subject', sql`${t.countryIso2} is null or ${t.currency} is null`),
    check(
      'series_points_figure',
      sql`${t.value} is not null or (${t.low} is not null and ${t.high} is not null)`,
    ),
    check('series_points_range', ordered(t.low, t.high)),
    check('series_points_projection', sql`${t.projection} in (0, 1)`),
    index('series_points_series').on(t.seriesId, t.countryIso2, t.year),
    index('series_points_country').on(t.countryIso2),
    index('series_points_source').on(t.sourceId),
  ],
);

export const conscriptionEvents = sqliteTable(
  'conscription_events',
  {
    /** `<country code in lower case>.<year>.<event, with hyphens>` */
    id: text('id').primaryKey(),
    countryIso2: text('country_iso2')
      .notNull()
      .references(() => countries.iso2),
    year: integer('year').notNull(),
    event: text('event', { enum: CONSCRIPTION_EVENTS }).notNull(),
    detail: text('detail').notNull(),
    doubt: text('doubt'),
    sourceId: text('source_id')
      .notNull()
      .references(() => seriesSources.id),
  },
  (t) => [
    check('conscription_events_event', oneOf(t.event, CONSCRIPTION_EVENTS)),
    index('conscription_events_country').on(t.countryIso2, t.year),
    index('conscription_events_source').on(t.sourceId),
  ],
);

/** History: one row a loading. Never replaced by a load, so nothing here refers to the content tables. */
export const releases = sqliteTable(
  'releases',
  {
    /** Counts loadings. The same content can be loaded again after another: then its id stands twice. */
    loadNumber: integer('load_number').primaryKey({ autoIncrement: true }),
    /** The first 12 hexadecimal digits of the content's SHA-256. */
    id: text('id').notNull(),
    /** ISO 8601, UTC. */
    loadedAt: text('loaded_at').notNull(),
    note: text('note'),
    /** Which loader and schema built the rows: other than the present one, the content is built anew. */
    builtBy: text('built_by').notNull(),
    newestSourceOn: date('newest_source_on'),
    countries: integer('countries').notNull(),
    measures: integer('measures').notNull(),
    observations: integer('observations').notNull(),
    sources: integer('sources').notNull(),
    events: integer('events').notNull(),
    claims: integer('claims').notNull(),
    seriesPoints: integer('series_points').notNull(),
  },
  (t) => [
    check('releases_id', sql`length(${t.id}) = 12 and ${t.id} not glob '*[^0-9a-f]*'`),
    index('releases_id').on(t.id),
  ],
);

/** History: the whole content of each release, packed by db/loader/archive.ts. Never replaced by that of another release. */
export const releaseContents = sqliteTable(
  'release_contents',
  {
    /** Of a release; not a reference, because the same content can be loaded again and is kept once. */
    releaseId: text('release_id').notNull(),
    /** The content is cut into parts, from 0, so that no statement has to hold it whole. */
    part: integer('part').notNull(),
    /** Which packing and which records: CONTENT_FORMAT when it was written. */
    format: integer('format').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.releaseId, t.part] }),
    check('release_contents_part', sql`${t.part} >= 0`),
  ],
);

export const changes = sqliteTable(
  'changes',
  {
    loadNumber: integer('load_number')
      .notNull()
      .references(() => releases.loadNumber),
    ordinal: integer('ordinal').notNull(),
    entity: text('entity', { enum: CHANGE_ENTITIES }).notNull(),
    entityId: text('entity_id').notNull(),
    measureId: text('measure_id'),
    countryIso2: text('country_iso2'),
    kind: text('kind', { enum: CHANGE_KINDS }).notNull(),
    subject: text('subject').notNull(),
    field: text('field'),
    before: text('before'),
    after: text('after'),
  },
  (t) => [
    primaryKey({ columns: [t.loadNumber, t.ordinal] }),
    check('changes_entity', oneOf(t.entity, CHANGE_ENTITIES)),
    check('changes_kind', oneOf(t.kind, CHANGE_KINDS)),
    check('changes_field', sql`(${t.kind} = 'changed') = (${t.field} is not null)`),
    index('changes_measure').on(t.measureId),
    index('changes_country').on(t.countryIso2),
    index('changes_entity').on(t.entity, t.entityId),
  ],
);
