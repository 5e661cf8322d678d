import 'server-only';
import { and, asc, count, gt, inArray, type SQL } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { claimColumns, toClaimRecord } from '@/db/records';
import { claims, observations, seriesPoints } from '@/db/schema';
import type { SeriesId, Verdict } from '@/lib/domain/codes';
import type { Claim, MusterEvent, Observation, SeriesPoint } from '@/lib/domain/records';
import { listCountries } from './countries';
import { measureNames } from './measures';
import { observationWindows } from './observations';
import { listSeriesSources } from './series';
import { listSources } from './source-use';
import { type EventFilter, listEvents } from './timeline';

/*
 * Rows of whole files, in batches: a batch is in memory at a time, so a file of a million lines takes no more than one of a
 * thousand. All batches of a file have to be read in one snapshot.
 */

/** What an entry is about and where it was read, in words. */
export interface Placed<Entry> {
  entry: Entry;
  /** English name; null when the entry is about no country. */
  country: string | null;
  /** English name; null when the entry is about no measure. */
  measure: string | null;
  /** In the order of the entry's `sourceIds`. */
  sourceUrls: string[];
}

interface About {
  id: string;
  countryIso2: string | null;
  measureId: string | null;
  sourceIds: string[];
}

/** Names of countries and measures and addresses of sources, to put beside entries. Throws an Error that names what is missing. */
async function placer(db: Database): Promise<<Entry extends About>(entry: Entry) => Placed<Entry>> {
  const countries = new Map((await listCountries(db)).map(({ iso2, name }) => [iso2, name]));
  const measures = new Map((await measureNames(db)).map(({ id, name }) => [id, name]));
  const sources = new Map((await listSources(db)).map(({ id, url }) => [id, url]));
  const named = (names: ReadonlyMap<string, string>, id: string, owner: string): string => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`${owner}: no entry "${id}"`);
    return name;
  };
  return (entry) => ({
    entry,
    country: entry.countryIso2 === null ? null : named(countries, entry.countryIso2, entry.id),
    measure: entry.measureId === null ? null : named(measures, entry.measureId, entry.id),
    sourceUrls: entry.sourceIds.map((id) => named(sources, id, entry.id)),
  });
}

/** The events that match, the earliest first, with what they are about and where they were read. */
export async function placedEvents(db: Database, filter: EventFilter): Promise<Placed<MusterEvent>[]> {
  const place = await placer(db);
  return (await listEvents(db, filter)).map((event) => place(event));
}

/** Which claims. A list left out or empty sets no bound. */
export interface ClaimFilter {
  verdicts?: readonly Verdict[];
  /** ISO 3166-1 alpha-2, capitals. */
  countries?: readonly string[];
}

/** The claims that match, in the order of the article they come from, with what they are about and where they were read. */
export async function placedClaims(
  db: Database,
  { verdicts = [], countries = [] }: ClaimFilter,
): Promise<Placed<Claim>[]> {
  const place = await placer(db);
  const rows = await db
    .select(claimColumns)
    .from(claims)
    .where(
      and(
        verdicts.length > 0 ? inArray(claims.verdict, [...verdicts]) : undefined,
        countries.length > 0 ? inArray(claims.countryIso2, [...countries]) : undefined,
      ),
    )
    .orderBy(asc(claims.ordinal));
  return rows.map((row) => place(toClaimRecord(row)));
}

/** Which yearly values. A list left out or empty sets no bound. */
export interface SeriesFilter {
  series?: readonly SeriesId[];
  /** ISO 3166-1 alpha-2, capitals; with any, values about no country (rates, prices) are left out. */
  countries?: readonly string[];
}

/** A yearly value with its series and where it comes from. */
export interface SeriesRow extends SeriesPoint {
  id: string;
  seriesId: SeriesId;
  unit: string;
  country: string | null;
  sourceUrl: string;
}

const SERIES_BATCH = 2_000;

/** The yearly values that match, by id (series, country or currency, year), in batches. */
export async function* seriesBatches(
  db: Database,
  { series = [], countries = [] }: SeriesFilter,
): AsyncGenerator<SeriesRow[]> {
  const names = new Map((await listCountries(db)).map(({ iso2, name }) => [iso2, name]));
  const urls = new Map((await listSeriesSources(db)).map(({ id, url }) => [id, url]));
  const units = new Map((await db.query.series.findMany()).map(({ id, unit }) => [id, unit]));
  const bounds: (SQL | undefined)[] = [
    series.length > 0 ? inArray(seriesPoints.seriesId, [...series]) : undefined,
    countries.length > 0 ? inArray(seriesPoints.countryIso2, [...countries]) : undefined,
  ];
  let last: string | null = null;
  for (;;) {
    const rows: (typeof seriesPoints.$inferSelect)[] = await db
      .select()
      .from(seriesPoints)
      .where(and(...bounds, last === null ? undefined : gt(seriesPoints.id, last)))
      .orderBy(asc(seriesPoints.id))
      .limit(SERIES_BATCH);
    if (rows.length === 0) return;
    yield rows.map((row) => {
      const unit = units.get(row.seriesId);
      const sourceUrl = urls.get(row.sourceId);
      if (unit === undefined || sourceUrl === undefined) {
        throw new Error(`series point ${row.id}: no series "${row.seriesId}" or source "${row.sourceId}"`);
      }
      const country = row.countryIso2 === null ? null : (names.get(row.countryIso2) ?? null);
      return { ...row, unit, country, sourceUrl };
    });
    last = rows.at(-1)?.id ?? null;
  }
}

/** Figures of a batch: enough that asking costs little beside reading, few enough that a batch is a few hundred kilobytes. */
const OBSERVATION_BATCH = 500;
/** Figures whose order is read ahead; a measure that has more is read by itself. */
const OBSERVATIONS_AHEAD = 5_000;

/** The figures of these measures by measure, indicator, component, period and date (as `listObservations`), in batches. */
export async function* observationBatches(
  db: Database,
  measureIds: readonly string[],
): AsyncGenerator<Observation[]> {
  const counted = await db
    .select({ measureId: observations.measureId, figures: count() })
    .from(observations)
    .groupBy(observations.measureId)
    .orderBy(asc(observations.measureId));
  const wanted = new Set(measureIds);
  let ahead: string[] = [];
  let figuresAhead = 0;
  for (const { measureId, figures } of counted) {
    if (!wanted.has(measureId)) continue;
    if (figuresAhead > 0 && figuresAhead + figures > OBSERVATIONS_AHEAD) {
      yield* observationWindows(db, { ids: ahead }, OBSERVATION_BATCH);
      ahead = [];
      figuresAhead = 0;
    }
    ahead.push(measureId);
    figuresAhead += figures;
  }
  if (ahead.length > 0) yield* observationWindows(db, { ids: ahead }, OBSERVATION_BATCH);
}
