import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isOneOfMany, observationColumns, toObservationRecord } from '@/db/records';
import { measures, observations } from '@/db/schema';
import { INDICATORS, type Indicator } from '@/lib/domain/codes';
import type { Observation } from '@/lib/domain/records';
import { type MeasureFilter, measureCondition } from './measure-filter';

export interface ObservationFilter extends MeasureFilter {
  /** The same as `ids`: figures of these measures only; an empty list means none. */
  measureIds?: readonly string[];
  /** Left out or empty: all. */
  indicators?: readonly Indicator[];
}

const indicatorRank = sql`case ${observations.indicator} ${sql.raw(
  INDICATORS.map((code, rank) => `when '${code}' then ${rank}`).join(' '),
)} end`;

/**
 * Every figure that matches: by measure, indicator (in the order of the codebook), component (the natural scope first),
 * period (none last), then the date it was stated (none first).
 */
export async function listObservations(db: Database, filter: ObservationFilter = {}): Promise<Observation[]> {
  const { measureIds, indicators = [], ...measureFilter } = filter;
  const condition = measureCondition(measureFilter);
  const rows = await db
    .select(observationColumns)
    .from(observations)
    .where(
      and(
        measureIds !== undefined ? isOneOfMany(observations.measureId, measureIds) : undefined,
        indicators.length > 0 ? inArray(observations.indicator, [...indicators]) : undefined,
        condition &&
          inArray(observations.measureId, db.select({ id: measures.id }).from(measures).where(condition)),
      ),
    )
    .orderBy(
      asc(observations.measureId),
      indicatorRank,
      asc(observations.component),
      sql`${observations.periodStart} nulls last`,
      sql`${observations.periodEnd} nulls last`,
      asc(observations.statedOn),
      asc(observations.id),
    );
  return rows.map(toObservationRecord);
}

/** One figure; null when there is none of that id. */
export async function getObservation(db: Database, id: string): Promise<Observation | null> {
  const [row] = await db.select(observationColumns).from(observations).where(eq(observations.id, id));
  return row ? toObservationRecord(row) : null;
}
