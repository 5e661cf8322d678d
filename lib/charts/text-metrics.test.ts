import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth, truncateText, wrapText } from './text-metrics';

it('measures like the face, with a margin for other faces', () => {
  // Source Sans 3: F 494, r 347, a 504, n 547, c 456, e 496 thousandths; 15 px; 4 % margin.
  expect(textWidth('France', 15)).toBeCloseTo(((494 + 347 + 504 + 547 + 456 + 496) / 1000) * 15 * 1.04, 6);
  expect(textWidth('Šźąé', 13)).toBe(textWidth('Szae', 13));
  expect(textWidth('42 500', 13)).toBe(textWidth('42 500', 13));
});

it('truncates to the room and only then', () => {
  expect(truncateText('France', 200, 15)).toBe('France');
  const cut = truncateText('Voluntary defence training for citizens', 100, 15);
  expect(cut.endsWith('…')).toBe(true);
  expect(textWidth(cut, 15)).toBeLessThanOrEqual(100);
});

it('wraps within the room and loses no word while lines last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zA-Z0-9,.-]{1,12}$/), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 150, max: 500 }),
      fc.integer({ min: 0, max: 120 }),
      (words, room, indent) => {
        const lines = wrapText(words.join(' '), room, 14, 400, 99, indent);
        expect(lines.filter((line) => line !== '').join(' ')).toBe(words.join(' '));
        lines.forEach((line, index) => {
          expect(textWidth(line, 14)).toBeLessThanOrEqual(index === 0 ? room - indent : room);
        });
      },
    ),
  );
});
