import { layoutChart } from './layout';
import type { ChartPoint, ChartSpec, DeliverySpec, LinesSpec, ServiceMapSpec } from './spec';

type RowSpec = Exclude<ChartSpec, LinesSpec | ServiceMapSpec>;

/** A chart laid out for a box: drawn from `spec` at `width`, it is at most as high as the box. */
export interface FittedChart {
  spec: ChartSpec;
  /** CSS pixels. */
  width: number;
  height: number;
  /** Where lines, panels or a map are drawn for a box: the height of a plot area; else null. */
  plotHeight: number | null;
  /** How many rows or panels had no room and are not in `spec`. */
  leftOut: number;
  /** Which rows those in `spec` are, where some had no room. */
  kept: 'largest' | 'first';
}

/** Below this a line chart cannot be read. */
const MIN_PLOT_HEIGHT = 110;
const MAX_PLOT_HEIGHT = 1200;
const FIT_ROUNDS = 40;
/** Heights of a panel's plot, the largest first; null is its usual one. */
const PANEL_HEIGHTS = [280, 220, null, 120, 90] as const;

/** The chart as high as it needs to be. */
export function naturalFit(spec: ChartSpec, width: number): FittedChart {
  return {
    spec,
    width,
    height: layoutChart(spec, width).height,
    plotHeight: null,
    leftOut: 0,
    kept: 'first',
  };
}

/**
 * The chart laid out for a box, never stretched: a plot of lines takes the height there is, a chart of rows or panels
 * keeps as many as fit. Null when not even the smallest readable chart fits.
 */
export function fitChart(spec: ChartSpec, width: number, height: number): FittedChart | null {
  switch (spec.slug) {
    case 'intake-targets':
    case 'target-revisions':
    case 'defence-spending':
    case 'service-model':
      return fitPlot(spec, width, height);
    case 'budgets':
    case 'cost-per-recruit':
    case 'timeline':
    case 'service-length':
    case 'pay':
    case 'forces':
    case 'public-support':
      return fitRows(spec, width, height);
    case 'delivery':
      return fitPanels(spec, width, height);
  }
}

/** Labels that find no room in a lower plot stand in the list below it, which costs height again: hence the rounds. */
function fitPlot(spec: LinesSpec | ServiceMapSpec, width: number, height: number): FittedChart | null {
  // A plot of lines fills its box; a map is only ever made smaller than it is.
  let plotHeight = spec.slug === 'service-model' ? layoutChart(spec, width).plot.bottom : MAX_PLOT_HEIGHT;
  for (let round = 0; round < FIT_ROUNDS && plotHeight >= MIN_PLOT_HEIGHT; round++) {
    const laid = layoutChart(spec, width, plotHeight);
    if (laid.height <= height) {
      return { spec, width, height: laid.height, plotHeight, leftOut: 0, kept: 'first' };
    }
    plotHeight -= Math.ceil(laid.height - height);
  }
  return null;
}

/** Of the heights of a panel the largest at which most of them fit. */
function fitPanels(spec: DeliverySpec, width: number, height: number): FittedChart | null {
  return PANEL_HEIGHTS.map((plotHeight) => fitRows(spec, width, height, plotHeight)).reduce((best, one) =>
    best === null || (one !== null && one.leftOut < best.leftOut) ? one : best,
  );
}

/** How far a row reaches on the axis of values. */
const reachOf = ({ points }: { points: readonly ChartPoint[] }): number =>
  Math.max(0, ...points.map(({ x, high }) => Math.max(x, high ?? x)));

/**
 * The rows of a chart in the order in which they are kept. Headlines of strengths, costs and pay are about the largest, so
 * those stay; rows in words only go first. Other rows stand for themselves: the first stay.
 */
function rowsByWorth(spec: RowSpec): { order: readonly unknown[]; kept: 'largest' | 'first' } {
  switch (spec.slug) {
    case 'budgets':
    case 'pay':
    case 'cost-per-recruit': {
      // Rows with axes of their own (each in its currency) have no common size.
      if (spec.series.some(({ ownMax }) => ownMax !== null)) return { order: spec.series, kept: 'first' };
      const drawn = spec.series.filter(({ kind }) => kind !== 'stated');
      const worded = spec.series.filter(({ kind }) => kind === 'stated');
      return { order: [...drawn.sort((a, b) => reachOf(b) - reachOf(a)), ...worded], kept: 'largest' };
    }
    case 'forces':
      return { order: [...spec.series].sort((a, b) => reachOf(b) - reachOf(a)), kept: 'largest' };
    case 'timeline':
    case 'service-length':
    case 'public-support':
    case 'delivery':
      return { order: spec.series, kept: 'first' };
  }
}

/** More rows are never lower, so the most that fit are found by halving. */
function fitRows<Rows extends RowSpec>(
  spec: Rows,
  width: number,
  height: number,
  plotHeight: number | null = null,
): FittedChart | null {
  const { order, kept } = rowsByWorth(spec);
  let fitting: FittedChart | null = null;
  let [low, high] = [1, order.length];
  while (low <= high) {
    const count = Math.floor((low + high) / 2);
    const staying = new Set(order.slice(0, count));
    const cut = { ...spec, series: spec.series.filter((row) => staying.has(row)) };
    const laid = layoutChart(cut, width, plotHeight);
    if (laid.height <= height) {
      fitting = { spec: cut, width, height: laid.height, plotHeight, leftOut: order.length - count, kept };
      low = count + 1;
    } else {
      high = count - 1;
    }
  }
  return fitting;
}
