import 'server-only';
import { asc, count, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { claimColumns, toClaimRecord } from '@/db/records';
import { claims } from '@/db/schema';
import type { Claim } from '@/lib/domain/records';

/** The claims about a measure, in the order of the article they come from. */
export async function claimsOfMeasure(db: Database, measureId: string): Promise<Claim[]> {
  const rows = await db
    .select(claimColumns)
    .from(claims)
    .where(eq(claims.measureId, measureId))
    .orderBy(asc(claims.ordinal));
  return rows.map(toClaimRecord);
}

/** Every claim, in the order of the article. */
export async function listClaims(db: Database): Promise<Claim[]> {
  const rows = await db.select(claimColumns).from(claims).orderBy(asc(claims.ordinal));
  return rows.map(toClaimRecord);
}

/** How many claims there are about each measure that has any, by measure id. */
export async function claimCounts(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({ measureId: claims.measureId, claimCount: count() })
    .from(claims)
    .where(isNotNull(claims.measureId))
    .groupBy(claims.measureId);
  return new Map(
    rows.flatMap(({ measureId, claimCount }) => (measureId === null ? [] : [[measureId, claimCount]])),
  );
}
