import {
  around,
  type Box,
  type HitArea,
  type LayoutBase,
  linear,
  MARK_REACH,
  overlaps,
  type PlacedText,
  rowWords,
  scaled,
  textSizes,
} from './layout-parts';
import type { ChartPoint, DeliveryPanel, DeliverySpec } from './spec';
import { textWidth } from './text-metrics';

export interface PlacedPanel {
  key: string;
  colour: number | null;
  country: PlacedText;
  words: PlacedText[];
  plot: { left: number; top: number; right: number; bottom: number };
  x: (year: number) => number;
  y: (count: number) => number;
  /** Hairlines of the vertical axis with their words. */
  rules: { y: number; text: PlacedText }[];
  years: PlacedText[];
  /** The gap of each year, below it. */
  gaps: PlacedText[];
  growth: PlacedText | null;
}

export interface DeliveryLayout extends LayoutBase {
  slug: 'delivery';
  panels: PlacedPanel[];
}

const GUTTER = 36;
const PLOT_HEIGHT = 150;
/** One panel alone has the room to be read from afar. */
const SINGLE_PLOT_HEIGHT = 230;
const ROW_GAP = 34;
const MAX_LABEL_ROWS = 3;

function columnsFor(width: number, panels: number): number {
  const fitting = width >= 900 ? 3 : width >= 560 ? 2 : 1;
  return Math.max(1, Math.min(fitting, panels));
}

/** Texts in as few rows as keep them apart; one that finds no room in the last row is left to the table. */
function inRows(
  texts: readonly { text: string; x: number }[],
  top: number,
  size: number,
  lineHeight: number,
  bounds: { left: number; right: number },
  maxRows: number,
): { placed: PlacedText[]; rows: number } {
  const taken: Box[] = [];
  const placed: PlacedText[] = [];
  let rows = 0;
  for (const { text, x } of texts) {
    const half = textWidth(text, size) / 2;
    const centre = Math.min(Math.max(x, bounds.left + half), bounds.right - half);
    for (let row = 0; row < maxRows; row++) {
      const box = { x: centre - half - 3, y: row, width: 2 * half + 6, height: 0.5 };
      if (taken.some((other) => overlaps(other, box))) continue;
      taken.push(box);
      placed.push({ x: centre, y: top + row * lineHeight, anchor: 'middle', text });
      rows = Math.max(rows, row + 1);
      break;
    }
  }
  return { placed, rows };
}

interface Frame {
  left: number;
  top: number;
  width: number;
  wordsHeight: number;
  plotHeight: number;
  fontSize: number;
  tickSize: number;
}

/** Points along a line, close enough that no words slip between two of them. */
function alongLine(
  from: ChartPoint,
  to: ChartPoint,
  x: (year: number) => number,
  y: (count: number) => number,
): Box[] {
  const [dx, dy] = [x(to.x) - x(from.x), y(to.y) - y(from.y)];
  const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / 5));
  return Array.from({ length: steps + 1 }, (_, step) =>
    around(x(from.x) + (dx * step) / steps, y(from.y) + (dy * step) / steps, 1.5),
  );
}

function placeGrowth(
  panel: DeliveryPanel,
  points: ReadonlyMap<string, ChartPoint>,
  x: (year: number) => number,
  y: (count: number) => number,
  bounds: { left: number; right: number; top: number; bottom: number },
  size: number,
): PlacedText | null {
  if (!panel.ahead) return null;
  const [from, to] = [points.get(panel.ahead.fromId), points.get(panel.ahead.toId)];
  if (!from || !to) return null;
  const half = textWidth(panel.ahead.label, size) / 2;
  const marks = panel.points.map((point) => around(x(point.x), y(point.y), MARK_REACH + 1));
  const came = panel.line.flatMap((id) => points.get(id) ?? []);
  const lines = [from, ...came].flatMap((point, index, all) => {
    const next = index === 0 ? to : all[index + 1];
    return next ? alongLine(point, next, x, y) : [];
  });
  // Over or under the line, and where it is steep beside it.
  const places = [0.5, 0.7, 0.3].flatMap((share) => {
    const [centre, middle] = [
      x(from.x) + (x(to.x) - x(from.x)) * share,
      y(from.y) + (y(to.y) - y(from.y)) * share,
    ];
    const offsets = [
      ...[-12, size + 8, -12 - size, 2 * size + 8].map((dy) => ({ dx: 0, dy })),
      ...[half + 8, -half - 8].flatMap((dx) => [size * 0.9, 0].map((dy) => ({ dx, dy }))),
    ];
    return offsets.map(({ dx, dy }) => ({
      x: Math.min(Math.max(centre + dx, bounds.left + half), bounds.right - half),
      y: middle + dy,
    }));
  });
  const covered = (place: { x: number; y: number }) => {
    const box = { x: place.x - half - 2, y: place.y - size, width: 2 * half + 4, height: size * 1.25 };
    const outside = box.y < bounds.top - 4 || place.y > bounds.bottom - 4;
    const crossed = lines.some((line) => overlaps(line, box));
    return marks.filter((mark) => overlaps(mark, box)).length + (crossed ? 0.5 : 0) + (outside ? 10 : 0);
  };
  const best = places.reduce((a, b) => (covered(b) < covered(a) ? b : a));
  return { ...best, anchor: 'middle', text: panel.ahead.label };
}

