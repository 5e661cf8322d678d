import 'server-only';
import { eq } from 'drizzle-orm';
import { TypedFastBitSet } from 'typedfastbitset';
import { type Database, inSnapshot } from '@/db/client';
import {
  isOneOfMany,
  measureColumns,
  observationColumns,
  toMeasureRecord,
  toObservationRecord,
} from '@/db/records';
import { countries, measures, observations } from '@/db/schema';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import type { FirstAndLastTarget } from '@/lib/domain/target';
import {
  chosenIn,
  codesOf,
  type ExplorerFilter,
  type ExplorerRows,
  readExplorerSort,
} from '@/lib/view-state/explorer';
import {
  EXPLORER_PAGE_SIZE,
  type ExplorerSort,
  FACETS,
  type FacetName,
} from '@/lib/view-state/explorer-codes';
import { type IndexEntry, type MeasureIndex, measureIndex, type PastCounts } from './measure-index';
import type { MeasureSummary } from './measures';
import type { ListWindow } from './observations';

/** A value of a facet and how many measures have it among those that all other filters let through. */
export interface FacetValue {
  code: string;
  count: number;
}

export interface Facet {
  facet: FacetName;
  /** Every value there is, those that none has included; countries in the order of their English names. */
  values: FacetValue[];
}

export interface Exploration {
  /** Measures that match, on all pages. */
  count: number;
  /** Measures there are without a filter: in the release, or known by the day. */
  total: number;
  /** The page given: the one asked for, or the last there is; from 1. */
  page: number;
  pages: number;
  /** The measures of the page, sorted. */
  measures: MeasureSummary[];
  facets: Facet[];
  /** Countries (ISO 3166-1 alpha-2) of the measures that match, by English name. */
  countries: string[];
  /** What a past view leaves out; null for today. */
  past: PastCounts | null;
}

/** Rows that a filter lets through; null is all of them. */
type Rows = TypedFastBitSet | null;

function both(a: Rows, b: Rows): Rows {
  if (a === null || b === null) return a ?? b;
  return a.new_intersection(b);
}

/** What each condition lets through by itself; a facet without a choice is not among them. */
async function conditions(
  db: Database,
  index: MeasureIndex,
  filter: ExplorerFilter,
): Promise<{ found: Rows; chosen: ReadonlyMap<FacetName, TypedFastBitSet> }> {
  const chosen = new Map<FacetName, TypedFastBitSet>();
  for (const facet of FACETS) {
    const codes = chosenIn(facet, filter);
    if (codes.length === 0) continue;
    const byValue = index.rowsByValue(facet);
    const any = new TypedFastBitSet();
    for (const code of codes) {
      const having = byValue.get(code);
      if (having) any.union(having);
    }
    chosen.set(facet, any);
  }
  return { found: await index.search(db, filter.q), chosen };
}

function countFacet(index: MeasureIndex, facet: FacetName, others: Rows): Facet {
  const byValue = index.rowsByValue(facet);
  const codes = facet === 'countries' ? index.countries.map(({ iso2 }) => iso2) : codesOf(facet);
  return {
    facet,
    values: codes.map((code) => {
      const having = byValue.get(code);
      return { code, count: having ? (others?.intersection_size(having) ?? having.size()) : 0 };
    }),
  };
}

/** What the index has of the measures that match, in order: `most` of them after the first `from`. */
function matching(
  index: MeasureIndex,
  rows: Rows,
  sort: ExplorerSort,
  from: number,
  most: number,
): IndexEntry[] {
  const { column, descending } = readExplorerSort(sort);
  const entries: IndexEntry[] = [];
  let passed = 0;
  for (const row of index.order(column, descending)) {
    if (rows !== null && !rows.has(row)) continue;
    passed += 1;
    const entry = index.entries[row];
    if (passed > from && entry !== undefined) entries.push(entry);
    if (entries.length === most) break;
  }
  return entries;
}

