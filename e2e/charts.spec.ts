import { parse } from 'csv-parse/sync';
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

test.describe('equal terms', () => {
  test('a switch above the chart counts people as a share of those turning 18, and the address keeps it', async ({
    page,
  }) => {
    await page.goto('/?countries=FR,SE,PL');
    await page.getByRole('link', { name: 'share of those turning 18' }).click();
    await expect(page).toHaveURL(/mode=cohort-share/);
    const figure = page.locator('#chart-intake-targets');
    await expect(figure).toContainText('as a share of those born eighteen years before');
    await figure.getByText('Show the table').click();
    await expect(figure.getByText('10,000 ÷ 789,607 × 100 ≈ 1.27%').first()).toBeVisible();
    await expect(figure.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', /mode=cohort-share/);
  });

  test('the tooltip gives the derived figure, its working and what was stated', async ({ page }) => {
    await page.goto('/?countries=FR&mode=per-100k');
    const figure = page.locator('#chart-intake-targets');
    await figure.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    const interactive = figure.getByRole('slider');
    await expect(interactive).toBeFocused();
    await page.keyboard.press('Home');
    await expect(interactive).toHaveAttribute(
      'aria-valuetext',
      /per 100,000\. .* ÷ .* × 100,000 ≈ .* As stated: /,
    );
  });

  test('the file has plain numbers beside the words, and says its view in its name', async ({ request }) => {
    const answer = await request.get('/charts/intake-targets.csv?countries=FR&mode=cohort-share');
    expect(answer.headers()['content-disposition']).toContain('muster-intake-targets_fr_cohort-share_');
    const records: Record<string, string>[] = parse(await answer.text(), { columns: true });
    const target = records.find(({ period_end, on_chart }) => period_end === '2030' && on_chart === 'drawn');
    expect(target).toMatchObject({ value: '10000', derived_unit: 'percent', Figure: '10,000' });
    expect(Number(target?.derived_value)).toBeCloseTo(1.26645, 5);
  });
});

test('France as known on 1 December 2025: 50,000 and not 42,500, in picture, file and data', async ({
  request,
}) => {
  const address = (format: string) =>
    `/charts/intake-targets.${format}?countries=FR&measures=fr-service-national&asOf=2025-12-01`;
  const svg = await (await request.get(address('svg'))).text();
  expect(svg).toContain('1 Dec 2025');
  expect(svg).not.toContain('42,500');
  const csv = await (await request.get(address('csv'))).text();
  expect(csv).toContain('50000');
  expect(csv).not.toContain('42500');
  const { spec } = (await (await request.get(address('json'))).json()) as { spec: { subtitle: string } };
  expect(spec.subtitle).toContain('as known on 1 December 2025');
});

test('a chart that was reached for rests until something changes, and follows the width', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const Original = window.ResizeObserver;
    let begun = 0;
    window.ResizeObserver = class extends Original {
      constructor(callback: ResizeObserverCallback) {
        super(callback);
        begun += 1;
        document.documentElement.dataset.observers = String(begun);
      }
    };
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/charts/intake-targets');
  const figure = page.locator('#chart-intake-targets');
  await figure.getByRole('button', { name: 'Explore the chart' }).focus();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('slider')).toBeFocused();
  const drawn = figure.locator('svg[role="img"], [role="slider"] svg').first();
  const wide = (await drawn.boundingBox())?.width ?? 0;
  const observers = () => page.evaluate(() => Number(document.documentElement.dataset.observers));
  // Long enough for sixty frames, in which a chart at rest begins nothing.
  const before = await observers();
  await page.waitForTimeout(1_000);
  expect(before).toBeGreaterThan(0);
  expect(await observers()).toBe(before);
  await page.setViewportSize({ width: 360, height: 800 });
  await expect.poll(async () => (await drawn.boundingBox())?.width ?? 0).toBeLessThan(wide / 2);
});

test('a measure’s page shows how its goals moved and what came of its plans', async ({ page }) => {
  await page.goto('/measures/se-varnplikt');
  await expect(page.locator('#target-revisions')).toContainText('8,000 people a year, first meant for 2022');
  const delivery = page.locator('#delivery figure');
  await expect(delivery.locator('svg[role="img"]:visible')).toContainText('+500');
  await delivery.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const interactive = delivery.getByRole('slider');
  await expect(interactive).toBeFocused();
  await page.keyboard.press('End');
  await expect(interactive).toHaveAttribute('aria-valuetext', /Sweden: Selective conscription/);
});

test('cost per recruit stands as an interval, and a measure without one has no such part', async ({
  page,
}) => {
  await page.goto('/measures/fr-service-national');
  const section = page.locator('#cost-per-recruit');
  await expect(section).toContainText('€64,500 to €74,200 per person');
  await section.getByText('Show the table').click();
  await expect(section).toContainText('€2,000,000,000 ÷ 31,000');
  await page.goto('/measures/se-varnplikt');
  await expect(page.locator('#cost-per-recruit')).toHaveCount(0);
});

test('what a chart’s address asks for and does not exist is said', async ({ request }) => {
  const answer = await request.get('/charts/delivery.json?countries=Sweeden&from=soon&mode=people');
  expect(answer.status()).toBe(400);
  const { detail } = (await answer.json()) as { detail: string };
  expect(detail).toContain('Did you mean SE (Sweden)?');
  expect(detail).toContain('Unknown value “soon” for parameter from. Allowed: a year from 1950 to 2100.');
  expect(detail).toContain('Unknown parameter “mode”');
});
