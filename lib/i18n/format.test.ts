import { describe, expect, it } from 'vitest';
import { formatBytes } from './format';
import { translator } from './translator';

describe('a size in bytes', () => {
  it.each([
    [0, '1 kB'],
    [1, '1 kB'],
    [1_499, '1 kB'],
    [1_500, '2 kB'],
    [523_400, '523 kB'],
    [999_499, '999 kB'],
    // Rounded to kilobytes it would be 1,000 of them.
    [999_500, '1 MB'],
    [999_999, '1 MB'],
    [1_000_000, '1 MB'],
    [1_049_999, '1 MB'],
    [1_050_000, '1.1 MB'],
    [12_340_000, '12.3 MB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes, translator('en'))).toBe(words);
  });

  it('has the units and the decimal sign of the language', () => {
    expect(formatBytes(1_700_000, translator('fr')).replace(/\s/g, ' ')).toBe('1,7 Mo');
    expect(formatBytes(999_600, translator('pl')).replace(/\s/g, ' ')).toBe('1 MB');
  });
});
