import 'server-only';
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  lte,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isOneOfMany } from '@/db/records';
import { changes, events, observations, releases } from '@/db/schema';
import { sourceLine } from '@/lib/domain/change-text';
import type { Change, ChangeContext, ChangeEntity, ChangeKind } from '@/lib/domain/history';
import { listCountries } from './countries';
import { measureNames } from './measures';
import type { ListWindow } from './observations';
import { sourcesByIds } from './sources';

/** A change and the release that brought it. */
export interface ReleasedChange extends Change {
  releaseId: string;
  /** ISO 8601, UTC. */
  loadedAt: string;
}

const { loadNumber: _loadNumber, ordinal: _ordinal, ...changeColumns } = getTableColumns(changes);
const releasedColumns = { ...changeColumns, releaseId: releases.id, loadedAt: releases.loadedAt };

/** Which changes. A list left out or empty sets no bound. */
export interface ChangeFilter {
  /** Of this release only. */
  release?: string | null;
  entities?: readonly ChangeEntity[];
  kinds?: readonly ChangeKind[];
  /** ISO 3166-1 alpha-2, capitals. */
  countries?: readonly string[];
  measures?: readonly string[];
  /** Of this loading only. */
  load?: number;
  /** Of loadings up to this one. */
  throughLoad?: number;
}

/** A change with the numbers of its loading and of its place there, which name it. */
export interface NumberedChange extends ReleasedChange {
  loadNumber: number;
  ordinal: number;
}

function matching({
  release,
  entities = [],
  kinds = [],
  countries = [],
  measures = [],
  load,
  throughLoad,
}: ChangeFilter): SQL | undefined {
  return and(
    load === undefined ? undefined : eq(changes.loadNumber, load),
    throughLoad === undefined ? undefined : lte(changes.loadNumber, throughLoad),
    release ? eq(releases.id, release) : undefined,
    entities.length > 0 ? inArray(changes.entity, [...entities]) : undefined,
    kinds.length > 0 ? inArray(changes.kind, [...kinds]) : undefined,
    countries.length > 0 ? inArray(changes.countryIso2, [...countries]) : undefined,
    measures.length > 0 ? isOneOfMany(changes.measureId, measures) : undefined,
  );
}

/** Some of the changes that match, the newest loading first, and how many there are in all. */
export async function changePage(
  db: Database,
  filter: ChangeFilter,
  { offset, limit }: ListWindow,
): Promise<{ changes: NumberedChange[]; count: number }> {
  const condition = matching(filter);
  const [counted] = await db
    .select({ count: count() })
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(condition);
  const rows = await db
    .select({ ...releasedColumns, loadNumber: changes.loadNumber, ordinal: changes.ordinal })
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(condition)
    .orderBy(desc(changes.loadNumber), asc(changes.ordinal))
    .limit(limit)
    .offset(offset);
  return { changes: rows, count: counted?.count ?? 0 };
}

const BATCH = 2_000;

/** The changes that match in the order of `changePage`, in batches: a batch is in memory at a time. */
export async function* changeBatches(db: Database, filter: ChangeFilter): AsyncGenerator<NumberedChange[]> {
  let last: NumberedChange | undefined;
  for (;;) {
    const after =
      last && sql`(-${changes.loadNumber}, ${changes.ordinal}) > (${-last.loadNumber}, ${last.ordinal})`;
    const rows: NumberedChange[] = await db
      .select({ ...releasedColumns, loadNumber: changes.loadNumber, ordinal: changes.ordinal })
      .from(changes)
      .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
      .where(and(matching(filter), after))
      .orderBy(desc(changes.loadNumber), asc(changes.ordinal))
      .limit(BATCH);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1);
  }
}

/** How many lines of the record there are. */
export async function countChanges(db: Database): Promise<number> {
  const [counted] = await db.select({ count: count() }).from(changes);
  return counted?.count ?? 0;
}

/**
 * As `changePage` without the count, and within a loading by country, in the order of `countryOrder` (ISO 3166-1 alpha-2;
 * what is about no country last), then by measure (what is about none last), so that a page can be cut into groups.
 */
