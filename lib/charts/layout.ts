import { type DeliveryLayout, layoutDelivery } from './layout-delivery';
import { layoutMap, type MapLayout } from './layout-map';
import {
  around,
  type Box,
  type HitArea,
  type LayoutBase,
  linear,
  MARK_REACH,
  NARROW,
  overlaps,
  type PlacedText,
  rowWords,
  scaled,
  textSizes,
  ticksThatFit,
  WIDE,
} from './layout-parts';
import { layoutTracks, type TracksLayout } from './layout-tracks';
import type {
  AmountsSpec,
  ChartPoint,
  ChartSpec,
  DeliverySpec,
  LinesSpec,
  Mark,
  ServiceMapSpec,
  TimelineSpec,
  TracksSpec,
} from './spec';
import { type TextWeight, textWidth, truncateText, wrapText } from './text-metrics';

/**
 * Where everything of a chart goes at a given width, in CSS pixels from the top left. Pure: the same for the server's
 * drawing and the browser's. A chart is laid out for its width, never scaled down: no text is below 13 px.
 */

/** A direct label: its words, where they stand, and the box they take. */
export interface PlacedLabel {
  pointId: string;
  colour: number | null;
  name: PlacedText;
  value: PlacedText;
  box: Box;
  /** Set for a label that found no room at its mark and stands in the list below the plot: the place of its sign. */
  sign: { x: number; y: number; mark: Mark; triangle: boolean } | null;
  /** On one line the value follows the name in the same text; on two it stands below it. */
  lines: 1 | 2;
}

export interface LinesLayout extends LayoutBase {
  slug: LinesSpec['slug'];
  y: (value: number) => number;
  labels: PlacedLabel[];
  today: { x: number; text: PlacedText } | null;
  events: PlacedEvent[];
}

/** An event: its number in the plot, from which a thin line runs down to the axis, and its words in the list below. */
export interface PlacedEvent {
  pointId: string;
  colour: number | null;
  number: PlacedText;
  inList: { number: PlacedText; words: PlacedText[] };
}

export interface PlacedAmountRow {
  key: string;
  colour: number | null;
  /** Empty but where a group of rows begins. */
  heading: PlacedText[];
  country: PlacedText;
  words: PlacedText[];
  /** Empty where there is no amount. */
  value: PlacedText[];
  other: PlacedText[];
  /** The track of the bar and its scale; null for a row in words only. */
  bar: { y: number; height: number; x: (amount: number) => number } | null;
}

export interface AmountsLayout extends LayoutBase {
  slug: AmountsSpec['slug'];
  rows: PlacedAmountRow[];
}

export interface PlacedTimelineRow {
  key: string;
  colour: number | null;
  country: PlacedText;
  words: PlacedText[];
  /** The middle of the row's track. */
  y: number;
}

export interface TimelineLayout extends LayoutBase {
  slug: 'timeline';
  rows: PlacedTimelineRow[];
  today: { x: number; text: PlacedText } | null;
}

export type ChartLayout =
  | LinesLayout
  | AmountsLayout
  | TimelineLayout
  | TracksLayout
  | DeliveryLayout
  | MapLayout;

// ----------------------------------------------------------------------------------------------------------- lines

interface Words {
  pointId: string;
  colour: number | null;
  /** The whole name; `name` may be cut to the room that a label usually has. */
  whole: string;
  name: string;
  value: string;
  nameWidth: number;
  valueWidth: number;
  mark: Mark;
  triangle: boolean;
}

const NAME_WEIGHT: TextWeight = 600;

interface Candidate {
  label: PlacedLabel;
  /** What this place costs before obstacles are counted: its distance from the mark. */
  cost: number;
}

/** Words with their name as it is, however long. */
function whole<One extends Words>(words: One, size: number): One {
  return { ...words, name: words.whole, nameWidth: textWidth(words.whole, size, NAME_WEIGHT) };
}

