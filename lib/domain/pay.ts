import type { PartialDate } from './partial-date';
import { byPeriod } from './period';
import type { Observation, Pay } from './records';
import { knownFrom } from './vintage';

/**
 * The pay figure that says the same as a measure's terms and so tells the year they hold for: same amount, currency and
 * pay period, whole scheme, the latest year; null when none does. `observations` are those of the measure.
 */
export function payFigure(pay: Pay, observations: readonly Observation[]): Observation | null {
  const same = observations.filter(
    (o) =>
      o.indicator === 'pay' &&
      o.component === null &&
      o.value === pay.amount &&
      o.unit === pay.currency &&
      o.per === pay.per &&
      o.period !== null,
  );
  return same.sort((a, b) => byPeriod(b.period, a.period))[0] ?? null;
}

/**
 * Whether the pay in a measure's terms was surely known by the end of `day` (YYYY-MM-DD): a figure that was known then says
 * the same, or one of its sources had been published (`knownFrom`). `observations` are those of the measure known by then.
 */
export function isPayKnownOn(
  pay: Pay,
  observations: readonly Observation[],
  day: string,
  publishedOn: ReadonlyMap<string, PartialDate | null>,
): boolean {
  if (payFigure(pay, observations)) return true;
  const from = knownFrom({ statedOn: null, sourceIds: pay.sourceIds }, publishedOn);
  return from !== null && from.day <= day;
}
