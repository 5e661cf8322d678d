import 'server-only';
import { z } from 'zod';
import {
  BASES,
  CHART_SLUGS,
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
} from '@/lib/domain/codes';
import { CHANGE_ENTITIES, CHANGE_KINDS } from '@/lib/domain/history';

/*
 * What the API answers, one schema a resource. The OpenAPI description is made from these, the types of the resources'
 * code too, and the contract tests hold every answer against them. Server only: zod never reaches the browser.
 */

const text = (description: string, example?: string) =>
  z.string().meta({ description, ...(example === undefined ? {} : { example }) });

const countryCode = (description: string) =>
  z
    .string()
    .regex(/^[A-Z]{2}$/)
    .meta({ description: `${description} ISO 3166-1 alpha-2.`, example: 'FR' });

/** A date as exact as its source; null where none was found. */
const partialDate = (description: string) =>
  z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .meta({
      description: `${description} As exact as the source: YYYY, YYYY-MM or YYYY-MM-DD.`,
      example: '2025-11-27',
    });

const sourceIds = z
  .array(z.string())
  .meta({ description: 'Ids of the sources, in the order of the data file; see `/sources/{id}`.' });

const code = <const Codes extends readonly [string, ...string[]]>(codes: Codes, description: string) =>
  z.enum(codes).meta({ description });

const count = (description: string) => z.int().min(0).meta({ description });
const amount = (description: string) => z.number().meta({ description });
const year = (description: string) => z.int().min(1000).max(9999).meta({ description });
const moment = (description: string) =>
  z.iso.datetime().meta({ description, example: '2026-11-22T12:00:00.000Z' });
const address = (description: string) => z.url().meta({ description });

const period = z
  .object({ start: year('First year.'), end: year('Last year, included.') })
  .meta({ description: 'Whole years; one year has start and end equal. Null: the source names no year.' });

const country = z
  .object({
    iso2: countryCode('The country.'),
    iso3: text('ISO 3166-1 alpha-3.', 'FRA'),
    name: text('English name.', 'France'),
  })
  .meta({ description: 'The country of the measure.' });

const range = {
  value: amount('The figure; where the source states a range, the middle of `low` and `high`.'),
  low: amount('Lower end of a stated range.').nullable(),
  high: amount('Upper end of a stated range.').nullable(),
  qualifier: code(QUALIFIERS, 'How the source qualifies the figure: `at_least` 4,000 is not 4,000 exactly.'),
};

const target = z
  .object({
    observation_id: text('The observation it is; see `/observations/{id}`.'),
    indicator: code(INDICATORS, 'What is counted.'),
    period: period.nullable(),
    ...range,
    stated_on: partialDate('When the source stated it.').nullable(),
  })
  .meta({ id: 'Target', description: 'A target of a measure, as stated last.' });

const eligibility = z
  .object({
    sex: code(SEXES, 'Who can or must serve. Null: not found.').nullable(),
    age_min: amount('Youngest age in years.').nullable(),
    age_max: amount('Oldest age in years.').nullable(),
    note: text('What the codes cannot say, in English.').nullable(),
  })
  .meta({ description: 'Who the measure is for.' });

const duration = z
  .object({
    min: amount('Shortest length, in `unit`.').nullable(),
    max: amount('Longest length, in `unit`.').nullable(),
    unit: code(DURATION_UNITS, 'Unit of `min` and `max`.').nullable(),
    note: text('What the figures cannot say, in English.').nullable(),
  })
  .meta({ description: 'Length of service. Null: not found.' });

const pay = z
  .object({
    amount: amount('In full units of `currency`, nominal.').nullable(),
    currency: text('ISO 4217.', 'EUR').nullable(),
    per: code(PAY_PERIODS, 'What the amount is paid for.').nullable(),
    tax: code(TAX_BASES, 'Before or after tax.').nullable(),
    qualifier: code(QUALIFIERS, 'How the source qualifies the amount.').nullable(),
    note: text('What the figures cannot say, in English.').nullable(),
    source_ids: sourceIds,
  })
  .meta({ description: 'Pay of those who serve. Null: not found.' });

