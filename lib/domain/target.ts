import { byDate } from './partial-date';
import { byPeriod } from './period';
import type { Measure, Observation } from './records';
import { byStatedLast, latestVintage, statedOrder } from './vintage';

/**
 * The indicator that says how many people a measure takes in: intake per year; for schemes of short courses, which
 * have none, people trained; for growth of a force or reserve, its strength. Null when none is stated as a target.
 */
export const TARGET_INDICATORS = [
  'intake_per_year',
  'trained_total',
  'active_personnel',
  'reserve_personnel',
  'intake_total',
] as const;
export type TargetIndicator = (typeof TARGET_INDICATORS)[number];

export interface FirstAndLastTarget {
  indicator: TargetIndicator;
  /** The target for the earliest year, as stated last. */
  first: Observation;
  /** The target for the latest year, alone or as the end of a span, as stated last; or one without a year that was not stated before it. */
  last: Observation;
}

/**
 * What was said last of the last year that dated targets reach: a span that ends in it speaks of it too, so a newer one
 * goes before an older target for the year alone; where no order is sure, the one for the fewest years.
 */
function lastOf(dated: readonly Observation[]): Observation | undefined {
  const end = Math.max(...dated.map(({ period }) => period?.end ?? Number.NEGATIVE_INFINITY));
  const ofLastYear = dated.filter(({ period }) => period?.end === end);
  return ofLastYear
    .filter((o) => ofLastYear.every((other) => statedOrder(o, other) !== 'before'))
    .sort((a, b) => byPeriod(b.period, a.period) || byStatedLast(a, b))[0];
}

/**
 * First and last target of a measure: full coverage, natural scope (component null), of one indicator only, each as
 * stated last. A target without a year is the last one unless it was surely stated before the one for the latest year: an
 * old open-ended goal does not outlive a newer dated one. A value on which current statements differ is the one stated last
 * by first possible day, then the larger; the measure's page shows all. Null when the measure has no such target.
 */
export function firstAndLastTarget(
  measure: Pick<Measure, 'id'>,
  observations: readonly Observation[],
): FirstAndLastTarget | null {
  const targets = observations.filter(
    (o) =>
      o.measureId === measure.id && o.basis === 'target' && o.coverage === 'full' && o.component === null,
  );
  for (const indicator of TARGET_INDICATORS) {
    const current = latestVintage(targets.filter((o) => o.indicator === indicator)).current;
    const sorted = [...current].sort(
      (a, b) => byPeriod(a.period, b.period) || byDate(b.statedOn, a.statedOn) || b.value - a.value,
    );
    const dated = sorted.filter((o) => o.period !== null);
    const lastDated = lastOf(dated);
    const open = sorted.find((o) => o.period === null && !statedBefore(o, lastDated));
    const first = dated[0] ?? open;
    const last = open ?? lastDated;
    if (first && last) return { indicator, first, last };
  }
  return null;
}

function statedBefore(o: Observation, other: Observation | undefined): boolean {
  if (!other) return false;
  // Without a date it may be older or newer: the one for a year is taken, because it says when.
  return o.statedOn === null || statedOrder(o, other) === 'before';
}
