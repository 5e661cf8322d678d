import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import type { Locale } from '@/lib/i18n/locales';
import { chartParameters } from '@/lib/view-state/charts';
import { closeDrawing, drawChart } from './draw';
import { layoutChart } from './layout';
import { overlaps } from './layout-parts';
import { HARD, specOf } from './pictures.fixture';
import type { ChartSpec, ChartState, LinesSpec } from './spec';
import { collisions, textBoxes } from './text-boxes.fixture';

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
}, 120_000);
afterAll(closeDrawing);

/** A phone's, a story's and a page's. */
const WIDTHS = [288, 360, 600, 1120];

interface Selection {
  name: string;
  lang: Locale;
  countries: string[];
}

const SELECTIONS: readonly Selection[] = [
  { name: 'eight countries with long names, figures from 1 to 450,000', lang: 'de', countries: HARD },
  {
    name: 'eight countries with many schemes',
    lang: 'pl',
    countries: ['GB', 'BA', 'CZ', 'UA', 'KR', 'TW', 'SE', 'DE'],
  },
  {
    name: 'eight neighbours with figures close together',
    lang: 'de',
    countries: ['NO', 'SE', 'FI', 'DK', 'EE', 'LV', 'LT', 'PL'],
  },
  { name: 'one country', lang: 'en', countries: ['DE'] },
];

/** What else of a view moves words: its axis, how people are counted, in what money. */
function variants(slug: ChartSlug): Partial<ChartState>[] {
  const parameters = chartParameters(slug);
  return [
    {},
    ...(parameters.includes('axis') ? [{ axis: 'log' } as const] : []),
    ...(slug === 'intake-targets' ? [{ mode: 'cohort-share' } as const] : []),
    ...(parameters.includes('events') ? [{ events: 'all', vintages: 'all' } as const] : []),
    ...(slug === 'budgets' ? [{ mode: 'annual', money: 'native' } as const] : []),
  ];
}

const isLines = (spec: ChartSpec): spec is LinesSpec => 'labels' in spec;

describe.each(CHART_SLUGS)('words of %s', (slug) => {
  describe.each(SELECTIONS)('of $name, in $lang', ({ countries, lang }) => {
    it.each(variants(slug))(
      'keep clear of each other and inside the picture: %j',
      async (view) => {
        const spec = specOf(slug, { countries, lang, ...view });
        if (spec.empty) return;
        for (const width of WIDTHS) {
          const svg = await drawChart(spec, { width, theme: 'light', idPrefix: 'a' });
          expect({ width, found: collisions(svg) }).toEqual({ width, found: [] });
        }
      },
      60_000,
    );
  });
});

describe('labels of lines', () => {
  const specs = CHART_SLUGS.flatMap((slug) =>
    SELECTIONS.map(({ countries, lang }) => specOf(slug, { countries, lang })),
  ).filter(isLines);

  it('keep clear of each other in the low plots of pictures, too', () => {
    expect(specs.length).toBeGreaterThan(0);
    for (const spec of specs) {
      for (const width of WIDTHS) {
        for (const plotHeight of [120, 200, 400]) {
          const { labels, height } = layoutChart(spec, width, plotHeight);
          for (const [index, { box }] of labels.entries()) {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
            expect(box.y + box.height).toBeLessThanOrEqual(height);
            expect(labels.slice(index + 1).some((other) => overlaps(other.box, box))).toBe(false);
          }
        }
      }
    }
  });
});

describe('the check itself', () => {
  const svgOf = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" font-size="14">${inside}</svg>`;

  it('reads size, weight and anchor from around the words', () => {
    const [plain, end, bold] = textBoxes(
      svgOf(
        '<text x="10" y="50">Bosnia</text><g text-anchor="end" font-size="20"><text x="190" y="50">12</text></g><text x="10" y="90"><tspan font-weight="600">Bosnia</tspan> 12</text>',
      ),
    );
    expect(end?.x).toBeCloseTo(190 - (end?.width ?? 0));
    expect(end?.height).toBeCloseTo(0.92 * 20);
    expect(bold?.width).toBeGreaterThan(plain?.width ?? 0);
  });

  it('finds words that touch, and words that leave the picture on any side', () => {
    expect(collisions(svgOf('<text x="10" y="50">2025</text><text x="30" y="52">2026</text>'))).toHaveLength(
      1,
    );
    expect(collisions(svgOf('<text x="10" y="50">2025</text><text x="60" y="50">2026</text>'))).toEqual([]);
    for (const place of ['x="-3" y="50"', 'x="180" y="50"', 'x="10" y="6"', 'x="10" y="99"']) {
      expect(collisions(svgOf(`<text ${place}>2025</text>`))).toHaveLength(1);
    }
  });

  it('finds the collisions that a real chart has where its words are a third larger', async () => {
    const spec = specOf('forces', { countries: HARD, lang: 'de' });
    const svg = await drawChart(spec, { width: 288, theme: 'light', idPrefix: 'a' });
    const larger = svg.replace(
      /font-size="([\d.]+)"/g,
      (_, size: string) => `font-size="${Number(size) * 1.35}"`,
    );
    expect(collisions(larger).length).toBeGreaterThan(10);
  });
});
