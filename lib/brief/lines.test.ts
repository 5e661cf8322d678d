import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Words } from './brief';
import { layLines } from './lines';

/** Each letter ten wide. */
const tenEach = (text: string): number => text.length * 10;

const textOf = (words: Words, room: number): string[] =>
  layLines(words, room, tenEach).map((line) => line.map(({ text }) => text).join(''));

describe('words in lines', () => {
  it('break at spaces and after hyphens and dashes inside words, and nowhere else', () => {
    expect(textOf([{ text: 'at least 4,000' }], 80)).toEqual(['at least', '4,000']);
    expect(textOf([{ text: 'ten-month 2026–2030' }], 60)).toEqual(['ten-', 'month', '2026–', '2030']);
    expect(textOf([{ text: '10\u00a0000 a year' }], 60)).toEqual(['10\u00a0000', 'a year']);
    expect(textOf([{ text: '-5 – 6' }], 40)).toEqual(['-5 –', '6']);
  });

  it('keep what belongs together across manners, and say where each piece stands', () => {
    const words: Words = [
      { text: 'France', look: 'strong' },
      { text: ', target' },
      { text: ' [1]', look: 'soft' },
    ];
    expect(layLines(words, 150, tenEach)).toEqual([
      [
        { run: 0, text: 'France', x: 0 },
        { run: 1, text: ', target', x: 60 },
      ],
      [{ run: 2, text: '[1]', x: 0 }],
    ]);
    expect(textOf(words, 70)).toEqual(['France,', 'target', '[1]']);
  });

  it('part a word only where it is wider than a line', () => {
    expect(textOf([{ text: 'Verteidigungsausbildung' }], 100)).toEqual(['Verteidigu', 'ngsausbild', 'ung']);
  });

  it('lose no letter and stay inside the room', () => {
    const words = fc.array(fc.record({ text: fc.string({ maxLength: 60 }) }), { maxLength: 5 });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 400 }), (given, room) => {
        const lines = layLines(given, room, tenEach);
        const letters = (text: string) => text.replace(/[ ]/g, '');
        expect(
          lines
            .flat()
            .map(({ text }) => letters(text))
            .join(''),
        ).toBe(letters(given.map(({ text }) => text).join('')));
        for (const line of lines) {
          const last = line.at(-1);
          expect((last?.x ?? 0) + tenEach(last?.text ?? '')).toBeLessThanOrEqual(Math.max(room, 20));
        }
      }),
    );
  });
});
