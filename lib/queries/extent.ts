import 'server-only';
import { max, min } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { observations } from '@/db/schema';
import { INDICATORS, type Indicator } from '@/lib/domain/codes';

/** What the figures go over. */
export interface DataExtent {
  /** First and last year that a figure is about; null where none names a year. */
  years: { from: number; to: number } | null;
  /** The indicators that have figures, in the order of the codebook. */
  indicators: Indicator[];
}

/** Which years and indicators the figures of all measures go over. */
export async function dataExtent(db: Database): Promise<DataExtent> {
  const [[bounds], used] = await Promise.all([
    db.select({ from: min(observations.periodStart), to: max(observations.periodEnd) }).from(observations),
    db.selectDistinct({ indicator: observations.indicator }).from(observations),
  ]);
  const { from = null, to = null } = bounds ?? {};
  const found = new Set(used.map(({ indicator }) => indicator));
  return {
    years: from === null || to === null ? null : { from, to },
    indicators: INDICATORS.filter((indicator) => found.has(indicator)),
  };
}
