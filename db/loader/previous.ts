import { asc, getTableColumns, gt } from 'drizzle-orm';
import type { Change } from '../../lib/domain/history';
import type { Claim, Measure, Observation } from '../../lib/domain/records';
import {
  claimColumns,
  countryColumns,
  eventColumns,
  measureColumns,
  observationColumns,
  type Queryable,
  toClaimRecord,
  toMeasureRecord,
  toObservationRecord,
} from '../records';
import * as schema from '../schema';
import {
  CLAIM,
  CONSCRIPTION_EVENT,
  COUNTRY,
  diffEntity,
  EVENT,
  MEASURE,
  OBSERVATION,
  SERIES_POINT,
  SERIES_SOURCE,
  SOURCE,
} from './diff';
import type { Content } from './normalise';

/** Rows a query: a libSQL server sends at most 10 MB in an answer, and an observation has up to some 2 kB in it. */
const PORTION = 4_000;

/** Rows by id in portions; `readAfter` gives the rows whose id comes after one, sorted by id. */
async function* inPortions<T>(
  idOf: (entry: T) => string,
  readAfter: (id: string) => Promise<T[]>,
): AsyncGenerator<T[]> {
  for (let after = ''; ; ) {
    const portion = await readAfter(after);
    const last = portion.at(-1);
    if (last === undefined) return;
    yield portion;
    if (portion.length < PORTION) return;
    after = idOf(last);
  }
}

/** Every change from what the database holds to `next`. Errors of the database pass through: no guess at a difference. */
export async function changesTo(next: Content, db: Queryable): Promise<Change[]> {
  const { countries, measures, observations, sources, events, claims } = schema;
  const { seriesSources, seriesPoints, conscriptionEvents } = schema;
  const changes = [
    await diffEntity(
      COUNTRY,
      inPortions(COUNTRY.idOf, (id) =>
        db
          .select(countryColumns)
          .from(countries)
          .where(gt(countries.iso2, id))
          .orderBy(asc(countries.iso2))
          .limit(PORTION),
      ),
      next.countries,
    ),
    await diffEntity(
      MEASURE,
      inPortions(MEASURE.idOf, async (id): Promise<Measure[]> => {
        const rows = await db
          .select(measureColumns)
          .from(measures)
          .where(gt(measures.id, id))
          .orderBy(asc(measures.id))
          .limit(PORTION);
        return rows.map(toMeasureRecord);
      }),
      next.measures,
    ),
    await diffEntity(
      OBSERVATION,
      inPortions(OBSERVATION.idOf, async (id): Promise<Observation[]> => {
        const rows = await db
          .select(observationColumns)
          .from(observations)
          .where(gt(observations.id, id))
          .orderBy(asc(observations.id))
          .limit(PORTION);
        return rows.map(toObservationRecord);
      }),
      next.observations,
    ),
    await diffEntity(
      EVENT,
      inPortions(EVENT.idOf, (id) =>
        db.select(eventColumns).from(events).where(gt(events.id, id)).orderBy(asc(events.id)).limit(PORTION),
      ),
      next.events,
    ),
    await diffEntity(
      CLAIM,
      inPortions(CLAIM.idOf, async (id): Promise<Claim[]> => {
        const rows = await db
          .select(claimColumns)
          .from(claims)
          .where(gt(claims.id, id))
          .orderBy(asc(claims.id))
          .limit(PORTION);
        return rows.map(toClaimRecord);
      }),
      next.claims,
    ),
    await diffEntity(
      SOURCE,
      inPortions(SOURCE.idOf, (id) =>
        db.select().from(sources).where(gt(sources.id, id)).orderBy(asc(sources.id)).limit(PORTION),
      ),
      next.sources,
    ),
    await diffEntity(
      SERIES_SOURCE,
      inPortions(SERIES_SOURCE.idOf, (id) =>
        db
          .select()
          .from(seriesSources)
          .where(gt(seriesSources.id, id))
          .orderBy(asc(seriesSources.id))
          .limit(PORTION),
      ),
      next.seriesSources,
    ),
    await diffEntity(
      SERIES_POINT,
      inPortions(SERIES_POINT.idOf, (id) =>
        db
          .select(getTableColumns(seriesPoints))
          .from(seriesPoints)
          .where(gt(seriesPoints.id, id))
          .orderBy(asc(seriesPoints.id))
          .limit(PORTION),
      ),
      next.seriesPoints,
    ),
    await diffEntity(
      CONSCRIPTION_EVENT,
      inPortions(CONSCRIPTION_EVENT.idOf, (id) =>
        db
          .select()
          .from(conscriptionEvents)
          .where(gt(conscriptionEvents.id, id))
          .orderBy(asc(conscriptionEvents.id))
          .limit(PORTION),
      ),
      next.conscriptionEvents,
    ),
  ];
  return changes.flat();
}
