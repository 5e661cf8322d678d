import type { Observation } from './records';

/** Why two figures may not be joined by a line. */
export const LINE_REFUSALS = [
  'different_measure',
  'different_indicator',
  'different_component',
  'different_unit',
  'different_pay_terms',
  'not_full_coverage',
  'no_period',
] as const;
export type LineRefusal = (typeof LINE_REFUSALS)[number];

export type LineVerdict = { ok: true } | { ok: false; reasons: LineRefusal[] };

type Comparable = Pick<
  Observation,
  'measureId' | 'indicator' | 'component' | 'unit' | 'per' | 'tax' | 'coverage' | 'period'
>;

/**
 * Whether two figures may share a line on a chart, and every reason why not. The codebook's rule ("Observation",
 * component): measure, indicator, component and unit equal, coverage full. Two more follow from what a line is:
 * pay per day never joins pay per month or another tax basis, and a figure without a year has no place on it.
 */
export function mayShareLine(a: Comparable, b: Comparable): LineVerdict {
  const reasons: LineRefusal[] = [];
  if (a.measureId !== b.measureId) reasons.push('different_measure');
  if (a.indicator !== b.indicator) reasons.push('different_indicator');
  if (a.component !== b.component) reasons.push('different_component');
  if (a.unit !== b.unit) reasons.push('different_unit');
  if (a.per !== b.per || a.tax !== b.tax) reasons.push('different_pay_terms');
  if (a.coverage !== 'full' || b.coverage !== 'full') reasons.push('not_full_coverage');
  if (a.period === null || b.period === null) reasons.push('no_period');
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons };
}

/** Figures with equal keys may share a line if each can be on one at all (see `lineRefusalAlone`). */
export function lineKey(o: Comparable): string {
  return JSON.stringify([o.measureId, o.indicator, o.component, o.unit, o.per, o.tax]);
}

/** Why a figure can be on no line whatever the other figure is; null when it can. */
export function lineRefusalAlone(o: Comparable): LineRefusal | null {
  if (o.coverage !== 'full') return 'not_full_coverage';
  if (o.period === null) return 'no_period';
  return null;
}
