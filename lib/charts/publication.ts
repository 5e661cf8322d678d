import { type FittedChart, fitChart, naturalFit } from './fit';
import { NARROW, WIDE } from './layout-parts';
import type { ChartSpec, KeySign } from './spec';
import { type TextWeight, textWidth, wrapText } from './text-metrics';

/**
 * A chart as it is published on its own: headline, unit, key, the drawing, then who states the figures, of when, and on
 * what terms. Laid out here in CSS pixels; a worker draws it, and needs nothing but this object, which is plain data.
 */
export interface Publication {
  /** In the pixels of this layout. */
  width: number;
  height: number;
  /** One pixel of this layout is so many CSS pixels of the picture. */
  zoom: number;
  /** What is drawn: the chart's spec, less the rows that found no room. */
  chart: FittedChart & { x: number; y: number };
  texts: PublicationText[];
  key: { sign: KeySign; x: number; y: number }[];
  rules: { y: number; weight: 'opening' | 'hairline' }[];
  /** Where rules begin and end. */
  left: number;
  right: number;
}

export interface PublicationText {
  x: number;
  /** The baseline. */
  y: number;
  size: number;
  weight: TextWeight;
  tone: 'ink' | 'soft';
  text: string;
}

/** The words around a chart, ready to print. */
export interface PublicationWords {
  /** The line on sources, the longest first: each names fewer publishers than the one before and counts the rest. */
  sources: readonly string[];
  /** What is printed below the sources of what is drawn: how much it is, release, licence. */
  facts: (drawn: ChartSpec) => string;
  /** How many rows found no room, as a sentence. */
  rowsLeft: (left: Pick<FittedChart, 'leftOut' | 'kept'>) => string;
  /** The name of the publication. */
  name: string;
  /** Where the chart is found in this very view. */
  address: string;
}

export interface PublicationSize {
  width: number;
  /** null: as high as it needs to be. */
  height: number | null;
  zoom: number;
}

const SMALL = 13;
const SMALL_LINE = 18;
/** The box of a sign; a mark alone stands in the middle of it and needs no more than `MARK_ROOM`. */
const KEY_SIGN = { width: 34, height: 18, gap: 6 } as const;
const MARK_ROOM = 20;
const MARKS_ALONE: ReadonlySet<KeySign> = new Set<KeySign>([
  'trained_actual',
  'trained_target',
  'ceiling',
  'estimate',
  'earlier',
  'earlier_target',
  'reference',
  'announced',
  'legislated',
  'planned_start',
  'ended',
  'range',
  'derived_range',
  'at_least',
  'up_to',
  'bar_other',
  'planned',
  'gap',
  'gross',
  'net',
  'tax_unknown',
  'gross_hollow',
  'net_hollow',
  'tax_unknown_hollow',
]);
const KEY_ROW = 22;
const KEY_GAP = 18;
/** Enough for any headline: nothing of what is said is cut. */
const ALL_LINES = 12;
const COMFORTABLE_PLOT_HEIGHT = 170;
const MAX_SOURCE_LINES = { free: 2, boxed: 1 } as const;

interface Sizes {
  margin: number;
  headline: number;
  headlineLine: number;
  text: number;
  textLine: number;
}

function sizesFor(width: number, boxed: boolean, tight: boolean): Sizes {
  // A card is shown small: its headline must be read even where the rest has its usual size.
  if (width >= 1000 && tight) return { margin: 24, headline: 30, headlineLine: 36, text: 16, textLine: 21 };
  if (width >= 1000 && boxed) return { margin: 28, headline: 36, headlineLine: 42, text: 18, textLine: 24 };
  if (width >= WIDE && !boxed) return { margin: 28, headline: 28, headlineLine: 34, text: 16, textLine: 22 };
  if (width >= NARROW) return { margin: 24, headline: 24, headlineLine: 29, text: 15, textLine: 20 };
  return { margin: 16, headline: 21, headlineLine: 25, text: 14, textLine: 19 };
}

interface Block {
  texts: PublicationText[];
  /** Where the next thing can begin. */
  bottom: number;
}

/** Lines of one kind below one another; `top` is the top of the first. */
function paragraph(
  text: string,
  place: { x: number; top: number; room: number },
  style: Pick<PublicationText, 'size' | 'weight' | 'tone'> & { lineHeight: number },
): Block {
  const { lineHeight, ...look } = style;
  const lines = wrapText(text, place.room, look.size, look.weight, ALL_LINES);
  return {
    texts: lines.map((line, index) => ({
      ...look,
      text: line,
      x: place.x,
      y: place.top + index * lineHeight + lineHeight * 0.76,
    })),
    bottom: place.top + lines.length * lineHeight,
  };
}

