import 'server-only';
import { DatabaseUnavailableError, databaseUrl, openDatabase, requireRelease } from '@/db/client';

export type Readiness = { ready: true } | { ready: false; error: DatabaseUnavailableError };

/**
 * Whether a release can be read from the database at `url` right now: one row, over a connection of its own. Errors other
 * than an unavailable database pass through.
 */
export async function readiness(url: string = databaseUrl()): Promise<Readiness> {
  try {
    const db = openDatabase(url);
    try {
      await requireRelease(db);
    } finally {
      db.$client.close();
    }
    return { ready: true };
  } catch (error) {
    if (error instanceof DatabaseUnavailableError) return { ready: false, error };
    throw error;
  }
}