/** Places around a mark, on one line or two, nearest first. */
function candidates(words: Words, at: { x: number; y: number }, size: number): Candidate[] {
  const lineHeight = size * 1.2;
  const space = size * 0.28;
  const found: Candidate[] = [];
  const add = (side: 'right' | 'left' | 'middle', dx: number, dy: number, twoLines: boolean) => {
    const width = twoLines
      ? Math.max(words.nameWidth, words.valueWidth)
      : words.nameWidth + space + words.valueWidth;
    const height = twoLines ? 2 * lineHeight : lineHeight;
    const left = side === 'right' ? at.x + dx : side === 'left' ? at.x - dx - width : at.x - width / 2;
    const top = at.y + dy - height / 2;
    const anchor = side === 'right' ? 'start' : side === 'left' ? 'end' : 'middle';
    const anchorX = side === 'right' ? left : side === 'left' ? left + width : left + width / 2;
    const baseline = top + size * 0.94;
    const name: PlacedText = twoLines
      ? { x: anchorX, y: baseline, anchor, text: words.name }
      : { x: anchorX, y: baseline, anchor, text: words.name };
    const value: PlacedText = twoLines
      ? { x: anchorX, y: baseline + lineHeight, anchor, text: words.value }
      : { x: anchorX, y: baseline, anchor, text: words.value };
    found.push({
      label: {
        pointId: words.pointId,
        colour: words.colour,
        name,
        value,
        box: { x: left, y: top, width, height },
        sign: null,
        lines: twoLines ? 2 : 1,
      },
      cost: Math.abs(dy) * 0.12 + (side === 'right' ? 0 : side === 'middle' ? 1.5 : 2) + (twoLines ? 1 : 0),
    });
  };
  for (const twoLines of [false, true]) {
    const step = lineHeight * 0.55;
    const vertical = (twoLines ? lineHeight : lineHeight / 2) + MARK_REACH + 2;
    for (const dy of [0, -step, step, -2 * step, 2 * step]) {
      add('right', MARK_REACH + 4, dy, twoLines);
      add('left', MARK_REACH + 4, dy, twoLines);
    }
    for (const dy of [-vertical, vertical, -vertical - step, vertical + step]) {
      add('middle', 0, dy, twoLines);
      add('right', -6, dy, twoLines);
      add('left', -6, dy, twoLines);
    }
  }
  return found;
}

/** Points along lines, spans, ranges and today, close enough that no label slips between two of them. */
function alongLines(spec: LinesSpec, x: (v: number) => number, y: (v: number) => number): Box[] {
  const boxes: Box[] = [];
  const along = (x0: number, y0: number, x1: number, y1: number) => {
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 7));
    for (let step = 0; step <= steps; step++) {
      boxes.push(around(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps, 1.5));
    }
  };
  const points = new Map(spec.series.flatMap((one) => one.points.map((point) => [point.id, point] as const)));
  const connect = (fromId: string, toId: string | undefined) => {
    const [from, to] = [points.get(fromId), toId === undefined ? undefined : points.get(toId)];
    if (from && to) along(x(from.x), y(from.y), x(to.x), y(to.y));
  };
  for (const { point } of spec.events ?? []) {
    along(x(point.x), y(spec.yAxis.min), x(point.x), y(spec.yAxis.max));
  }
  if (spec.today) along(x(spec.today.x), y(spec.yAxis.min), x(spec.today.x), y(spec.yAxis.max));
  for (const series of spec.series) {
    for (const point of series.points) {
      if (point.spanStart !== null) along(x(point.spanStart), y(point.y), x(point.x), y(point.y));
      if (point.low !== null && point.high !== null)
        along(x(point.x), y(point.low), x(point.x), y(point.high));
    }
    for (const [index, id] of series.line.entries()) connect(id, series.line[index + 1]);
  }
  for (const { fromId, toId } of spec.moves) connect(fromId, toId);
  return boxes;
}

/** What it costs to cut a name: it goes to another side of its mark first, but is not crossed by lines. */
const CUT_COST = 3;

/** A mark this close to the end of words seems to be what they are about, in pixels. */
const BESIDE = 14;

/** Above this cost a label is better off in the list below the plot. */
const ACCEPTABLE = 8;

