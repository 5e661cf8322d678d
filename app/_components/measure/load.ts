import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import type { ChangeContext } from '@/lib/domain/history';
import type { Claim, Country, Measure, MusterEvent, Observation, Source } from '@/lib/domain/records';
import { changeContext, changePage, type NumberedChange } from '@/lib/queries/changes';
import { chartContext } from '@/lib/queries/chart-context';
import { claimsOfMeasure } from '@/lib/queries/claims';
import { listCountries } from '@/lib/queries/countries';
import { eventsOfMeasure } from '@/lib/queries/events';
import { getMeasure, listMeasures, type MeasureSummary } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, currentLoading, currentRelease, listLoadings } from '@/lib/queries/releases';
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
  record: MeasureRecord;
  chartInput: ChartInput;
}

/** Lines of the record on the measure's page; the page of changes has all. */
const MOST_LINES = 60;

/** What releases changed about the measure. */
export interface MeasureRecord {
  /** Those that changed something, the newest first. */
  releases: { release: CurrentRelease; changes: NumberedChange[] }[];
  /** The first loading, since when what has no changes is as it is. */
  first: CurrentRelease;
  context: ChangeContext;
}

/** Reads everything known about a measure; null when there is none of that id. Errors of the database pass through. */
export async function loadMeasure(id: string): Promise<MeasureView | null> {
  return inSnapshot(await getDatabase(), (db) => readView(db, id));
}

async function readRecord(db: Database, id: string): Promise<MeasureRecord> {
  const { loadNumber, release } = await currentLoading(db);
  const { changes } = await changePage(db, { measures: [id] }, { offset: 0, limit: MOST_LINES });
  const loadings = await listLoadings(db, loadNumber);
  return {
    releases: loadings.flatMap((loading) => {
      const brought = changes.filter((change) => change.loadNumber === loading.loadNumber);
      return brought.length === 0 ? [] : [{ release: loading.release, changes: brought }];
    }),
    first: loadings.at(-1)?.release ?? release,
    context: await changeContext(db, changes),
  };
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
    record: await readRecord(db, id),
    chartInput: { countries, measures: [measure], observations, sources, release, ...series },
  };
}