const measure = z
  .object({
    id: text('Stable id.', 'fr-service-national-volontaire'),
    url: address('The page of the measure.'),
    country,
    name: text('English name.'),
    native_name: text('Name in a language of the country.').nullable(),
    headline: z
      .boolean()
      .meta({ description: 'True for the one measure, at most two, of a country to look at first.' }),
    type: code(MEASURE_TYPES, 'Type of measure; see the codebook.'),
    obligation: code(OBLIGATIONS, 'Whether one must.'),
    status: code(STATUSES, 'How far it is, true on `status_as_of`.'),
    status_as_of: partialDate('The day on which the status was true.').nullable(),
    announced_on: partialDate('When it was announced.').nullable(),
    legislated_on: partialDate('When the law was passed.').nullable(),
    starts_on: partialDate('When it starts or started.').nullable(),
    ended_on: partialDate('When it ended or was suspended.').nullable(),
    eligibility,
    duration: duration.nullable(),
    pay: pay.nullable(),
    summary: text('What it is, in one or two English sentences.'),
    targets: z.object({ first: target, last: target }).nullable().meta({
      description: 'Targets for its earliest and latest year, as stated last. Null: none found.',
    }),
    source_count: count('Distinct sources of the measure, its pay and its observations.'),
    source_ids: sourceIds,
  })
  .meta({ id: 'Measure', description: 'One national scheme.' });

const observation = z
  .object({
    id: text('Stable id: made from what the figure is about and when it was stated, not from its value.'),
    measure_id: text('The measure it is about.'),
    country_iso2: countryCode('Country of the measure.'),
    indicator: code(INDICATORS, 'What is counted.'),
    component: text(
      'What part of the measure it covers. Null: its natural scope. Figures share a line only where measure, indicator, component and unit are equal and coverage is full.',
    ).nullable(),
    period: period.nullable(),
    ...range,
    unit: text('`persons`, `percent`, or an ISO 4217 currency: money in full units, nominal.', 'persons'),
    per: code(PAY_PERIODS, 'For pay only: what the amount is paid for.').nullable(),
    tax: code(TAX_BASES, 'For pay only: before or after tax.').nullable(),
    basis: code(
      BASES,
      'What kind of statement it is: what happened (`actual`), an adopted plan (`target`), a legal limit (`ceiling`), a hope (`ambition`), an assessment (`estimate`), uncorroborated (`claim`). Never join an actual with a promise.',
    ),
    coverage: code(COVERAGES, '`partial` and `cumulative` figures are not comparable with full ones.'),
    stated_on: partialDate('When the source stated it; a target that moved is two observations.').nullable(),
    note: text('What the figures cannot say, in English.').nullable(),
    source_ids: sourceIds,
    source_urls: z
      .array(z.url())
      .meta({ description: 'Addresses of the sources, in the order of `source_ids`.' }),
  })
  .meta({
    id: 'Observation',
    description: 'One figure as one or more sources stated it. Sources that disagree are two observations.',
  });

const membership = z
  .object({
    organisation: code(ORGANISATIONS, 'The organisation.'),
    since: year('First year.'),
    until: year('Year in which it ended. Null: it has not.').nullable(),
    note: text('What the years cannot say, in English.').nullable(),
    source_id: text('The source.'),
  })
  .meta({ description: 'A membership.' });

const countryEntry = z
  .object({
    iso2: countryCode('The country.'),
    iso3: text('ISO 3166-1 alpha-3.', 'FRA'),
    name: text('English name.', 'France'),
    region: code(REGIONS, 'Region as Muster groups countries.'),
    memberships: z.array(membership).meta({ description: 'Memberships of NATO, EU and CSTO.' }),
    service_model_today: code(SERVICE_MODELS, 'How the armed forces are filled today.'),
    model_note: text('What the code cannot say, in English.').nullable(),
    model_source_ids: sourceIds,
    url: address('The page of the country.'),
  })
  .meta({ id: 'Country', description: 'A country with a data file.' });

