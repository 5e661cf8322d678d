import { and, eq } from 'drizzle-orm';
import { openDatabase } from '../client';
import type { LoadRequest } from '../loader/load';
import { releases } from '../schema';
import { UsageError } from './run-command';

/**
 * Throws a UsageError when the database that readers see does not have this loading, which was written a moment ago: then another file
 * was put in its place meanwhile, and the loading is in the one that was set aside.
 */
export async function requireLoaded(url: string, { release, loadedAt }: LoadRequest): Promise<void> {
  const seen = openDatabase(url);
  try {
    const ofThisMoment = await seen
      .select({ id: releases.id })
      .from(releases)
      .where(and(eq(releases.id, release.id), eq(releases.loadedAt, loadedAt)));
    if (ofThisMoment.length > 0) return;
  } finally {
    seen.$client.close();
  }
  throw new UsageError(
    `release ${release.id} is not in the database: another file took its place while it was loaded (data:restore or data:rebuild). Load again`,
  );
}
