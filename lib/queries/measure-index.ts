import 'server-only';
import { and, desc, eq, type GetColumnData, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { LRUCache } from 'lru-cache';
import { TypedFastBitSet } from 'typedfastbitset';
import { type Database, inSnapshot } from '@/db/client';
import { qualified, toMeasureRecord, toObservationRecord } from '@/db/records';
import {
  measureSources,
  measures,
  observationSources,
  observations,
  paySources,
  releases,
  sources,
} from '@/db/schema';
import { MEASURE_TYPES, REGIONS, SEXES } from '@/lib/domain/codes';
import { type ExchangeRates, toEuro } from '@/lib/domain/money';
import { lastDay, type PartialDate, partialDate, yearOf } from '@/lib/domain/partial-date';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import type { Country, Measure, Observation, Pay } from '@/lib/domain/records';
import { firstAndLastTarget, type TargetIndicator } from '@/lib/domain/target';
import { asKnownOn, type PastView } from '@/lib/domain/vintage';
import {
  ALLIANCES,
  type Alliance,
  EXPLORER_COLUMNS,
  type ExplorerColumn,
  FACETS,
  type FacetName,
  type LengthBand,
  type StartBand,
  UNKNOWN,
} from '@/lib/view-state/explorer-codes';
import { listCountries } from './countries';
import { lastDaySql } from './known-from';
import { searchExpression } from './measure-filter';
import { byName, DAYS_IN, inBaseOrder, lengthRangeInDays, sortValue } from './measure-order';
import type { MeasureSummary } from './measures';
import { exchangeRates } from './series';

/*
 * What the explorer's filters, counts and sorts need of every measure of a release, held in memory: a bitset for each
 * value of each facet and a rank for each column. The database of a release is never written to, so it is built once, on
 * first use. docs/decisions-explorer.md says why not SQL, with the measurements.
 */

/** How many releases and past days are kept; the least recently asked for goes first. */
const KEPT_INDEXES = 4;
/** How many searches an index remembers. */
const KEPT_SEARCHES = 50;

/** The figures that a table's targets are chosen from (firstAndLastTarget): full coverage, natural scope. */
const TABLE_TARGETS = and(
  eq(observations.basis, 'target'),
  eq(observations.coverage, 'full'),
  isNull(observations.component),
);

/** What a past view leaves out or takes on the word of a source's date: measures, and the targets of the table. */
export interface PastCounts {
  /** Measures in the release, known by then or not. */
  measures: number;
  measuresLater: number;
  targetsLater: number;
  targetsUndatable: number;
  targetsByPublication: number;
}

/** What a table shows of a measure that reading the measure alone does not give. */
export interface IndexEntry {
  id: string;
  sourceCount: number;
  /** Ids of its first and its last target; null when it has none. */
  targets: { indicator: TargetIndicator; firstId: string; lastId: string } | null;
}

/** What a column sorts a row by; null is nothing known. */
type SortValue = string | number | null;

interface IndexedMeasure extends MeasureSummary {
  homeland: Country;
  alliances: readonly Alliance[];
  payPerMonthInEuro: number | null;
}

/** A month's pay in euro, to sort by: a day's times the days of a mean month, a year's by 12; null for sums that cover no known time. */
export function payPerMonthInEuro(pay: Pay | null, rates: ExchangeRates, year: number): number | null {
  if (!pay || pay.amount === null || pay.currency === null) return null;
  const converted = toEuro({ amount: pay.amount, currency: pay.currency }, year, rates);
  if (!converted.ok) return null;
  switch (pay.per) {
    case 'day':
      return converted.euro * DAYS_IN.months;
    case 'month':
      return converted.euro;
    case 'year':
      return converted.euro / 12;
    case 'total':
    case 'once':
    case null:
      return null;
  }
}

function explorerSortValue(measure: IndexedMeasure, column: ExplorerColumn): SortValue {
  switch (column) {
    case 'region':
      return REGIONS.indexOf(measure.homeland.region);
    case 'type':
      return MEASURE_TYPES.indexOf(measure.type);
    case 'who': {
      const { sex, ageMin } = measure.eligibility;
      // Sexes in the order of the codebook, in each the youngest first; no age reaches 1,000.
      if (sex === null && ageMin === null) return null;
      return (sex === null ? SEXES.length : SEXES.indexOf(sex)) * 1000 + (ageMin ?? 999);
    }
    case 'announced':
      return measure.announcedOn;
    case 'legislated':
      return measure.legislatedOn;
    case 'ended':
      return measure.endedOn;
    case 'pay':
      return measure.payPerMonthInEuro;
    default:
      return sortValue(measure, column);
  }
}

/** Where each band of length begins and ends, in months; the end is not in it. */
const LENGTH_BOUNDS = [
  { band: 'under_1_month', from: 0, before: 1 },
  { band: '1_to_5_months', from: 1, before: 6 },
  { band: '6_to_11_months', from: 6, before: 12 },
  { band: '12_to_17_months', from: 12, before: 18 },
  { band: '18_months_and_more', from: 18, before: Number.POSITIVE_INFINITY },
] as const satisfies readonly { band: LengthBand; from: number; before: number }[];

/** The bands of length that a measure's stated range touches. */
export function lengthBandsOf(duration: Measure['duration']): readonly LengthBand[] {
  const days = lengthRangeInDays(duration);
  if (days === null) return [UNKNOWN];
  return LENGTH_BOUNDS.filter(
    ({ from, before }) => days.min < before * DAYS_IN.months && days.max >= from * DAYS_IN.months,
  ).map(({ band }) => band);
}

/** The band of the year in which a measure starts. */
export function startBandOf(startsOn: PartialDate | null): StartBand {
  if (startsOn === null) return UNKNOWN;
  const year = yearOf(startsOn);
  if (year < 2014) return 'before_2014';
  if (year < 2022) return '2014_to_2021';
  if (year < 2025) return '2022_to_2024';
  return '2025_and_later';
}

/** The organisations a country is in: today, or by the end of a day, where a year counts once it has passed. */
export function alliancesOf(country: Country, asOf: string | null): readonly Alliance[] {
  const begun = (year: number) => asOf === null || lastDay(partialDate(String(year))) <= asOf;
  const member = country.memberships
    .filter(({ since, until }) => begun(since) && (until === null || !begun(until)))
    .map(({ organisation }) => organisation.toLowerCase());
  return member.length > 0 ? ALLIANCES.filter((alliance) => member.includes(alliance)) : ['none'];
}

function valuesIn(facet: FacetName, measure: IndexedMeasure): readonly string[] {
  switch (facet) {
    case 'countries':
      return [measure.countryIso2];
    case 'type':
      return [measure.type];
    case 'obligation':
      return [measure.obligation];
    case 'status':
      return [measure.status];
    case 'region':
      return [measure.homeland.region];
    case 'alliance':
      return measure.alliances;
    case 'sex':
      return [measure.eligibility.sex ?? UNKNOWN];
    case 'length':
      return lengthBandsOf(measure.duration);
    case 'start':
      return [startBandOf(measure.startsOn)];
  }
}

/** Places of values in their order, equal values sharing one; -1 for nothing known. */
function ranksOf(values: readonly SortValue[]): Int32Array {
  const distinct = [...new Set(values)].filter((value) => value !== null);
  distinct.sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b)),
  );
  const rankOf = new Map<SortValue, number>(distinct.map((value, rank) => [value, rank]));
  return Int32Array.from(values, (value) => rankOf.get(value) ?? -1);
}