const citedBy = z
  .object({
    measures: count('Measures that cite it for their terms or pay.'),
    observations: count('Observations that cite it.'),
    events: count('Events that cite it.'),
    claims: count('Claims that cite it.'),
  })
  .meta({ description: 'How often it is cited.' });

const source = z
  .object({
    id: text('Stable id: scope of the file, a full stop, the id in the file.'),
    title: text('Title, in its own language or in English.'),
    publisher: text('Who published it.'),
    url: address('Where it was read.'),
    published_on: partialDate('When it was published.').nullable(),
    language: text('ISO 639-1.', 'fr'),
    kind: code(SOURCE_KINDS, 'Kind of source.'),
    cited_by: citedBy,
  })
  .meta({ id: 'Source', description: 'A document in which a figure or fact was read.' });

const event = z
  .object({
    id: text('Stable id.'),
    date: partialDate('When it happened.'),
    country_iso2: countryCode('Country; null for an event of the wider context without one.').nullable(),
    measure_id: text('The measure it is about.').nullable(),
    type: code(EVENT_TYPES, 'What kind of event.'),
    theme: code(CONTEXT_THEMES, 'Theme of an event of the wider context. Null: a national event.').nullable(),
    title: text('What happened, in English.'),
    source_ids: sourceIds,
    url: address('The page of the event.'),
  })
  .meta({ id: 'Event', description: 'Something that happened, national or of the wider context.' });

const claim = z
  .object({
    id: text('Stable id.'),
    statement: text('The statement, in our words.'),
    attributed_to: text('To whom it is attributed; often a publication.'),
    country_iso2: countryCode('The country it is about.').nullable(),
    measure_id: text('The measure it is about.').nullable(),
    verdict: code(VERDICTS, 'Our verdict.'),
    explanation: text('Why, in English.'),
    later_developments: text('What happened after the statement, in English.').nullable(),
    source_ids: sourceIds,
    url: address('The claim on its page.'),
  })
  .meta({ id: 'Claim', description: 'A statement from public debate with our verdict.' });

const seriesSource = z
  .object({
    id: text('Stable id.'),
    title: text('Title.'),
    publisher: text('Who publishes it.'),
    url: address('Where it was taken from.'),
    vintage: text('Which edition.'),
    licence: text('Licence of the series, which is its own.'),
    notes: text('What we did with it, in English.'),
  })
  .meta({ id: 'SeriesSource', description: 'Where a context series comes from, and under which licence.' });

const series = z
  .object({
    id: code(SERIES_IDS, 'The series.'),
    title: text('What it is, in English.'),
    unit: text('Unit of its values.'),
    limits: text('What one must know before using it, in English.'),
    first_year: year('First year with a value.').nullable(),
    last_year: year('Last year with a value.').nullable(),
    point_count: count('Number of its points.'),
    sources: z.array(seriesSource).meta({ description: 'Where it comes from.' }),
    points_url: address('Its points in this API.'),
  })
  .meta({ id: 'Series', description: 'A yearly context series.' });

const seriesPoint = z
  .object({
    id: text('Stable id.', 'population.FR.2025'),
    series_id: code(SERIES_IDS, 'The series.'),
    country_iso2: countryCode('The country. Null: none (currencies, the euro area).').nullable(),
    currency: text('ISO 4217, for exchange rates.', 'SEK').nullable(),
    year: year('The year.'),
    value: amount('In the unit of the series. Null: only a range is stated.').nullable(),
    low: amount('Lower end of a stated range.').nullable(),
    high: amount('Upper end of a stated range.').nullable(),
    projection: z.boolean().meta({ description: 'True: a projection, not a count or estimate of the past.' }),
    source_id: text('The series source; see `sources` of `/series/{id}`.'),
  })
  .meta({ id: 'SeriesPoint', description: 'A value of a context series for one year.' });

