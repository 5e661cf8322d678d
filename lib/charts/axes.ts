import { nice, ticks } from 'd3-array';
import type { Observation } from '@/lib/domain/records';
import type { AxisScale } from '@/lib/view-state/charts';
import type { Axis } from './spec';

export interface YearBounds {
  from?: number | null;
  to?: number | null;
}

/** Years between two ticks of an axis of `span` years, so that labels stay apart. */
const stepOf = (span: number): number => (span <= 8 ? 1 : span <= 16 ? 2 : span <= 45 ? 5 : 10);

/**
 * Whole years from the first to the last figure, `near` included, half a year of room at both ends; or exactly the years
 * that a view asks for. Whole numbers are the middle of a year.
 */
export function yearAxis(
  figures: readonly Pick<Observation, 'period'>[],
  near: number | null,
  bounds: YearBounds,
): Axis {
  const years = figures.flatMap((o) => (o.period ? [o.period.start, o.period.end] : []));
  const around = near === null ? [] : [Math.floor(near), Math.ceil(near)];
  const known = [...years, ...around];
  const first = bounds.from ?? Math.min(...known, bounds.to ?? Infinity);
  const last = bounds.to ?? Math.max(...known, first);
  const step = stepOf(last - first);
  const values = ticks(
    Math.ceil(first / step) * step,
    last,
    Math.max(1, Math.floor((last - first) / step)),
  ).filter((year) => year % step === 0);
  return {
    min: first - 0.5,
    max: last + 0.5,
    ticks: values.map((value) => ({ value, label: String(value) })),
  };
}

/** 1, 2, 5, 10, 20, 50 … around the values; powers of ten alone where there would be too many. */
function logAxis(lowest: number, highest: number, label: (value: number) => string): Axis {
  const steps = [1, 2, 5];
  const exponents = { from: Math.floor(Math.log10(lowest)), to: Math.ceil(Math.log10(highest)) };
  const all: number[] = [];
  for (let exponent = exponents.from; exponent <= exponents.to; exponent++) {
    for (const step of steps) all.push(Number((step * 10 ** exponent).toPrecision(1)));
  }
  const min = all.findLast((value) => value <= lowest) ?? lowest;
  const max = all.find((value) => value >= highest && value > min) ?? highest;
  const within = all.filter((value) => value >= min && value <= max);
  const shown =
    within.length <= 7
      ? within
      : within.filter((value) => Number.isInteger(Math.log10(value)) || value === min || value === max);
  return { scale: 'log', min, max, ticks: shown.map((value) => ({ value, label: label(value) })) };
}

/** An axis of amounts: from zero when linear, from the smallest amount when logarithmic. Ticks are round numbers. */
export function amountAxis(
  amounts: readonly number[],
  scale: AxisScale,
  label: (value: number) => string,
  count = 5,
): Axis {
  const positive = amounts.filter((amount) => amount > 0);
  if (scale === 'log' && positive.length > 0)
    return logAxis(Math.min(...positive), Math.max(...positive), label);
  const [min, max] = nice(0, positive.length > 0 ? Math.max(...positive) : 1, count);
  return { min, max, ticks: ticks(min, max, count).map((value) => ({ value, label: label(value) })) };
}

/** Months between two ticks: parts and multiples of a year. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];

/** An axis of months from zero, its ticks parts or multiples of a year, at most six steps. */
export function monthAxis(lengths: readonly number[], label: (value: number) => string): Axis {
  const longest = Math.max(1, ...lengths);
  const step = MONTH_STEPS.find((months) => longest / months <= 6) ?? longest / 6;
  const count = Math.ceil(longest / step);
  const values = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { min: 0, max: count * step, ticks: values.map((value) => ({ value, label: label(value) })) };
}