/** The measures of a release, or those known by a day of the past, ready to be filtered, counted and sorted. Rows are in base order. */
export class MeasureIndex {
  private readonly orders = new Map<string, Uint32Array>();
  private readonly searches = new LRUCache<string, TypedFastBitSet>({ max: KEPT_SEARCHES });

  constructor(
    readonly entries: readonly IndexEntry[],
    readonly countries: readonly Country[],
    readonly past: PastCounts | null,
    private readonly ranks: ReadonlyMap<ExplorerColumn, Int32Array>,
    private readonly sets: ReadonlyMap<FacetName, ReadonlyMap<string, TypedFastBitSet>>,
    private readonly rowBySearchRow: Int32Array,
  ) {}

  get size(): number {
    return this.entries.length;
  }

  /** The rows that have each value of a facet; a value that no row has is not among them. Not to be changed. */
  rowsByValue(facet: FacetName): ReadonlyMap<string, TypedFastBitSet> {
    return this.sets.get(facet) ?? new Map();
  }

  /** All rows by a column; what has no value comes last in both directions, ties stay in base order. */
  order(column: ExplorerColumn, descending: boolean): Uint32Array {
    const key = `${descending ? '-' : ''}${column}`;
    const known = this.orders.get(key);
    if (known) return known;
    const ranks = this.ranks.get(column);
    if (!ranks) throw new RangeError(`the index has no column "${column}"`);
    const { size } = this;
    const last = ranks.reduce((highest, rank) => Math.max(highest, rank), 0);
    // Rank and row in one number (exact below 2^53), so that a plain sort of numbers does both.
    const keys = Float64Array.from(
      ranks,
      (rank, row) => (rank < 0 ? last + 1 : descending ? last - rank : rank) * size + row,
    ).sort();
    const order = Uint32Array.from(keys, (combined) => combined % size);
    this.orders.set(key, order);
    return order;
  }

