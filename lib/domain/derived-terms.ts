import type { DurationUnit, PayPeriod } from './codes';
import type { Context, Derived, DerivedCaveat, DerivedInput } from './derived';
import { toEuro } from './money';
import type { Duration, Pay } from './records';

/** Days in a month: a twelfth of the mean Gregorian year of 365.2425 days. */
export const DAYS_PER_MONTH = 365.2425 / 12;

/** Days in one of each unit; an hour is clock time, a twenty-fourth of a day. */
export const DAYS_IN: Readonly<Record<DurationUnit, number>> = {
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: DAYS_PER_MONTH,
};

/**
 * A length of service in days, to hold months, weeks and hours against each other: `length × days in its unit`. A shortest
 * and a longest length make an interval; where only one of them is stated it is "at least" or "up to". Null when no
 * length is stated at all.
 */
export function lengthInDays(duration: Duration | null, sourceIds: readonly string[]): Derived | null {
  if (duration === null || duration.unit === null) return null;
  const { min, max, unit } = duration;
  const [low, high] = [min ?? max, max ?? min];
  if (low === null || high === null) return null;
  const exact = low === high;
  const days = DAYS_IN[unit];
  return {
    ok: true,
    figure: {
      derivation: 'length_days',
      value: ((low + high) / 2) * days,
      low: exact ? null : low * days,
      high: exact ? null : high * days,
      qualifier: !exact ? 'range' : max === null ? 'at_least' : min === null ? 'up_to' : 'exact',
      unit: 'days',
      inputs: [{ kind: 'term', term: 'duration', low, high, unit, per: null, sourceIds: [...sourceIds] }],
      caveats: [],
    },
  };
}

/** How often a pay period comes in a month; null for pay that is not paid by time. */
export function timesPerMonth(per: PayPeriod): number | null {
  switch (per) {
    case 'day':
      return DAYS_PER_MONTH;
    case 'month':
      return 1;
    case 'year':
      return 1 / 12;
    case 'total':
    case 'once':
      return null;
  }
}

/**
 * Pay brought to a month, in its own currency or in euro: `amount × times a month [÷ rate]`. A day's pay is taken for every
 * day of the mean month. Euro is at the average rate of `year`, the year the pay holds for; without one, or after the
 * last known rate, the last rate is used and that is said. Pay for the whole service or paid once is refused. Null when no
 * amount is stated.
 */
export function payPerMonth(
  pay: Pay | null,
  target: { in: 'native' } | { in: 'euro'; year: number | null; context: Context },
): Derived | null {
  if (pay === null || pay.amount === null || pay.currency === null || pay.per === null) return null;
  const { amount, currency, per } = pay;
  const times = timesPerMonth(per);
  if (times === null) return { ok: false, reason: 'not_per_month' };
  const inputs: DerivedInput[] = [
    { kind: 'term', term: 'pay', low: amount, high: amount, unit: currency, per, sourceIds: pay.sourceIds },
  ];
  const caveats: DerivedCaveat[] = [];
  let rate = 1;
  if (target.in === 'euro' && currency !== 'EUR') {
    const { year, context } = target;
    const converted = toEuro({ amount: 1, currency }, year ?? Number.MAX_SAFE_INTEGER, context.rates);
    if (!converted.ok) return { ok: false, reason: converted.reason };
    rate = converted.rate;
    inputs.push({
      kind: 'series',
      series: 'exchange_rates_per_eur',
      of: currency,
      year: converted.rateYear,
      value: rate,
      projection: false,
      sourceId: context.rateSource(currency, converted.rateYear),
    });
    if (year === null) caveats.push('year_unknown');
    else if (converted.rateYear !== year) caveats.push('last_rate_used');
  }
  return {
    ok: true,
    figure: {
      derivation: 'pay_per_month',
      value: (amount * times) / rate,
      low: null,
      high: null,
      qualifier: pay.qualifier ?? 'exact',
      unit: target.in === 'euro' ? 'EUR' : currency,
      inputs,
      caveats,
    },
  };
}
