import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** The faces in which the browser really wrote the page's heading. */
async function facesOfHeading(page: Page): Promise<string[]> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('DOM.enable');
  await browser.send('CSS.enable');
  const { root } = await browser.send('DOM.getDocument');
  const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'h1' });
  const { fonts } = await browser.send('CSS.getPlatformFontsForNode', { nodeId });
  await browser.detach();
  return fonts.map(({ familyName }) => familyName);
}

test('faces that come late move nothing, and are there on the next page', async ({ page }) => {
  await page.route('**/*.woff2', async (route) => {
    await new Promise((later) => setTimeout(later, 1500));
    await route.continue();
  });
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { moved: (entry as PerformanceEntry & { value: number }).value });
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/about', { waitUntil: 'networkidle' });
  await page.waitForTimeout(500);
  expect((await facesOfHeading(page)).join()).not.toContain('Source Serif');
  expect(await page.evaluate('window.moved')).toBe(0);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Codebook' }).click();
  await expect(page).toHaveURL('/codebook');
  await expect.poll(() => facesOfHeading(page)).toEqual([expect.stringContaining('Source Serif')]);
});

test('letters of other languages come in the same face, and only where there are any', async ({ page }) => {
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'font') asked.add(request.url());
  });
  await page.goto('/api', { waitUntil: 'networkidle' });
  expect(asked.size).toBe(2);
  await page.goto('/pl', { waitUntil: 'networkidle' });
  expect(asked.size).toBe(4);
  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.locator('h1').textContent()).toMatch(/[ąćęłńóśźż]/);
  for (const face of await facesOfHeading(page)) expect(face).toContain('Source Serif');
});

test('faces that are here in time are used at once, and styles come once', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'stylesheet') fetched.push(request.url());
  });
  await page.goto('/about', { waitUntil: 'networkidle' });
  await page.reload({ waitUntil: 'networkidle' });
  expect(await facesOfHeading(page)).toEqual([expect.stringContaining('Source Serif')]);
  expect(fetched).toEqual([]);
  expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
});
