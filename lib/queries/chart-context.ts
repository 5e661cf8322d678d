import 'server-only';
import type { Database } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import { derivationContext } from './context';
import { listSeriesPoints, listSeriesSources } from './series';

/** The part of a chart's input that is yearly context of these countries: what figures are derived from, and its sources. */
export async function chartContext(
  db: Database,
  countries: readonly string[],
): Promise<Pick<ChartInput, 'context' | 'activeForces' | 'defenceSpending' | 'seriesSources'>> {
  const [context, activeForces, defenceSpending, seriesSources] = await Promise.all([
    derivationContext(db, countries),
    listSeriesPoints(db, 'active_forces', countries),
    listSeriesPoints(db, 'defence_spending_pct_gdp', countries),
    listSeriesSources(db),
  ]);
  return { context, activeForces, defenceSpending, seriesSources };
}
