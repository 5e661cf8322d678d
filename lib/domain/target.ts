import { byDate, compareDates } from './partial-date';
import { byPeriod } from './period';
import type { Measure, Observation } from './records';
import { latestVintage } from './vintage';

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
  /** The target for the latest year, as stated last; or one without a year that was not stated before it. */
  last: Observation;
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
    const lastPeriod = dated.at(-1)?.period ?? null;
    const lastDated = dated.find((o) => byPeriod(o.period, lastPeriod) === 0);
    const open = sorted.find((o) => o.period === null && !statedBefore(o, lastDated));
    const first = dated[0] ?? open;
    const last = open ?? lastDated;
    if (first && last) return { indicator, first, last };
  }
  return null;
}

function statedBefore(o: Observation, other: Observation | undefined): boolean {
  if (!other) return false;
  if (o.statedOn === null) return true;
  return other.statedOn !== null && compareDates(o.statedOn, other.statedOn) === 'before';
}
