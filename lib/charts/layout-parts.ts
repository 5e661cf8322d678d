import type { Axis, Tick } from './spec';
import { textWidth, wrapText } from './text-metrics';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line of text: `x`, `y` are its anchor on the baseline. */
export interface PlacedText {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  text: string;
}

/** Where a reader can point at a figure, and where its tooltip hangs. */
export interface HitArea {
  pointId: string;
  box: Box;
  at: { x: number; y: number };
}

export interface LayoutBase {
  width: number;
  height: number;
  /** The plot area, inside which axes scale. */
  plot: { left: number; top: number; right: number; bottom: number };
  fontSize: number;
  tickSize: number;
  x: (value: number) => number;
  /** The ticks of the horizontal axis whose words keep clear of each other at this width, with their place under it. */
  xTicks: (Tick & Pick<PlacedText, 'x' | 'anchor'>)[];
  hits: HitArea[];
}

export const WIDE = 760;
export const NARROW = 420;

/** Sizes of words and of axis words at a width, in pixels: smaller on a phone, never below 13. */
export function textSizes(width: number): { fontSize: number; tickSize: number } {
  if (width >= WIDE) return { fontSize: 15, tickSize: 13.5 };
  return width >= NARROW ? { fontSize: 14, tickSize: 13 } : { fontSize: 13, tickSize: 13 };
}

/**
 * The linear scale that puts the axis' least value at `from` and its greatest at `to`, in pixels. Values outside the axis fall
 * outside; an axis of one value only puts it at `from`.
 */
export const linear = (axis: Pick<Axis, 'min' | 'max'>, from: number, to: number) => (value: number) =>
  from + ((value - axis.min) / (axis.max - axis.min || 1)) * (to - from);

/** The scale of an axis, linear or logarithmic. */
export function scaled(axis: Axis, from: number, to: number): (value: number) => number {
  if (axis.scale !== 'log') return linear(axis, from, to);
  const log = linear({ min: Math.log10(axis.min), max: Math.log10(axis.max) }, from, to);
  return (value) => log(Math.log10(value));
}

/** Least room between the words of two ticks. */
const TICK_GAP = 7;

/** Words of a tick under it; at the edges of the picture they turn inwards. */
function placeTick(tick: Tick, x: number, size: number, width: number): LayoutBase['xTicks'][number] {
  const half = textWidth(tick.label, size) / 2;
  const anchor = x - half < 0 ? 'start' : x + half > width ? 'end' : 'middle';
  return { ...tick, x, anchor };
}

/** From where to where the words of a placed tick reach. */
function tickReach({ x, anchor, label }: LayoutBase['xTicks'][number], size: number): [number, number] {
  const own = textWidth(label, size);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - own : x - own / 2;
  return [left, left + own];
}

/**
 * The ticks of an axis that keep clear of each other. Of a linear axis every tick, every second, every third … counted
 * from the first; of a logarithmic one powers of ten go before the steps between them.
 */
export function ticksThatFit(
  axis: Axis,
  x: (value: number) => number,
  size: number,
  width: number,
): LayoutBase['xTicks'] {
  const placed = axis.ticks.map((tick) => placeTick(tick, x(tick.value), size, width));
  const clear = (a: (typeof placed)[number], b: (typeof placed)[number]) => {
    const [[fromA, toA], [fromB, toB]] = [tickReach(a, size), tickReach(b, size)];
    return toA + TICK_GAP <= fromB || toB + TICK_GAP <= fromA;
  };
  if (axis.scale === 'log') {
    const isPower = ({ value }: Tick) => Number.isInteger(Math.log10(value));
    const kept: typeof placed = [];
    for (const tick of [...placed.filter(isPower), ...placed.filter((one) => !isPower(one))]) {
      if (kept.every((other) => clear(other, tick))) kept.push(tick);
    }
    return placed.filter((tick) => kept.includes(tick));
  }
  for (let step = 1; step < placed.length; step++) {
    const some = placed.filter((_, index) => index % step === 0);
    if (some.every((tick, index) => index === 0 || clear(some[index - 1] ?? tick, tick))) return some;
  }
  return placed.slice(0, 1);
}

/** Whether two boxes share any area; boxes that only touch do not. */
export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The square box centred on a point, `reach` pixels to each side. */
export const around = (x: number, y: number, reach: number): Box => ({
  x: x - reach,
  y: y - reach,
  width: 2 * reach,
  height: 2 * reach,
});

/** How far a mark reaches from its centre. */
export const MARK_REACH = 6;

/** Country in bold, then the rest, wrapped to the room there is. */
export function rowWords(
  country: string,
  rest: string,
  left: number,
  top: number,
  room: number,
  size: number,
  maxLines: number,
): { country: PlacedText; words: PlacedText[]; bottom: number } {
  const countryWidth = textWidth(country, size, 600) + size * 0.4;
  const lineHeight = Math.round(size * 1.35);
  const lines = wrapText(rest, room, size, 400, maxLines, countryWidth);
  const words = lines.map(
    (text, index): PlacedText => ({
      x: index === 0 ? left + countryWidth : left,
      y: top + size + index * lineHeight,
      anchor: 'start',
      text,
    }),
  );
  return {
    country: { x: left, y: top + size, anchor: 'start', text: country },
    words: words.filter((word) => word.text !== ''),
    bottom: top + size + (lines.length - 1) * lineHeight,
  };
}