function layoutPanel(panel: DeliveryPanel, frame: Frame): { placed: PlacedPanel; bottom: number } {
  const { left, top, width, wordsHeight, plotHeight, fontSize, tickSize } = frame;
  const words = rowWords(panel.countryName, panel.words, left, top, width, fontSize, 3);
  const axisWidth = Math.ceil(
    Math.max(0, ...panel.yAxis.ticks.map((tick) => textWidth(tick.label, tickSize))),
  );
  const plot = {
    left: left + axisWidth + 8,
    top: top + wordsHeight + 18,
    right: left + width - 6,
    bottom: top + wordsHeight + 18 + plotHeight,
  };
  const x = linear(panel.xAxis, plot.left, plot.right);
  const y = scaled(panel.yAxis, plot.bottom, plot.top);
  const points = new Map(panel.points.map((point) => [point.id, point]));
  const bounds = { left: plot.left - 4, right: left + width, top: plot.top, bottom: plot.bottom };
  const yearsShown = [...new Set(panel.points.map((point) => point.x))].sort((a, b) => a - b);
  // Years with a gap below them are named first, then the last and the first, then those between.
  const withGap = panel.gaps.flatMap(({ cameId }) => points.get(cameId)?.x ?? []);
  const byWeight = [...withGap, yearsShown.at(-1), yearsShown[0], ...yearsShown.slice(1, -1)];
  const years = inRows(
    [...new Set(byWeight.flatMap((year) => year ?? []))].map((year) => ({ text: String(year), x: x(year) })),
    plot.bottom + tickSize + 7,
    tickSize,
    0,
    bounds,
    1,
  );
  const gapTop = plot.bottom + 2 * tickSize + 15;
  const gaps = inRows(
    panel.gaps.flatMap(({ cameId, label }) => {
      const came = points.get(cameId);
      return came ? [{ text: label, x: x(came.x) }] : [];
    }),
    gapTop,
    tickSize,
    tickSize + 4,
    bounds,
    MAX_LABEL_ROWS,
  );
  return {
    placed: {
      key: panel.key,
      colour: panel.colour,
      country: words.country,
      words: words.words,
      plot,
      x,
      y,
      rules: panel.yAxis.ticks.map((tick) => ({
        y: y(tick.value),
        text: {
          x: plot.left - 8,
          y: y(tick.value) + tickSize * 0.34,
          anchor: 'end',
          text: tick.label,
        },
      })),
      years: years.placed,
      gaps: gaps.placed,
      growth: placeGrowth(panel, points, x, y, bounds, tickSize),
    },
    bottom: gaps.rows > 0 ? gapTop + (gaps.rows - 1) * (tickSize + 4) + 4 : plot.bottom + tickSize + 11,
  };
}

/**
 * Small multiples, each on its own scale, in as many columns as leave a panel wide enough to read; `ownPlotHeight` where
 * they are drawn for a box.
 */
export function layoutDelivery(
  spec: DeliverySpec,
  width: number,
  ownPlotHeight: number | null = null,
): DeliveryLayout {
  const { fontSize, tickSize } = textSizes(width);
  const columns = columnsFor(width, spec.series.length);
  const panelWidth = (width - (columns - 1) * GUTTER) / columns;
  const plotHeight = ownPlotHeight ?? (spec.series.length === 1 ? SINGLE_PLOT_HEIGHT : PLOT_HEIGHT);
  const panels: PlacedPanel[] = [];
  const hits: HitArea[] = [];
  let cursor = 2;
  for (let start = 0; start < spec.series.length; start += columns) {
    const row = spec.series.slice(start, start + columns);
    // Plots of a row start at one height, however many lines their words take.
    const wordsHeight = Math.max(
      ...row.map((panel) => rowWords(panel.countryName, panel.words, 0, 0, panelWidth, fontSize, 3).bottom),
    );
    let bottom = cursor;
    for (const [column, panel] of row.entries()) {
      const left = column * (panelWidth + GUTTER);
      const laid = layoutPanel(panel, {
        left,
        top: cursor,
        width: panelWidth,
        wordsHeight,
        plotHeight,
        fontSize,
        tickSize,
      });
      panels.push(laid.placed);
      bottom = Math.max(bottom, laid.bottom);
      for (const point of panel.points) {
        const at = { x: laid.placed.x(point.x), y: laid.placed.y(point.y) };
        hits.push({ pointId: point.id, box: around(at.x, at.y, MARK_REACH), at });
      }
    }
    cursor = bottom + ROW_GAP;
  }
  const height = Math.ceil(cursor - ROW_GAP + 6);
  return {
    slug: 'delivery',
    width,
    height,
    plot: { left: 0, top: 0, right: width, bottom: height },
    fontSize,
    tickSize,
    x: (value) => value,
    xTicks: [],
    panels,
    hits,
  };
}
