import 'server-only';
import { and, asc, count, eq, gte, inArray, lte, max, min, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { toSeriesPointRecord } from '@/db/records';
import { conscriptionEvents, seriesPoints, seriesSources, series as seriesTable } from '@/db/schema';
import { SERIES_IDS, type SeriesId } from '@/lib/domain/codes';
import type { ExchangeRates } from '@/lib/domain/money';
import type { ConscriptionEvent, SeriesPoint, SeriesSource } from '@/lib/domain/records';
import type { ListWindow } from './observations';

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

/** What a context series is, and how far it goes. */
export interface SeriesDescription {
  id: SeriesId;
  title: string;
  unit: string;
  /** What a reader must know before using it, in English (codebook, "Series"). */
  limits: string;
  pointCount: number;
  /** Null where the series has no point. */
  firstYear: number | null;
  lastYear: number | null;
  sources: SeriesSource[];
}

/** Every context series, in the order of the codebook. */
export async function listSeries(db: Database): Promise<SeriesDescription[]> {
  const [described, extents, cited, allSources] = await Promise.all([
    db.select().from(seriesTable),
    db
      .select({
        id: seriesPoints.seriesId,
        pointCount: count(),
        firstYear: min(seriesPoints.year),
        lastYear: max(seriesPoints.year),
      })
      .from(seriesPoints)
      .groupBy(seriesPoints.seriesId),
    db.selectDistinct({ id: seriesPoints.seriesId, sourceId: seriesPoints.sourceId }).from(seriesPoints),
    listSeriesSources(db),
  ]);
  const extentOf = new Map(extents.map((extent) => [extent.id, extent]));
  const inOrder = described.sort((a, b) => SERIES_IDS.indexOf(a.id) - SERIES_IDS.indexOf(b.id));
  return inOrder.map((series) => {
    const extent = extentOf.get(series.id);
    const ids = new Set(cited.filter(({ id }) => id === series.id).map(({ sourceId }) => sourceId));
    return {
      ...series,
      pointCount: extent?.pointCount ?? 0,
      firstYear: extent?.firstYear ?? null,
      lastYear: extent?.lastYear ?? null,
      sources: allSources.filter(({ id }) => ids.has(id)),
    };
  });
}

/** Which points of context series. A list left out or empty sets no bound. */
export interface SeriesPointFilter {
  series?: readonly SeriesId[];
  /** ISO 3166-1 alpha-2, capitals. */
  countries?: readonly string[];
  /** ISO 4217, for exchange rates. */
  currencies?: readonly string[];
  /** First and last year, both included. */
  from?: number | null;
  to?: number | null;
}

/** A point with its own id and that of its series. */
export interface NamedSeriesPoint extends SeriesPoint {
  id: string;
  seriesId: SeriesId;
}

const seriesRank = sql`case ${seriesPoints.seriesId} ${sql.raw(
  SERIES_IDS.map((id, rank) => `when '${id}' then ${rank}`).join(' '),
)} end`;

/** Some of the points that match, by series (in the order of the codebook), country or currency, and year; and their number in all. */
export async function seriesPointPage(
  db: Database,
  filter: SeriesPointFilter,
  { offset, limit }: ListWindow,
): Promise<{ points: NamedSeriesPoint[]; count: number }> {
  const { series = [], countries = [], currencies = [], from, to } = filter;
  const condition = and(
    series.length > 0 ? inArray(seriesPoints.seriesId, [...series]) : undefined,
    countries.length > 0 ? inArray(seriesPoints.countryIso2, [...countries]) : undefined,
    currencies.length > 0 ? inArray(seriesPoints.currency, [...currencies]) : undefined,
    typeof from === 'number' ? gte(seriesPoints.year, from) : undefined,
    typeof to === 'number' ? lte(seriesPoints.year, to) : undefined,
  );
  const [counted] = await db.select({ count: count() }).from(seriesPoints).where(condition);
  const points = await db
    .select()
    .from(seriesPoints)
    .where(condition)
    .orderBy(
      seriesRank,
      asc(seriesPoints.countryIso2),
      asc(seriesPoints.currency),
      asc(seriesPoints.year),
      asc(seriesPoints.id),
    )
    .limit(limit)
    .offset(offset);
  return { points, count: counted?.count ?? 0 };
}

/** Currencies that have exchange rates (ISO 4217), by code. */
export async function ratedCurrencies(db: Database): Promise<string[]> {
  return [...(await exchangeRates(db)).keys()];
}
