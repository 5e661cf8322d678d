import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, test } from './fixtures';

interface EventInFile {
  date: string;
  title: string;
  type: string;
  theme?: string;
}

const DATA = fileURLToPath(new URL('../db/data/', import.meta.url));
const json = (file: string): unknown => JSON.parse(readFileSync(`${DATA}${file}`, 'utf8'));
const eventsOf = (iso2: string) => (json(`countries/${iso2}.json`) as { events: EventInFile[] }).events;
const national = readdirSync(`${DATA}countries`).flatMap((file) => eventsOf(file.slice(0, 2)));
const context = (json('claims.json') as { context_events: EventInFile[] }).context_events;
const within = (from: number, to: number) => (event: EventInFile) => {
  const year = Number(event.date.slice(0, 4));
  return year >= from && year <= to;
};

/** The chart that is shown at this width, and the list under it. */
const CHART = 'figure section:visible';
const LIST = '#events';

test.describe('the timeline', () => {
  test('starts with the years of the wider context and lists every event of them', async ({ page }) => {
    await page.goto('/timeline');
    const shown = [...national, ...context].filter(within(2014, 2026));
    await expect(page.getByRole('status').first()).toContainText(`${shown.length} events, 2014 to 2026.`);
    await expect(page.locator(`${LIST} li`)).toHaveCount(shown.length);
    const earlier = national.filter(within(0, 2013)).length;
    await expect(page.getByRole('status').first()).toContainText(`${earlier} earlier`);
  });

  test('has no two marks of a lane on top of each other, at any width', async ({ page }) => {
    for (const width of [1280, 1000, 360, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/timeline');
      const closest = await page.locator('figure svg[role="graphics-object"]:visible').evaluateAll((lanes) =>
        lanes.map((lane) => {
          const middles = [...lane.querySelectorAll('a circle:first-child')]
            .map((circle) => {
              const { left, width: wide } = circle.getBoundingClientRect();
              return left + wide / 2;
            })
            .sort((a, b) => a - b);
          return Math.min(...middles.slice(1).map((middle, index) => middle - (middles[index] ?? 0)));
        }),
      );
      expect(closest.length).toBeGreaterThan(40);
      expect(Math.min(...closest), `closest marks at ${width} px`).toBeGreaterThanOrEqual(23.5);
    }
  });

  test('zooms and moves by links, and the language link keeps the view', async ({ page }) => {
    await page.goto('/timeline?countries=SE');
    const steps = page.getByRole('navigation', { name: 'Years shown' });
    await steps.getByRole('link', { name: 'Zoom in' }).click();
    await expect(page).toHaveURL('/timeline?countries=SE&from=2017&to=2023');
    await steps.getByRole('link', { name: 'Later' }).click();
    await expect(page).toHaveURL('/timeline?countries=SE&from=2020');
    await steps.getByRole('link', { name: 'All years' }).click();
    await expect(page).toHaveURL('/timeline?countries=SE&from=1967');
    await page.getByRole('link', { name: 'Français' }).first().click();
    await expect(page).toHaveURL('/fr/timeline?countries=SE&from=1967');
  });

  test('filters by country, theme and type, and says what it shows', async ({ page }) => {
    await page.goto('/timeline');
    await page.getByText('All countries. Choose some').click();
    await page.getByRole('checkbox', { name: 'Sweden' }).check();
    await page.getByRole('checkbox', { name: 'Poland' }).check();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'In the countries' });
    await page.getByRole('button', { name: 'Apply' }).first().click();
    await expect(page).toHaveURL(/\/timeline\?countries=SE(,|%2C)PL&theme=national$/);
    const shown = [...eventsOf('SE'), ...eventsOf('PL')].filter(within(2014, 2026));
    await expect(page.locator(`${LIST} li`)).toHaveCount(shown.length);
    await expect(page.locator(`${CHART} svg[role="graphics-object"]`)).toHaveCount(2);
  });

  test('names the countries without an event, and leads from a number of events closer', async ({ page }) => {
    await page.goto('/timeline?countries=SE,IS&theme=national&from=2016&to=2020');
    await expect(page.getByText('No event of this filter in these years: Iceland.')).toBeVisible();
    await page.goto('/timeline?countries=EE&theme=national');
    await page
      .locator(CHART)
      .getByRole('link', { name: /^\d+ events/ })
      .first()
      .click();
    await expect(page).toHaveURL(/from=\d{4}/);
  });

  test('every event has a page with its sources and what happened around it', async ({ page }) => {
    await page.goto('/timeline?countries=FR&theme=national&from=2025&to=2025');
    const title = 'President announces a ten-month voluntary military service at Varces';
    await page.locator(LIST).getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(/\/timeline\/fr\.[0-9a-f]+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.locator('#source-1 a')).toHaveAttribute('href', /^https?:/);
    await expect(page.locator('#country li[aria-current]')).toContainText(title);
    await page.getByRole('link', { name: 'France on the timeline' }).click();
    await expect(page).toHaveURL('/timeline?countries=FR');
  });

  test('says what of its address it did not understand', async ({ page }) => {
    await page.goto('/timeline?from=1066&theme=sumit&type=law');
    const problems = page.getByRole('region', { name: /not understood/ });
    await expect(problems).toContainText('Allowed: a year from 1967 to 2026.');
    await expect(problems).toContainText('Did you mean summit?');
    await expect(page.locator(`${LIST} li`).first()).toBeVisible();
  });
});

test.describe('an event that does not exist', () => {
  test.use({ expectedErrors: /404/ });

  test('is 404', async ({ page }) => {
    const answer = await page.goto('/timeline/fr.nothing');
    expect(answer?.status()).toBe(404);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('filter, zoom and marks work', async ({ page }) => {
    await page.goto('/timeline');
    await page.getByLabel('From year').fill('2025');
    await page.getByRole('combobox', { name: 'Type of event' }).selectOption({ label: 'Law' });
    await page.getByRole('button', { name: 'Apply' }).first().click();
    await expect(page).toHaveURL(/type=law&from=2025/);
    await page
      .getByRole('navigation', { name: 'Years shown' })
      .getByRole('link', { name: 'Earlier' })
      .click();
    await expect(page).toHaveURL(/from=2024/);
    await page
      .locator(CHART)
      .getByRole('link', { name: /^\d+ \w+ \d{4}: / })
      .first()
      .click();
    await expect(page).toHaveURL(/\/timeline\/[a-z]+\.[0-9a-f]+$/);
  });
});

test('the keyboard reaches the list past the marks', async ({ page }) => {
  await page.goto('/timeline');
  const skip = page.getByRole('link', { name: 'To the list of events' });
  await skip.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(`${LIST} h2`)).toBeInViewport();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const address of ['/fr/timeline?countries=FR,SE,PL&from=2024', '/timeline?theme=summit']) {
      test(`${address} has no violation that axe finds and fits a phone`, async ({ page }) => {
        test.slow();
        await page.goto(address);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page, [320, 360, 768]);
        await expectAccessible(page);
      });
    }
  });
}
