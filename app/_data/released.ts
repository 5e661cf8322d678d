import 'server-only';
import { type Database, getDatabase } from '@/db/client';
import { inRelease } from '@/db/releases';
import { knownReleases } from '@/lib/queries/releases';
import type { KnownRelease } from '@/lib/view-state/audit';
import { readRelease } from '@/lib/view-state/charts';

/**
 * Reads for a data address in one snapshot of the release that it names in `release=`: of the present one when it names none,
 * or one that cannot be read, which the view's own reading then says with `releases`.
 */
export async function inReleaseOf<T>(
  search: URLSearchParams,
  read: (db: Database, releases: KnownRelease[]) => Promise<T>,
): Promise<T> {
  const releases = await knownReleases(await getDatabase());
  return inRelease(readRelease(search, releases), (db) => read(db, releases));
}
