/*
 * Prints when the chart is seen on a slow phone, beside the same page with Recharts in its first load, in the same run: medians of
 * several cold visits; first an empty page of the framework, whose share of the blocked time none of ours can be below. Slow phone: CPU a quarter as fast, 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip, 412 × 823 px, empty cache.
 * Chromium throttles each request, but not the making of a connection. Needs a production build and its database: "npm run up" once.
 * Run: npx tsx bench/slow-phone.ts [visits, 5 when left out] (CHROMIUM_PATH names a browser where there is no other).
 *
 * A chart is seen once a frame has been painted in which its drawing, with something in it, stood in the window: the time of the
 * first paint if that was the frame, else of the frame after it. A chart page is opened at its top; where the chart is further down a page, it is opened at the chart's own address.
 *
 * The other page is made from ours as it passes: the drawings are emptied, and the scripts and the data that reaching for the chart
 * loads stand in the page, so that it is drawn as soon as React runs.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { freePort } from '../e2e/ports';
import { buildEmptyPage, EMPTY_APP } from './empty-page';
import { served, settled } from './served';

const PATHS = [
  '/charts/intake-targets',
  '/',
  '/measures/se-varnplikt',
  '/countries/fr',
  '/embed/charts/intake-targets',
];
/** Those that are about their chart: it must be in the first window. */
const AT_THE_TOP = /\/charts\//;
const TARGETS = { seen: 1000, shift: 0.001, blocking: 300 } as const;
const PROFILE = {
  cpu: 4,
  down: 1.6e6 / 8,
  up: 750e3 / 8,
  latency: 150,
  window: { width: 412, height: 823 },
} as const;
const SETTLED_MS = 2000;
const LONGEST_MS = 30_000;

const MEASURED = z.object({
  seen: z.number().nullable(),
  painted: z.number(),
  largest: z.number(),
  shift: z.number(),
  blocking: z.number(),
  /** Where the drawing begins, from the top of the page. */
  top: z.number().nullable(),
});
type Measured = z.infer<typeof MEASURED>;

/**
 * Runs in the page before anything else, and keeps what happens in `window.slowPhone`. Looking for the drawing makes the browser lay out what
 * is further down: so only a visit to the chart `looks`.
 */
const observe = (looks: boolean) => `(() => {
  const kept = { seen: null, top: null, shift: 0, largest: 0, tasks: [] };
  window.slowPhone = kept;
  const observe = (type, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) kept.shift += entry.value; });
  observe('largest-contentful-paint', (entry) => { kept.largest = entry.startTime; });
  observe('longtask', (entry) => { kept.tasks.push([entry.startTime, entry.duration]); });
  const drawn = () => [...document.querySelectorAll('figure svg, .drawing svg')].find((svg) => {
    const { width, height } = svg.getBoundingClientRect();
    return width > 200 && height > 100 && svg.querySelectorAll('path, circle, line, text').length > 10;
  });
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
  let shown = null;
  const look = () => {
    const now = performance.now();
    // The frame in which it was found has been painted: when, the browser says of the first paint only.
    if (shown !== null && paint() !== null) {
      kept.seen = shown.first ? Math.max(shown.at, paint()) : now;
      return;
    }
    const box = drawn()?.getBoundingClientRect();
    if (box) {
      kept.top ??= box.top + scrollY;
      if (box.top < innerHeight && box.bottom > 0) shown ??= { at: now, first: paint() === null };
    }
    requestAnimationFrame(look);
  };
  if (${looks}) requestAnimationFrame(look);
})()`;

const READ = `(() => {
  const { seen, top, shift, largest, tasks } = window.slowPhone;
  const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const blocking = tasks.reduce(
    (sum, [start, duration]) => sum + (start + duration > painted ? Math.max(0, duration - 50) : 0), 0);
  return { seen, top, shift, largest, painted, blocking };
})()`;

/** One visit with nothing in the cache. */
async function visit(
  browser: Browser,
  url: string,
  looks: boolean,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Measured> {
  const context = await browser.newContext({
    viewport: PROFILE.window,
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    const phone = await context.newCDPSession(page);
    await phone.send('Network.enable');
    await phone.send('Emulation.setCPUThrottlingRate', { rate: PROFILE.cpu });
    await phone.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: PROFILE.latency,
      downloadThroughput: PROFILE.down,
      uploadThroughput: PROFILE.up,
    });
    await page.addInitScript(observe(looks));
    await prepare?.(page);
    await page.goto(url, { waitUntil: 'networkidle', timeout: LONGEST_MS });
    await page.waitForTimeout(SETTLED_MS);
    return MEASURED.parse(await page.evaluate(READ));
  } finally {
    await context.close();
  }
}

