import 'server-only';
import { asDatabaseUnavailable, type DatabaseUnavailableError, openDatabase } from '@/db/client';
import { readingUrl } from '@/db/settings';
import { currentRelease } from './releases';

export type Readiness = { ready: true; release: string } | { ready: false; error: DatabaseUnavailableError };

/**
 * Whether a release can be read from the database at `url` right now, and which: one row, over a connection of its own.
 * Errors other than an unavailable database pass through.
 */
export async function readiness(url: string = readingUrl()): Promise<Readiness> {
  try {
    const db = openDatabase(url);
    try {
      return { ready: true, release: (await currentRelease(db)).id };
    } finally {
      db.$client.close();
    }
  } catch (error) {
    const unavailable = asDatabaseUnavailable(error);
    if (unavailable) return { ready: false, error: unavailable };
    throw error;
  }
}