/** The measures of index entries, in their order, with what a table shows of each; with `asOf` as they were known then. */
async function read(
  db: Database,
  entries: readonly IndexEntry[],
  asOf: string | null,
): Promise<MeasureSummary[]> {
  const ids = entries.map(({ id }) => id);
  const targetIds = entries.flatMap(({ targets }) => (targets ? [targets.firstId, targets.lastId] : []));
  const measureRows = await db
    .select({
      measure: measureColumns,
      country: { iso2: countries.iso2, iso3: countries.iso3, name: countries.name },
    })
    .from(measures)
    .innerJoin(countries, eq(countries.iso2, measures.countryIso2))
    .where(isOneOfMany(measures.id, ids));
  const targetRows = await db
    .select(observationColumns)
    .from(observations)
    .where(isOneOfMany(observations.id, [...new Set(targetIds)]));
  const rowOf = new Map(measureRows.map((row) => [row.measure.id, row]));
  const targetOf = new Map(targetRows.map((row) => [row.id, toObservationRecord(row)]));
  const targetsOf = (targets: IndexEntry['targets']): FirstAndLastTarget | null => {
    const first = targets && targetOf.get(targets.firstId);
    const last = targets && targetOf.get(targets.lastId);
    return targets && first && last ? { indicator: targets.indicator, first, last } : null;
  };
  return entries.map(({ id, sourceCount, targets }) => {
    const row = rowOf.get(id);
    if (!row) throw new Error(`measure ${id} is in the index of this release and not in the database`);
    const measure = toMeasureRecord(row.measure);
    const then = asOf === null ? { known: true as const, measure } : measureAsKnownOn(measure, asOf);
    if (!then.known) throw new Error(`measure ${id} is in the index of ${asOf} and was not known then`);
    return { ...then.measure, country: row.country, sourceCount, targets: targetsOf(targets) };
  });
}

/**
 * One page of the measures that a filter finds, sorted, with the counts of every facet, each counted with all other
 * filters applied. `page` beyond the last gives the last. Everything is of one release. Errors of the database pass through.
 */
export async function exploreMeasures(
  db: Database,
  view: ExplorerRows & { page: number },
): Promise<Exploration> {
  return inSnapshot(db, async (snapshot) => {
    const index = await measureIndex(snapshot, view.asOf);
    const { found, chosen } = await conditions(snapshot, index, view);
    const others = (left: FacetName | null) =>
      [...chosen].reduce<Rows>(
        (rows, [facet, having]) => (facet === left ? rows : both(rows, having)),
        found,
      );
    const rows = others(null);
    const count = rows?.size() ?? index.size;
    const pages = Math.max(1, Math.ceil(count / EXPLORER_PAGE_SIZE));
    const page = Math.min(view.page, pages);
    const facets = FACETS.map((facet) => countFacet(index, facet, chosen.has(facet) ? others(facet) : rows));
    const countriesFound = countFacet(index, 'countries', rows).values.filter((value) => value.count > 0);
    const from = (page - 1) * EXPLORER_PAGE_SIZE;
    const shown = matching(index, rows, view.sort, from, EXPLORER_PAGE_SIZE);
    return {
      count,
      total: index.size,
      page,
      pages,
      measures: await read(snapshot, shown, view.asOf),
      facets,
      countries: countriesFound.map(({ code }) => code),
      past: index.past,
    };
  });
}

/** Every measure that a view's filter finds, sorted: what the files of the view hold. Errors of the database pass through. */
export async function allMeasures(db: Database, view: ExplorerRows): Promise<MeasureSummary[]> {
  return inSnapshot(db, async (snapshot) => {
    const index = await measureIndex(snapshot, view.asOf);
    const { found, chosen } = await conditions(snapshot, index, view);
    const rows = [...chosen.values()].reduce<Rows>(both, found);
    return read(snapshot, matching(index, rows, view.sort, 0, index.size), view.asOf);
  });
}

/**
 * Some of the measures that a view's filter finds, sorted: `limit` of them after the first `offset`, with how many there are
 * in all. Errors of the database pass through.
 */
export async function measureWindow(
  db: Database,
  view: ExplorerRows,
  { offset, limit }: ListWindow,
): Promise<{ measures: MeasureSummary[]; count: number; past: PastCounts | null }> {
  return inSnapshot(db, async (snapshot) => {
    const index = await measureIndex(snapshot, view.asOf);
    const { found, chosen } = await conditions(snapshot, index, view);
    const rows = [...chosen.values()].reduce<Rows>(both, found);
    return {
      measures: await read(snapshot, matching(index, rows, view.sort, offset, limit), view.asOf),
      count: rows?.size() ?? index.size,
      past: index.past,
    };
  });
}

/** One measure with what a table shows of it; null when there is none of that id, or none was known by the day. */
export async function measureSummary(
  db: Database,
  id: string,
  asOf: string | null,
): Promise<MeasureSummary | null> {
  return inSnapshot(db, async (snapshot) => {
    const index = await measureIndex(snapshot, asOf);
    const entry = index.entries.find((known) => known.id === id);
    const [summary] = entry ? await read(snapshot, [entry], asOf) : [];
    return summary ?? null;
  });
}
