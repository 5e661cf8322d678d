import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import type { Claim, Country, Measure, MusterEvent, Observation, Source } from '@/lib/domain/records';
import { chartContext } from '@/lib/queries/chart-context';
import { claimsOfMeasure } from '@/lib/queries/claims';
import { listCountries } from '@/lib/queries/countries';
import { eventsOfMeasure } from '@/lib/queries/events';
import { getMeasure, listMeasures, type MeasureSummary } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';

export interface MeasureView {
  measure: Measure;
  country: Country;
  observations: Observation[];
  events: MusterEvent[];
  claims: Claim[];
  /** Sources in the order in which the page first refers to them: the first is [1]. */
  sources: Source[];
  others: MeasureSummary[];
  release: CurrentRelease;
  chartInput: ChartInput;
}

/** Reads everything known about a measure; null when there is none of that id. Errors of the database pass through. */
export async function loadMeasure(id: string): Promise<MeasureView | null> {
  return inSnapshot(await getDatabase(), (db) => readView(db, id));
}

async function readView(db: Database, id: string): Promise<MeasureView | null> {
  const measure = await getMeasure(db, id);
  if (!measure) return null;
  const [release, countries, observations, events, claims, siblings, series] = await Promise.all([
    currentRelease(db),
    listCountries(db),
    listObservations(db, { measureIds: [id] }),
    eventsOfMeasure(db, id),
    claimsOfMeasure(db, id),
    listMeasures(db, { countries: [measure.countryIso2] }),
    chartContext(db, [measure.countryIso2]),
  ]);
  const country = countries.find(({ iso2 }) => iso2 === measure.countryIso2);
  if (!country) throw new Error(`measure ${id}: its country ${measure.countryIso2} is not in the database`);
  const cited = [
    ...measure.sourceIds,
    ...(measure.pay?.sourceIds ?? []),
    ...[...observations, ...events, ...claims].flatMap((record) => record.sourceIds),
  ];
  const ids = [...new Set(cited)];
  const byId = new Map((await sourcesByIds(db, ids)).map((source) => [source.id, source]));
  const sources = ids.flatMap((sourceId) => byId.get(sourceId) ?? []);
  return {
    measure,
    country,
    observations,
    events,
    claims,
    sources,
    others: siblings.filter((other) => other.id !== id),
    release,
    chartInput: { countries, measures: [measure], observations, sources, release, ...series },
  };
}