export async function groupedChanges(
  db: Database,
  filter: ChangeFilter,
  countryOrder: readonly string[],
  { offset, limit }: ListWindow,
): Promise<NumberedChange[]> {
  const place = sql`(select key from json_each(${JSON.stringify(countryOrder)}) where value = ${changes.countryIso2})`;
  return db
    .select({ ...releasedColumns, loadNumber: changes.loadNumber, ordinal: changes.ordinal })
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(matching(filter))
    .orderBy(
      desc(changes.loadNumber),
      sql`${place} is null`,
      place,
      sql`${changes.countryIso2} is null`,
      asc(changes.countryIso2),
      sql`${changes.measureId} is null`,
      asc(changes.measureId),
      asc(changes.ordinal),
    )
    .limit(limit)
    .offset(offset);
}

/** How much of one kind a loading brought about one country. */
export interface ChangeCount {
  loadNumber: number;
  kind: ChangeKind;
  countryIso2: string | null;
  /** Lines of the record: of a changed entry, one for each field. */
  lines: number;
  /** Entries that came, went or changed. */
  entries: number;
}

/** What matches, counted by loading (the newest first), kind and country. Loadings without a match are not among them. */
export async function changeCounts(db: Database, filter: ChangeFilter): Promise<ChangeCount[]> {
  return db
    .select({
      loadNumber: changes.loadNumber,
      kind: changes.kind,
      countryIso2: changes.countryIso2,
      lines: count(),
      entries: sql<number>`count(distinct ${changes.entity} || ' ' || ${changes.entityId})`.mapWith(Number),
    })
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(matching(filter))
    .groupBy(changes.loadNumber, changes.kind, changes.countryIso2)
    .orderBy(desc(changes.loadNumber), asc(changes.kind), asc(changes.countryIso2));
}

/** Entries by kind, summed over what was counted. */
export function entriesByKind(counts: readonly ChangeCount[]): Record<ChangeKind, number> {
  const sum = (kind: ChangeKind) =>
    counts.filter((one) => one.kind === kind).reduce((total, { entries }) => total + entries, 0);
  return { added: sum('added'), removed: sum('removed'), changed: sum('changed') };
}

/** Ids of the measures that something changed about, those that are gone included, sorted. */
export async function changedMeasureIds(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: changes.measureId })
    .from(changes)
    .where(isNotNull(changes.measureId))
    .orderBy(asc(changes.measureId));
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Reads what the words of these changes need, in a few statements whatever their number. */
export async function changeContext(db: Database, about: readonly Change[]): Promise<ChangeContext> {
  const idsOf = (entity: ChangeEntity) => [
    ...new Set(about.filter((change) => change.entity === entity).map(({ entityId }) => entityId)),
  ];
  const cited = about
    .filter(({ field }) => field?.endsWith('source_ids'))
    .flatMap(({ before, after }) => [before, after].flatMap((ids) => ids?.split(' ') ?? []));
  const named = await measureNames(db);
  const figures = await db
    .select({ id: observations.id, unit: observations.unit })
    .from(observations)
    .where(isOneOfMany(observations.id, idsOf('observation')));
  const happened = await db
    .select({ id: events.id })
    .from(events)
    .where(isOneOfMany(events.id, idsOf('event')));
  const documents = await sourcesByIds(db, [...new Set(cited)]);
  const gone = await db
    .select({ id: changes.entityId, name: changes.subject })
    .from(changes)
    .where(
      and(
        eq(changes.entity, 'measure'),
        isOneOfMany(changes.entityId, [...new Set(about.flatMap(({ measureId }) => measureId ?? []))]),
      ),
    )
    .orderBy(asc(changes.loadNumber));
  const countries = await listCountries(db);
  return {
    countries: new Map(countries.map(({ iso2, name }) => [iso2, name])),
    measures: new Map([...gone, ...named].map(({ id, name }) => [id, name])),
    units: new Map(figures.map(({ id, unit }) => [id, unit])),
    sources: new Map(documents.map((source) => [source.id, sourceLine(source)])),
    present: new Set([...named, ...happened].map(({ id }) => id)),
  };
}
