import 'server-only';
import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { Database } from '@/db/client';
import { isOneOfMany } from '@/db/records';
import {
  claimSources,
  claims,
  countries,
  countryModelSources,
  eventSources,
  events,
  measureSources,
  measures,
  memberships,
  observationSources,
  observations,
  paySources,
  sources,
} from '@/db/schema';
import type { Organisation, SourceKind } from '@/lib/domain/codes';
import type { Source } from '@/lib/domain/records';
import { foldText } from '@/lib/domain/text';

/** Which sources. A list left out or empty sets no bound. */
export interface SourceFilter {
  /** Each word must stand in the publisher's name or the title; case and diacritics do not count. */
  q?: string;
  kinds?: readonly SourceKind[];
  /** ISO 639-1. */
  languages?: readonly string[];
  /** Years of publication, four digits; `undated` stands for sources without a date. */
  years?: readonly string[];
  /** ISO 3166-1 alpha-2, capitals: sources cited for something about one of these countries. */
  countries?: readonly string[];
}

const year = sql<string | null>`substr(${sources.publishedOn}, 1, 4)`;

/** Every citation of a source together with the country of what cites it; null where it has none. */
function citations(db: Database) {
  return unionAll(
    db
      .select({ sourceId: countryModelSources.sourceId, countryIso2: countryModelSources.countryIso2 })
      .from(countryModelSources),
    db.select({ sourceId: memberships.sourceId, countryIso2: memberships.countryIso2 }).from(memberships),
    db
      .select({ sourceId: measureSources.sourceId, countryIso2: measures.countryIso2 })
      .from(measureSources)
      .innerJoin(measures, eq(measures.id, measureSources.measureId)),
    db
      .select({ sourceId: paySources.sourceId, countryIso2: measures.countryIso2 })
      .from(paySources)
      .innerJoin(measures, eq(measures.id, paySources.measureId)),
    db
      .select({ sourceId: observationSources.sourceId, countryIso2: measures.countryIso2 })
      .from(observationSources)
      .innerJoin(observations, eq(observations.id, observationSources.observationId))
      .innerJoin(measures, eq(measures.id, observations.measureId)),
    db
      .select({ sourceId: eventSources.sourceId, countryIso2: sql<string>`${events.countryIso2}` })
      .from(eventSources)
      .innerJoin(events, eq(events.id, eventSources.eventId)),
    db
      .select({ sourceId: claimSources.sourceId, countryIso2: sql<string>`${claims.countryIso2}` })
      .from(claimSources)
      .innerJoin(claims, eq(claims.id, claimSources.claimId)),
  ).as('citations');
}

function yearCondition(years: readonly string[]): SQL | undefined {
  if (years.length === 0) return undefined;
  const dated = years.filter((one) => one !== 'undated');
  return or(
    years.includes('undated') ? isNull(sources.publishedOn) : undefined,
    dated.length > 0 ? inArray(year, dated) : undefined,
  );
}

/** The sources that match, the newest first, undated last. */
export async function listSources(db: Database, filter: SourceFilter = {}): Promise<Source[]> {
  const { q = '', kinds = [], languages = [], years = [], countries: iso2s = [] } = filter;
  const cited = citations(db);
  const rows = await db
    .select()
    .from(sources)
    .where(
      and(
        kinds.length > 0 ? inArray(sources.kind, [...kinds]) : undefined,
        languages.length > 0 ? inArray(sources.language, [...languages]) : undefined,
        yearCondition(years),
        iso2s.length > 0
          ? inArray(
              sources.id,
              db
                .select({ sourceId: cited.sourceId })
                .from(cited)
                .where(inArray(cited.countryIso2, [...iso2s])),
            )
          : undefined,
      ),
    )
    .orderBy(sql`${sources.publishedOn} desc nulls last`, asc(sources.publisher), asc(sources.id));
  const words = foldText(q).split(/\s+/).filter(Boolean);
  return rows.filter(({ publisher, title }) => {
    const text = foldText(`${publisher} ${title}`);
    return words.every((word) => text.includes(word));
  });
}

export interface SourceFacets {
  /** ISO 639-1, the most frequent first. */
  languages: { language: string; sourceCount: number }[];
  /** Four digits, the newest first, then `undated` when there are any. */
  years: { year: string; sourceCount: number }[];
}