  /** The rows that full-text search finds; null when the text asks for nothing. Not to be changed. */
  async search(db: Database, q: string): Promise<TypedFastBitSet | null> {
    if (q.trim() === '') return null;
    const expression = searchExpression(q);
    // Text without a letter or digit ("!?") is in no name: nothing matches, which is true, rather than all.
    if (expression === null) return new TypedFastBitSet();
    const known = this.searches.get(expression);
    if (known) return known;
    // One text for all rows: at 100,000 rows a row each costs ten times as much.
    const [found] = await db.all<{ rows: string }>(
      sql`select json_group_array(rowid) as rows from measure_search where measure_search match ${expression}`,
    );
    const rows = new TypedFastBitSet();
    for (const searchRow of unpack(found?.rows, Number)) {
      const row = this.rowBySearchRow[searchRow] ?? -1;
      if (row >= 0) rows.add(row);
    }
    this.searches.set(expression, rows);
    return rows;
  }
}

const indexes = new LRUCache<string, Promise<MeasureIndex>>({ max: KEPT_INDEXES });

/**
 * The index of the release that `db` shows, for today (`asOf` null) or as known by the end of a day (YYYY-MM-DD); built on
 * first use and kept. Errors of the database pass through, and the next call tries afresh.
 */
export async function measureIndex(db: Database, asOf: string | null): Promise<MeasureIndex> {
  const [newest] = await db
    .select({ loadNumber: releases.loadNumber, id: releases.id, builtBy: releases.builtBy })
    .from(releases)
    .orderBy(desc(releases.loadNumber))
    .limit(1);
  const key = JSON.stringify([newest, asOf]);
  const known = indexes.get(key);
  // What another request builds is read in its snapshot and can fail with it; that is no fault of this one.
  if (known) return known.catch(() => measureIndex(db, asOf));
  const building = inSnapshot(db, (snapshot) => buildIndex(snapshot, asOf));
  indexes.set(key, building);
  building.catch(() => indexes.delete(key));
  return building;
}

