import 'server-only';
import { cache } from 'react';
import { type ChartView, loadChart } from '@/app/_data/chart';
import type { ChartSlug } from '@/lib/domain/codes';
import type { Locale } from '@/lib/i18n/locales';

/** A chart in the view of a query, read once a request: for the page and for what its head says. */
export const chartOfPage: (slug: ChartSlug, query: string, locale: Locale) => Promise<ChartView> = cache(
  (slug: ChartSlug, query: string, locale: Locale) => loadChart(slug, new URLSearchParams(query), locale),
);

/** The measures that a chart is about, in the order of the data. */
export function measuresOf({ spec, input }: ChartView) {
  const considered = new Set(spec.observationIds);
  const ids = new Set([
    ...input.observations.flatMap(({ id, measureId }) => (considered.has(id) ? [measureId] : [])),
    ...('series' in spec ? spec.series : []).flatMap((series) =>
      'measureId' in series && series.measureId !== null ? [series.measureId] : [],
    ),
  ]);
  return input.measures.filter(({ id }) => ids.has(id));
}

/** First and last year that the figures of a chart are about; null where they are about none. */
export function yearsOf({ spec, input }: ChartView): { from: number; to: number } | null {
  const considered = new Set(spec.observationIds);
  const periods = input.observations.flatMap(({ id, period }) =>
    considered.has(id) && period ? [period] : [],
  );
  if (periods.length === 0) return null;
  return {
    from: Math.min(...periods.map(({ start }) => start)),
    to: Math.max(...periods.map(({ end }) => end)),
  };
}
