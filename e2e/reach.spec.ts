import type { Locator, Page } from '@playwright/test';
import { layoutChart } from '@/lib/charts/layout';
import { pointsOf } from '@/lib/charts/points';
import type { ChartPoint, ChartSpec } from '@/lib/charts/spec';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { expect, test } from './fixtures';

/** How the figures of a chart are reached: by finger, by pointer and by keys. */

/** The widths a chart is laid out for on a phone of 360 px, and in a window of 1280. */
const PHONE_CHART = 288;
const WIDE_CHART = 1120;

const figureOf = (page: Page) => page.getByRole('figure').first();
const drawingOf = (page: Page) => figureOf(page).locator('svg[role="img"]:visible').first();
const interactiveOf = (page: Page) => figureOf(page).getByRole('slider');
/** What is said of a figure, beside its mark: the one box of paragraphs over the plot. */
const tooltipOf = (page: Page) => interactiveOf(page).locator('[aria-hidden] div:has(> p)');
const ringOf = (page: Page) => interactiveOf(page).locator('[aria-hidden] > svg > circle');

interface Reachable {
  point: ChartPoint;
  /** Its place, as shares of the chart's width and height. */
  x: number;
  y: number;
}

/** Figures of a chart with the places where the layout put them. */
async function reachable(page: Page, slug: string, laidOutFor = PHONE_CHART): Promise<Reachable[]> {
  const answer = await page.request.get(`/charts/${slug}.json`);
  const { spec } = (await answer.json()) as { spec: ChartSpec };
  const { hits, width, height } = layoutChart(spec, laidOutFor);
  const points = new Map(pointsOf(spec).map((point) => [point.id, point]));
  return hits.flatMap(({ pointId, at }) => {
    const point = points.get(pointId);
    return point ? [{ point, x: at.x / width, y: at.y / height }] : [];
  });
}

/** The figures of a chart whose marks are the furthest apart: no finger takes one for the other. */
async function farApart(page: Page, slug: string, laidOutFor?: number): Promise<[Reachable, Reachable]> {
  const all = (await reachable(page, slug, laidOutFor)).toSorted((a, b) => a.x - b.x);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) throw new Error(`the chart ${slug} has no figures`);
  return [first, last];
}

async function placeOf(chart: Locator, { x, y }: Pick<Reachable, 'x' | 'y'>): Promise<[number, number]> {
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no place');
  return [box.x + x * box.width, box.y + y * box.height];
}

async function reachByKeys(page: Page): Promise<void> {
  await figureOf(page).getByRole('button', { name: 'Explore the chart' }).focus();
  await page.keyboard.press('Enter');
  await expect(interactiveOf(page)).toBeFocused();
}

