import 'server-only';
import { asc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isOneOfMany } from '@/db/records';
import { sources } from '@/db/schema';
import type { Source } from '@/lib/domain/records';

/** The sources of these ids, each once, sorted by id. Ids that are no source's are not among them. */
export async function sourcesByIds(db: Database, ids: readonly string[]): Promise<Source[]> {
  return db.select().from(sources).where(isOneOfMany(sources.id, ids)).orderBy(asc(sources.id));
}