interface Reached {
  scripts: string[];
  /** Address of the chart's data, and what it answers. */
  href: string;
  data: string;
}

/** What a page loads when its first chart is reached for; null where that is no chart of Recharts. */
async function reached(browser: Browser, origin: string, path: string): Promise<Reached | null> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    const stage = page.locator(EXPLORE).first();
    if ((await stage.count()) === 0) return null;
    const scripts: string[] = [];
    let href: string | null = null;
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (request.resourceType() === 'script') scripts.push(pathname);
      if (pathname.endsWith('.json')) href = pathname + search;
    });
    await stage.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('slider').first().waitFor();
    if (href === null) throw new Error(`${path}: reaching for the chart asked for no data`);
    return { scripts, href, data: await (await fetch(origin + href)).text() };
  } finally {
    await context.close();
  }
}

/** What a keyboard reaches for the chart with; it is enabled once React runs. */
const EXPLORE = 'button[class*="explore"]';

const DRAWING = /(<svg\b[^>]*\brole="img"[^>]*>)[\s\S]*?<\/svg>/g;

/** The page with Recharts in its first load. */
function withRecharts(html: string, { scripts, data }: Reached): string {
  const tags = scripts.map((src) => `<script src="${src}" async=""></script>`).join('');
  const inPage = `<script type="application/json" id="chart-data">${data.replaceAll('<', '\\u003c')}</script>`;
  return html
    .replace(DRAWING, '$1</svg>')
    .replace('</head>', `${tags}</head>`)
    .replace('</main>', `</main>${inPage}`);
}

/** Draws the chart as soon as React runs, from the data in the page. */
const REACH = (href: string): string => `(() => {
  const ask = window.fetch;
  window.fetch = (input, options) =>
    String(input).endsWith(${JSON.stringify(href)})
      ? Promise.resolve(new Response(document.getElementById('chart-data').textContent))
      : ask(input, options);
  const reach = () => {
    const button = document.querySelector('${EXPLORE}:not([disabled])');
    if (button) button.click();
    else requestAnimationFrame(reach);
  };
  requestAnimationFrame(reach);
})()`;