test.describe('by finger, on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 800 } });

  test('the first tap on a drawn chart opens the figure that was tapped, and it stays open', async ({
    page,
  }) => {
    await page.goto('/charts/intake-targets');
    const [{ point, ...place }] = await farApart(page, 'intake-targets');
    await drawingOf(page).scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await placeOf(drawingOf(page), place)));
    await expect(interactiveOf(page)).toBeVisible();
    await expect(tooltipOf(page)).toContainText(point.tooltip.title);
    await expect(tooltipOf(page)).toContainText(point.tooltip.value);
  });

  test('the first tap on a map opens the country whose shape it is, far from its middle too', async ({
    page,
  }) => {
    await page.goto('/charts/service-model');
    await drawingOf(page).scrollIntoViewIfNeeded();
    const [france] = (await reachable(page, 'service-model')).filter(
      ({ point }) => point.tooltip.title === 'France',
    );
    if (!france) throw new Error('the map has no France');
    await page.touchscreen.tap(...(await placeOf(drawingOf(page), { x: france.x - 0.03, y: france.y })));
    await expect(tooltipOf(page)).toContainText('France');
  });

  test('a tapped figure stays, another takes its place, the second tap brings its country out, a tap elsewhere closes', async ({
    page,
  }) => {
    await page.goto('/charts/intake-targets');
    const [first, last] = await farApart(page, 'intake-targets');
    const interactive = interactiveOf(page);
    await drawingOf(page).scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await placeOf(drawingOf(page), first)));
    await expect(interactive).toBeVisible();

    await page.touchscreen.tap(...(await placeOf(interactive, last)));
    await expect(tooltipOf(page)).toContainText(last.point.tooltip.title);
    await expect(tooltipOf(page)).toContainText('a second tap');
    await page.touchscreen.tap(...(await placeOf(interactive, first)));
    await expect(tooltipOf(page)).toContainText(first.point.tooltip.title);
    await expect(interactive.getByRole('status')).toBeEmpty();

    await page.touchscreen.tap(...(await placeOf(interactive, first)));
    await expect(interactive.getByRole('status')).toContainText('alone is in colour');
    await expect(tooltipOf(page)).toContainText(first.point.tooltip.title);

    await figureOf(page).getByRole('heading').first().tap();
    await expect(tooltipOf(page)).toHaveCount(0);
  });

  test('a finger that scrolls the page opens nothing and closes nothing', async ({ page }) => {
    await page.goto('/charts/intake-targets');
    const [first, last] = await farApart(page, 'intake-targets');
    await drawingOf(page).scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await placeOf(drawingOf(page), first)));
    await expect(tooltipOf(page)).toContainText(first.point.tooltip.title);
    const before = await page.evaluate(() => window.scrollY);
    const [x, y] = await placeOf(interactiveOf(page), last);
    const finger = await page.context().newCDPSession(page);
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (const moved of [20, 40, 60, 80]) {
      await finger.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x, y: y - moved }],
      });
    }
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before);
    await expect(tooltipOf(page)).toContainText(first.point.tooltip.title);
  });

  test('a finger that stays until the interactive chart is there has tapped too', async ({ page }) => {
    await page.goto('/charts/intake-targets');
    const [{ point, ...place }] = await farApart(page, 'intake-targets');
    await drawingOf(page).scrollIntoViewIfNeeded();
    const [x, y] = await placeOf(drawingOf(page), place);
    const finger = await page.context().newCDPSession(page);
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(interactiveOf(page)).toBeVisible();
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(tooltipOf(page)).toContainText(point.tooltip.title);
    await page.touchscreen.tap(x, y);
    await expect(interactiveOf(page).getByRole('status')).toContainText('alone is in colour');
  });
});

for (const width of [360, 1280]) {
  for (const slug of CHART_SLUGS) {
    test(`what is said of a figure is within a window of ${width} px: ${slug}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/charts/${slug}`);
      await reachByKeys(page);
      const keys = ['Home', ...Array(8).fill('ArrowRight'), 'End', ...Array(8).fill('ArrowLeft')] as string[];
      for (const key of keys) {
        await page.keyboard.press(key);
        const said = (await interactiveOf(page).getAttribute('aria-valuetext')) ?? '';
        const box = await tooltipOf(page).boundingBox();
        expect(box?.x ?? -1, said).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? Number.POSITIVE_INFINITY), said).toBeLessThanOrEqual(width);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, said).toBe(0);
      }
    });
  }
}

test('a click leaves the focus with the chart as a whole: nothing inside can take it', async ({ page }) => {
  await page.goto('/charts/intake-targets');
  await drawingOf(page).hover();
  const interactive = interactiveOf(page);
  await expect(interactive).toBeVisible();
  const marks = await farApart(page, 'intake-targets', WIDE_CHART);
  for (const place of [...marks, { x: 0.5, y: 0.5 }]) {
    await page.mouse.click(...(await placeOf(interactive, place)));
    await expect(interactive).toBeFocused();
  }
  await page.keyboard.press('End');
  await expect(interactive.locator('[aria-hidden] :is([tabindex], a[href], button)')).toHaveCount(0);
});

test('keys scroll to the figure they move to, and a pointer that rests does not take it away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/charts/forces');
  await reachByKeys(page);
  await page.mouse.move(640, 450);
  const count = await interactiveOf(page).getAttribute('aria-valuemax');
  for (const [key, place] of [
    ['End', count],
    ['Home', '1'],
    ['End', count],
  ] as const) {
    await page.keyboard.press(key);
    for (const part of [tooltipOf(page), ringOf(page)]) await expect(part).toBeInViewport({ ratio: 0.99 });
    // Long enough for what the browser says of a pointer under which the page has moved.
    await page.waitForTimeout(300);
    await expect(interactiveOf(page)).toHaveAttribute('aria-valuenow', place ?? '');
  }
});