function placeLabels(
  spec: LinesSpec,
  words: readonly Words[],
  x: (v: number) => number,
  y: (v: number) => number,
  bounds: Box,
  reserved: readonly Box[],
  size: number,
): { placed: PlacedLabel[]; left: Words[] } {
  const points = new Map(spec.series.flatMap((s) => s.points.map((point) => [point.id, point] as const)));
  const marks = [...points.values()].map((point) =>
    around(x(point.x), y(point.y), point.mark === 'ceiling' ? MARK_REACH + 2 : MARK_REACH),
  );
  const questionMarks = [...points.values()]
    .filter((point) => point.mark === 'claim')
    .map((point) => ({ x: x(point.x) - 15, y: y(point.y) - 17, width: 11, height: 15 }));
  // "At least" over a mark and "up to" under it say as much as the mark.
  const signs = [...points.values()].flatMap((point) =>
    point.qualifier === 'at_least'
      ? [around(x(point.x), y(point.y) - 9, 4)]
      : point.qualifier === 'up_to' && point.mark !== 'ceiling'
        ? [around(x(point.x), y(point.y) + 9, 4)]
        : [],
  );
  const lines = alongLines(spec, x, y);
  const countryOf = new Map(
    spec.series.flatMap((one) => one.points.map(({ id }) => [id, one.countryIso2] as const)),
  );
  // Words that end right at another country's mark read as its own.
  const claimed = (pointId: string, { x: left, y: top, width, height }: Box): number => {
    const reach = { x: left - BESIDE, y: top, width: width + 2 * BESIDE, height };
    return [...points.values()].filter(
      ({ id, x: year, y: count }) =>
        countryOf.get(id) !== countryOf.get(pointId) && overlaps(around(x(year), y(count), 2), reach),
    ).length;
  };
  const placed: PlacedLabel[] = [];
  const left: Words[] = [];
  const inOrder = [...words].sort((a, b) => {
    const [pa, pb] = [points.get(a.pointId), points.get(b.pointId)];
    return (pb?.y ?? 0) - (pa?.y ?? 0) || (a.pointId < b.pointId ? -1 : 1);
  });
  for (const one of inOrder) {
    const point = points.get(one.pointId);
    if (!point) continue;
    const at = { x: x(point.x), y: y(point.y) };
    const cut =
      one.name === one.whole
        ? []
        : candidates(one, at, size).map(({ label, cost }) => ({ label, cost: cost + CUT_COST }));
    const inside = [...candidates(whole(one, size), at, size), ...cut].filter(
      ({ label: { box } }) =>
        box.x >= bounds.x &&
        box.y >= bounds.y &&
        box.x + box.width <= bounds.x + bounds.width &&
        box.y + box.height <= bounds.y + bounds.height &&
        !reserved.some((other) => overlaps(other, box)) &&
        !placed.some((other) => overlaps(other.box, box)),
    );
    const rated = inside
      .map(({ label, cost }) => ({
        label,
        cost:
          cost +
          7 * [...marks, ...questionMarks, ...signs].filter((mark) => overlaps(mark, label.box)).length +
          1.2 * lines.filter((line) => overlaps(line, label.box)).length +
          4 * claimed(one.pointId, label.box),
      }))
      .sort((a, b) => a.cost - b.cost);
    const best = rated[0];
    if (best && best.cost <= ACCEPTABLE) placed.push(best.label);
    else left.push(one);
  }
  return { placed, left: words.filter((one) => left.includes(one)) };
}

/** Below this a name in the list is only a letter or two: then name and value have a line each. */
const LEAST_NAME_ROOM = 56;

