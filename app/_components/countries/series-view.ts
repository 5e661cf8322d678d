import { COHORT_AGE } from '@/lib/domain/derived';
import type { SeriesPoint } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import type { CountrySeries, CountrySeriesId } from '@/lib/queries/country-context';

/** Cohorts after this year rest on projected births (codebook, births.csv). */
export const LAST_COHORT = 2041;

/** A point of a series as a country's page shows it: in the year it is about, as one value or from low to high. */
export interface ContextPoint {
  year: number;
  low: number;
  high: number;
  projection: boolean;
  sourceId: string;
}

function rangeOf(point: SeriesPoint): { low: number; high: number } {
  const low = point.low ?? point.value;
  const high = point.high ?? point.value;
  if (low === null || high === null) {
    throw new TypeError(
      `a series point of ${point.countryIso2} in ${point.year} has neither value nor range`,
    );
  }
  return { low, high };
}

/**
 * The points of a series by year. Births stand as the cohort they become: those born in a year turn 18 eighteen years
 * later; up to 2041, the last cohort that is already born by the estimates.
 */
export function contextPoints({ id, points }: CountrySeries): ContextPoint[] {
  const shift = id === 'births' ? COHORT_AGE : 0;
  return points
    .map((point) => ({
      year: point.year + shift,
      ...rangeOf(point),
      projection: point.projection,
      sourceId: point.sourceId,
    }))
    .filter(({ year }) => id !== 'births' || year <= LAST_COHORT)
    .sort((a, b) => a.year - b.year);
}

/** The point of this year, or the latest before it; null when all are later or there is none. */
export function latestThrough(points: readonly ContextPoint[], year: number): ContextPoint | null {
  return points.filter((point) => point.year <= year).at(-1) ?? null;
}

/** A value of a context series with its range: "14,500", "14,000–15,000", "2.3 %". */
export function contextValue(id: CountrySeriesId, { low, high }: ContextPoint, tr: Translator): string {
  const one = (value: number) =>
    id === 'defence_spending_pct_gdp'
      ? tr.t('pages.figure.percent', { value: tr.number(value, { maximumFractionDigits: 2 }) })
      : tr.number(value);
  return low === high ? one(low) : tr.t('pages.figure.rangeOf', { low: one(low), high: one(high) });
}

/**
 * Points in runs of neighbouring years, each of which a line may join; a run of one is a year that stands alone. Estimates
 * and projections are runs of their own, the projection going on from the last estimate. Strengths are never joined,
 * because their scope changes between years.
 */
export function joinedRuns(id: CountrySeriesId, points: readonly ContextPoint[]): ContextPoint[][] {
  if (id === 'active_forces') return points.map((point) => [point]);
  const runs: ContextPoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const follows = before !== undefined && point.year === before.year + 1;
    if (run && follows && point.projection === before.projection) run.push(point);
    else runs.push(follows && point.projection ? [before, point] : [point]);
  }
  return runs;
}
