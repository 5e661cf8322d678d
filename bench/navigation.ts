/*
 * Prints how long it takes from a click on a link to the first frame after which the heading of the next page stood there, when the
 * reader has pointed at the link for a moment before: medians, without any throttling, beside the same between two pages of the same
 * framework that hold a heading and nothing else. Needs a production build and its database: "npm
 * run up" once. Run: npx tsx bench/navigation.ts [times each, 7 when left out] (CHROMIUM_PATH names a browser where there is
 * no other).
 */
import { type Browser, chromium } from '@playwright/test';
import { z } from 'zod';
import { buildEmptyPage, EMPTY_APP } from './empty-page';
import { served, settled } from './served';

const TARGET_MS = 100;
/** What readers follow most: a page, and the address of a link in it. */
const WAYS = [
  ['/', '/measures'],
  ['/', '/countries'],
  ['/', '/compare'],
  ['/', '/charts'],
  ['/', '/timeline'],
  ['/', '/claims'],
  ['/', '/measures/se-varnplikt'],
  ['/charts', '/charts/intake-targets'],
  ['/charts/intake-targets', '/charts'],
  ['/countries', '/countries/fr'],
  ['/countries/fr', '/measures/fr-service-national'],
  ['/measures', '/'],
] as const;
/** From pointing at a link to the click: people take 200 ms and more. */
const POINTED_MS = 400;

const TOOK = z.object({ took: z.number() }).optional();

/** Runs in the page: from the next click to the frame after which another heading stood there. */
const WATCH = `(() => {
  const before = document.querySelector('h1');
  const words = before?.textContent;
  window.navigated = new Promise((resolve) => {
    addEventListener('click', (event) => {
      let there = false;
      const look = () => {
        if (there) return resolve({ took: performance.now() - event.timeStamp });
        const heading = document.querySelector('h1');
        there = heading !== null && (heading !== before || heading.textContent !== words);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
})()`;

async function navigation(browser: Browser, origin: string, from: string, to: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(origin + from, { waitUntil: 'networkidle' });
    const link = page.locator(`a[href="${to}"]:not(svg a):visible`).first();
    await link.scrollIntoViewIfNeeded();
    await page.evaluate(WATCH);
    await link.hover();
    await page.waitForTimeout(POINTED_MS);
    await link.click();
    const navigated = TOOK.parse(await page.evaluate('window.navigated'));
    if (!navigated) throw new Error(`${from} → ${to}: a whole page was loaded`);
    return navigated.took;
  } finally {
    await context.close();
  }
}

const times = Number(process.argv[2] ?? '7');
if (!Number.isInteger(times) || times < 1) {
  throw new Error(`times are "${process.argv[2]}"; allowed: a whole number from 1`);
}
let missed = 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

async function median(origin: string, from: string, to: string) {
  // The server's own first answer is no matter of the browser.
  await navigation(browser, origin, from, to);
  const all: number[] = [];
  for (let count = 0; count < times; count += 1) all.push(await navigation(browser, origin, from, to));
  all.sort((a, b) => a - b);
  return {
    middle: all[Math.floor(times / 2)] ?? Number.NaN,
    line: `${String(Math.round(all[Math.floor(times / 2)] ?? Number.NaN)).padStart(6)}  (${all[0]?.toFixed(0)} to ${all.at(-1)?.toFixed(0)})`,
  };
}

try {
  console.log(`From a click to the next page's heading, median of ${times}, ms; target ${TARGET_MS}`);
  buildEmptyPage();
  const empty = await served({ folder: EMPTY_APP }, ({ origin }) => median(origin, '/from', '/to'));
  console.log(`${empty.line}  an empty page of the framework → another`);
  await served({}, async ({ origin }) => {
    await settled();
    for (const [from, to] of WAYS) {
      const { middle, line } = await median(origin, from, to);
      const slow = !(middle <= TARGET_MS);
      if (slow) missed += 1;
      console.log(
        `${line}  ${(middle / empty.middle).toFixed(1)} times the empty page  ${from} → ${to}${slow ? '  ABOVE the target' : ''}`,
      );
    }
  });
} finally {
  await browser.close();
}
process.exitCode = missed === 0 ? 0 : 1;