async function buildIndex(db: Database, asOf: string | null): Promise<MeasureIndex> {
  const countries = await listCountries(db);
  const homelands = new Map(countries.map((country) => [country.iso2, country]));
  const alliances = new Map(countries.map((country) => [country.iso2, alliancesOf(country, asOf)]));
  const { targetsOf, past } = await tableTargets(db, asOf);
  const counts = await sourceCounts(db, asOf);
  const rates = await exchangeRates(db);
  const year = asOf === null ? new Date().getUTCFullYear() : Number(asOf.slice(0, 4));
  const recorded = await measuresToIndex(db);
  const rows = recorded.flatMap((measure): IndexedMeasure[] => {
    const homeland = homelands.get(measure.countryIso2);
    if (!homeland) throw new TypeError(`measure ${measure.id}: country ${measure.countryIso2} is missing`);
    const then = asOf === null ? { known: true as const, measure } : measureAsKnownOn(measure, asOf);
    if (!then.known) return [];
    return [
      {
        ...then.measure,
        country: homeland,
        homeland,
        alliances: alliances.get(homeland.iso2) ?? [],
        sourceCount: counts.get(measure.id) ?? 0,
        targets: firstAndLastTarget(measure, targetsOf.get(measure.id) ?? []),
        payPerMonthInEuro: payPerMonthInEuro(measure.pay, rates, year),
      },
    ];
  });
  rows.sort(inBaseOrder);
  const sets = new Map(FACETS.map((facet) => [facet, new Map<string, TypedFastBitSet>()]));
  for (const [row, measure] of rows.entries()) {
    for (const [facet, byValue] of sets) {
      for (const value of valuesIn(facet, measure)) {
        const having = byValue.get(value) ?? new TypedFastBitSet();
        having.add(row);
        byValue.set(value, having);
      }
    }
  }
  const entries = rows.map(
    ({ id, sourceCount, targets }): IndexEntry => ({
      id,
      sourceCount,
      targets: targets && {
        indicator: targets.indicator,
        firstId: targets.first.id,
        lastId: targets.last.id,
      },
    }),
  );
  return new MeasureIndex(
    entries,
    countries,
    past && {
      measures: recorded.length,
      measuresLater: recorded.length - rows.length,
      targetsLater: past.later.length,
      targetsUndatable: past.undatable.length,
      targetsByPublication: past.byPublication.length,
    },
    new Map(
      EXPLORER_COLUMNS.map((column) => [
        column,
        ranksOf(rows.map((measure) => explorerSortValue(measure, column))),
      ]),
    ),
    sets,
    await searchRows(db, entries),
  );
}

/**
 * Rows of a table as one JSON text that SQLite packs and we unpack: read here at 10,000 measures in 60 ms, row by row
 * through the client in 1,000.
 */
async function packedRows<const Columns extends Record<string, SQLiteColumn>>(
  db: Database,
  table: SQLiteTable,
  columns: Columns,
  condition?: SQL,
): Promise<{ [Name in keyof Columns]: GetColumnData<Columns[Name]> }[]> {
  const named = Object.entries(columns);
  const cells = sql.join(
    named.map(([, column]) => qualified(column)),
    sql`, `,
  );
  const [packed] = await db.all<{ rows: string }>(
    sql`select json_group_array(json_array(${cells})) as rows from ${table} ${condition && sql`where ${condition}`}`,
  );
  return unpack(packed?.rows, (row: unknown[]) =>
    Object.fromEntries(
      named.map(([name, column], place) => {
        const cell = row[place] ?? null;
        return [name, cell === null ? null : column.mapFromDriverValue(cell)];
      }),
    ),
  ) as { [Name in keyof Columns]: GetColumnData<Columns[Name]> }[];
}

/** The entries of a list that SQLite packed as JSON. */
function unpack<Packed, Entry>(json: string | undefined, toEntry: (packed: Packed) => Entry): Entry[] {
  const packed: unknown = JSON.parse(json ?? '[]');
  if (!Array.isArray(packed)) throw new TypeError(`SQLite packed no list: ${json?.slice(0, 80)}`);
  return packed.map(toEntry);
}

/** Every measure without what only its own page says (texts, source ids). */
async function measuresToIndex(db: Database): Promise<Measure[]> {
  const {
    summary: _,
    eligibilityNote: _e,
    durationNote: _d,
    payNote: _p,
    ...needed
  } = getTableColumns(measures);
  const rows = await packedRows(db, measures, needed);
  return rows.map((row) =>
    toMeasureRecord({
      ...row,
      summary: '',
      eligibilityNote: null,
      durationNote: null,
      payNote: null,
      sourceIds: [],
      paySourceIds: [],
    }),
  );
}

