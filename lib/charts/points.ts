import type { ChartPoint, ChartSpec } from './spec';

/** Everything of a chart that a reader can reach, in the order of the arrow keys: its figures, then its events. */
export function pointsOf(spec: ChartSpec): ChartPoint[] {
  const events = 'events' in spec ? (spec.events ?? []) : [];
  return [...spec.series.flatMap(({ points }) => points), ...events.map(({ point }) => point)];
}
