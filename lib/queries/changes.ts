import 'server-only';
import { asc, desc, eq, getTableColumns, max } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { changes, releases } from '@/db/schema';
import type { Change } from '@/lib/domain/history';

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