/** Signs with their words, in as many rows as they take. */
function keyBlock(
  spec: ChartSpec,
  place: { x: number; top: number; room: number },
): Block & { key: Publication['key'] } {
  const key: Publication['key'] = [];
  const texts: PublicationText[] = [];
  let [x, y] = [place.x, place.top];
  for (const { sign, label } of spec.legend) {
    const signRoom = MARKS_ALONE.has(sign) ? MARK_ROOM : KEY_SIGN.width;
    const words = signRoom + KEY_SIGN.gap;
    const lines = wrapText(label, place.room - words, SMALL, 400, ALL_LINES);
    const width = words + Math.max(...lines.map((line) => textWidth(line, SMALL)));
    if (x > place.x && x + width > place.x + place.room) {
      x = place.x;
      y += KEY_ROW;
    }
    key.push({ sign, x: x - (KEY_SIGN.width - signRoom) / 2, y });
    for (const [index, text] of lines.entries()) {
      texts.push({
        x: x + words,
        y: y + KEY_SIGN.height * 0.72 + index * SMALL_LINE,
        size: SMALL,
        weight: 400,
        tone: 'soft',
        text,
      });
    }
    if (lines.length > 1) y += (lines.length - 1) * SMALL_LINE;
    x += width + KEY_GAP;
  }
  return { key, texts, bottom: spec.legend.length > 0 ? y + KEY_ROW : place.top };
}

/** The longest line on sources that takes at most `maxLines`. */
function sourcesThatFit(candidates: readonly string[], room: number, maxLines: number): string {
  const fitting = candidates.find(
    (candidate) => wrapText(candidate, room, SMALL, 400, ALL_LINES).length <= maxLines,
  );
  return fitting ?? candidates.at(-1) ?? '';
}

/**
 * An address in as many lines as it takes, each but the last ending in a sign that says there is more; none where a part of
 * it has no room. It is never shortened: without its query it opens another chart.
 */