const chartParameter = z
  .object({
    name: text('Name in the address.'),
    list: z.boolean().meta({ description: 'True: takes several values, separated by commas.' }),
    allowed: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Every value it takes. Null: they are not few and fixed; see `takes`.' }),
    takes: text('What it takes, in English.'),
  })
  .meta({ description: 'A parameter of the chart’s addresses; left out, the chart has its default.' });

const chart = z
  .object({
    id: code(CHART_SLUGS, 'The slug: `/charts/{id}`.'),
    name: text('English name.'),
    parameters: z.array(chartParameter).meta({ description: 'The same for page, picture, data and embed.' }),
    addresses: z.record(z.string(), z.url()).meta({
      description: 'Addresses of the default view by format; the same query works on each.',
    }),
  })
  .meta({ id: 'Chart', description: 'A chart, its parameters and its addresses.' });

const releaseCounts = z
  .object({
    countries: count('Countries.'),
    measures: count('Measures.'),
    observations: count('Observations.'),
    sources: count('Sources.'),
    events: count('Events.'),
    claims: count('Claims.'),
    series_points: count('Points of context series.'),
  })
  .meta({ description: 'How many entries it has.' });

const release = z
  .object({
    id: text('Made from the content: the first 12 hexadecimal digits of its SHA-256.', '0123456789ab'),
    loaded_at: moment('When it was loaded, UTC.'),
    note: text('What the maintainers say of it, in English.').nullable(),
    newest_source_on: partialDate('The latest date of publication among its sources.').nullable(),
    counts: releaseCounts,
    is_current: z.boolean().meta({ description: 'True for the release shown now.' }),
    is_kept: z
      .boolean()
      .meta({ description: 'True when its content can be read, with `release=` on the other resources.' }),
  })
  .meta({
    id: 'Release',
    description: 'One loading of the data. Content loaded again after another stands twice, with one id.',
  });

const change = z
  .object({
    id: text('Number of the loading, a full stop, place among its changes.', '2.0'),
    release_id: text('The release that brought it.'),
    loaded_at: moment('When that release was loaded, UTC.'),
    entity: code(CHANGE_ENTITIES, 'What kind of entry changed.'),
    entity_id: text('Id of the entry.'),
    measure_id: text('The measure it belongs to.').nullable(),
    country_iso2: countryCode('The country it belongs to.').nullable(),
    kind: code(CHANGE_KINDS, 'Whether it came, went or changed.'),
    subject: text('What the entry is about, in one line.'),
    field: text('The field that changed. Null for an entry that came or went.').nullable(),
    before: text('What it said before. Null: nothing.').nullable(),
    after: text('What it says now. Null: nothing.').nullable(),
  })
  .meta({ id: 'Change', description: 'One difference between a release and the one before it.' });

/** One schema a resource, by the resource's name in the address. */
export const SCHEMAS = {
  measures: measure,
  observations: observation,
  countries: countryEntry,
  sources: source,
  events: event,
  claims: claim,
  series,
  'series-points': seriesPoint,
  charts: chart,
  releases: release,
  changes: change,
} as const;
export type SchemaName = keyof typeof SCHEMAS;

/** An item of a resource as the API answers it. */
export type Item<Name extends SchemaName> = z.infer<(typeof SCHEMAS)[Name]>;

/** The release an answer was read from. */
export const releaseMeta = z
  .object({
    id: text('Its id.', '0123456789ab'),
    loaded_at: moment('When it was loaded, UTC.'),
    is_current: z.boolean().meta({ description: 'False: newer data exists.' }),
  })
  .meta({ id: 'ReleaseRead', description: 'The release that the answer was read from.' });

