import { execFileSync } from 'node:child_process';
import { Resvg } from '@resvg/resvg-js';
import { JSDOM } from 'jsdom';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { closeDrawing, drawChart } from './draw';
import {
  closePictures,
  drawPicture,
  drawPublication,
  type PictureRequest,
  PicturesBusyError,
  pictureKey,
} from './picture';
import { FIRST_VIEW, HARD, publicationOf, specOf } from './pictures.fixture';

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
}, 120_000);
afterAll(async () => {
  await closeDrawing();
  await closePictures();
});

const view = { countries: FIRST_VIEW };
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function parsed(svg: string): Element {
  const { window } = new JSDOM('');
  const document = new window.DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document.documentElement;
}

const collapsed = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

describe.each(CHART_SLUGS)('the files of %s', (slug) => {
  const publication = publicationOf(slug, view, { width: 800 });

  it('are an SVG that needs no face and says its words', async () => {
    const request = { publication, theme: 'dark', format: 'svg', scale: 1 } as const;
    const outlined = parsed(textOf(await drawPicture(request)));
    const worded = parsed(await drawPublication({ publication, theme: 'dark' }));
    expect(outlined.querySelectorAll('text, style, image, foreignObject')).toHaveLength(0);
    const said = [...outlined.querySelectorAll('g[aria-label]')].map((g) =>
      collapsed(g.getAttribute('aria-label')),
    );
    expect(said).toEqual([...worded.querySelectorAll('text')].map((text) => collapsed(text.textContent)));
    expect(outlined.getAttribute('role')).toBe('img');
    const [title, desc] = [outlined.querySelector('title'), outlined.querySelector('desc')];
    expect(title?.textContent).toBe(publication.chart.spec.title);
    expect(desc?.textContent).toBe(publication.chart.spec.altText);
    expect(outlined.getAttribute('aria-labelledby')).toBe(title?.id);
    expect(outlined.getAttribute('aria-describedby')).toBe(desc?.id);
  });

  it('look the same as PNG and as SVG drawn without any face', async () => {
    const request = { publication, theme: 'light', scale: 2 } as const;
    const png = PNG.sync.read(Buffer.from(await drawPicture({ ...request, format: 'png' })));
    expect([png.width, png.height]).toEqual([1600, Math.round(2 * publication.height)]);
    const svg = textOf(await drawPicture({ ...request, format: 'svg' }));
    const faceless = new Resvg(svg, {
      font: { loadSystemFonts: false },
      fitTo: { mode: 'zoom', value: 2 },
    }).render();
    expect([faceless.width, faceless.height]).toEqual([png.width, png.height]);
    const differing = pixelmatch(png.data, faceless.pixels, undefined, png.width, png.height, {
      threshold: 0.1,
    });
    expect(differing / (png.width * png.height)).toBeLessThan(0.0005);
  });

  it('hold the very drawing that the page has', async () => {
    const { chart } = publicationOf(slug, view, { width: 1176 });
    expect(chart.width).toBe(1120);
    const options = { width: 1120, theme: 'light', idPrefix: 'chart' } as const;
    const onPage = (await drawChart(specOf(slug, view), options)).replace(/^.*?<rect[^>]*\/>|<\/svg>$/g, '');
    const framed = await drawPublication({
      publication: publicationOf(slug, view, { width: 1176 }),
      theme: 'light',
    });
    expect(onPage.length).toBeGreaterThan(1000);
    expect(framed).toContain(onPage);
  });
});

describe('what a picture says in words', () => {
  /** Numbers as each language groups them: 42,500; 42.500; 42 500; 4,5. */
  const numbers = (text: string) =>
    text.match(/\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?/g) ?? [];

  it.each(CHART_SLUGS)('of %s holds no number that the spec does not have', (slug) => {
    for (const countries of [FIRST_VIEW, HARD]) {
      for (const lang of ['en', 'fr', 'de'] as const) {
        const spec = specOf(slug, { countries, lang });
        const { altText, ...rest } = spec;
        const known = new Set(numbers(JSON.stringify(rest)));
        // The text names the first and last whole year of the axis.
        if ('xAxis' in spec) {
          known.add(String(Math.ceil(spec.xAxis.min)));
          known.add(String(Math.floor(spec.xAxis.max)));
        }
        for (const number of numbers(altText)) {
          // Counts of what is said or left to the table are made for the text alone.
          if (!known.has(number)) expect(Number(number), `${slug} ${lang}: ${number}`).toBeLessThan(200);
        }
      }
    }
  });
});

describe('drawing', () => {
  const request: PictureRequest = {
    publication: publicationOf('target-revisions', view, { width: 400 }),
    theme: 'light',
    format: 'png',
    scale: 1,
  };

  it('has one key for one picture', () => {
    expect(pictureKey(request)).toBe(pictureKey({ ...request }));
    const others: PictureRequest[] = [
      { ...request, scale: 2 },
      { ...request, theme: 'transparent' },
      { ...request, format: 'svg' },
      { ...request, publication: publicationOf('target-revisions', view, { width: 401 }) },
    ];
    expect(new Set([request, ...others].map(pictureKey)).size).toBe(5);
  });

  it('leaves a transparent picture without paper', async () => {
    const bytes = await drawPicture({ ...request, theme: 'transparent' });
    expect(PNG.sync.read(Buffer.from(bytes)).data[3]).toBe(0);
    const solid = await drawPicture(request);
    expect([...PNG.sync.read(Buffer.from(solid)).data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  it('of more pictures than can wait is refused, and the rest are drawn', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...request,
      publication: { ...request.publication, height: request.publication.height + index },
    }));
    const results = await Promise.allSettled(many.map(drawPicture));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(20);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(PicturesBusyError);
    // What was refused once is drawn when asked for again.
    const again = many[results.findIndex((result) => result.status === 'rejected')];
    expect((await drawPicture(again ?? request)).length).toBeGreaterThan(1000);
  });
});
