import { describe, expect, it } from 'vitest';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import { chartRules, readChart } from '@/lib/view-state/charts';
import { KNOWN } from '@/lib/view-state/known.fixture';
import { buildChart } from './build';
import { asFocused, countriesDrawn, countryOfPoint, withFocus } from './focus';
import { layoutChart } from './layout';
import { readRealInput } from './real-input.fixture';

const input = readRealInput();
const countries = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
const build = (slug: ChartSlug, focus: string | null = null) =>
  buildChart(slug, input, { countries, measures: [], focus }, { locale: 'en', today: '2026-11-22' });
const FOCUSABLE = CHART_SLUGS.filter((slug) => 'focus' in chartRules(slug, KNOWN));

describe('a country brought out', () => {
  it('alone keeps its colour, on every chart that has countries', () => {
    for (const slug of FOCUSABLE) {
      const iso2 = countriesDrawn(build(slug)).at(-1) ?? '';
      const drawn = asFocused(build(slug, iso2));
      for (const part of drawn.series) {
        if (!('countryIso2' in part)) continue;
        if (part.countryIso2 !== iso2) expect(part.colour).toBeNull();
      }
      const coloured = drawn.series.flatMap((part) =>
        'countryIso2' in part && part.colour !== null ? [part.countryIso2] : [],
      );
      expect(new Set([...coloured, iso2])).toEqual(new Set([iso2]));
      if ('labels' in drawn) {
        for (const label of drawn.labels) {
          const own = countryOfPoint(drawn, label.pointId) === iso2;
          expect(own || label.colour === null).toBe(true);
        }
      }
    }
  });

  it('moves nothing and says all that was said', () => {
    for (const slug of FOCUSABLE) {
      const spec = build(slug);
      const focused = asFocused(withFocus(spec, countriesDrawn(spec)[0] ?? null));
      const places = (of: typeof spec) =>
        new Map(layoutChart(of, 600).hits.map(({ pointId, at }) => [pointId, at]));
      expect(places(focused)).toEqual(places(spec));
      expect(focused.table).toEqual(spec.table);
      expect(focused.altText).toBe(spec.altText);
    }
  });

  it('is said first in the notes, and goes without a trace', () => {
    const plain = build('intake-targets');
    const spec = build('intake-targets', 'SE');
    expect(spec.focus).toBe('SE');
    expect(spec.notes[0]).toBe('Sweden is brought out; the others are drawn in grey.');
    expect({ ...withFocus(spec, null), notes: plain.notes }).toEqual(plain);
  });

  it('of which the chart has nothing is said, not drawn', () => {
    const spec = build('intake-targets', 'IS');
    expect(spec.focus).toBeUndefined();
    expect(spec.notes[0]).toBe('Nothing of Iceland is in this chart, so no country is brought out.');
  });

  it('lies in front where lines cross', () => {
    const spec = asFocused(build('intake-targets', 'FR'));
    expect(spec.series.at(-1)).toMatchObject({ countryIso2: 'FR' });
  });

  it('is one country in the address', () => {
    expect(readChart('forces', { focus: 'se' }, KNOWN)).toMatchObject({
      state: { focus: 'SE' },
      problems: [],
    });
    expect(readChart('forces', { focus: 'SE,PL' }, KNOWN).problems).toMatchObject([
      { kind: 'too_many', param: 'focus', limit: 1 },
    ]);
    expect(readChart('forces', { focus: 'Sweeden' }, KNOWN).problems).toMatchObject([
      { kind: 'unknown_value', param: 'focus', nearest: ['SE'] },
    ]);
  });
});
