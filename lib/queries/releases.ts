import 'server-only';
import { desc } from 'drizzle-orm';
import { type Database, DatabaseUnavailableError } from '@/db/client';
import { releases } from '@/db/schema';
import type { PartialDate } from '@/lib/domain/partial-date';
import type { Release } from '@/lib/domain/records';

export interface CurrentRelease extends Release {
  /** The latest date of publication among the sources; null when none is dated. */
  newestSourceOn: PartialDate | null;
}

function toRelease(row: typeof releases.$inferSelect): CurrentRelease {
  const { id, loadedAt, note, newestSourceOn, loadNumber: _loadNumber, builtBy: _builtBy, ...counts } = row;
  return { id, loadedAt, note, newestSourceOn, counts };
}

/** The release being shown. Throws DatabaseUnavailableError (`no_release`) when nothing was loaded yet. */
export async function currentRelease(db: Database): Promise<CurrentRelease> {
  const [row] = await db.select().from(releases).orderBy(desc(releases.loadNumber)).limit(1);
  if (!row) {
    throw new DatabaseUnavailableError(
      'no_release',
      'the database holds no release yet: run "npm run data:load"',
    );
  }
  return toRelease(row);
}

/** Every loading, the newest first. The same content loaded again after another stands twice, with one id. */
export async function listReleases(db: Database): Promise<CurrentRelease[]> {
  const rows = await db.select().from(releases).orderBy(desc(releases.loadNumber));
  return rows.map(toRelease);
}
