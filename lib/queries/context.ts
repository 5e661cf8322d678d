import 'server-only';
import type { Database } from '@/db/client';
import type { SeriesId } from '@/lib/domain/codes';
import type { Context, ContextPoint } from '@/lib/domain/derived';
import type { SeriesPoint } from '@/lib/domain/records';
import { exchangeRates, listSeriesPoints } from './series';

function byYear(points: readonly SeriesPoint[], keyOf: (point: SeriesPoint) => string | null) {
  const table = new Map<string, Map<number, ContextPoint>>();
  for (const point of points) {
    const key = keyOf(point);
    if (key === null || point.value === null) continue;
    const years = table.get(key) ?? new Map<number, ContextPoint>();
    years.set(point.year, { value: point.value, projection: point.projection, sourceId: point.sourceId });
    table.set(key, years);
  }
  return table;
}

/** The yearly context from which figures are derived; population and births of these countries only, when named. */
export async function derivationContext(db: Database, countries: readonly string[] = []): Promise<Context> {
  const series = (id: SeriesId) => listSeriesPoints(db, id, countries);
  const [population, births, rates, ratePoints, hicp] = await Promise.all([
    series('population'),
    series('births'),
    exchangeRates(db),
    listSeriesPoints(db, 'exchange_rates_per_eur'),
    listSeriesPoints(db, 'hicp_euro_area'),
  ]);
  const rateSources = new Map(ratePoints.map((point) => [`${point.currency} ${point.year}`, point.sourceId]));
  const index = byYear(hicp, () => 'EA').get('EA') ?? new Map<number, ContextPoint>();
  return {
    population: byYear(population, (point) => point.countryIso2),
    births: byYear(births, (point) => point.countryIso2),
    rates,
    rateSource: (currency, year) => {
      const source = rateSources.get(`${currency} ${year}`);
      if (source === undefined) throw new RangeError(`no exchange rate of ${currency} in ${year}`);
      return source;
    },
    hicp: index,
  };
}
