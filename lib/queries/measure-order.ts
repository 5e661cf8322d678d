import 'server-only';
import { type DurationUnit, OBLIGATIONS, STATUSES } from '@/lib/domain/codes';
import type { Duration } from '@/lib/domain/records';
import type { MeasureSortKey } from '@/lib/view-state/measures';
import type { MeasureSummary } from './measures';

export interface MeasureOrder {
  key: MeasureSortKey;
  descending: boolean;
}

/** Days in one of each unit. A month is a twelfth of the mean Gregorian year of 365.2425 days; an hour is clock time. */
export const DAYS_IN: Readonly<Record<DurationUnit, number>> = {
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: 365.2425 / 12,
};

/** The stated length of service in days, shortest and longest; both the same where only one is stated. Null when unknown. */
export function lengthRangeInDays(duration: Duration | null): { min: number; max: number } | null {
  if (duration === null || duration.unit === null) return null;
  const min = duration.min ?? duration.max;
  const max = duration.max ?? duration.min;
  if (min === null || max === null) return null;
  return { min: min * DAYS_IN[duration.unit], max: max * DAYS_IN[duration.unit] };
}

/** A length of service in days, for sorting only: the shortest stated, or the longest where only that is. Null when unknown. */
export function lengthInDays(duration: Duration | null): number | null {
  return lengthRangeInDays(duration)?.min ?? null;
}

/** What a measure is sorted by; null is nothing known. Codes sort in the order of the codebook. */
export function sortValue(measure: MeasureSummary, key: MeasureSortKey): string | number | null {
  switch (key) {
    case 'country':
      return measure.country.name;
    case 'name':
      return measure.name;
    case 'obligation':
      return OBLIGATIONS.indexOf(measure.obligation);
    case 'status':
      return STATUSES.indexOf(measure.status);
    case 'starts':
      // Partial dates sort as text: "2025" < "2025-11" < "2025-11-27".
      return measure.startsOn;
    case 'length':
      return lengthInDays(measure.duration);
    case 'first_target':
      return measure.targets?.first.value ?? null;
    case 'last_target':
      return measure.targets?.last.value ?? null;
    case 'sources':
      return measure.sourceCount;
  }
}

/** The order of names: as English sorts them. */
export const byName = new Intl.Collator('en').compare;

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b));
}

type Based = Pick<MeasureSummary, 'id' | 'name' | 'headline' | 'country'>;

/** The order that breaks every tie: country, headline measures first, name, id. */
export function inBaseOrder(a: Based, b: Based): number {
  return (
    byName(a.country.name, b.country.name) ||
    Number(b.headline) - Number(a.headline) ||
    byName(a.name, b.name) ||
    byName(a.id, b.id)
  );
}

/**
 * Measures in an order. What has no value comes last in both directions; ties are broken by country, headline measures
 * first, name and id, always ascending.
 */
export function sortMeasures(summaries: readonly MeasureSummary[], order: MeasureOrder): MeasureSummary[] {
  const direction = order.descending ? -1 : 1;
  return [...summaries].sort((a, b) => {
    const left = sortValue(a, order.key);
    const right = sortValue(b, order.key);
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else {
      const difference = compareValues(left, right);
      if (difference !== 0) return direction * difference;
    }
    return inBaseOrder(a, b);
  });
}