/** Labels without room at their mark, in columns below the plot. */
function listLabels(
  unplaced: readonly Words[],
  width: number,
  top: number,
  size: number,
): { labels: PlacedLabel[]; height: number } {
  const left = unplaced.map((one) => whole(one, size));
  if (left.length === 0) return { labels: [], height: 0 };
  const lineHeight = size * 1.2;
  const gap = 22;
  const signRoom = 22;
  const space = size * 0.28;
  const widest = Math.max(...left.map((one) => signRoom + one.nameWidth + space + one.valueWidth));
  const columns = Math.max(1, Math.min(4, left.length, Math.floor((width + gap) / (widest + gap))));
  const columnWidth = width / columns;
  const roomBeside = (one: Words) => columnWidth - signRoom - space - one.valueWidth - (columns > 1 ? 8 : 0);
  const twoLines = left.some((one) => roomBeside(one) < Math.min(LEAST_NAME_ROOM, one.nameWidth));
  const rowHeight = Math.round(size * 1.55 + (twoLines ? lineHeight : 0));
  const labels = left.map((one, index) => {
    const x = (index % columns) * columnWidth;
    const row = Math.floor(index / columns);
    const baseline = top + row * rowHeight + size;
    const name = truncateText(
      one.name,
      twoLines ? columnWidth - signRoom : roomBeside(one),
      size,
      NAME_WEIGHT,
    );
    const nameWidth = textWidth(name, size, NAME_WEIGHT);
    return {
      pointId: one.pointId,
      colour: one.colour,
      name: { x: x + signRoom, y: baseline, anchor: 'start', text: name },
      value: {
        x: x + signRoom,
        y: twoLines ? baseline + lineHeight : baseline,
        anchor: 'start',
        text: twoLines ? truncateText(one.value, columnWidth - signRoom, size) : one.value,
      },
      lines: twoLines ? 2 : 1,
      box: {
        x,
        y: baseline - size,
        width:
          signRoom +
          (twoLines
            ? Math.min(Math.max(nameWidth, one.valueWidth), columnWidth - signRoom)
            : nameWidth + space + one.valueWidth),
        height: twoLines ? 2 * lineHeight : lineHeight,
      },
      sign: { x: x + 12, y: baseline - size * 0.33, mark: one.mark, triangle: one.triangle },
    } satisfies PlacedLabel;
  });
  return { labels, height: Math.ceil(left.length / columns) * rowHeight + 8 };
}

const EVENT_LINE = 18;
/** Room of a number before its words. */
const EVENT_INDENT = 26;

/** Numbers of events in rows at the top of the plot, clear of each other and of marks; the line of each is at its day. */
function placeNumbers(
  spec: LinesSpec,
  x: (v: number) => number,
  y: (v: number) => number,
  plot: LayoutBase['plot'],
  size: number,
): { pointId: string; at: PlacedText; box: Box }[] {
  const marks = spec.series.flatMap(({ points }) =>
    points.map((point) => around(x(point.x), y(point.y), MARK_REACH)),
  );
  const rows = Math.max(1, Math.floor((plot.bottom - plot.top) / EVENT_LINE) - 1);
  const placed: { pointId: string; at: PlacedText; box: Box }[] = [];
  for (const { number, point } of spec.events ?? []) {
    const text = String(number);
    const half = textWidth(text, size, 600) / 2 + 3;
    const centre = Math.min(Math.max(x(point.x), plot.left + half), plot.right - half);
    const boxAt = (row: number): Box => ({
      x: centre - half,
      y: plot.top + 2 + row * EVENT_LINE,
      width: 2 * half,
      height: EVENT_LINE - 2,
    });
    const free = Array.from({ length: rows }, (_, row) => boxAt(row)).filter(
      (box) => !placed.some((other) => overlaps(other.box, box)),
    );
    const box = free.find((one) => !marks.some((mark) => overlaps(mark, one))) ?? free[0] ?? boxAt(0);
    placed.push({
      pointId: point.id,
      at: { x: centre, y: box.y + size * 0.95, anchor: 'middle', text },
      box,
    });
  }
  return placed;
}

/** What the numbers mean, one under the other. */
function listEvents(
  spec: LinesSpec,
  width: number,
  top: number,
  size: number,
): { lists: PlacedEvent['inList'][]; bottom: number } {
  let baseline = top + size;
  const lists = (spec.events ?? []).map(({ number, words }) => {
    const lines = wrapText(words, width - EVENT_INDENT, size, 400, width < NARROW ? 5 : 3).map(
      (text, index): PlacedText => ({
        x: EVENT_INDENT,
        y: baseline + index * EVENT_LINE,
        anchor: 'start',
        text,
      }),
    );
    const at: PlacedText = { x: EVENT_INDENT - 8, y: baseline, anchor: 'end', text: String(number) };
    baseline += lines.length * EVENT_LINE + 2;
    return { number: at, words: lines };
  });
  return { lists, bottom: lists.length > 0 ? baseline - EVENT_LINE + 8 : top };
}

