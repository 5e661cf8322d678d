import { LIGHT } from '@/lib/charts/palette';
import { type TextWeight, wrapText } from '@/lib/charts/text-metrics';

/** A page in few words, as a network shows it under a link: for pages that are about something other than one chart. */
export interface Card {
  /** What kind of thing it is, or whose; empty: none. */
  kicker: string;
  /** Index of a country's colour for the kicker; null for the accent. */
  tone: number | null;
  title: string;
  /** A sentence or two; empty: none. */
  deck: string;
  /** What is known, with its name; as many as find room. */
  facts: readonly { term: string; words: string }[];
  /** Release and date. */
  footer: string;
}

/** The size that networks show best, in pixels. */
export const CARD_SIZE = { width: 1200, height: 628 } as const;

const MARGIN = 72;
const ROOM = CARD_SIZE.width - 2 * MARGIN;
const FOOT = CARD_SIZE.height - 84;
/** The headline is as large as leaves it on three lines, or on one where facts follow. */
const TITLE_SIZES = [72, 60, 50] as const;
const SMALLEST_TITLE = 42;
const TITLE_LINES = 3;
const DECK = { size: 30, line: 41, lines: 4 } as const;
const TERM = { size: 25, line: 34 } as const;
const FACT = { size: 31, line: 37, gap: 10, lines: 2 } as const;

const FACES: Readonly<Record<TextWeight, string>> = {
  400: `font-family="Source Sans 3" font-weight="400"`,
  600: `font-family="Source Sans 3" font-weight="600"`,
  serif: `font-family="Source Serif 4" font-weight="600"`,
};

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

interface Words {
  x: number;
  y: number;
  size: number;
  weight: TextWeight;
  fill: string;
  end?: boolean;
}

function words(text: string, { x, y, size, weight, fill, end = false }: Words): string {
  const anchor = end ? ' text-anchor="end"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}" ${FACES[weight]} fill="${fill}"${anchor}>${escaped(text)}</text>`;
}

/**
 * A card as an SVG document whose words are text in the faces of the pages, laid out with their metrics: nothing leaves the
 * picture, and what finds no room is left out whole or ends in an ellipsis.
 */
export function cardSvg({ kicker, tone, title, deck, facts, footer }: Card): string {
  const { width, height } = CARD_SIZE;
  const parts: string[] = [];
  const colour = tone === null ? LIGHT.accent : (LIGHT.countryTexts[tone] ?? LIGHT.accent);
  const [kickerLine = ''] = wrapText(kicker, ROOM, 30, 600, 1);
  parts.push(words(kickerLine, { x: MARGIN, y: 112, size: 30, weight: 600, fill: colour }));
  const size =
    TITLE_SIZES.find(
      (one) => wrapText(title, ROOM, one, 'serif', 99).length <= (facts.length > 0 ? 1 : TITLE_LINES),
    ) ?? SMALLEST_TITLE;
  let y = 112;
  for (const line of wrapText(title, ROOM, size, 'serif', TITLE_LINES)) {
    y += y === 112 ? size + 14 : Math.round(size * 1.12);
    parts.push(words(line, { x: MARGIN, y, size, weight: 'serif', fill: LIGHT.ink }));
  }
  y += 18;
  if (deck !== '') {
    const lines = Math.min(DECK.lines, Math.floor((FOOT - 24 - y) / DECK.line));
    for (const line of lines > 0 ? wrapText(deck, ROOM, DECK.size, 400, lines) : []) {
      y += DECK.line;
      parts.push(words(line, { x: MARGIN, y, size: DECK.size, weight: 400, fill: LIGHT.inkSoft }));
    }
    y += 8;
  }
  for (const { term, words: said } of facts) {
    const lines = wrapText(said, ROOM, FACT.size, 600, FACT.lines);
    if (TERM.line + lines.length * FACT.line > FOOT - 24 - y) break;
    const [termLine = ''] = wrapText(term, ROOM, TERM.size, 400, 1);
    y += TERM.line;
    parts.push(words(termLine, { x: MARGIN, y, size: TERM.size, weight: 400, fill: LIGHT.inkSoft }));
    for (const line of lines) {
      y += FACT.line;
      parts.push(words(line, { x: MARGIN, y, size: FACT.size, weight: 600, fill: LIGHT.ink }));
    }
    y += FACT.gap;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${LIGHT.paper}"/>`,
    `<rect x="${MARGIN}" y="56" width="${ROOM}" height="4" fill="${LIGHT.ink}"/>`,
    ...parts,
    `<rect x="${MARGIN}" y="${FOOT}" width="${ROOM}" height="2" fill="${LIGHT.hairline}"/>`,
    words('Muster', { x: MARGIN, y: FOOT + 46, size: 34, weight: 'serif', fill: LIGHT.ink }),
    words(footer, { x: width - MARGIN, y: FOOT + 45, size: 24, weight: 400, fill: LIGHT.inkSoft, end: true }),
    '</svg>',
  ].join('');
}