/** The languages and years that sources have, with how many have each. */
export async function sourceFacets(db: Database): Promise<SourceFacets> {
  const languages = await db
    .select({ language: sources.language, sourceCount: count() })
    .from(sources)
    .groupBy(sources.language);
  const years = await db.select({ year, sourceCount: count() }).from(sources).groupBy(year);
  return {
    languages: languages.sort((a, b) => b.sourceCount - a.sourceCount || (a.language < b.language ? -1 : 1)),
    years: years
      .map((one) => ({ year: one.year ?? 'undated', sourceCount: one.sourceCount }))
      .sort((a, b) =>
        a.year === 'undated' ? 1 : b.year === 'undated' ? -1 : Number(b.year) - Number(a.year),
      ),
  };
}

/** How often a source is cited, by what cites it. A measure counts once, for its terms, its pay or both. */
export interface CitationCounts {
  measures: number;
  observations: number;
  events: number;
  claims: number;
}

const NEVER_CITED: CitationCounts = { measures: 0, observations: 0, events: 0, claims: 0 };

/** How often each source is cited, by source id; a source that only a country's entry cites has noughts. */
export async function citationCounts(db: Database): Promise<(sourceId: string) => CitationCounts> {
  const ofMeasures = db
    .select({ sourceId: measureSources.sourceId, measureId: measureSources.measureId })
    .from(measureSources)
    .union(db.select({ sourceId: paySources.sourceId, measureId: paySources.measureId }).from(paySources))
    .as('of_measures');
  const counted: [keyof CitationCounts, { sourceId: string; uses: number }[]][] = [
    [
      'measures',
      await db
        .select({ sourceId: ofMeasures.sourceId, uses: count() })
        .from(ofMeasures)
        .groupBy(ofMeasures.sourceId),
    ],
    [
      'observations',
      await db
        .select({ sourceId: observationSources.sourceId, uses: count() })
        .from(observationSources)
        .groupBy(observationSources.sourceId),
    ],
    [
      'events',
      await db
        .select({ sourceId: eventSources.sourceId, uses: count() })
        .from(eventSources)
        .groupBy(eventSources.sourceId),
    ],
    [
      'claims',
      await db
        .select({ sourceId: claimSources.sourceId, uses: count() })
        .from(claimSources)
        .groupBy(claimSources.sourceId),
    ],
  ];
  const bySource = new Map<string, CitationCounts>();
  for (const [kind, rows] of counted) {
    for (const { sourceId, uses } of rows) {
      bySource.set(sourceId, { ...(bySource.get(sourceId) ?? NEVER_CITED), [kind]: uses });
    }
  }
  return (sourceId) => bySource.get(sourceId) ?? NEVER_CITED;
}

/** What of one measure a source supports. */
export interface SupportedMeasure {
  measureId: string;
  name: string;
  countryIso2: string;
  countryName: string;
  terms: boolean;
  pay: boolean;
  observationCount: number;
  eventCount: number;
}

/** What a source supports. */
export interface SourceSupport {
  /** By country and name. */
  measures: SupportedMeasure[];
  /** Events that belong to no measure. */
  events: { id: string; title: string }[];
  claims: { id: string; statement: string }[];
  /** Countries whose service model it supports. */
  serviceModels: { iso2: string; name: string }[];
  /** Memberships it supports. */
  memberships: { iso2: string; name: string; organisation: Organisation }[];
}

