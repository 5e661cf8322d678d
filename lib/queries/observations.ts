import 'server-only';
import { and, asc, count, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { rowNumbers } from '@/db/packed';
import { isOneOfMany, observationColumns, selectObservations, toObservationRecord } from '@/db/records';
import { measures, observations } from '@/db/schema';
import { type Basis, type Coverage, INDICATORS, type Indicator } from '@/lib/domain/codes';
import type { Observation } from '@/lib/domain/records';
import { knownFromSql } from './known-from';
import { type MeasureFilter, measureCondition } from './measure-filter';

export interface ObservationFilter extends MeasureFilter {
  /** The same as `ids`: figures of these measures only; an empty list means none. */
  measureIds?: readonly string[];
  /** Left out or empty: all. */
  indicators?: readonly Indicator[];
  bases?: readonly Basis[];
  coverages?: readonly Coverage[];
  /** First and last year, both included: figures whose period has a year within; those without a period are left out. */
  from?: number | null;
  to?: number | null;
}

const indicatorRank = sql`case ${observations.indicator} ${sql.raw(
  INDICATORS.map((code, rank) => `when '${code}' then ${rank}`).join(' '),
)} end`;

const ORDER = [
  asc(observations.measureId),
  indicatorRank,
  asc(observations.component),
  sql`${observations.periodStart} nulls last`,
  sql`${observations.periodEnd} nulls last`,
  asc(observations.statedOn),
  asc(observations.id),
];

function observationCondition(db: Database, filter: ObservationFilter): SQL | undefined {
  const { measureIds, indicators = [], bases = [], coverages = [], from, to, ...measureFilter } = filter;
  const condition = measureCondition(measureFilter);
  return and(
    measureIds !== undefined ? isOneOfMany(observations.measureId, measureIds) : undefined,
    indicators.length > 0 ? inArray(observations.indicator, [...indicators]) : undefined,
    bases.length > 0 ? inArray(observations.basis, [...bases]) : undefined,
    coverages.length > 0 ? inArray(observations.coverage, [...coverages]) : undefined,
    typeof from === 'number' ? gte(observations.periodEnd, from) : undefined,
    typeof to === 'number' ? lte(observations.periodStart, to) : undefined,
    condition &&
      inArray(observations.measureId, db.select({ id: measures.id }).from(measures).where(condition)),
  );
}

/**
 * Every figure that matches: by measure, indicator (in the order of the codebook), component (the natural scope first),
 * period (none last), then the date it was stated (none first).
 */
export async function listObservations(db: Database, filter: ObservationFilter = {}): Promise<Observation[]> {
  return selectObservations(db, { where: observationCondition(db, filter), orderBy: ORDER });
}

/**
 * The figures of `listObservations` in windows of at most `most`, so that only one window is in memory. All windows have to be
 * read in one snapshot.
 */
export async function* observationWindows(
  db: Database,
  filter: ObservationFilter,
  most: number,
): AsyncGenerator<Observation[]> {
  const numbers = await rowNumbers(db, observations, {
    where: observationCondition(db, filter),
    orderBy: ORDER,
  });
  for (let first = 0; first < numbers.length; first += most) {
    yield await selectObservations(db, numbers.slice(first, first + most));
  }
}

/** Some rows of a list: `limit` of them after the first `offset`. */
export interface ListWindow {
  offset: number;
  limit: number;
}

export interface ObservationPage {
  observations: Observation[];
  /** Figures that match, on all pages. */
  count: number;
  /** Figures that match and that a past view leaves out: known only later, or without any date. */
  later: number;
  undatable: number;
}

/**
 * One window of `listObservations`, with how many there are in all; with a day (YYYY-MM-DD) only what was surely known by
 * its end, by the rule of `knownFrom`.
 */
export async function observationPage(
  db: Database,
  filter: ObservationFilter,
  asOf: string | null,
  { offset, limit }: ListWindow,
): Promise<ObservationPage> {
  const condition = observationCondition(db, filter);
  const isKnown = asOf === null ? undefined : sql`${knownFromSql} <= ${asOf}`;
  const [counted] = await db
    .select({
      count: isKnown === undefined ? count() : countOf(isKnown),
      later: asOf === null ? countOf(sql`0`) : countOf(sql`${knownFromSql} > ${asOf}`),
      undatable: asOf === null ? countOf(sql`0`) : countOf(sql`${knownFromSql} is null`),
    })
    .from(observations)
    .where(condition);
  return {
    observations: await selectObservations(db, {
      where: and(condition, isKnown),
      orderBy: ORDER,
      limit,
      offset,
    }),
    count: counted?.count ?? 0,
    later: counted?.later ?? 0,
    undatable: counted?.undatable ?? 0,
  };
}

function countOf(condition: SQL): SQL<number> {
  return sql<number>`coalesce(sum(${condition}), 0)`.mapWith(Number);
}

/** One figure; null when there is none of that id. */
export async function getObservation(db: Database, id: string): Promise<Observation | null> {
  const [row] = await db.select(observationColumns).from(observations).where(eq(observations.id, id));
  return row ? toObservationRecord(row) : null;
}

/** The ids of a measure's figures, sorted. */
export async function observationIdsOf(db: Database, measureId: string): Promise<string[]> {
  const rows = await db
    .select({ id: observations.id })
    .from(observations)
    .where(eq(observations.measureId, measureId))
    .orderBy(asc(observations.id));
  return rows.map(({ id }) => id);
}