function layoutLines(spec: LinesSpec, width: number, ownPlotHeight: number | null): LinesLayout {
  const { fontSize, tickSize } = textSizes(width);
  const narrow = width < NARROW;
  const plotHeight = ownPlotHeight ?? (width >= WIDE ? 400 : narrow ? 310 : 330);
  const top = fontSize + 12;
  const left = Math.ceil(Math.max(0, ...spec.yAxis.ticks.map((tick) => textWidth(tick.label, tickSize)))) + 8;
  const nameRoom = narrow ? 120 : width >= WIDE ? 270 : 200;
  const seriesOf = new Map(spec.series.flatMap((s) => s.points.map((point) => [point.id, s] as const)));
  const words = spec.labels.map((label): Words => {
    const series = seriesOf.get(label.pointId);
    const name = truncateText(label.name, nameRoom, fontSize, NAME_WEIGHT);
    return {
      ...label,
      whole: label.name,
      name,
      nameWidth: textWidth(name, fontSize, NAME_WEIGHT),
      valueWidth: textWidth(label.value, fontSize),
      mark: series?.basis ?? 'yearly',
      triangle: series?.kind === 'trained',
    };
  });
  // The plot ends early enough that a label beside the last mark stays inside the picture; on a phone labels stand
  // above or left of their marks instead.
  let right = width - 10;
  if (!narrow) {
    const points = new Map(spec.series.flatMap((s) => s.points.map((point) => [point.id, point] as const)));
    for (const one of words) {
      const point = points.get(one.pointId);
      const share = point ? (point.x - spec.xAxis.min) / (spec.xAxis.max - spec.xAxis.min) : 0;
      if (share < 0.6) continue;
      const needed = MARK_REACH + 8 + one.nameWidth + fontSize * 0.28 + one.valueWidth;
      right = Math.min(right, left + (width - left - needed) / share);
    }
    right = Math.max(right, left + (width - left) * 0.62);
  }
  const bottom = top + plotHeight;
  const x = linear(spec.xAxis, left, right);
  const y = scaled(spec.yAxis, bottom, top);
  const todayX = spec.today ? x(spec.today.x) : 0;
  const todayText: PlacedText | null = spec.today && {
    x: todayX,
    y: top - 8,
    anchor: 'middle',
    text: spec.today.label,
  };
  const reserved: Box[] = todayText
    ? [{ x: todayX - 30, y: top - 8 - tickSize, width: 60, height: tickSize * 1.2 }]
    : [];
  const plot = { left, top, right, bottom };
  const numbers = placeNumbers(spec, x, y, plot, tickSize);
  reserved.push(...numbers.map(({ box }) => box));
  const bounds: Box = { x: left, y: 2, width: width - left, height: bottom - 4 };
  const { placed, left: unplaced } = placeLabels(spec, words, x, y, bounds, reserved, fontSize);
  const axisBottom = bottom + tickSize + 16;
  const list = listLabels(unplaced, width, axisBottom + 8, fontSize);
  const listBottom = axisBottom + (list.height > 0 ? list.height + 8 : 0);
  const { lists, bottom: eventsBottom } = listEvents(spec, width, listBottom + 8, tickSize);
  const events = (spec.events ?? []).flatMap(({ point, colour }, index): PlacedEvent[] => {
    const [number, inList] = [numbers[index], lists[index]];
    return number && inList ? [{ pointId: point.id, colour, number: number.at, inList }] : [];
  });
  return {
    slug: spec.slug,
    width,
    height: Math.ceil(events.length > 0 ? eventsBottom : listBottom),
    plot,
    fontSize,
    tickSize,
    x,
    xTicks: ticksThatFit(spec.xAxis, x, tickSize, width),
    y,
    labels: [...placed, ...list.labels],
    today: todayText && { x: todayX, text: todayText },
    events,
    hits: [
      ...spec.series.flatMap((series) =>
        series.points.map((point) => ({
          pointId: point.id,
          box: around(x(point.x), y(point.y), MARK_REACH),
          at: { x: x(point.x), y: y(point.y) },
        })),
      ),
      ...numbers.map(({ pointId, box }) => ({
        pointId,
        box,
        at: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
      })),
    ],
  };
}

// ----------------------------------------------------------------------------------------------------------- costs

const BAR_HEIGHT = 14;

/** Semibold words in as many lines as they need, up to three. */
function inLines(text: string, firstBaseline: number, width: number, size: number): PlacedText[] {
  return wrapText(text, width, size, 600).map((line, index) => ({
    x: 0,
    y: firstBaseline + index * Math.round(size * 1.35),
    anchor: 'start',
    text: line,
  }));
}

