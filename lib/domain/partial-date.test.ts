import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byDate,
  compareDates,
  decimalYear,
  firstDay,
  formatPartialDate,
  isPartialDate,
  lastDay,
  partialDate,
  readPartialDate,
} from './partial-date';

const date = partialDate;

describe('reading', () => {
  it.each(['2025', '2025-11', '2025-11-27', '2024-02-29', '0001'])('takes %s', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });

  it.each([
    '',
    '25',
    '2025-13',
    '2025-00',
    '2025-02-29',
    '2025-11-31',
    '2025-1',
    '2025-11-27T00:00',
    ' 2025',
    '0000',
  ])('refuses "%s"', (text) => {
    expect(readPartialDate(text)).toBeNull();
    expect(() => partialDate(text)).toThrow(RangeError);
  });
});

describe('what a date can mean', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-11-27', '2025-11-27', '2025-11-27'],
  ])('%s is from %s to %s', (text, first, last) => {
    expect(firstDay(date(text))).toBe(first);
    expect(lastDay(date(text))).toBe(last);
  });

  it('lies in the middle on an axis', () => {
    expect(decimalYear(date('2025'))).toBe(2025.5);
    expect(decimalYear(date('2025-01'))).toBeCloseTo(2025 + 0.5 / 12, 10);
    expect(decimalYear(date('2025-07-01'))).toBeCloseTo(2025 + (6 + 0.5 / 31) / 12, 10);
  });
});

describe('order', () => {
  it.each([
    ['2025-11', '2026-01-12', 'before'],
    ['2026', '2025-12-31', 'after'],
    ['2026-01', '2026-01-12', 'overlaps'],
    ['2026', '2026-06', 'overlaps'],
    ['2026-01-12', '2026-01-12', 'same'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(compareDates(date(a), date(b))).toBe(expected);
  });

  it('is total for lists: null first, then by first day, vaguer first', () => {
    const sorted = [date('2026-01-01'), null, date('2026'), date('2025-12')].sort(byDate);
    expect(sorted).toEqual([null, '2025-12', '2026', '2026-01-01']);
  });

  it('is never both before and after', () => {
    const any = fc
      .tuple(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      )
      .chain(([y, m, d]) => {
        const [mm, dd] = [String(m).padStart(2, '0'), String(d).padStart(2, '0')];
        return fc.constantFrom(date(`${y}`), date(`${y}-${mm}`), date(`${y}-${mm}-${dd}`));
      });
    const opposite = { before: 'after', after: 'before', same: 'same', overlaps: 'overlaps' } as const;
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(compareDates(b, a)).toBe(opposite[compareDates(a, b)]);
      }),
    );
  });
});

describe('formatting', () => {
  it.each([
    ['2025-11-27', 'en-GB', '27 Nov 2025'],
    ['2025-11', 'en-GB', 'Nov 2025'],
    ['2025', 'en-GB', '2025'],
    ['2025-11-27', 'fr', '27 nov. 2025'],
    ['2025-08', 'fr', 'août 2025'],
    ['2025-01-01', 'fr', '1er janv. 2025'],
    ['2025-01-01', 'sv', '1 jan. 2025'],
    ['2025-01-01', 'de', '1. Jan. 2025'],
    ['2025-01-01', 'pl', '1 sty 2025'],
  ])('%s in %s is "%s", no more exact than it is', (text, tag, expected) => {
    expect(formatPartialDate(date(text), tag)).toBe(expected);
  });
});
