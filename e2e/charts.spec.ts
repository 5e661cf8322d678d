import { expect, test } from './fixtures';

const recharts = (url: string) => url.includes('/_next/static/');

test('Recharts is not loaded until the reader reaches for a chart, then takes the drawing’s place', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script' && recharts(request.url())) scripts.push(request.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  const before = scripts.length;
  const figure = page.getByRole('figure').first();
  await figure.scrollIntoViewIfNeeded();
  const drawing = figure.locator('svg[role="img"]:visible').first();
  const place = await drawing.boundingBox();
  await figure.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const interactive = figure.getByRole('slider');
  await expect(interactive).toBeVisible();
  expect(scripts.length).toBeGreaterThan(before);
  await expect(interactive).toBeFocused();
  const after = await interactive.boundingBox();
  expect(Math.abs((after?.width ?? 0) - (place?.width ?? 1))).toBeLessThan(2);
  expect(Math.abs((after?.height ?? 0) - (place?.height ?? 1))).toBeLessThan(6);
});

test('arrow keys walk through the figures and say basis, date stated and sources', async ({ page }) => {
  await page.goto('/measures/se-varnplikt');
  const figure = page.locator('#intake figure');
  await figure.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const interactive = figure.getByRole('slider');
  await expect(interactive).toBeFocused();
  await page.keyboard.press('Home');
  const first = await interactive.getAttribute('aria-valuetext');
  expect(first).toMatch(/actual|target|estimate|ambition|ceiling|claim/i);
  await page.keyboard.press('ArrowRight');
  await expect(interactive).not.toHaveAttribute('aria-valuetext', first ?? '');
  await page.keyboard.press('Escape');
  await expect(interactive).toHaveAttribute('aria-valuenow', '0');
});

test.describe('when the data of a chart cannot be had', () => {
  test.use({ expectedErrors: /503/ });
  test('the drawing stays and the reader is told', async ({ page }) => {
    await page.route('**/charts/intake-targets.json*', (route) => route.fulfill({ status: 503, body: 'no' }));
    await page.goto('/');
    const figure = page.getByRole('figure').first();
    await figure.locator('svg[role="img"]:visible').first().hover();
    await expect(figure.getByRole('status')).toContainText('503');
    await expect(figure.locator('svg[role="img"]:visible').first()).toBeVisible();
  });
});
