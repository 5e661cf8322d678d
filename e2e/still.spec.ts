import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures';

/** Marks the document, to tell a page shown by scripts from one loaded anew. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window);
const alive = (page: Page) => expect(page.locator('html[data-whole]')).toBeAttached();

test('the parts that no script changes come in the HTML, are left for another page, and are there again on the way back', async ({
  page,
}) => {
  await page.goto('/');
  await alive(page);
  await mark(page);
  const rows = page.locator('#measures tbody tr');
  const before = await rows.allTextContents();
  expect(before.length).toBeGreaterThan(10);
  await page
    .getByRole('navigation', { name: 'Main' })
    .first()
    .getByRole('link', { name: 'Countries' })
    .click();
  await expect(page).toHaveURL(/\/countries$/);
  await expect(page.locator('#list tbody tr')).not.toHaveCount(0);
  await expect(rows).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(rows).toHaveText(before);
  expect(await isMarked(page)).toBe(true);
});

test('a page is fetched once a reader rests on its link, and none for passing over it', async ({ page }) => {
  await page.goto('/countries');
  await alive(page);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch'] !== undefined)
      fetched.push(new URL(request.url()).pathname);
  });
  const link = page.locator('#list a[href="/countries/se"]');
  // Both at once: on a machine that does other things besides, the pointer itself would rest in between.
  await link.evaluate((element) => {
    const come = (at: Element) => at.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    come(element);
    come(document.body);
  });
  await page.waitForTimeout(300);
  expect(fetched).toEqual([]);
  await link.hover();
  await expect.poll(() => fetched).toContain('/countries/se');
});

test('a link to a page opens in a new tab when a reader asks for that', async ({ page, context }) => {
  await page.goto('/countries');
  await alive(page);
  const opened = context.waitForEvent('page');
  await page.locator('#list a[href="/countries/se"]').click({ modifiers: ['ControlOrMeta'] });
  expect(new URL((await opened).url()).pathname).toBe('/countries/se');
  await expect(page).toHaveURL(/\/countries$/);
});

test('an address further down shows its place, with all above it laid out', async ({ page }) => {
  await page.goto('/countries/fr#sources');
  await alive(page);
  await expect(page.locator('#sources h2')).toBeInViewport();
  await page.waitForTimeout(500);
  await expect(page.locator('#sources h2')).toBeInViewport();
});

test('every piece of a page is laid out soon, and the page has the height that it keeps', async ({
  page,
}) => {
  await page.goto('/measures/se-varnplikt');
  await alive(page);
  const left = await page.locator('.piece:not([data-laid])').count();
  expect(left).toBe(0);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.mouse.wheel(0, height);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
});

/** In the page: each way in which the explorer's table stands there, frame by frame: its rows, and where its columns begin. */
const WATCH_TABLE = `(() => {
  window.stood = [];
  const look = () => {
    const table = document.querySelector('#results') && document.querySelector('main table');
    if (table) {
      const columns = [...table.querySelectorAll('thead th')].map((head) => Math.round(head.getBoundingClientRect().x));
      const rows = table.querySelectorAll('tbody tr.piece').length;
      const last = window.stood.at(-1);
      if (last?.rows !== rows) window.stood.push({ rows, columns });
    }
    requestAnimationFrame(look);
  };
  look();
})()`;

const STOOD = z.array(z.object({ rows: z.number(), columns: z.array(z.number()) }));

test('the explorer that a click leads to has the rows of a window first, then all, in columns that stay', async ({
  page,
}) => {
  await page.goto('/');
  await alive(page);
  await page.evaluate(WATCH_TABLE);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Measures' }).click();
  await expect(page.locator('#results')).toBeAttached();
  await expect(page.locator('main tbody tr.piece')).toHaveCount(50);
  await expect(page.locator('main tbody tr')).toHaveCount(50);
  const [first, last, ...more] = STOOD.parse(await page.evaluate('window.stood'));
  expect(first?.rows).toBeLessThan(25);
  expect(last?.rows).toBe(50);
  expect(more).toEqual([]);
  const moved = first?.columns.map((x, column) => Math.abs(x - (last?.columns[column] ?? 0)));
  expect(Math.max(...(moved ?? [Number.NaN]))).toBeLessThanOrEqual(4);
});

test('back at the explorer, a reader is where they were', async ({ page }) => {
  await page.goto('/');
  await alive(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Measures' }).click();
  await expect(page.locator('#results')).toBeAttached();
  await expect(page.locator('main tbody tr.piece')).toHaveCount(50);
  const row = page.locator('main tbody tr').nth(45);
  await row.scrollIntoViewIfNeeded();
  await page.locator('footer').getByRole('link', { name: 'Codebook' }).click();
  await expect(page).toHaveURL(/\/codebook$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/measures$/);
  await expect(page.locator('main tbody tr.piece')).toHaveCount(50);
  await expect(page.locator('footer').getByRole('link', { name: 'Codebook' })).toBeInViewport();
});

const STYLED = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ts: z.number(),
      args: z.object({ elementCount: z.number().optional() }).optional(),
    }),
  ),
});

test('a page that is left is not styled anew when it is taken down', async ({ page, browser }) => {
  await page.goto('/');
  await alive(page);
  const left = await page.locator('main *').count();
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
  await page.evaluate(() => {
    addEventListener('click', () => performance.mark('clicked'), { once: true, capture: true });
    const before = document.querySelector('h1');
    new MutationObserver(() => {
      if (document.querySelector('h1') !== before && performance.getEntriesByName('there').length === 0)
        performance.mark('there');
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Claims' }).click();
  await expect(page).toHaveURL(/\/claims$/);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('there').length)).toBe(1);
  const { traceEvents } = STYLED.parse(JSON.parse((await browser.stopTracing()).toString()));
  const at = (name: string) => traceEvents.find((event) => event.name === name)?.ts ?? Number.NaN;
  const styled = traceEvents.filter(
    ({ name, ts }) => name === 'UpdateLayoutTree' && ts > at('clicked') && ts < at('there'),
  );
  expect(styled.length).toBeGreaterThan(0);
  expect(left).toBeGreaterThan(1000);
  for (const { args } of styled) expect(args?.elementCount ?? 0).toBeLessThan(left / 4);
});
