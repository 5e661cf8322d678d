import 'server-only';
import { asc, eq, isNotNull, max } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { changes, countries, events, measures, releases } from '@/db/schema';
import { currentLoading } from './releases';

/** What has a page of its own, and when it last became another: the time of that loading, ISO 8601, UTC. */
export interface LastChanged {
  id: string;
  changedAt: string;
}

export interface LastChangedPages {
  /** Of the present release, whatever it changed. */
  release: string;
  measures: LastChanged[];
  /** By ISO 3166-1 alpha-2, capitals. */
  countries: LastChanged[];
  events: LastChanged[];
}

/**
 * Every measure, country and event with the last loading that changed it, its figures, claims or yearly context; the first
 * loading where none did. Throws DatabaseUnavailableError (`no_release`).
 */
export async function lastChangedPages(db: Database): Promise<LastChangedPages> {
  const lastLoad = max(changes.loadNumber);
  const [{ release }, loadings, byMeasure, byCountry, byEvent, measureIds, countryIds, eventIds] =
    await Promise.all([
      currentLoading(db),
      db
        .select({ load: releases.loadNumber, loadedAt: releases.loadedAt })
        .from(releases)
        .orderBy(asc(releases.loadNumber)),
      db
        .select({ id: changes.measureId, load: lastLoad })
        .from(changes)
        .where(isNotNull(changes.measureId))
        .groupBy(changes.measureId),
      db
        .select({ id: changes.countryIso2, load: lastLoad })
        .from(changes)
        .where(isNotNull(changes.countryIso2))
        .groupBy(changes.countryIso2),
      db
        .select({ id: changes.entityId, load: lastLoad })
        .from(changes)
        .where(eq(changes.entity, 'event'))
        .groupBy(changes.entityId),
      db.select({ id: measures.id }).from(measures).orderBy(asc(measures.id)),
      db.select({ id: countries.iso2 }).from(countries).orderBy(asc(countries.iso2)),
      db.select({ id: events.id }).from(events).orderBy(asc(events.id)),
    ]);
  const timeOf = new Map(loadings.map(({ load, loadedAt }) => [load, loadedAt]));
  const first = loadings[0]?.loadedAt ?? release.loadedAt;
  const dated = (
    ids: readonly { id: string }[],
    changed: readonly { id: string | null; load: number | null }[],
  ): LastChanged[] => {
    const loadOf = new Map(changed.map(({ id, load }) => [id, load]));
    return ids.map(({ id }) => ({ id, changedAt: timeOf.get(loadOf.get(id) ?? Number.NaN) ?? first }));
  };
  return {
    release: release.loadedAt,
    measures: dated(measureIds, byMeasure),
    countries: dated(countryIds, byCountry),
    events: dated(eventIds, byEvent),
  };
}
