import { describe, expect, it } from 'vitest';
import type { DerivedQualifier } from './codes';
import { boundOf, combined, possible, turned } from './qualifier';

describe('the qualifier of a computed figure', () => {
  it('falls where the figure rises', () => {
    const all: DerivedQualifier[] = ['exact', 'about', 'at_least', 'up_to', 'range', 'at_least_about'];
    expect(all.map(turned)).toEqual(['exact', 'about', 'up_to', 'at_least', 'range', 'up_to_about']);
    expect(all.map((qualifier) => turned(turned(qualifier)))).toEqual(all);
  });

  it('keeps what each of its figures says', () => {
    expect(combined(['exact', 'exact'])).toBe('exact');
    expect(combined(['exact', 'range'])).toBe('exact');
    expect(combined(['exact', 'about'])).toBe('about');
    expect(combined(['at_least', 'exact'])).toBe('at_least');
    expect(combined(['at_least', 'about'])).toBe('at_least_about');
    expect(combined(['up_to', 'up_to_about'])).toBe('up_to_about');
  });

  it('is no bound where its figures bound it on both sides', () => {
    expect(combined(['at_least', 'up_to'])).toBe('about');
    expect(boundOf('about')).toBeNull();
    expect(boundOf('up_to_about')).toBe('up_to');
  });
});

describe('what a figure can mean', () => {
  const figure = { value: 40_000, low: null, high: null };

  it('is open on the side on which it is a bound, and a tenth wide where it is about', () => {
    expect(possible({ ...figure, qualifier: 'exact' })).toEqual({ low: 40_000, high: 40_000 });
    expect(possible({ ...figure, qualifier: 'at_least' })).toEqual({ low: 40_000, high: Infinity });
    expect(possible({ ...figure, qualifier: 'up_to' })).toEqual({ low: -Infinity, high: 40_000 });
    expect(possible({ value: 3250, low: 3000, high: 3500, qualifier: 'range' })).toEqual({
      low: 3000,
      high: 3500,
    });
    const about = possible({ ...figure, qualifier: 'about' });
    expect(about.low).toBeCloseTo(36_000, 6);
    expect(about.high).toBeCloseTo(44_000, 6);
  });
});
