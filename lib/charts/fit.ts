import { layoutChart } from './layout';
import type {
  AmountRow,
  ChartPoint,
  ChartSpec,
  DeliverySpec,
  LinesSpec,
  RowsSpec,
  ServiceMapSpec,
} from './spec';

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
  /** `largest` only where each row that had no room has a value, one of a kind with those kept and none above them. */
  kept: 'largest' | 'some';
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
    kept: 'some',
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
      return { spec, width, height: laid.height, plotHeight, leftOut: 0, kept: 'some' };
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

type Row = RowsSpec['series'][number];

/** Whether a row shows anything beside its words. */
const isDrawn = (row: Row): boolean => row.points.length > 0 || ('inForce' in row && row.inForce !== null);

/**
 * The rows of a chart in the order in which they are kept: those that the headline is about, then those with figures, those
 * in words last. Strengths, costs and pay follow by size; other rows stand for themselves, so they follow as they stand.
 */
function rowsByWorth(spec: RowsSpec): readonly Row[] {
  const drawn = spec.series.filter(isDrawn);
  const worded = spec.series.filter((row) => !isDrawn(row));
  const named = spec.headlineRows.flatMap((key) => spec.series.filter((row) => row.key === key));
  return [...new Set<Row>([...named, ...(isBySize(spec) ? bySize(drawn) : drawn), ...worded])];
}

const bySize = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => reachOf(b) - reachOf(a));

function isBySize(spec: RowsSpec): boolean {
  switch (spec.slug) {
    case 'budgets':
    case 'pay':
    case 'cost-per-recruit':
      // Rows with axes of their own (each in its currency) have no common size.
      return spec.series.every(({ ownMax }) => ownMax === null);
    case 'forces':
      return true;
    case 'timeline':
    case 'service-length':
    case 'public-support':
    case 'delivery':
      return false;
  }
}

/** Whether the rows that had no room are those with the smallest values: amounts of one kind, and each of them has one. */
function keepsLargest(spec: RowsSpec, kept: ReadonlySet<Row>): boolean {
  switch (spec.slug) {
    case 'budgets':
    case 'cost-per-recruit':
    case 'pay': {
      const drawn = spec.series.filter(isDrawn);
      const left = spec.series.filter((row) => !kept.has(row));
      const isOneKind = isBySize(spec) && drawn.filter(({ heading }) => heading !== null).length < 2;
      const least = Math.min(...drawn.filter((row) => kept.has(row)).map(reachOf));
      return isOneKind && left.every((row) => isDrawn(row) && reachOf(row) <= least);
    }
    // Active forces and reserves, a whole and a part of it: of different kinds.
    case 'forces':
    case 'timeline':
    case 'service-length':
    case 'public-support':
    case 'delivery':
      return false;
  }
}

/** The chart with these rows alone, in the order in which they stood. */
function withRows(spec: RowsSpec, kept: ReadonlySet<Row>): RowsSpec {
  switch (spec.slug) {
    case 'budgets':
    case 'cost-per-recruit':
    case 'service-length':
    case 'pay':
      return { ...spec, series: underHeadings(spec.series, kept) };
    case 'timeline':
      return { ...spec, series: spec.series.filter((row) => kept.has(row)) };
    case 'forces':
    case 'public-support':
      return { ...spec, series: spec.series.filter((row) => kept.has(row)) };
    case 'delivery':
      return { ...spec, series: spec.series.filter((row) => kept.has(row)) };
  }
}

/** A heading goes on to the next row of its group where its own row had no room. */
function underHeadings(rows: readonly AmountRow[], kept: ReadonlySet<Row>): AmountRow[] {
  let heading: string | null = null;
  return rows.flatMap((row): AmountRow[] => {
    heading = row.heading ?? heading;
    if (!kept.has(row)) return [];
    const placed = { ...row, heading };
    heading = null;
    return [placed];
  });
}

/**
 * Row after row as they are kept. Of rows by size none is kept that is smaller than one without room; elsewhere a row that
 * is too high leaves its room to a lower one.
 */
function fitRows(
  spec: RowsSpec,
  width: number,
  height: number,
  plotHeight: number | null = null,
): FittedChart | null {
  const kept = new Set<Row>();
  let fitting: { spec: RowsSpec; height: number } | null = null;
  for (const row of rowsByWorth(spec)) {
    const cut = withRows(spec, new Set([...kept, row]));
    const laid = layoutChart(cut, width, plotHeight);
    if (laid.height > height) {
      if (isBySize(spec)) break;
      continue;
    }
    kept.add(row);
    fitting = { spec: cut, height: laid.height };
  }
  if (fitting === null) return null;
  return {
    ...fitting,
    width,
    plotHeight,
    leftOut: spec.series.length - kept.size,
    kept: keepsLargest(spec, kept) ? 'largest' : 'some',
  };
}
