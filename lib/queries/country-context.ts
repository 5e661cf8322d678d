import 'server-only';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { toSeriesPointRecord } from '@/db/records';
import { seriesPoints, series as seriesTable } from '@/db/schema';
import type { SeriesId } from '@/lib/domain/codes';
import type { SeriesPoint } from '@/lib/domain/records';

/** The yearly context that a country's page shows, in this order. */
export const COUNTRY_SERIES = ['population', 'births', 'defence_spending_pct_gdp', 'active_forces'] as const;
export type CountrySeriesId = (typeof COUNTRY_SERIES)[number];

export interface CountrySeries {
  id: CountrySeriesId;
  /** What a reader must know before using it, in English (codebook, "Series"). */
  limits: string;
  /** By year; empty where the series has nothing on the country. */
  points: SeriesPoint[];
}

/** The context series of a country (ISO 3166-1 alpha-2, capitals). Throws when the database lacks a series altogether. */
export async function countrySeries(db: Database, iso2: string): Promise<CountrySeries[]> {
  const [descriptions, rows] = await Promise.all([
    db.select({ id: seriesTable.id, limits: seriesTable.limits }).from(seriesTable),
    db
      .select()
      .from(seriesPoints)
      .where(eq(seriesPoints.countryIso2, iso2))
      .orderBy(seriesPoints.seriesId, seriesPoints.year),
  ]);
  const pointsOf = (id: SeriesId) => rows.filter(({ seriesId }) => seriesId === id).map(toSeriesPointRecord);
  return COUNTRY_SERIES.map((id) => {
    const description = descriptions.find((known) => known.id === id);
    if (!description) throw new Error(`the database does not describe the series "${id}"`);
    return { id, limits: description.limits, points: pointsOf(id) };
  });
}
