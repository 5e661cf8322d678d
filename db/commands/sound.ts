import { LibsqlError } from '@libsql/client';
import type { Database } from '../client';
import { UsageError } from './run-command';

/** Throws UsageError when the file is no database, when SQLite finds a fault in it, or a reference without its target. Reads all of it. */
export async function requireSound({ $client: client }: Database, path: string): Promise<void> {
  try {
    const { rows: integrity } = await client.execute('pragma integrity_check(1)');
    const said = String(integrity[0]?.integrity_check);
    if (said !== 'ok') throw new UsageError(`${path}: the file is damaged: ${said}`);
    const { rows: dangling } = await client.execute('pragma foreign_key_check');
    if (dangling.length > 0) {
      throw new UsageError(`${path}: ${dangling.length} rows refer to others that are not there`);
    }
  } catch (error) {
    if (!(error instanceof LibsqlError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    // Without its cause, which would be told as a fault of the database in use.
    throw new UsageError(`${path}: the file is damaged (${error.code})`);
  }
}
