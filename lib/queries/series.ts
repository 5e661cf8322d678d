import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { toSeriesPointRecord } from '@/db/records';
import { conscriptionEvents, seriesPoints, seriesSources } from '@/db/schema';
import type { SeriesId } from '@/lib/domain/codes';
import type { ExchangeRates } from '@/lib/domain/money';
import type { ConscriptionEvent, SeriesPoint, SeriesSource } from '@/lib/domain/records';

/** Yearly average rates, units of currency per euro, by currency and year. The euro itself is not among them. */
export async function exchangeRates(db: Database): Promise<ExchangeRates> {
  const points = await db
    .select({ currency: seriesPoints.currency, year: seriesPoints.year, perEuro: seriesPoints.value })
    .from(seriesPoints)
    .where(eq(seriesPoints.seriesId, 'exchange_rates_per_eur'))
    .orderBy(asc(seriesPoints.currency), asc(seriesPoints.year));
  const rates = new Map<string, Map<number, number>>();
  for (const { currency, year, perEuro } of points) {
    if (currency === null || perEuro === null) {
      throw new TypeError(`exchange rate of ${currency ?? 'no currency'} for ${year} has no value`);
    }
    const ofCurrency = rates.get(currency) ?? new Map<number, number>();
    rates.set(currency, ofCurrency.set(year, perEuro));
  }
  return rates;
}

/** The points of a series by country (or currency) and year; of some countries only when named. */
export async function listSeriesPoints(
  db: Database,
  seriesId: SeriesId,
  countries: readonly string[] = [],
): Promise<SeriesPoint[]> {
  const rows = await db
    .select()
    .from(seriesPoints)
    .where(
      and(
        eq(seriesPoints.seriesId, seriesId),
        countries.length > 0 ? inArray(seriesPoints.countryIso2, [...countries]) : undefined,
      ),
    )
    .orderBy(asc(seriesPoints.countryIso2), asc(seriesPoints.currency), asc(seriesPoints.year));
  return rows.map(toSeriesPointRecord);
}

/** Years with a euro-area price index, ascending. */
export async function priceYears(db: Database): Promise<number[]> {
  const points = await listSeriesPoints(db, 'hicp_euro_area');
  return points.flatMap(({ year, value }) => (value === null ? [] : [year]));
}

/** Where the context series come from, by id. */
export async function listSeriesSources(db: Database): Promise<SeriesSource[]> {
  return db.select().from(seriesSources).orderBy(asc(seriesSources.id));
}

/** Years of conscription events by the reference work, by country and year; of some countries only when named. */
export async function listConscriptionEvents(
  db: Database,
  countries: readonly string[] = [],
): Promise<ConscriptionEvent[]> {
  return db
    .select()
    .from(conscriptionEvents)
    .where(countries.length > 0 ? inArray(conscriptionEvents.countryIso2, [...countries]) : undefined)
    .orderBy(asc(conscriptionEvents.countryIso2), asc(conscriptionEvents.year), asc(conscriptionEvents.id));
}
