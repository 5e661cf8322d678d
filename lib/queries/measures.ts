import 'server-only';
import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import { distance } from 'fastest-levenshtein';
import { type Database, inSnapshot } from '@/db/client';
import {
  isOneOfMany,
  measureColumns,
  observationColumns,
  qualified,
  toMeasureRecord,
  toObservationRecord,
} from '@/db/records';
import {
  countries,
  measureSources,
  measures,
  observationSources,
  observations,
  paySources,
} from '@/db/schema';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { type FirstAndLastTarget, firstAndLastTarget } from '@/lib/domain/target';
import { foldText } from '@/lib/domain/text';
import { type MeasureFilter, measureCondition } from './measure-filter';
import { type MeasureOrder, sortMeasures } from './measure-order';

export type { MeasureFilter } from './measure-filter';
export type { MeasureOrder } from './measure-order';

/** A measure as a table shows it. */
export interface MeasureSummary extends Measure {
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
  /** Distinct sources of the measure, its pay and its observations. */
  sourceCount: number;
  targets: FirstAndLastTarget | null;
}

const sourceCount = sql<number>`(select count(*) from (
  select ${measureSources.sourceId} from ${measureSources} where ${qualified(measureSources.measureId)} = ${qualified(measures.id)}
  union
  select ${paySources.sourceId} from ${paySources} where ${qualified(paySources.measureId)} = ${qualified(measures.id)}
  union
  select ${observationSources.sourceId} from ${observationSources} where ${qualified(observationSources.observationId)} in
    (select ${qualified(observations.id)} from ${observations} where ${qualified(observations.measureId)} = ${qualified(measures.id)})
))`.mapWith(Number);

/**
 * The measures that match, with what a table shows of each, sorted; by default by country. Nothing known comes last
 * in either direction.
 */
export async function listMeasures(
  db: Database,
  filter: MeasureFilter = {},
  order: MeasureOrder = { key: 'country', descending: false },
): Promise<MeasureSummary[]> {
  const { rows, targetRows } = await inSnapshot(db, async (snapshot) => {
    const condition = measureCondition(filter);
    return {
      rows: await snapshot
        .select({
          measure: measureColumns,
          country: { iso2: countries.iso2, iso3: countries.iso3, name: countries.name },
          sourceCount,
        })
        .from(measures)
        .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
        .where(condition),
      targetRows: await snapshot
        .select(observationColumns)
        .from(observations)
        .where(
          and(
            eq(observations.basis, 'target'),
            eq(observations.coverage, 'full'),
            isNull(observations.component),
            condition &&
              inArray(
                observations.measureId,
                snapshot.select({ id: measures.id }).from(measures).where(condition),
              ),
          ),
        ),
    };
  });
  const targetsOf = new Map<string, Observation[]>();
  for (const row of targetRows) {
    const target = toObservationRecord(row);
    const ofMeasure = targetsOf.get(target.measureId);
    if (ofMeasure) ofMeasure.push(target);
    else targetsOf.set(target.measureId, [target]);
  }
  const summaries = rows.map(
    (row): MeasureSummary => ({
      ...toMeasureRecord(row.measure),
      country: row.country,
      sourceCount: row.sourceCount,
      targets: firstAndLastTarget(row.measure, targetsOf.get(row.measure.id) ?? []),
    }),
  );
  return sortMeasures(summaries, order);
}

/** One measure; null when there is none of that id. */
export async function getMeasure(db: Database, id: string): Promise<Measure | null> {
  const [row] = await db.select(measureColumns).from(measures).where(eq(measures.id, id));
  return row ? toMeasureRecord(row) : null;
}

/** Whether there is a measure of that id. */
export async function measureExists(db: Database, id: string): Promise<boolean> {
  const [row] = await db.select({ id: measures.id }).from(measures).where(eq(measures.id, id));
  return row !== undefined;
}

/** What a figure's line says of its measure. */
export interface MeasureIdentity {
  id: string;
  name: string;
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
}

/** The measures that match, in no order that means something: what lines of figures need, without counting anything. */
export async function measureIdentities(
  db: Database,
  filter: MeasureFilter = {},
): Promise<MeasureIdentity[]> {
  return db
    .select({
      id: measures.id,
      name: measures.name,
      country: { iso2: countries.iso2, iso3: countries.iso3, name: countries.name },
    })
    .from(measures)
    .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
    .where(measureCondition(filter));
}

export interface MeasureName {
  id: string;
  name: string;
  nativeName: string | null;
  countryIso2: string;
  countryName: string;
}

/** Id, names and country of every measure, by country and name. */
export async function measureNames(db: Database): Promise<MeasureName[]> {
  const { id, name, nativeName, countryIso2 } = getTableColumns(measures);
  return db
    .select({ id, name, nativeName, countryIso2, countryName: countries.name })
    .from(measures)
    .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
    .orderBy(asc(countries.name), asc(name), asc(id));
}

/** The country (ISO 3166-1 alpha-2) of each of these measures, by measure id. */
export async function measureCountries(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: measures.id, countryIso2: measures.countryIso2 })
    .from(measures)
    .where(isOneOfMany(measures.id, ids));
  return new Map(rows.map(({ id, countryIso2 }) => [id, countryIso2]));
}

/** How far apart two texts may be, as a share of the longer one, to be offered as what was meant. */
const NEAR_ENOUGH = 0.5;

/** 0 for equal ids, up to 1 for nothing in common: the better of the edit distance to the id and the words not shared. */
function farness(wanted: string, wantedWords: readonly string[], measure: MeasureName): number {
  const id = measure.id.toLowerCase();
  const edits = distance(wanted, id) / Math.max(wanted.length, id.length, 1);
  const own = new Set(
    foldText(`${measure.id} ${measure.name} ${measure.nativeName ?? ''} ${measure.countryName}`).match(
      /[\p{L}\p{N}]+/gu,
    ),
  );
  const shared = wantedWords.filter((word) => own.has(word)).length;
  const missed = wantedWords.length === 0 ? 1 : 1 - shared / wantedWords.length;
  return Math.min(edits, missed);
}

/** Measures that a wrong id may have meant, the nearest first; at most `limit`, none when nothing is near. */
export async function nearMeasures(db: Database, wrongId: string, limit: number): Promise<MeasureName[]> {
  const wanted = foldText(wrongId).slice(0, 200);
  const wantedWords = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (await measureNames(db))
    .map((measure) => ({ measure, far: farness(wanted, wantedWords, measure) }))
    .filter(({ far }) => far <= NEAR_ENOUGH)
    .sort((a, b) => a.far - b.far)
    .slice(0, limit)
    .map(({ measure }) => measure);
}
