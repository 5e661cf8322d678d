import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import {
  PICTURE_FORMATS,
  PICTURE_LIMITS,
  PICTURE_PRESETS,
  PICTURE_THEMES,
  pictureHref,
  readPicture,
  sizeOf,
} from './pictures';
import { problemMessages } from './problems';

const read = (query: string) => readPicture(new URLSearchParams(query));

describe('the address of a picture', () => {
  it('is the view’s with what is asked of the picture, defaults left out', () => {
    expect(pictureHref('budgets', 'png', { countries: ['FR', 'SE'] }, { preset: 'social' })).toBe(
      '/charts/budgets.png?countries=FR,SE&preset=social',
    );
    expect(pictureHref('forces', 'svg', {}, { theme: 'light' })).toBe('/charts/forces.svg');
  });

  it('gives back what it was made from, and leaves the view’s own parameters alone', () => {
    const side = (limits: { min: number; max: number }) =>
      fc.option(fc.integer({ min: limits.min, max: limits.max }));
    const pictures = fc.oneof(
      fc.record({
        preset: fc.constant(null),
        width: side(PICTURE_LIMITS.width),
        height: side(PICTURE_LIMITS.height),
        scale: side(PICTURE_LIMITS.scale),
        theme: fc.constantFrom(...PICTURE_THEMES),
      }),
      fc.record({
        preset: fc.constantFrom(...PICTURE_PRESETS),
        width: fc.constant(null),
        height: fc.constant(null),
        scale: side(PICTURE_LIMITS.scale),
        theme: fc.constantFrom(...PICTURE_THEMES),
      }),
    );
    fc.assert(
      fc.property(pictures, fc.constantFrom(...PICTURE_FORMATS), (picture, format) => {
        const href = pictureHref('intake-targets', format, { countries: ['PL'], mode: 'index' }, picture);
        const again = readPicture(new URL(href, 'http://localhost').searchParams);
        expect(again.picture).toEqual(picture);
        expect(again.problems).toEqual([]);
        expect(again.rest.toString()).toBe('countries=PL&mode=index');
      }),
    );
  });

  it.each([
    ['width=239', 'Unknown value “239” for parameter width. Allowed: a whole number from 240 to 2400.'],
    ['height=1e3', 'Unknown value “1e3” for parameter height. Allowed: a whole number from 240 to 4000.'],
    ['scale=1.5', 'Unknown value “1.5” for parameter scale. Allowed: a whole number from 1 to 4.'],
    ['scale=0', 'Unknown value “0” for parameter scale. Allowed: a whole number from 1 to 4.'],
    ['theme=drak', 'Unknown value “drak” for parameter theme. Allowed: light, dark, transparent.'],
    ['preset=card', 'Unknown value “card” for parameter preset. Allowed: social, square, story, print.'],
    [
      'preset=social&width=800',
      'Parameter width does not go with preset=social, which already decides it. Leave one of them out.',
    ],
  ])('%s is answered with what is allowed', (query, message) => {
    expect(problemMessages(read(query).problems, { countries: [] }, translator('en'))).toEqual([message]);
  });

  it('has the sizes of its uses', () => {
    const size = (query: string) => sizeOf(read(query).picture);
    expect(size('')).toEqual({ width: 1120, height: null, zoom: 1, scale: 1 });
    expect(size('preset=social')).toEqual({ width: 1200, height: 628, zoom: 1.5, scale: 1 });
    expect(size('preset=print&scale=2')).toEqual({ width: 1120, height: null, zoom: 1, scale: 2 });
    expect(size('width=700&height=500')).toEqual({ width: 700, height: 500, zoom: 1, scale: 1 });
  });
});
