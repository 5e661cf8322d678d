import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