/** What each of these sources supports, by source id; every id has an entry. */
export async function sourceSupport(
  db: Database,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, SourceSupport>> {
  const support = new Map<string, SourceSupport>(
    sourceIds.map((id) => [id, { measures: [], events: [], claims: [], serviceModels: [], memberships: [] }]),
  );
  const of = (sourceId: string): SourceSupport => {
    const entry = support.get(sourceId);
    if (!entry) throw new Error(`source ${sourceId} was not asked for`);
    return entry;
  };
  const measureRows = await measureCitations(db, sourceIds);
  for (const { sourceId, ...row } of measureRows) {
    of(sourceId).measures.push({ ...row, terms: row.terms > 0, pay: row.pay > 0 });
  }
  const eventRows = await db
    .select({ sourceId: eventSources.sourceId, id: events.id, title: events.title })
    .from(eventSources)
    .innerJoin(events, eq(events.id, eventSources.eventId))
    .where(and(isOneOfMany(eventSources.sourceId, sourceIds), isNull(events.measureId)))
    .orderBy(asc(events.date), asc(events.id));
  for (const { sourceId, ...event } of eventRows) of(sourceId).events.push(event);
  const claimRows = await db
    .select({ sourceId: claimSources.sourceId, id: claims.id, statement: claims.statement })
    .from(claimSources)
    .innerJoin(claims, eq(claims.id, claimSources.claimId))
    .where(isOneOfMany(claimSources.sourceId, sourceIds))
    .orderBy(asc(claims.ordinal));
  for (const { sourceId, ...claim } of claimRows) of(sourceId).claims.push(claim);
  const modelRows = await db
    .select({ sourceId: countryModelSources.sourceId, iso2: countries.iso2, name: countries.name })
    .from(countryModelSources)
    .innerJoin(countries, eq(countries.iso2, countryModelSources.countryIso2))
    .where(isOneOfMany(countryModelSources.sourceId, sourceIds))
    .orderBy(asc(countries.name));
  for (const { sourceId, ...country } of modelRows) of(sourceId).serviceModels.push(country);
  const membershipRows = await db
    .select({
      sourceId: memberships.sourceId,
      iso2: countries.iso2,
      name: countries.name,
      organisation: memberships.organisation,
    })
    .from(memberships)
    .innerJoin(countries, eq(countries.iso2, memberships.countryIso2))
    .where(isOneOfMany(memberships.sourceId, sourceIds))
    .orderBy(asc(memberships.organisation), asc(countries.name));
  for (const { sourceId, ...membership } of membershipRows) of(sourceId).memberships.push(membership);
  return support;
}

/** One row a source and measure: how often its terms, pay, figures and events cite the source. */
async function measureCitations(db: Database, sourceIds: readonly string[]) {
  const one = sql<number>`1`;
  const none = sql<number>`0`;
  const cited = unionAll(
    db
      .select({
        sourceId: measureSources.sourceId,
        measureId: measureSources.measureId,
        terms: one.as('terms'),
        pay: none.as('pay'),
        figures: none.as('figures'),
        happenings: none.as('happenings'),
      })
      .from(measureSources)
      .where(isOneOfMany(measureSources.sourceId, sourceIds)),
    db
      .select({
        sourceId: paySources.sourceId,
        measureId: paySources.measureId,
        terms: none.as('terms'),
        pay: one.as('pay'),
        figures: none.as('figures'),
        happenings: none.as('happenings'),
      })
      .from(paySources)
      .where(isOneOfMany(paySources.sourceId, sourceIds)),
    db
      .select({
        sourceId: observationSources.sourceId,
        measureId: observations.measureId,
        terms: none.as('terms'),
        pay: none.as('pay'),
        figures: one.as('figures'),
        happenings: none.as('happenings'),
      })
      .from(observationSources)
      .innerJoin(observations, eq(observations.id, observationSources.observationId))
      .where(isOneOfMany(observationSources.sourceId, sourceIds)),
    db
      .select({
        sourceId: eventSources.sourceId,
        measureId: sql<string>`${events.measureId}`.as('measure_id'),
        terms: none.as('terms'),
        pay: none.as('pay'),
        figures: none.as('figures'),
        happenings: one.as('happenings'),
      })
      .from(eventSources)
      .innerJoin(events, eq(events.id, eventSources.eventId))
      .where(isOneOfMany(eventSources.sourceId, sourceIds)),
  ).as('cited');
  return db
    .select({
      sourceId: cited.sourceId,
      measureId: measures.id,
      name: measures.name,
      countryIso2: countries.iso2,
      countryName: countries.name,
      terms: sql<number>`sum(${cited.terms})`,
      pay: sql<number>`sum(${cited.pay})`,
      observationCount: sql<number>`sum(${cited.figures})`,
      eventCount: sql<number>`sum(${cited.happenings})`,
    })
    .from(cited)
    .innerJoin(measures, eq(measures.id, cited.measureId))
    .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
    .groupBy(cited.sourceId, measures.id)
    .orderBy(asc(countries.name), asc(measures.name), asc(measures.id));
}
