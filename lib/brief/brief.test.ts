import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoteBook, noteNumbers } from './brief';
import { columnsOf } from './columns';

describe('numbers of notes', () => {
  it('stand in order, three or more in a row as a span', () => {
    expect(noteNumbers([])).toBe('');
    expect(noteNumbers([4])).toBe('[4]');
    expect(noteNumbers([9, 1, 2, 1])).toBe('[1, 2, 9]');
    expect(noteNumbers([5, 7, 6, 2, 12])).toBe('[2, 5–7, 12]');
  });

  it('are given as sources are first referred to', () => {
    const notes = new NoteBook();
    expect(notes.refer(['fr.b', 'fr.a'])).toEqual([{ text: ' [1, 2]', look: 'soft' }]);
    expect(notes.refer(['fr.c', 'fr.b'])).toEqual([{ text: ' [1, 3]', look: 'soft' }]);
    expect(notes.refer([])).toEqual([]);
    expect(notes.ids).toEqual(['fr.b', 'fr.a', 'fr.c']);
  });
});

describe('columns of notes', () => {
  it('are about as high as each other', () => {
    expect(columnsOf([10, 10, 10, 10], 2, 100)).toEqual({
      columns: [
        { from: 0, to: 2 },
        { from: 2, to: 4 },
      ],
      height: 20,
      taken: 4,
    });
  });

  it('hold each thing once and in order, and none is higher than there is room', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 40, max: 300 }),
        (all, count, most) => {
          const { columns, height, taken } = columnsOf(all, count, most);
          expect(height).toBeLessThanOrEqual(most);
          expect(columns.length).toBeLessThanOrEqual(count);
          expect(columns.flatMap(({ from, to }) => all.slice(from, to))).toEqual(all.slice(0, taken));
          for (const { from, to } of columns) {
            expect(all.slice(from, to).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(height);
          }
        },
      ),
    );
  });
});