/** Serves `origin` with one page changed while `work` runs. */
async function changed<Result>(
  origin: string,
  path: string,
  change: (html: string) => string,
  work: (origin: string) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const answer = await fetch(origin + path);
  const body = brotliCompressSync(change(await answer.text()));
  const proxy = createServer(async (request, response) => {
    try {
      if (request.url === path) {
        const policy = answer.headers.get('content-security-policy') ?? '';
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-encoding': 'br',
          'content-security-policy': policy,
        });
        response.end(body);
        return;
      }
      const passed = await fetch(origin + request.url);
      const type = passed.headers.get('content-type') ?? 'application/octet-stream';
      const bytes = Buffer.from(await passed.arrayBuffer());
      const packs = !type.startsWith('font/');
      response.writeHead(passed.status, { 'content-type': type, ...(packs && { 'content-encoding': 'br' }) });
      response.end(packs ? brotliCompressSync(bytes) : bytes);
    } catch (error) {
      response.destroy(error instanceof Error ? error : undefined);
    }
  }).listen(port, 'localhost');
  await once(proxy, 'listening');
  try {
    return await work(`http://localhost:${port}`);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

interface Medians {
  /** null where the chart is further down, and the page was opened at its top. */
  seen: number | null;
  painted: number;
  largest: number;
  shift: number;
  blocking: number;
  top: number | null;
}

function medians(visits: readonly Measured[]): Medians {
  const of = (read: (one: Measured) => number) => median(visits.map(read));
  const ofKnown = (read: (one: Measured) => number | null) => {
    const known = visits.map(read).filter((value) => value !== null);
    return known.length === visits.length ? median(known) : null;
  };
  return {
    seen: ofKnown(({ seen }) => seen),
    painted: of(({ painted }) => painted),
    largest: of(({ largest }) => largest),
    shift: of(({ shift }) => shift),
    blocking: of(({ blocking }) => blocking),
    top: ofKnown(({ top }) => top),
  };
}

/** `framework`: what an empty page of it is blocked for. */
function line(
  label: string,
  { seen, painted, largest, shift, blocking }: Medians,
  framework: number | null = null,
): string {
  const ms = (value: number) => value.toFixed(0).padStart(5);
  const whenSeen = seen === null ? '    –' : ms(seen);
  const ours = framework === null ? '' : `  ${ms(blocking - framework)}`;
  return `${label.padEnd(38)} ${whenSeen} ${ms(painted)} ${ms(largest)}  ${shift.toFixed(4)} ${ms(blocking)}${ours}`;
}

/** What of the medians is beyond its target. */
function beyond(address: string, { seen, shift, blocking }: Medians, looks: boolean): string[] {
  return [
    ...(looks && (seen === null || seen > TARGETS.seen)
      ? [
          `${address}: chart seen after ${seen === null ? 'no time that was waited' : `${seen.toFixed(0)} ms`}`,
        ]
      : []),
    ...(shift > TARGETS.shift ? [`${address}: shift ${shift.toFixed(4)}`] : []),
    ...(blocking > TARGETS.blocking ? [`${address}: blocked for ${blocking.toFixed(0)} ms`] : []),
  ];
}

const visits = Number(process.argv[2] ?? '5');
if (!Number.isInteger(visits) || visits < 1) {
  throw new Error(`visits are "${process.argv[2]}"; allowed: a whole number from 1`);
}
const missed: string[] = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const times = async (work: () => Promise<Measured>) => {
  const all: Measured[] = [];
  for (let count = 0; count < visits; count += 1) all.push(await work());
  return medians(all);
};
try {
  buildEmptyPage();
  const empty = await served({ folder: EMPTY_APP }, ({ origin }) =>
    times(() => visit(browser, `${origin}/`, false)),
  );
  await served({}, async ({ origin }) => {
    await settled();
    console.log(
      `A slow phone (CPU ×${PROFILE.cpu}, ${(PROFILE.down * 8) / 1e6} Mbit/s, ${PROFILE.latency} ms, ${PROFILE.window.width} × ${PROFILE.window.height}), medians of ${visits} cold visits, milliseconds`,
    );
    console.log(
      `Targets: chart seen within ${TARGETS.seen}, shift below ${TARGETS.shift}, blocked for at most ${TARGETS.blocking}`,
    );
    console.log(`${''.padEnd(38)}  seen first largest shift blocked, of that ours`);
    console.log(line('an empty page of the framework', empty));
    for (const path of PATHS) {
      // The server's own first answer is no matter of the phone; and what was made ahead is made again after it.
      const html = await (await fetch(origin + path)).text();
      const isOfChart = AT_THE_TOP.test(path);
      const figure = isOfChart ? '' : (/<figure[^>]*\bid="(chart-[^"]+)"/.exec(html)?.[1] ?? '');
      if (!isOfChart) {
        const top = await times(() => visit(browser, origin + path, false));
        console.log(line(path, top, empty.blocking));
        missed.push(...beyond(path, top, false));
      }
      const address = isOfChart ? path : `${path}#${figure}`;
      const ours = await times(() => visit(browser, origin + address, true));
      console.log(line(address, ours, empty.blocking));
      missed.push(...beyond(address, ours, true));
      if (ours.seen === null || ours.top === null) throw new Error(`${address}: the chart was not seen`);
      const inFirstWindow = ours.top < PROFILE.window.height;
      console.log(
        `${''.padEnd(38)}  the drawing begins ${ours.top.toFixed(0)} px down the page: ${inFirstWindow ? 'in the first window' : 'further down'}`,
      );
      if (isOfChart && !inFirstWindow) missed.push(`${path}: chart below the fold`);
      // An embed is drawn without React; its page is the other.
      if (path.startsWith('/embed/')) continue;
      const extra = await reached(browser, origin, path);
      if (extra === null || extra.scripts.length === 0) continue;
      const { seen, blocking } = ours;
      await changed(
        origin,
        path,
        (page) => withRecharts(page, extra),
        async (proxied) => {
          const theirs = await times(() =>
            visit(browser, proxied + address, true, (page) => page.addInitScript(REACH(extra.href))),
          );
          if (theirs.seen === null) throw new Error(`${address}: the other page's chart was not seen`);
          console.log(line('  with Recharts in its first load', theirs));
          console.log(
            `${''.padEnd(38)}  seen ${(theirs.seen / seen).toFixed(1)} times as late, blocked ${(theirs.blocking - blocking).toFixed(0)} ms more`,
          );
        },
      );
    }
  });
} finally {
  await browser.close();
}
for (const one of missed) console.log(`MISSED  ${one}`);
process.exitCode = missed.length === 0 ? 0 : 1;
