import { sql } from 'drizzle-orm';
import { asDatabaseUnavailable, openDatabase } from './client';
import { databasePath } from './settings';

/** How long to wait for readers of the release before, in milliseconds: most stay for less than one. */
const WAIT_MS = 5_000;

/**
 * Moves what a load has written from the write-ahead log into the file and empties the log. SQLite does so by itself only when it finds
 * a moment without readers of the release before: on a busy site there may be none, and the log would grow by a whole
 * release with every load (https://sqlite.org/wal.html, "Avoiding Excessively Large WAL Files"). This waits for those readers, without holding up
 * new ones. False when a reader stays longer: the log is then emptied after another load. True for a server, which sees
 * to its own log. Other errors of the database pass through.
 */
export async function emptyLog(url: string): Promise<boolean> {
  if (databasePath(url) === null) return true;
  const db = openDatabase(url, { waitMs: WAIT_MS });
  try {
    const [done] = await db.all<{ busy: number }>(sql`pragma wal_checkpoint(truncate)`);
    return done?.busy === 0;
  } catch (error) {
    if (asDatabaseUnavailable(error)?.reason === 'locked') return false;
    throw error;
  } finally {
    db.$client.close();
  }
}
