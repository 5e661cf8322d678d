import 'server-only';
import { asc, desc, eq, lte } from 'drizzle-orm';
import { type Database, DatabaseUnavailableError } from '@/db/client';
import { keptReleases } from '@/db/loader/archive';
import { releases } from '@/db/schema';
import type { PartialDate } from '@/lib/domain/partial-date';
import type { Release } from '@/lib/domain/records';
import type { KnownRelease } from '@/lib/view-state/audit';

export interface CurrentRelease extends Release {
  /** The latest date of publication among the sources; null when none is dated. */
  newestSourceOn: PartialDate | null;
}

function toRelease(row: typeof releases.$inferSelect): CurrentRelease {
  const { id, loadedAt, note, newestSourceOn, loadNumber: _loadNumber, builtBy: _builtBy, ...counts } = row;
  return { id, loadedAt, note, newestSourceOn, counts };
}

/** A loading of the data and its place among all loadings. */
export interface Loading {
  loadNumber: number;
  release: CurrentRelease;
}

/** The release being shown. Throws DatabaseUnavailableError (`no_release`) when nothing was loaded yet. */
export async function currentRelease(db: Database): Promise<CurrentRelease> {
  return (await currentLoading(db)).release;
}

/** As `currentRelease`, with the number of its loading, which is another one each time that anything is loaded. */
export async function currentLoading(db: Database): Promise<Loading> {
  const [row] = await db.select().from(releases).orderBy(desc(releases.loadNumber)).limit(1);
  if (!row) {
    throw new DatabaseUnavailableError(
      'no_release',
      'the database holds no release yet: run "npm run data:load"',
    );
  }
  return { loadNumber: row.loadNumber, release: toRelease(row) };
}

/**
 * The release that a view shows: the present one, or the first loading of the content that an address names, so that its
 * day stays what it was when the same content is loaded again. Throws DatabaseUnavailableError (`no_release`).
 */
export async function releaseShown(db: Database, id: string | null): Promise<CurrentRelease> {
  if (id === null) return currentRelease(db);
  const [row] = await db
    .select()
    .from(releases)
    .where(eq(releases.id, id))
    .orderBy(asc(releases.loadNumber))
    .limit(1);
  return row ? toRelease(row) : currentRelease(db);
}

/** Every release once, the newest first, and whether its data can be read: what `release=` in an address can name. */
export async function knownReleases(db: Database): Promise<KnownRelease[]> {
  const [loadings, kept] = await Promise.all([
    db.select({ id: releases.id }).from(releases).orderBy(desc(releases.loadNumber)),
    keptReleases(db),
  ]);
  const readable = new Set([...loadings.slice(0, 1).map(({ id }) => id), ...kept]);
  return [...new Set(loadings.map(({ id }) => id))].map((id) => ({ id, kept: readable.has(id) }));
}

/**
 * Every loading up to one, the newest first, with its number. The same content loaded again after another stands twice,
 * with one id.
 */
export async function listLoadings(db: Database, throughLoad: number): Promise<Loading[]> {
  const rows = await db
    .select()
    .from(releases)
    .where(lte(releases.loadNumber, throughLoad))
    .orderBy(desc(releases.loadNumber));
  return rows.map((row) => ({ loadNumber: row.loadNumber, release: toRelease(row) }));
}
