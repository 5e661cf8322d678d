import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { JSDOM } from 'jsdom';

/**
 * A worker that draws charts. Recharts draws nothing without a DOM, so its bundle runs inside a jsdom window of this
 * thread; nothing leaks into the process that serves pages. Built to .generated/chart-worker.mjs.
 */
type Draw = (request: unknown) => string;

function openRenderer(): Draw {
  const bundle = join(process.cwd(), '.generated', 'chart-renderer.js');
  const { window } = new JSDOM('<!doctype html><body></body>', {
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  });
  window.eval('window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };');
  window.eval(readFileSync(bundle, 'utf8'));
  const draw = (window as unknown as { drawChart?: Draw }).drawChart;
  if (!draw) throw new Error(`${bundle} defines no drawChart; build it again with: npm run charts:build`);
  return draw;
}

const drawInWindow = openRenderer();

/** Draws one request (see server-renderer.tsx) to SVG text. */
export default function drawOne(request: unknown): string {
  return drawInWindow(request);
}

const require = createRequire(join(process.cwd(), 'package.json'));
const FONTS = dirname(require.resolve('@expo-google-fonts/source-sans-3/package.json'));
/** The faces of the pages, as the files that the PNG writer reads. */
const FONT_FILES = [
  join(FONTS, '400Regular/SourceSans3_400Regular.ttf'),
  join(FONTS, '600SemiBold/SourceSans3_600SemiBold.ttf'),
];

/** Draws one request to the bytes of a PNG, `scale` pixels for each CSS pixel. */
export function drawPng({ scale, ...request }: { scale: number }): Uint8Array {
  const picture = new Resvg(drawInWindow(request), {
    font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: 'Source Sans 3' },
    fitTo: { mode: 'zoom', value: scale },
  });
  return new Uint8Array(picture.render().asPng());
}
