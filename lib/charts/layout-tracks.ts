import {
  around,
  type Box,
  type HitArea,
  type LayoutBase,
  MARK_REACH,
  overlaps,
  type PlacedText,
  rowWords,
  scaled,
  textSizes,
  ticksThatFit,
  WIDE,
} from './layout-parts';
import type { TracksSpec } from './spec';
import { textWidth, wrapText } from './text-metrics';

export interface PlacedTrackRow {
  key: string;
  colour: number | null;
  country: PlacedText;
  words: PlacedText[];
  value: PlacedText[];
  /** Years at the marks, as far as there is room. */
  labels: PlacedText[];
  /** The middle of the row's track. */
  y: number;
}

export interface TracksLayout extends LayoutBase {
  slug: TracksSpec['slug'];
  rows: PlacedTrackRow[];
}

const VALUE_SIZE = 13;
const VALUE_LINE = 18;
/** A strength's figures are all said, however many lines they take; what is noted on a survey may be long, its figure leads. */
const VALUE_LINES = { forces: 16, 'public-support': 4 } as const satisfies Record<TracksSpec['slug'], number>;

/** "≈ 60,000" is one word: its sign stays with the number. */
const withSigns = (text: string): string => text.replace(/([≈≥≤]) (?=\d)/g, '$1\u00a0');
/** The question mark of a claim stands over its mark and to its left; years stand higher in such a row. */
const CLAIM_LIFT = 5;

const liftOf = (row: TracksSpec['series'][number]): number =>
  row.points.some(({ mark }) => mark === 'claim') ? CLAIM_LIFT : 0;

/**
 * Years above the marks of one row: that of what leads it and that of the plan furthest ahead, which step apart where their
 * marks are close, each still over its own; then the others from the far end. One that would touch another is left to the
 * row's words.
 */
function placeYears(
  row: TracksSpec['series'][number],
  x: (value: number) => number,
  y: number,
  width: number,
  size: number,
): PlacedText[] {
  const years = row.labels.flatMap(({ pointId, label }) => {
    const point = row.points.find(({ id }) => id === pointId);
    return point ? [{ pointId, label, x: x(point.x), half: textWidth(label, size) / 2 }] : [];
  });
  type Year = (typeof years)[number];
  const boxOf = ({ x: at, half }: Year, aside: number): Box => {
    const centre = Math.min(Math.max(at + aside * half, half), width - half);
    return { x: centre - half - 3, y: 0, width: 2 * half + 6, height: 1 };
  };
  const first = years[0];
  const furthest = years.find(({ pointId }) => pointId === row.ahead?.toId) ?? years.at(-1);
  const placed: { year: Year; box: Box }[] = [];
  const place = (year: Year, aside = 0) => {
    const box = boxOf(year, aside);
    if (!placed.some((other) => overlaps(other.box, box))) placed.push({ year, box });
  };
  if (first && furthest && first !== furthest) {
    const apart = first.x <= furthest.x ? 1 : -1;
    const [back = 0, on = 0] =
      [[0, 0] as const, [-apart, 0] as const, [0, apart] as const, [-apart, apart] as const].find(
        ([a, b]) => !overlaps(boxOf(first, a), boxOf(furthest, b)),
      ) ?? [];
    place(first, back);
    place(furthest, on);
  }
  for (const year of [...years].reverse()) {
    if (!placed.some((other) => other.year === year)) place(year);
  }
  return placed.map(({ year: { label }, box }) => ({
    x: box.x + box.width / 2,
    y: y - 12 - liftOf(row),
    anchor: 'middle',
    text: label,
  }));
}

/** Rows of strengths, or of what surveys found: words left of the track where there is room, above it on a phone; the figures in words below. */
export function layoutTracks(spec: TracksSpec, width: number): TracksLayout {
  const { fontSize, tickSize } = textSizes(width);
  const wide = width >= WIDE;
  const wordsWidth = wide ? Math.round(width * 0.4) : width;
  const left = wide ? wordsWidth + 24 : 14;
  const lastTick = spec.xAxis.ticks.at(-1);
  const right = width - Math.max(14, lastTick ? textWidth(lastTick.label, tickSize) / 2 + 2 : 0);
  const x = scaled(spec.xAxis, left, right);
  const hits: HitArea[] = [];
  let cursor = 4;
  const rows = spec.series.map((row): PlacedTrackRow => {
    const words = rowWords(row.countryName, row.words, 0, cursor, wordsWidth, fontSize, wide ? 2 : 3);
    const yearRoom = (row.labels.length > 0 ? 20 : 8) + liftOf(row);
    const y = wide ? cursor + yearRoom + 4 : words.bottom + yearRoom + 10;
    const valueTop = (wide ? words.bottom : y + 8) + VALUE_LINE;
    const value = wrapText(
      withSigns(row.valueLabel),
      wordsWidth,
      VALUE_SIZE,
      400,
      VALUE_LINES[spec.slug],
    ).map((text, index): PlacedText => ({ x: 0, y: valueTop + index * VALUE_LINE, anchor: 'start', text }));
    for (const point of row.points) {
      const at = { x: x(point.x), y };
      hits.push({ pointId: point.id, box: around(at.x, at.y, MARK_REACH + 1), at });
    }
    cursor = Math.max(y + 16, valueTop + (value.length - 1) * VALUE_LINE) + 18;
    return {
      key: row.key,
      colour: row.colour,
      country: words.country,
      words: words.words,
      value,
      labels: placeYears(row, x, y, width, tickSize),
      y,
    };
  });
  const bottom = cursor - 4;
  return {
    slug: spec.slug,
    width,
    height: Math.ceil(bottom + tickSize + 16),
    plot: { left, top: 0, right, bottom },
    fontSize,
    tickSize,
    x,
    xTicks: ticksThatFit(spec.xAxis, x, tickSize, width),
    rows,
    hits,
  };
}
