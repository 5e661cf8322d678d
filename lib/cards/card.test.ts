import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { type TextWeight, textWidth } from '@/lib/charts/text-metrics';
import { CARD_SIZE, type Card, cardSvg } from './card';

const card: Card = {
  kicker: 'France',
  tone: 0,
  title: 'Voluntary national military service',
  deck: 'voluntary service, 10 months',
  facts: [{ term: 'Target', words: '42,500 people a year for 2035' }],
  footer: 'Release 0132dce18957, 22 Nov 2026',
};

interface Placed {
  text: string;
  x: number;
  y: number;
  size: number;
  weight: TextWeight;
  end: boolean;
}

function textsOf(svg: string): Placed[] {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  return [...document.querySelectorAll('text')].map((text) => ({
    text: text.textContent ?? '',
    x: Number(text.getAttribute('x')),
    y: Number(text.getAttribute('y')),
    size: Number(text.getAttribute('font-size')),
    weight:
      text.getAttribute('font-family') === 'Source Serif 4'
        ? 'serif'
        : text.getAttribute('font-weight') === '600'
          ? 600
          : 400,
    end: text.getAttribute('text-anchor') === 'end',
  }));
}

describe('a card', () => {
  it('says everything it was given where there is room', () => {
    expect(textsOf(cardSvg(card)).map(({ text }) => text)).toEqual([
      'France',
      'Voluntary national military service',
      'voluntary service, 10 months',
      'Target',
      '42,500 people a year for 2035',
      'Muster',
      'Release 0132dce18957, 22 Nov 2026',
    ]);
  });

  it('keeps all its words inside, each line below the one before, whatever is said', () => {
    const said = fc.string({ unit: fc.constantFrom(...'abcW <&"’łß '), maxLength: 400 });
    fc.assert(
      fc.property(
        said,
        said,
        fc.array(fc.record({ term: said.map((term) => term.slice(0, 24)), words: said }), { maxLength: 6 }),
        (title, deck, facts) => {
          const spaced = (text: string) => text.replace(/\S{24}/g, '$& ');
          const svg = cardSvg({
            ...card,
            title: spaced(title),
            deck: spaced(deck),
            facts: facts.map(({ term, words }) => ({ term, words: spaced(words) })),
          });
          for (const { text, x, y, size, weight, end } of textsOf(svg)) {
            const width = textWidth(text, size, weight);
            expect(end ? x - width : x).toBeGreaterThanOrEqual(0);
            expect(end ? x : x + width).toBeLessThanOrEqual(CARD_SIZE.width);
            expect(y).toBeLessThanOrEqual(CARD_SIZE.height);
          }
          const body = textsOf(svg).slice(0, -2);
          expect(Math.max(...body.map(({ y }) => y))).toBeLessThanOrEqual(CARD_SIZE.height - 84);
        },
      ),
      { numRuns: 200 },
    );
  });
});
