import 'server-only';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { qualified } from '@/db/records';
import { observationSources, observations, sources } from '@/db/schema';

/** SQL of `lastDay` (lib/domain/partial-date.ts): the last day that a date of the codebook can mean; null for none. */
export function lastDaySql(date: SQLiteColumn): SQL {
  const text = qualified(date);
  return sql`case length(${text}) when 4 then ${text} || '-12-31'
    when 7 then date(${text} || '-01', '+1 month', '-1 day') else ${text} end`;
}

/** SQL of the day of `knownFrom` (lib/domain/vintage.ts) for a row of `observations`; null where nothing dates it. */
export const knownFromSql = sql<string | null>`coalesce(${lastDaySql(observations.statedOn)},
  (select min(${lastDaySql(sources.publishedOn)}) from ${observationSources}
    inner join ${sources} on ${eq(qualified(sources.id), qualified(observationSources.sourceId))}
    where ${qualified(observationSources.observationId)} = ${qualified(observations.id)}))`;
