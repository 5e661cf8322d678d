import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAP_VIEWS } from '@/lib/view-state/country';
import { drawMap, type MapDrawing, serviceMap } from './map';

const entries = (
  JSON.parse(readFileSync(new URL('../../db/data/countries.json', import.meta.url), 'utf8')) as {
    countries: { iso2: string }[];
  }
).countries;
const codes = entries.map(({ iso2 }) => iso2);

function shapeOf({ shapes }: MapDrawing, iso2: string) {
  const shape = shapes.find((known) => known.iso2 === iso2);
  if (!shape) throw new Error(`${iso2} is not on the map`);
  return shape;
}

/** Every corner of a path of relative steps, as places on the drawing. */
function corners(path: string): { x: number; y: number }[] {
  return [...path.matchAll(/M(\S+) (\S+?)l([^z]*)z/g)].flatMap(([, startX, startY, steps]) => {
    let [x, y] = [Number(startX), Number(startY)];
    const numbers = (steps?.match(/-?[\d.]+(?:e-\d+)?/g) ?? []).map(Number);
    const places = [{ x, y }];
    for (let at = 0; at < numbers.length; at += 2) {
      x += numbers[at] ?? Number.NaN;
      y += numbers[at + 1] ?? Number.NaN;
      places.push({ x, y });
    }
    return places;
  });
}

describe('the map of countries', () => {
  it('has every country of the data on the map of all countries', () => {
    expect(drawMap('world', 1120, codes).shapes.map(({ iso2 }) => iso2)).toEqual(codes);
  });

  it('leaves out of Europe only those that lie outside its frame', () => {
    const shown = drawMap('europe', 760, codes).shapes.map(({ iso2 }) => iso2);
    expect(codes.filter((iso2) => !shown.includes(iso2))).toEqual(['CA', 'KG', 'KR', 'SG', 'TJ', 'TW', 'US']);
  });

  it('lies as maps do: north up, west left', () => {
    const europe = drawMap('europe', 760, codes);
    const middle = (iso2: string) => shapeOf(europe, iso2).middle;
    expect(middle('SE').y).toBeLessThan(middle('DE').y);
    expect(middle('DE').y).toBeLessThan(middle('IT').y);
    expect(middle('PT').x).toBeLessThan(middle('ES').x);
    expect(middle('ES').x).toBeLessThan(middle('GR').x);
  });

  it('gives a dot to a country too small to see, and none to a large one', () => {
    const world = drawMap('world', 1120, codes);
    expect(shapeOf(world, 'SG').dot).not.toBeNull();
    expect(shapeOf(world, 'RU').dot).toBeNull();
    const telephone = drawMap('europe', 344, codes);
    expect(shapeOf(telephone, 'LU').dot).not.toBeNull();
    expect(shapeOf(telephone, 'FR').dot).toBeNull();
  });

  it.each(MAP_VIEWS.flatMap((view) => [344, 760, 1120].map((width) => ({ view, width }))))(
    'keeps every corner within the frame and its overhang: $view, $width px',
    ({ view, width }) => {
      const { height, shapes, otherLand } = drawMap(view, width, codes);
      for (const { x, y } of [...shapes.map(({ path }) => path), otherLand].flatMap(corners)) {
        expect(x >= -7 && x <= width + 7 && y >= -7 && y <= height + 7).toBe(true);
      }
    },
  );

  it('is light: both drawings of a page together stay under 60 kB', () => {
    for (const [view, wide] of [
      ['europe', 760],
      ['world', 1120],
    ] as const) {
      const bytes = [wide, 344]
        .map((width) => drawMap(view, width, codes))
        .reduce(
          (sum, { otherLand, shapes }) =>
            sum + otherLand.length + shapes.map(({ path }) => path).join('').length,
          0,
        );
      expect(bytes).toBeLessThan(60_000);
    }
  });

  it('names a code that has no shape', () => {
    expect(() => drawMap('europe', 760, ['FR', 'XX'])).toThrow(
      new RangeError('No shape for the country "XX" among Natural Earth\'s'),
    );
  });

  it('draws once what is asked for again', () => {
    expect(serviceMap('europe', 760, codes)).toBe(serviceMap('europe', 760, codes));
    expect(serviceMap('europe', 760, codes)).not.toBe(serviceMap('europe', 760, ['FR']));
  });
});
