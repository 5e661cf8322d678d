import 'server-only';
import { and, asc, count, desc, eq, getTableColumns, inArray, lte, max } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isOneOfMany } from '@/db/records';
import { changes, releases } from '@/db/schema';
import type { Change, ChangeEntity, ChangeKind } from '@/lib/domain/history';
import type { ListWindow } from './observations';

/** A change and the release that brought it. */
export interface ReleasedChange extends Change {
  releaseId: string;
  /** ISO 8601, UTC. */
  loadedAt: string;
}

const { loadNumber: _loadNumber, ordinal: _ordinal, ...changeColumns } = getTableColumns(changes);
const releasedColumns = { ...changeColumns, releaseId: releases.id, loadedAt: releases.loadedAt };

/** What changed about a measure, its figures, events and claims: the newest release first. */
export async function changesOfMeasure(db: Database, measureId: string): Promise<ReleasedChange[]> {
  return db
    .select(releasedColumns)
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(eq(changes.measureId, measureId))
    .orderBy(desc(changes.loadNumber), asc(changes.ordinal));
}

/** What a release changed against the one before it; for content that was loaded more than once, by its last loading. */
export async function listChanges(db: Database, releaseId: string): Promise<ReleasedChange[]> {
  const lastLoading = db
    .select({ loadNumber: max(releases.loadNumber) })
    .from(releases)
    .where(eq(releases.id, releaseId));
  return db
    .select(releasedColumns)
    .from(changes)
    .innerJoin(releases, eq(releases.loadNumber, changes.loadNumber))
    .where(eq(changes.loadNumber, lastLoading))
    .orderBy(asc(changes.ordinal));
}

/** Which changes. A list left out or empty sets no bound. */
export interface ChangeFilter {
  /** Of this release only. */
  release?: string | null;
  entities?: readonly ChangeEntity[];
  kinds?: readonly ChangeKind[];
  /** ISO 3166-1 alpha-2, capitals. */
  countries?: readonly string[];
  measures?: readonly string[];
  /** Of loadings up to this one. */
  throughLoad: number;
}

/** A change with the numbers of its loading and of its place there, which name it. */
export interface NumberedChange extends ReleasedChange {
  loadNumber: number;
  ordinal: number;
}

/** Some of the changes that match, the newest loading first, and how many there are in all. */
export async function changePage(
  db: Database,
  filter: ChangeFilter,
  { offset, limit }: ListWindow,
): Promise<{ changes: NumberedChange[]; count: number }> {
  const { release, entities = [], kinds = [], countries = [], measures = [], throughLoad } = filter;
  const condition = and(
    lte(changes.loadNumber, throughLoad),
    release ? eq(releases.id, release) : undefined,
    entities.length > 0 ? inArray(changes.entity, [...entities]) : undefined,
    kinds.length > 0 ? inArray(changes.kind, [...kinds]) : undefined,
    countries.length > 0 ? inArray(changes.countryIso2, [...countries]) : undefined,
    measures.length > 0 ? isOneOfMany(changes.measureId, measures) : undefined,
  );
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