/** What a past view leaves out. */
export const leftOut = z
  .object({
    later: count(
      'Entries that match and were not surely known by the end of the day; for measures, of the whole release.',
    ),
    undatable: count('Entries that match and have no date at all, so that no past view has them.'),
  })
  .meta({ id: 'LeftOut', description: 'What a past view (`asOf`) leaves out.' });

const common = {
  release: releaseMeta,
  as_of: z.iso
    .date()
    .nullable()
    .meta({ description: 'The day of a past view, YYYY-MM-DD. Null: as known today.' }),
  licence: z
    .null()
    .meta({ description: 'Licence of the compilation. Null: not decided yet; see `licence_note`.' }),
  licence_note: text('What can be said of the licence.'),
};

/** What is said about a list. */
export const listMeta = z
  .object({
    count: count('Entries that match, on all pages.'),
    limit: z.int().min(1).meta({ description: 'Entries of a page at most.' }),
    left_out: leftOut.nullable(),
    ...common,
  })
  .meta({ id: 'ListMeta', description: 'About the list.' });

/** What is said about one entry. */
export const itemMeta = z.object(common).meta({ id: 'ItemMeta', description: 'About the entry.' });

/** The addresses of a list's pages. */
export const listLinks = z
  .object({
    self: address('This page, in canonical form.'),
    first: address('The first page.'),
    next: address(
      'The next page, of the same release even after a newer one. Null: this is the last.',
    ).nullable(),
    html: address('The page for people that shows the same.').nullable(),
  })
  .meta({ id: 'ListLinks', description: 'Addresses around the list.' });

/** The addresses around one entry. */
export const itemLinks = z
  .object({
    self: address('This entry, in canonical form.'),
    html: address('The page for people that shows it.').nullable(),
  })
  .meta({ id: 'ItemLinks', description: 'Addresses around the entry.' });

/** One thing an address asked for and did not get. */
const problemError = z
  .object({
    param: text('The parameter.', 'status'),
    value: text('What it was given, at most 60 characters.', 'actif'),
    allowed: z
      .array(z.string())
      .meta({ description: 'What it takes, or what is near; empty where neither can be listed.' }),
    message: text('The same as a sentence, with what may have been meant.'),
    status: z
      .literal(404)
      .optional()
      .meta({ description: 'Where what was asked for did exist and is gone.' }),
  })
  .meta({ id: 'ProblemError', description: 'One parameter that was not understood.' });

/** The one shape of every error (RFC 9457). */
export const problemDetails = z
  .object({
    type: text('`about:blank`: the status says which kind of problem it is.', 'about:blank'),
    title: text('What went wrong, in short.'),
    status: z.int().meta({ description: 'The HTTP status.' }),
    detail: text('What went wrong and what to do, as sentences.'),
    errors: z
      .array(problemError)
      .optional()
      .meta({ description: 'With 400: every parameter that was not understood.' }),
    near: z
      .array(
        z.object({
          id: text('Its id, or the name of a resource.'),
          name: text('What it is called, or its address.'),
        }),
      )
      .optional()
      .meta({ description: 'With 404: what may have been meant, nearest first.' }),
    reason: z.string().optional().meta({ description: 'With 503: why the data cannot be read.' }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457, problem details).' });

const indexResource = z.object({
  name: text('Name of the resource.'),
  url: address('Its list.'),
  description: text('What it holds.'),
});

/** What `/api/v1` answers. */
export const apiIndex = z
  .object({
    data: z.array(indexResource).meta({ description: 'The resources.' }),
    meta: z
      .object({ version: text('Version of the API.'), release: releaseMeta })
      .meta({ description: 'About the API.' }),
    links: z
      .object({
        self: address('This address.'),
        openapi: address('The machine-readable description.'),
        html: address('The documentation.'),
      })
      .meta({ description: 'Addresses around the API.' }),
  })
  .meta({ id: 'Index', description: 'What the API has.' });
export type ApiIndex = z.infer<typeof apiIndex>;