/** The targets a table chooses from, by measure; with a day, those known by its end, and what was left out. */
async function tableTargets(
  db: Database,
  asOf: string | null,
): Promise<{ targetsOf: ReadonlyMap<string, Observation[]>; past: PastView | null }> {
  const { note: _, ...needed } = getTableColumns(observations);
  const rows = await packedRows(db, observations, needed, TABLE_TARGETS);
  const stated = rows.map((row) => toObservationRecord({ ...row, note: null, sourceIds: [] }));
  const past = asOf === null ? null : asKnownOn(await withSources(db, stated), asOf, await publication(db));
  const targetsOf = new Map<string, Observation[]>();
  for (const target of past?.known ?? stated) {
    const ofMeasure = targetsOf.get(target.measureId);
    if (ofMeasure) ofMeasure.push(target);
    else targetsOf.set(target.measureId, [target]);
  }
  return { targetsOf, past };
}

/** Only a figure without a stated date is dated by its sources, so only those get them here. */
async function withSources(db: Database, figures: readonly Observation[]): Promise<Observation[]> {
  const cited = await db
    .select({ figure: observationSources.observationId, sourceId: observationSources.sourceId })
    .from(observationSources)
    .innerJoin(observations, eq(observations.id, observationSources.observationId))
    .where(and(TABLE_TARGETS, isNull(observations.statedOn)));
  const sourcesOf = new Map<string, string[]>();
  for (const { figure, sourceId } of cited) {
    sourcesOf.set(figure, [...(sourcesOf.get(figure) ?? []), sourceId]);
  }
  return figures.map((figure) => ({ ...figure, sourceIds: sourcesOf.get(figure.id) ?? [] }));
}

async function publication(db: Database): Promise<ReadonlyMap<string, PartialDate | null>> {
  const dated = await packedRows(db, sources, { id: sources.id, publishedOn: sources.publishedOn });
  return new Map(dated.map(({ id, publishedOn }) => [id, publishedOn]));
}

/** Distinct sources of each measure, its pay and its figures; with a day, those published by its end. */
async function sourceCounts(db: Database, asOf: string | null): Promise<ReadonlyMap<string, number>> {
  const published =
    asOf === null
      ? sql``
      : sql`where source_id in (select ${qualified(sources.id)} from ${sources} where ${lastDaySql(sources.publishedOn)} <= ${asOf})`;
  // Measure by measure: one grouping of all citations at once takes half as long again at 100,000 measures.
  const [packed] = await db.all<{ rows: string }>(sql`
    select json_group_array(json_array(${qualified(measures.id)}, (select count(*) from (
      select source_id from ${measureSources} where measure_id = ${qualified(measures.id)}
      union select source_id from ${paySources} where measure_id = ${qualified(measures.id)}
      union select source_id from ${observationSources} where observation_id in
        (select ${qualified(observations.id)} from ${observations} where ${qualified(observations.measureId)} = ${qualified(measures.id)})
    ) ${published}))) as rows from ${measures}`);
  return new Map(unpack(packed?.rows, ([id, count]: [string, number]) => [id, count]));
}

/** The row of each measure by its row in the full-text table; -1 where it has none in this index. */
async function searchRows(db: Database, entries: readonly IndexEntry[]): Promise<Int32Array> {
  const rowOf = new Map(entries.map(({ id }, row) => [id, row]));
  const [packed] = await db.all<{ rows: string }>(
    sql`select json_group_array(json_array(rowid, measure_id)) as rows from measure_search`,
  );
  const indexed = unpack(packed?.rows, (pair: [number, string]) => pair);
  const highest = indexed.reduce((most, [searchRow]) => Math.max(most, searchRow), 0);
  const rows = new Int32Array(highest + 1).fill(-1);
  for (const [searchRow, id] of indexed) rows[searchRow] = rowOf.get(id) ?? -1;
  return rows;
}