function addressLines(address: string, room: number): string[] {
  const lines: string[] = [];
  for (const piece of address.split(/(?<=[?&,])/)) {
    if (textWidth(piece, SMALL) > room) return [];
    const line = lines.at(-1);
    if (line !== undefined && textWidth(line + piece, SMALL) <= room) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines;
}

/** Everything below the chart, from `top` on. */
function imprint(
  words: PublicationWords,
  chart: Pick<FittedChart, 'spec' | 'leftOut' | 'kept'>,
  place: { x: number; top: number; room: number },
  boxed: boolean,
): Block & { ruleY: number } {
  const small = { size: SMALL, weight: 400, tone: 'soft', lineHeight: SMALL_LINE } as const;
  const texts: PublicationText[] = [];
  let cursor = place.top + 8;
  const lines = [
    sourcesThatFit(words.sources, place.room, MAX_SOURCE_LINES[boxed ? 'boxed' : 'free']),
    `${chart.leftOut > 0 ? `${words.rowsLeft(chart)} ` : ''}${words.facts(chart.spec)}`,
  ];
  for (const line of lines.filter((text) => text !== '')) {
    const block = paragraph(line, { ...place, top: cursor }, small);
    texts.push(...block.texts);
    cursor = block.bottom;
  }
  const y = cursor + SMALL_LINE * 0.76;
  const nameWidth = textWidth(words.name, SMALL, 600) + SMALL * 0.6;
  texts.push({ x: place.x, y, size: SMALL, weight: 600, tone: 'ink', text: words.name });
  const address = addressLines(words.address, place.room - nameWidth);
  for (const [index, text] of address.entries()) {
    texts.push({
      x: place.x + nameWidth,
      y: y + index * SMALL_LINE,
      size: SMALL,
      weight: 400,
      tone: 'soft',
      text,
    });
  }
  return { texts, bottom: cursor + Math.max(1, address.length) * SMALL_LINE, ruleY: place.top };
}

/** The spec that is drawn; where rows found no room, its alt text says so. */
function saying(chart: FittedChart, words: PublicationWords): ChartSpec {
  const { spec, leftOut } = chart;
  return leftOut === 0 ? spec : { ...spec, altText: `${spec.altText} ${words.rowsLeft(chart)}` };
}

/**
 * Lays out the publication of a chart for a size. Nothing of headline, unit, key and imprint is cut; the chart takes the
 * room that is left, and rows that find none are counted in the imprint. Where the words are too large for all that, they
 * are made smaller, down to their usual size, and the headline of a card below its own where that gains a row. Null when the size leaves too little for the chart even so.
 */
export function layoutPublication(
  spec: ChartSpec,
  words: PublicationWords,
  size: PublicationSize,
): Publication | null {
  let best: Publication | null = null;
  const zooms = [...new Set([size.zoom, (size.zoom + 1) / 2, 1])];
  const attempts = zooms.map((zoom) => ({ zoom, tight: false }));
  if (size.height !== null) attempts.push({ zoom: 1, tight: true });
  for (const { zoom, tight } of attempts) {
    const publication = layoutAt(spec, words, { ...size, zoom }, tight);
    if (publication === null) continue;
    if (!isCramped(publication)) return publication;
    if (best === null || showsMore(publication, best)) best = publication;
  }
  return best;
}

/** Rows had to go, or the plot is so low that its lines are hard to tell apart. */
function isCramped({ chart: { leftOut, plotHeight } }: Publication): boolean {
  return leftOut > 0 || (plotHeight !== null && plotHeight < COMFORTABLE_PLOT_HEIGHT);
}

function showsMore(a: Publication, b: Publication): boolean {
  return (
    a.chart.leftOut < b.chart.leftOut ||
    (a.chart.leftOut === b.chart.leftOut && (a.chart.plotHeight ?? 0) > (b.chart.plotHeight ?? 0))
  );
}

function layoutAt(
  spec: ChartSpec,
  words: PublicationWords,
  size: PublicationSize,
  tight: boolean,
): Publication | null {
  const width = size.width / size.zoom;
  const boxHeight = size.height === null ? null : size.height / size.zoom;
  const sizes = sizesFor(width, boxHeight !== null, tight);
  const { margin } = sizes;
  const place = (top: number) => ({ x: margin, top, room: width - 2 * margin });
  const texts: PublicationText[] = [];
  let cursor = margin + 10;
  const add = (text: string, style: Parameters<typeof paragraph>[2], gap: number) => {
    const block = paragraph(text, place(cursor), style);
    texts.push(...block.texts);
    cursor = block.bottom + gap;
  };
  add(spec.title, { size: sizes.headline, weight: 'serif', tone: 'ink', lineHeight: sizes.headlineLine }, 4);
  add(spec.subtitle, { size: sizes.text, weight: 400, tone: 'soft', lineHeight: sizes.textLine }, 4);
  if (spec.ownHeadline) {
    add(spec.ownHeadline.note, { size: SMALL, weight: 400, tone: 'soft', lineHeight: SMALL_LINE }, 4);
  }
  const key = keyBlock(spec, place(cursor + 6));
  const chartTop = key.bottom + 12;
  const gapBelow = 14;
  const bottomMargin = margin - 4;

  let chart: FittedChart | null = naturalFit(spec, width - 2 * margin);
  if (boxHeight !== null) {
    // The imprint counts rows that find no room, and what it says decides how much room there is: until both agree.
    let reserved = 0;
    let needed = imprint(words, chart, place(0), true).bottom;
    while (chart !== null && needed > reserved) {
      reserved = needed;
      chart = fitChart(spec, width - 2 * margin, boxHeight - chartTop - gapBelow - reserved - bottomMargin);
      needed = chart === null ? 0 : imprint(words, chart, place(0), true).bottom;
    }
  }
  if (chart === null) return null;
  const natural = chartTop + chart.height + gapBelow;
  const belowHeight = imprint(words, chart, place(0), boxHeight !== null).bottom;
  const belowTop = boxHeight === null ? natural : Math.max(natural, boxHeight - bottomMargin - belowHeight);
  const below = imprint(words, chart, place(belowTop), boxHeight !== null);
  return {
    width,
    height: boxHeight ?? Math.ceil(below.bottom + bottomMargin),
    zoom: size.zoom,
    chart: { ...chart, spec: saying(chart, words), x: margin, y: chartTop },
    texts: [...texts, ...key.texts, ...below.texts],
    key: key.key,
    rules: [
      { y: margin, weight: 'opening' },
      { y: below.ruleY, weight: 'hairline' },
    ],
    left: margin,
    right: width - margin,
  };
}
