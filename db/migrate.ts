import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { asDatabaseUnavailable, type Database, requireSchema } from './client';
import { databasePath } from './settings';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../drizzle', import.meta.url));

/**
 * Brings the schema up to date with the migrations in `drizzle/`, in one transaction; nothing happens when it is.
 * A local file is set to write-ahead logging, which lets readers read while a release is loaded. Throws
 * DatabaseUnavailableError (`newer`) when the schema is that of a newer Muster; other errors pass through.
 */
export async function migrateDatabase(db: Database, url: string): Promise<void> {
  if (databasePath(url) !== null) await db.run(sql`pragma journal_mode = wal`);
  await requireNotNewer(db);
  await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
}

async function requireNotNewer(db: Database): Promise<void> {
  try {
    await requireSchema(db);
  } catch (error) {
    // An older schema, or none, is what migrations are for.
    if (asDatabaseUnavailable(error)?.reason !== 'not_migrated') throw error;
  }
}
