/*
 * Prints what an embed costs the reader of a story: requests and bytes as they travel, before the chart is reached for and
 * after, measured in Chromium with an empty cache; beside it the chart's own page. Needs a production build and its
 * database: "npm run up" once. Run: npx tsx bench/embed.ts (CHROMIUM_PATH names a browser where there is no other).
 */
import { chromium, type Page, type Request } from '@playwright/test';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { served } from './served';

const PATHS = CHART_SLUGS.flatMap((slug) => [`/embed/charts/${slug}`, `/embed/charts/${slug}?lang=pl`]);

interface Cost {
  requests: number;
  bytes: number;
}

/** Counts what a page asks for while `work` runs: bodies and heads, as they travel. */
async function costOf(page: Page, work: () => Promise<unknown>): Promise<Cost> {
  const finished: Request[] = [];
  const note = (request: Request) => finished.push(request);
  page.on('requestfinished', note);
  await work();
  await page.waitForLoadState('networkidle');
  page.off('requestfinished', note);
  const sizes = await Promise.all(finished.map((request) => request.sizes()));
  const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
  return { requests: finished.length, bytes };
}

const shown = ({ requests, bytes }: Cost): string =>
  `${String(requests).padStart(3)} requests ${(bytes / 1024).toFixed(1).padStart(6)} KiB`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await served({}, async ({ origin }) => {
    const measured = async (path: string, reach: boolean): Promise<[Cost, Cost | null]> => {
      const context = await browser.newContext({ viewport: { width: 640, height: 900 } });
      const page = await context.newPage();
      const before = await costOf(page, () => page.goto(origin + path));
      const drawing = page.locator('.drawing svg:visible');
      const reached = async () => {
        await drawing.hover();
        await page.getByRole('slider').waitFor();
      };
      const after = reach ? await costOf(page, reached) : null;
      await context.close();
      return [before, after];
    };
    console.log('An embed before it is reached for, and what reaching for it adds');
    for (const path of PATHS) {
      const [before, after] = await measured(path, true);
      console.log(`${shown(before)}  + ${after ? shown(after) : ''}  ${path}`);
    }
    const [page] = await measured(`/charts/${CHART_SLUGS[0]}`, false);
    console.log(`${shown(page)}  the page of the first, for comparison`);
  });
} finally {
  await browser.close();
}