/** The furthest amount of a row, and what share of its axis that is. */
function reachOf({ points, ownMax }: AmountsSpec['series'][number], axisMax: number) {
  const reach = Math.max(0, ...points.map((point) => Math.max(point.x, point.high ?? 0)));
  return { reach, share: reach / (ownMax ?? (axisMax || 1)) };
}

function layoutAmounts(spec: AmountsSpec, width: number): AmountsLayout {
  const { fontSize, tickSize } = textSizes(width);
  const narrow = width < NARROW;
  const bars = spec.series.filter((row) => row.kind !== 'stated');
  // Beside a bar; beside a mark clear of it and of its arrow for "at least".
  const gapOf = ({ kind }: AmountsSpec['series'][number]) => (kind === 'mark' ? MARK_REACH + 12 : 8);
  // Beside the bar there is room for the words on a wide chart; on a phone they take a line of their own.
  let right = width - 2;
  if (!narrow) {
    for (const row of bars) {
      const { share } = reachOf(row, spec.xAxis.max);
      if (share === 0) continue;
      right = Math.min(right, (width - gapOf(row) - 4 - textWidth(row.valueLabel, fontSize, 600)) / share);
    }
    right = Math.max(right, width * 0.4);
  }
  const lastTick = spec.xAxis.ticks.at(-1);
  if (lastTick) right = Math.min(right, width - textWidth(lastTick.label, tickSize) / 2 - 2);
  const x = linear(spec.xAxis, 1, right);
  const rows: PlacedAmountRow[] = [];
  const hits: HitArea[] = [];
  let cursor = 2;
  let bottom = 1;
  const otherSize = 13;
  for (const row of spec.series) {
    const isBar = row.kind !== 'stated';
    let heading: PlacedText[] = [];
    if (row.heading !== null) {
      if (rows.length > 0) cursor += isBar ? 8 : tickSize + 20;
      heading = inLines(row.heading, cursor + fontSize, width, fontSize);
      cursor = (heading.at(-1)?.y ?? cursor) + 14;
    }
    const rowTop = cursor;
    const words = rowWords(
      row.countryName,
      row.scope === '' ? row.measureName : `${row.measureName}, ${row.scope}`,
      0,
      rowTop,
      width,
      fontSize,
      narrow || !isBar ? 3 : 2,
    );
    const ownX = row.ownMax === null ? x : linear({ min: 0, max: row.ownMax }, 1, right);
    let next = words.bottom;
    let bar: PlacedAmountRow['bar'] = null;
    let value: PlacedText[] = [];
    if (isBar) {
      if (narrow) value = inLines(row.valueLabel, next + fontSize + 4, width, fontSize);
      const barY = narrow ? (value.at(-1)?.y ?? next) + 7 : next + 8;
      bar = { y: barY, height: BAR_HEIGHT, x: ownX };
      if (!narrow) {
        const beside = ownX(reachOf(row, spec.xAxis.max).reach) + gapOf(row);
        const y = barY + BAR_HEIGHT / 2 + fontSize * 0.34;
        value = [{ x: beside, y, anchor: 'start', text: row.valueLabel }];
      }
      next = barY + BAR_HEIGHT;
    } else if (row.valueLabel !== '') {
      value = inLines(row.valueLabel, next + Math.round(fontSize * 1.35), width, fontSize);
      next = value.at(-1)?.y ?? next;
    }
    const otherTop = next + 4 + otherSize;
    const other =
      row.otherLabel === null
        ? []
        : wrapText(row.otherLabel, width, otherSize, 400, narrow ? 4 : 2).map(
            (text, index): PlacedText => ({ x: 0, y: otherTop + index * 17, anchor: 'start', text }),
          );
    if (other.length > 0) next = otherTop + (other.length - 1) * 17;
    rows.push({
      key: row.key,
      colour: row.colour,
      heading,
      country: words.country,
      words: words.words,
      value,
      other,
      bar,
    });
    for (const [index, point] of row.points.entries()) {
      const barY = bar?.y ?? rowTop;
      hits.push({
        pointId: point.id,
        box:
          index === 0
            ? { x: 0, y: rowTop, width: Math.max(ownX(point.x), 24), height: next - rowTop }
            : { x: ownX(point.x) - 5, y: barY - 6, width: 10, height: BAR_HEIGHT + 12 },
        at: { x: Math.max(ownX(point.x), 6), y: barY + BAR_HEIGHT / 2 },
      });
    }
    cursor = next + (isBar ? 16 : 14);
    if (isBar) bottom = cursor - 8;
  }
  const axisEnd = bars.length > 0 ? bottom + tickSize + 16 : 0;
  return {
    slug: spec.slug,
    width,
    height: Math.ceil(Math.max(cursor, axisEnd)),
    plot: { left: 1, top: 0, right, bottom },
    fontSize,
    tickSize,
    x,
    xTicks: ticksThatFit(spec.xAxis, x, tickSize, width),
    rows,
    hits,
  };
}

