import 'server-only';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isOneOfMany } from '@/db/records';
import {
  claimSources,
  claims,
  eventSources,
  events,
  measureSources,
  observationSources,
  observations,
  paySources,
  sources,
} from '@/db/schema';
import type { Source } from '@/lib/domain/records';

/** The sources of these ids, each once, sorted by id. Ids that are no source's are not among them. */
export async function sourcesByIds(db: Database, ids: readonly string[]): Promise<Source[]> {
  return db.select().from(sources).where(isOneOfMany(sources.id, ids)).orderBy(asc(sources.id));
}

/** Every source behind a measure: its terms, pay, observations, events and claims; the newest first, undated last. */
export async function sourcesOfMeasure(db: Database, measureId: string): Promise<Source[]> {
  const cited = db
    .select({ id: measureSources.sourceId })
    .from(measureSources)
    .where(eq(measureSources.measureId, measureId))
    .union(db.select({ id: paySources.sourceId }).from(paySources).where(eq(paySources.measureId, measureId)))
    .union(
      db
        .select({ id: observationSources.sourceId })
        .from(observationSources)
        .innerJoin(observations, eq(observations.id, observationSources.observationId))
        .where(eq(observations.measureId, measureId)),
    )
    .union(
      db
        .select({ id: eventSources.sourceId })
        .from(eventSources)
        .innerJoin(events, eq(events.id, eventSources.eventId))
        .where(eq(events.measureId, measureId)),
    )
    .union(
      db
        .select({ id: claimSources.sourceId })
        .from(claimSources)
        .innerJoin(claims, eq(claims.id, claimSources.claimId))
        .where(eq(claims.measureId, measureId)),
    );
  return db
    .select()
    .from(sources)
    .where(inArray(sources.id, cited))
    .orderBy(sql`${sources.publishedOn} desc nulls last`, asc(sources.id));
}
