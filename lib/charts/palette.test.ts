import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assignCountryColours, DARK, LIGHT, type Palette, paintOf } from './palette';

type Rgb = [number, number, number];

const linear = (hex: string): Rgb => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (hex: string): number => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

/**
 * Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. Any two colours stay 30 apart (CIE L*a*b*) for
 * the two common deficiencies; for the rare third (about 1 in 10,000) the set reaches 18, and marks and labels carry on.
 */
const LEAST_DISTANCE: Readonly<Record<string, number>> = { protanopia: 30, deuteranopia: 30, tritanopia: 18 };
const DEFICIENCIES: Readonly<Record<string, number[][]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b* (D65) of linear RGB. */
const lab = ([r, g, b]: Rgb): Rgb => {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

const seenWith = (hex: string, matrix: number[][]): Rgb => {
  const rgb = linear(hex);
  const out = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, index) => sum + weight * (rgb[index] ?? 0), 0),
      ),
    ),
  );
  return lab([out[0] ?? 0, out[1] ?? 0, out[2] ?? 0]);
};

const CSS = readFileSync(join(process.cwd(), 'app/globals.css'), 'utf8');
const [lightCss = '', darkCss = ''] = CSS.split('@media (prefers-color-scheme: dark)');

describe.each([
  ['light', LIGHT, lightCss],
  ['dark', DARK, darkCss],
] as const)('palette %s', (_name, palette: Palette, css) => {
  it('gives marks 3:1 and words 4.5:1 on paper', () => {
    for (const colour of [...palette.countries, palette.countryGrey]) {
      expect(contrast(colour, palette.paper), colour).toBeGreaterThanOrEqual(3);
    }
    for (const colour of [...palette.countryTexts, palette.countryTextGrey, palette.ink, palette.inkSoft]) {
      expect(contrast(colour, palette.paper), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(DEFICIENCIES))('keeps any two countries apart with %s', (deficiency, matrix) => {
    for (const [index, a] of palette.countries.entries()) {
      for (const b of palette.countries.slice(index + 1)) {
        const [p, q] = [seenWith(a, matrix), seenWith(b, matrix)];
        const distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        expect(distance, `${a} and ${b}`).toBeGreaterThanOrEqual(LEAST_DISTANCE[deficiency] ?? 0);
      }
    }
  });

  it('is what the pages use', () => {
    const token = (name: string) => new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(css)?.[1];
    expect(token('paper')).toBe(palette.paper);
    expect(token('ink')).toBe(palette.ink);
    expect(token('ink-soft')).toBe(palette.inkSoft);
    expect(token('hairline')).toBe(palette.hairline);
    expect(palette.countries.map((_, index) => token(`country-${index}`))).toEqual(palette.countries);
    expect(palette.countryTexts.map((_, index) => token(`country-text-${index}`))).toEqual(
      palette.countryTexts,
    );
    expect(token('country-grey')).toBe(palette.countryGrey);
    expect(token('country-text-grey')).toBe(palette.countryTextGrey);
  });
});

describe('assignCountryColours', () => {
  it('gives France, Sweden and Poland theirs in any selection', () => {
    expect([...assignCountryColours(['BE', 'PL', 'NO', 'SE', 'FR'])]).toEqual([
      ['BE', 5],
      ['PL', 3],
      ['NO', 6],
      ['SE', 1],
      ['FR', 0],
    ]);
  });

  it('recolours nobody of the first view when a country joins', () => {
    const first = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
    const before = assignCountryColours(first);
    const after = assignCountryColours([...first, 'BE', 'NO', 'EE']);
    for (const iso2 of first) expect(after.get(iso2)).toBe(before.get(iso2));
    expect([after.get('BE'), after.get('NO'), after.get('EE')]).toEqual([5, 6, null]);
  });

  it('lends the fixed colours only when their countries are not selected', () => {
    const eight = assignCountryColours(['AT', 'BE', 'CH', 'CZ', 'EE', 'ES', 'FI', 'GB']);
    expect([...eight.values()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

it('paints pages by custom properties, grey beyond eight', () => {
  expect(paintOf('page').country(3)).toBe('var(--country-3)');
  expect(paintOf('page').countryText(null)).toBe('var(--country-text-grey)');
  expect(paintOf('dark').country(null)).toBe('#8a8d94');
});
