import { execFileSync } from 'node:child_process';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { MAP_VIEWS } from '@/lib/view-state/country';
import { buildChart } from './build';
import { closeDrawing, drawChart } from './draw';
import { layoutChart } from './layout';
import { DARK } from './palette';
import { readRealInput } from './real-input.fixture';

const input = readRealInput();
const context = { locale: 'en' as const, today: '2026-11-22' };
const firstView = { countries: ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'], measures: [] };

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
}, 120_000);
afterAll(closeDrawing);

const parseSvg = (svg: string) => {
  const { window } = new JSDOM('');
  const parsed = new window.DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  return parsed.documentElement;
};

describe.each(CHART_SLUGS)('%s drawn on the server', (slug) => {
  const spec = buildChart(slug, input, firstView, context);

  it.each([288, 600, 1120])('is a well-formed picture of its own at %i px', async (width) => {
    const svg = await drawChart(spec, { width, theme: 'page', idPrefix: 'first' });
    const root = parseSvg(svg);
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('viewBox')).toBe(`0 0 ${width} ${layoutChart(spec, width).height}`);
    expect(root.querySelector('title')?.textContent).toBe(spec.title);
    expect(root.querySelector('desc')?.textContent).toBe(spec.altText);
    expect(root.getAttribute('aria-labelledby')).toBe(root.querySelector('title')?.id);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(svg).not.toMatch(/tabindex|recharts|role="application"| style="| class="/);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^first-/);
    expect(svg.length).toBeLessThan(slug === 'service-model' ? 30_000 : 12_500);
  });

  it('is the same text for the same spec, whichever worker draws it', async () => {
    const options = { width: 600, theme: 'light', idPrefix: 'a' } as const;
    const first = await drawChart(spec, options);
    await closeDrawing();
    expect(await drawChart(spec, options)).toBe(first);
  });

  it('stands alone in a file: own colours, paper and face', async () => {
    const svg = await drawChart(spec, { width: 600, theme: 'dark', idPrefix: 'a' });
    expect(svg).not.toContain('var(');
    expect(svg).toContain(`<rect width="100%" height="100%" fill="${DARK.paper}"/>`);
  });
});

it('draws the map of all countries in at most 40 kB', async () => {
  for (const region of MAP_VIEWS) {
    const spec = buildChart('service-model', input, { countries: [], measures: [], region }, context);
    for (const width of [288, 600, 1120]) {
      const svg = await drawChart(spec, { width, theme: 'page', idPrefix: 'first' });
      expect(svg.length).toBeLessThan(40_000);
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    }
  }
});

it.each(['FR', 'DE'])('draws what is now over a reference work’s figure beside it: %s', async (iso2) => {
  const spec = buildChart('forces', input, { countries: [iso2], measures: [] }, context);
  if (spec.slug !== 'forces') throw new Error('wrong chart');
  const row = spec.series.find(({ points }) => points.some(({ mark }) => mark === 'reference'));
  const now = row?.points.find(({ mark }) => mark === 'actual');
  const reference = row?.points.find(({ mark }) => mark === 'reference');
  if (!row || !now || !reference) throw new Error(`${iso2} has no strength beside a reference work’s`);
  for (const width of [288, 1120]) {
    const layout = layoutChart(spec, width);
    const svg = await drawChart(spec, { width, theme: 'light', idPrefix: 'a' });
    const y = Math.round((layout.rows[spec.series.indexOf(row)]?.y ?? 0) * 10) / 10;
    const x = Math.round(layout.x(now.x) * 10) / 10;
    const actual = svg.indexOf(`M${Math.round((x - 4) * 10) / 10},${y}a4,4`);
    const behind = svg.indexOf('h10v10h-10Z');
    expect(behind).toBeGreaterThan(0);
    expect(actual).toBeGreaterThan(behind);
  }
});

it('draws labels over the lines and marks that their band of paper keeps off them', async () => {
  for (const [slug, label] of [
    ['intake-targets', 'Sweden</tspan>'],
    ['delivery', '+150% a year</text>'],
  ] as const) {
    const spec = buildChart(slug, input, firstView, context);
    const svg = await drawChart(spec, { width: 1120, theme: 'light', idPrefix: 'a' });
    const dashed = svg.lastIndexOf(slug === 'delivery' ? 'stroke-dasharray="2 3"' : 'stroke-dasharray="5 4"');
    expect(dashed).toBeGreaterThan(0);
    expect(svg.lastIndexOf(label)).toBeGreaterThan(dashed);
  }
});

it('draws every figure of the first view where the layout says', async () => {
  const spec = buildChart('intake-targets', input, firstView, context);
  if (spec.slug !== 'intake-targets') throw new Error('wrong chart');
  const layout = layoutChart(spec, 1120);
  const svg = await drawChart(spec, { width: 1120, theme: 'page', idPrefix: 'a' });
  const france = spec.series.find((one) => one.measureId === 'fr-service-national' && one.basis === 'target');
  const last = france?.points.at(-1);
  if (!last) throw new Error('France has no target');
  const at = (value: number) => Math.round(value * 10) / 10;
  // A target ahead is a circle of radius 4: its outline starts 4 px left of the place of the figure.
  expect(svg).toContain(`M${at(layout.x(last.x) - 4)},${at(layout.y(last.y))}a4,4`);
  const ticks = [...parseSvg(svg).querySelectorAll('text')].map((text) => text.textContent);
  expect(ticks).toEqual(expect.arrayContaining(['0', '10,000', '50,000', '2015', '2035', 'today']));
});
