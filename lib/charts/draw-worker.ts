import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { JSDOM } from 'jsdom';
import { type Brief, type BriefRequest, MAX_SHEETS } from '../brief/brief';
import { countSheets, writeBrief } from '../brief/write';
import { FACES } from './faces';
import { markTexts, withOutlines } from './outline';

/**
 * A worker that draws charts. Recharts draws nothing without a DOM, so its bundle runs inside a jsdom window of this
 * thread; nothing leaks into the process that serves pages. Built to .generated/chart-worker.mjs.
 */
interface Renderer {
  drawChart: (request: unknown) => string;
  drawPublication: (request: unknown) => string;
  /** The root of an SVG document. */
  parse: (svg: string) => Element;
}

function openRenderer(): Renderer {
  const bundle = join(process.cwd(), '.generated', 'chart-renderer.js');
  const { window } = new JSDOM('<!doctype html><body></body>', {
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  });
  window.eval('window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };');
  window.eval(readFileSync(bundle, 'utf8'));
  const { drawChart, drawPublication } = window as unknown as Partial<Renderer>;
  if (!drawChart || !drawPublication) {
    throw new Error(`${bundle} is not the renderer; build it again with: npm run charts:build`);
  }
  return {
    drawChart,
    drawPublication,
    parse: (svg) => new window.DOMParser().parseFromString(svg, 'image/svg+xml').documentElement,
  };
}

const renderer = openRenderer();

/** Draws one request (see server-renderer.tsx) to SVG text. */
export default function drawOne(request: unknown): string {
  return renderer.drawChart(request);
}

/** Draws a publication (see server-renderer.tsx) to SVG text whose words are text. */
export function drawPublication(request: unknown): string {
  return renderer.drawPublication(request);
}

const FONT = {
  loadSystemFonts: false,
  defaultFontFamily: 'Source Sans 3',
  fontFiles: Object.values(FACES),
};

/** Draws a publication to the bytes of a file: SVG with its words outlined, or PNG of `scale` pixels a CSS pixel. */
export function drawFile({
  format,
  scale,
  ...request
}: {
  format: 'svg' | 'png';
  scale: number;
}): Uint8Array {
  const svg = renderer.drawPublication(request);
  switch (format) {
    case 'svg': {
      const resolved = new Resvg(markTexts(svg), { font: FONT }).toString();
      return new TextEncoder().encode(withOutlines(svg, resolved));
    }
    case 'png': {
      const picture = new Resvg(svg, { font: FONT, fitTo: { mode: 'zoom', value: scale } });
      return new Uint8Array(picture.render().asPng());
    }
  }
}

/** Draws an SVG of ours whose words are text in the faces above to the bytes of a PNG, pixel for pixel. */
export function drawCard({ card }: { card: string }): Uint8Array {
  return new Uint8Array(new Resvg(card, { font: FONT }).render().asPng());
}

/** Writes a brief to the bytes of a PDF: the first version that takes as few sheets as a brief has, else the last. */
export async function drawBrief({ versions }: BriefRequest): Promise<Uint8Array> {
  let chosen: Brief | undefined;
  for (const brief of versions) {
    chosen = brief;
    if ((await countSheets(brief, FACES)) <= MAX_SHEETS) break;
  }
  if (!chosen) throw new Error('A brief without a version was asked for.');
  return writeBrief(chosen, {
    faces: FACES,
    draw: (publication) =>
      renderer.parse(renderer.drawPublication({ publication, theme: 'light', idPrefix: 'chart' })),
  });
}
