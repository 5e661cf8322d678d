import 'server-only';
import { and, asc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { distance } from 'fastest-levenshtein';
import { type Database, inSnapshot } from '@/db/client';
import {
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
  sources,
} from '@/db/schema';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { type FirstAndLastTarget, firstAndLastTarget } from '@/lib/domain/target';
import { foldText } from '@/lib/domain/text';
import { asKnownOn } from '@/lib/domain/vintage';
import { type MeasureFilter, measureCondition } from './measure-filter';
import { type MeasureOrder, sortMeasures } from './measure-order';
import { sourcesByIds } from './sources';

export type { MeasureFilter } from './measure-filter';
export type { MeasureOrder } from './measure-order';

/** A measure as a table shows it. */
export interface MeasureSummary extends Measure {
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
  /** Distinct sources of the measure, its pay and its observations. */
  sourceCount: number;
  targets: FirstAndLastTarget | null;
}

/** The sources of the measures, each once a measure: of the measure itself, of its pay and of its figures. */
const citedSources = sql`(
  select ${measureSources.sourceId} as source_id from ${measureSources} where ${qualified(measureSources.measureId)} = ${qualified(measures.id)}
  union
  select ${paySources.sourceId} from ${paySources} where ${qualified(paySources.measureId)} = ${qualified(measures.id)}
  union
  select ${observationSources.sourceId} from ${observationSources} where ${qualified(observationSources.observationId)} in
    (select ${qualified(observations.id)} from ${observations} where ${qualified(observations.measureId)} = ${qualified(measures.id)})
)`;

const sourceCount = sql<number>`(select count(*) from ${citedSources})`.mapWith(Number);

/** SQL of `lastDay` (lib/domain/partial-date.ts): the last day that a date of the codebook can mean; null for none. */
export function lastDaySql(date: SQLiteColumn): SQL {
  const text = qualified(date);
  return sql`case length(${text}) when 4 then ${text} || '-12-31'
    when 7 then date(${text} || '-01', '+1 month', '-1 day') else ${text} end`;
}

/** Sources published by the end of a day; one without a date of publication is in no past view. */
function sourceCountBy(day: string) {
  return sql<number>`(select count(*) from ${citedSources} cited join ${sources} on ${qualified(sources.id)} = cited.source_id
    where ${lastDaySql(sources.publishedOn)} <= ${day})`.mapWith(Number);
}

/** The figures that a table's targets are chosen from: full coverage, natural scope. */
export const TABLE_TARGETS = and(
  eq(observations.basis, 'target'),
  eq(observations.coverage, 'full'),
  isNull(observations.component),
);

/** Figures by the measure they are about. */
function byMeasure(figures: readonly Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const figure of figures) {
    const group = groups.get(figure.measureId);
    if (group) group.push(figure);
    else groups.set(figure.measureId, [figure]);
  }
  return groups;
}

/** What a table shows of the measures that meet the condition, in no order; with `asOf` only what was known by that day. */
async function summaries(
  db: Database,
  condition: SQL | undefined,
  asOf: string | null,
): Promise<MeasureSummary[]> {
  return inSnapshot(db, async (snapshot) => {
    const rows = await snapshot
      .select({
        measure: measureColumns,
        country: { iso2: countries.iso2, iso3: countries.iso3, name: countries.name },
        sourceCount: asOf === null ? sourceCount : sourceCountBy(asOf),
      })
      .from(measures)
      .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
      .where(condition);
    const targetRows = await snapshot
      .select(observationColumns)
      .from(observations)
      .where(
        and(
          TABLE_TARGETS,
          condition &&
            inArray(
              observations.measureId,
              snapshot.select({ id: measures.id }).from(measures).where(condition),
            ),
        ),
      );
    const stated = targetRows.map(toObservationRecord);
    const targets = asOf === null ? stated : await knownBy(snapshot, stated, asOf);
    const targetsOf = byMeasure(targets);
    return rows.flatMap((row): MeasureSummary[] => {
      const measure = inPast(toMeasureRecord(row.measure), asOf);
      if (measure === null) return [];
      const ofMeasure = targetsOf.get(measure.id) ?? [];
      return [
        {
          ...measure,
          country: row.country,
          sourceCount: row.sourceCount,
          targets: firstAndLastTarget(measure, ofMeasure),
        },
      ];
    });
  });
}

function inPast(measure: Measure, asOf: string | null): Measure | null {
  if (asOf === null) return measure;
  const past = measureAsKnownOn(measure, asOf);
  return past.known ? past.measure : null;
}

async function knownBy(db: Database, figures: readonly Observation[], day: string): Promise<Observation[]> {
  const undated = figures.filter(({ statedOn }) => statedOn === null).flatMap(({ sourceIds }) => sourceIds);
  const cited = await sourcesByIds(db, [...new Set(undated)]);
  return asKnownOn(figures, day, new Map(cited.map(({ id, publishedOn }) => [id, publishedOn]))).known;
}

/**
 * The measures that match, with what a table shows of each, sorted; by default by country. Nothing known comes last
 * in either direction.
 */
export async function listMeasures(
  db: Database,
  filter: MeasureFilter = {},
  order: MeasureOrder = { key: 'country', descending: false },
): Promise<MeasureSummary[]> {
  return sortMeasures(await summaries(db, measureCondition(filter), null), order);
}

/**
 * The measures of these ids in the order of the ids, with what a table shows of each; with `asOf` (YYYY-MM-DD) only what
 * was known by the end of that day (lib/domain/past-measure.ts, vintage.ts), those not yet known left out. An id that is
 * no measure's is passed over.
 */
export async function measuresByIds(
  db: Database,
  ids: readonly string[],
  asOf: string | null,
): Promise<MeasureSummary[]> {
  const found = await summaries(db, measureCondition({ ids }), asOf);
  const byId = new Map(found.map((measure) => [measure.id, measure]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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
