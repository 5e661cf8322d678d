import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import { type PicturePreset, type PictureTheme, sizeOf } from '@/lib/view-state/pictures';
import { closeDrawing, drawChart } from './draw';
import { closePictures, drawPicture, drawPublication } from './picture';
import { FIRST_VIEW, HARD, publicationOf, specOf } from './pictures.fixture';

/**
 * The pictures as they were looked at and found good, in lib/charts/stored. One that changes fails here, with the lines
 * that differ; after looking at it, accept it with: npm run charts:accept
 */
const STORED = join(import.meta.dirname, 'stored');
const ACCEPTING = import.meta.env.MODE === 'accept';

type View = Parameters<typeof publicationOf>[1];
type Size = Parameters<typeof publicationOf>[2];

const inPreset = (preset: PicturePreset, theme: PictureTheme = 'light') =>
  sizeOf({ preset, width: null, height: null, scale: null, theme });

const drawings: [name: string, draw: () => Promise<string>][] = [];

function page(slug: ChartSlug, name: string, view: View, width: number) {
  const spec = specOf(slug, view);
  if (spec.empty) return;
  drawings.push([`${slug}.${name}.svg`, () => drawChart(spec, { width, theme: 'page', idPrefix: 'stored' })]);
}

function published(slug: ChartSlug, name: string, view: View, theme: PictureTheme, size: Size) {
  if (specOf(slug, view).empty) return;
  drawings.push([
    `${slug}.${name}.svg`,
    () => drawPublication({ publication: publicationOf(slug, view, size), theme }),
  ]);
}

for (const slug of CHART_SLUGS) {
  page(slug, 'page-1120', { countries: FIRST_VIEW }, 1120);
  page(slug, 'page-288-hard', { countries: HARD }, 288);
  published(slug, 'light-1120-en', { countries: FIRST_VIEW }, 'light', { width: 1120 });
  published(slug, 'dark-600-de', { countries: FIRST_VIEW, lang: 'de' }, 'dark', { width: 600 });
  published(slug, 'transparent-360-pl', { countries: FIRST_VIEW, lang: 'pl' }, 'transparent', { width: 360 });
  published(slug, 'social-hard-fr', { countries: HARD, lang: 'fr' }, 'light', inPreset('social'));
}
page('service-model', 'page-1120-all', { countries: [] }, 1120);
published(
  'service-model',
  'light-600-all-world-sv',
  { countries: [], region: 'world', lang: 'sv' },
  'light',
  {
    width: 600,
  },
);
published('service-model', 'social-past', { countries: [], asOf: '2025-12-01' }, 'light', inPreset('social'));
const logarithmic = { countries: HARD, axis: 'log' } as const;
published('intake-targets', 'light-1120-hard-log', logarithmic, 'light', { width: 1120 });
published('intake-targets', 'light-360-hard-log-sv', { ...logarithmic, lang: 'sv' }, 'light', { width: 360 });
published('forces', 'light-1120-hard-log', logarithmic, 'light', { width: 1120 });
published(
  'intake-targets',
  'past-own-headline',
  { countries: ['FR'], asOf: '2025-12-01', title: 'Ours & <theirs>', subtitle: 'Below' },
  'light',
  { width: 600 },
);

const photographs: [name: string, slug: ChartSlug, view: View, theme: PictureTheme, preset: PicturePreset][] =
  [
    ['intake-targets.social.png', 'intake-targets', { countries: FIRST_VIEW }, 'light', 'social'],
    ['delivery.square-dark-sv.png', 'delivery', { countries: FIRST_VIEW, lang: 'sv' }, 'dark', 'square'],
    ['timeline.story-clear-fr.png', 'timeline', { countries: HARD, lang: 'fr' }, 'transparent', 'story'],
  ];
/** Share of pixels that may differ, and how much a colour may before it counts: another processor rounds otherwise. */
const PIXELS = { share: 0.0005, threshold: 0.1 } as const;

/** One element a line, so that what differs can be read. */
const lines = (svg: string): string => `${svg.replaceAll('><', '>\n<')}\n`;

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
  mkdirSync(STORED, { recursive: true });
}, 120_000);
afterAll(async () => {
  await closeDrawing();
  await closePictures();
});

const HOW = 'Look at it, then: npm run charts:accept';

it('are those that are compared, no more and no fewer', () => {
  const names = [...drawings, ...photographs].map(([name]) => name).sort();
  const stored = readdirSync(STORED).sort();
  if (ACCEPTING) {
    for (const name of stored.filter((old) => !names.includes(old))) rmSync(join(STORED, name));
    return;
  }
  expect(stored, HOW).toEqual(names);
});

describe('drawings, byte for byte', () => {
  it.each(drawings)('%s', async (name, draw) => {
    const path = join(STORED, name);
    const drawn = lines(await draw());
    expect(drawn).not.toMatch(/NaN|undefined|Infinity|\[object/);
    if (ACCEPTING) writeFileSync(path, drawn);
    else {
      expect(existsSync(path), `${name} is not stored. ${HOW}`).toBe(true);
      expect(drawn, HOW).toBe(readFileSync(path, 'utf8'));
    }
  });
});

describe('files, pixel by pixel', () => {
  it.each(photographs)('%s', async (name, slug, view, theme, preset) => {
    const publication = publicationOf(slug, view, inPreset(preset, theme));
    const bytes = await drawPicture({ publication, theme, format: 'png', scale: 1 });
    const path = join(STORED, name);
    if (ACCEPTING) {
      writeFileSync(path, bytes);
      return;
    }
    expect(existsSync(path), `${name} is not stored. ${HOW}`).toBe(true);
    const [drawn, stored] = [PNG.sync.read(Buffer.from(bytes)), PNG.sync.read(readFileSync(path))];
    expect([drawn.width, drawn.height], HOW).toEqual([stored.width, stored.height]);
    const { width, height } = stored;
    const differing = pixelmatch(drawn.data, stored.data, undefined, width, height, {
      threshold: PIXELS.threshold,
    });
    expect(differing / (width * height), HOW).toBeLessThan(PIXELS.share);
  });
});
