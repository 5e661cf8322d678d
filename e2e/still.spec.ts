import type { Page } from '@playwright/test';
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