// -------------------------------------------------------------------------------------------------------- timeline

function layoutTimeline(spec: TimelineSpec, width: number): TimelineLayout {
  const { fontSize, tickSize } = textSizes(width);
  const wide = width >= WIDE;
  const labelWidth = wide ? Math.round(Math.min(480, width * 0.43)) : 0;
  const top = tickSize + 14;
  const left = wide ? labelWidth + 20 : 8;
  const right = width - 14;
  const x = linear(spec.xAxis, left, right);
  let cursor = top + 6;
  const rows = spec.series.map((row): PlacedTimelineRow => {
    const words = rowWords(
      row.countryName,
      row.measureName,
      0,
      cursor,
      wide ? labelWidth : width,
      fontSize,
      wide ? 1 : 2,
    );
    const y = wide ? cursor + fontSize * 0.66 : words.bottom + 15;
    cursor = wide ? cursor + Math.round(fontSize * 2.1) : y + 18;
    return { key: row.key, colour: row.colour, country: words.country, words: words.words, y };
  });
  const bottom = cursor;
  const todayX = spec.today ? x(spec.today.x) : 0;
  return {
    slug: 'timeline',
    width,
    height: Math.ceil(bottom + tickSize + 16),
    plot: { left, top, right, bottom },
    fontSize,
    tickSize,
    x,
    xTicks: ticksThatFit(spec.xAxis, x, tickSize, width),
    rows,
    today: spec.today && {
      x: todayX,
      text: { x: todayX, y: top - 8, anchor: 'middle', text: spec.today.label },
    },
    hits: spec.series.flatMap((row, index) =>
      row.points.map((point: ChartPoint) => {
        const at = { x: x(point.x), y: rows[index]?.y ?? 0 };
        return { pointId: point.id, box: around(at.x, at.y, MARK_REACH + 1), at };
      }),
    ),
  };
}

/**
 * Lays out a chart for a width in CSS pixels (296 is a phone's). `plotHeight` is that of a plot area where lines or
 * panels are drawn for a box; every other chart is as high as its rows.
 */
export function layoutChart(spec: LinesSpec, width: number, plotHeight?: number | null): LinesLayout;
export function layoutChart(spec: AmountsSpec, width: number): AmountsLayout;
export function layoutChart(spec: TimelineSpec, width: number): TimelineLayout;
export function layoutChart(spec: TracksSpec, width: number): TracksLayout;
export function layoutChart(spec: ServiceMapSpec, width: number, plotHeight?: number | null): MapLayout;
export function layoutChart(spec: DeliverySpec, width: number, plotHeight?: number | null): DeliveryLayout;
export function layoutChart(spec: ChartSpec, width: number, plotHeight?: number | null): ChartLayout;
export function layoutChart(spec: ChartSpec, width: number, plotHeight: number | null = null): ChartLayout {
  switch (spec.slug) {
    case 'intake-targets':
    case 'target-revisions':
    case 'defence-spending':
      return layoutLines(spec, width, plotHeight);
    case 'budgets':
    case 'cost-per-recruit':
    case 'service-length':
    case 'pay':
      return layoutAmounts(spec, width);
    case 'timeline':
      return layoutTimeline(spec, width);
    case 'forces':
    case 'public-support':
      return layoutTracks(spec, width);
    case 'service-model':
      return layoutMap(spec, width, plotHeight);
    case 'delivery':
      return layoutDelivery(spec, width, plotHeight);
  }
}
