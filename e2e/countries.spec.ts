import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { axeFinds } from './checks';
import { expect, files, test } from './fixtures';

interface CountryFile {
  measures: { name: string; observations: unknown[] }[];
  events: unknown[];
  model_note: string;
}

function countryFile(iso2: string): CountryFile {
  const path = fileURLToPath(new URL(`../db/data/countries/${iso2}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as CountryFile;
}

/** The drawing of the map that is shown at this width. */
const MAP = 'svg[role="graphics-document"]:visible';

const PAGES = [
  '/countries',
  '/countries?map=world',
  '/countries/fr',
  '/countries/is',
  '/fr/countries/pl?asOf=2025-12-01',
];

test.describe('the list of countries', () => {
  test('names every country, each leading to its page', async ({ page }) => {
    await page.goto('/countries');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${files.countries.length} countries`);
    const list = page.getByRole('table', { name: 'Countries by region' });
    for (const { iso2, name } of files.countries) {
      await expect(list.getByRole('rowheader').getByRole('link', { name, exact: true })).toHaveAttribute(
        'href',
        `/countries/${iso2.toLowerCase()}`,
      );
    }
    await list.getByRole('link', { name: 'Sweden', exact: true }).click();
    await expect(page).toHaveURL('/countries/se');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sweden');
  });

  test('shows Europe first, and all countries on request', async ({ page }) => {
    await page.goto('/countries');
    const map = page.locator(MAP);
    await expect(map.getByRole('link', { name: 'France: voluntary service' })).toBeVisible();
    await expect(map.getByRole('link', { name: /^Singapore/ })).toHaveCount(0);
    await expect(page.getByText(/7 countries lie outside this frame: Canada/)).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Part of the world shown' })
      .getByRole('link', { name: 'All countries' })
      .click();
    await expect(page).toHaveURL('/countries?map=world');
    await expect(map.getByRole('link')).toHaveCount(files.countries.length);
    await map.getByRole('link', { name: 'Singapore: universal conscription' }).click();
    await expect(page).toHaveURL('/countries/sg');
  });

  test('can be reached past the map with the keyboard', async ({ page }) => {
    await page.goto('/countries');
    const skip = page.getByRole('link', { name: 'Skip the map and go to the list' });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Countries by region' })).toBeFocused();
  });

  test('says what of its address it did not understand', async ({ page }) => {
    await page.goto('/countries?map=moon&region=nordic');
    const problems = page.getByRole('region', { name: /not understood/ });
    await expect(problems.getByRole('listitem')).toHaveCount(2);
    await expect(problems).toContainText('europe, world');
    await expect(page.getByRole('table', { name: 'Countries by region' })).toBeVisible();
  });
});

test.describe('a country’s page', () => {
  test('has its model, measures, chart, events, context and numbered sources', async ({ page }) => {
    const { measures, events, model_note } = countryFile('FR');
    await page.goto('/countries/fr');
    await expect(page.getByText(model_note)).toBeVisible();
    await expect(page.getByText('NATO since 1949')).toBeVisible();
    const table = page.getByRole('table', { name: 'Measures of France' });
    for (const { name } of measures) {
      await expect(table.getByRole('link', { name, exact: true })).toBeVisible();
    }
    await expect(page.locator('#intake-targets figure svg:visible').first()).toBeVisible();
    await expect(page.locator('#events ol').first().getByRole('listitem')).toHaveCount(events.length);
    await expect(page.locator('#events')).toContainText('The goal for 2035 changed: up to 50,000');
    const cohort = page.getByRole('region', { name: 'The cohort turning 18' });
    await cohort.getByText('All 42 years as a table').click();
    await expect(cohort.getByRole('row', { name: '2030 789,607', exact: true })).toBeVisible();
    await expect(cohort).toContainText('CC BY 3.0 IGO');

    const references = await page
      .locator('a[href^="#source-"]')
      .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) await expect(page.locator(reference)).toHaveCount(1);
  });

  test('says where a reference work is in doubt, and where nothing was found', async ({ page }) => {
    await page.goto('/countries/pl');
    await expect(page.locator('#events')).toContainText(
      'In doubt: Older editions give the phase-out as 2009-12.',
    );
    await page.goto('/countries/is');
    await expect(page.getByText('We found no measure of this country.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Active military personnel' })).toContainText('none found');
  });

  test('as known on a day leaves out what came later, says so, and leads back', async ({ page }) => {
    await page.goto('/countries/fr');
    await expect(page.getByText('Last target, 2035').locator('..')).toContainText('42,500');
    await page.getByLabel('Day', { exact: true }).fill('2025-12-01');
    await page.getByRole('button', { name: 'Show that day' }).click();
    await expect(page).toHaveURL('/countries/fr?asOf=2025-12-01');
    const statement = page.getByRole('region', { name: 'A past view: only what was known by 1 Dec 2025' });
    await expect(statement).toContainText('no measure, 10 figures, 3 events');
    await expect(statement).toContainText('13 here');
    await expect(page.getByText('Last target, 2030').locator('..')).toContainText('10,000');
    await expect(page.locator('#events ol').first().getByRole('listitem')).toHaveCount(7);
    await statement.getByRole('link', { name: 'Back to today' }).click();
    await expect(page).toHaveURL('/countries/fr');
    await expect(page.getByText('Last target, 2035')).toBeVisible();
  });

  test('leads to the next and the previous country in the alphabet, in the same view', async ({ page }) => {
    await page.goto('/countries/fr?asOf=2025-12-01');
    const neighbours = page.getByRole('navigation', { name: 'Other countries, by alphabet' });
    await neighbours.getByRole('link', { name: /Georgia/ }).click();
    await expect(page).toHaveURL('/countries/ge?asOf=2025-12-01');
    await neighbours.getByRole('link', { name: /France/ }).click();
    await expect(page).toHaveURL('/countries/fr?asOf=2025-12-01');
  });

  test('has its files: two of CSV and one of JSON', async ({ page, request }) => {
    await page.goto('/countries/fr');
    const href = (name: string) => page.getByRole('link', { name, exact: true }).getAttribute('href');
    expect(await href('Measures (CSV)')).toBe('/measures.csv?countries=FR');
    expect(await href('Every figure (CSV)')).toBe('/observations.csv?countries=FR');
    expect(await href('Everything on this page (JSON)')).toBe('/countries/fr.json');
    const { measures } = countryFile('FR');
    const json = await (await request.get('/countries/fr.json')).json();
    expect(json.measures).toHaveLength(measures.length);
    expect(
      json.measures.flatMap((measure: { observations: unknown[] }) => measure.observations),
    ).toHaveLength(measures.flatMap(({ observations }) => observations).length);
    const wrong = await request.get('/countries/fr.json?asOf=soon');
    expect(wrong.status()).toBe(400);
    expect(JSON.stringify(await wrong.json())).toContain('YYYY-MM-DD');
    for (const file of ['.json', '.pdf', '/feed.atom']) {
      const missing = await request.get(`/countries/ft${file}`);
      expect(missing.status()).toBe(404);
      expect((await missing.json()).detail).toContain('/api/v1/countries');
      const capitals = await request.get(`/countries/FR${file}?lang=fr`, { maxRedirects: 0 });
      expect(capitals.status()).toBe(308);
      expect(capitals.headers().location).toBe(`/countries/fr${file}?lang=fr`);
    }
  });

  test('says a day that is none, and shows today', async ({ page }) => {
    await page.goto('/countries/fr?asOf=2025-02-30');
    await expect(page.getByRole('region', { name: /not understood/ })).toContainText('“2025-02-30”');
    await expect(page.getByText('Last target, 2035')).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('map, list, page and past view are there', async ({ page }) => {
    await page.goto('/countries');
    await page.locator(MAP).getByRole('link', { name: 'Poland: voluntary service' }).click();
    await expect(page).toHaveURL('/countries/pl');
    await expect(page.locator('#intake-targets figure svg:visible').first()).toBeVisible();
    await page.getByLabel('Day', { exact: true }).fill('2024-01-01');
    await page.getByRole('button', { name: 'Show that day' }).click();
    await expect(page).toHaveURL('/countries/pl?asOf=2024-01-01');
    await expect(page.getByRole('region', { name: /A past view/ })).toBeVisible();
  });
});

test('in French, names and order are French', async ({ page }) => {
  await page.goto('/fr/countries/de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Allemagne');
  await expect(page.getByRole('link', { name: /Albanie/ })).toHaveAttribute('href', '/fr/countries/al');
  await expect(page.getByRole('link', { name: /Arménie/ })).toHaveAttribute('href', '/fr/countries/am');
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const address of PAGES) {
      test(`${address}, unfolded, has no violation that axe finds`, async ({ page }) => {
        test.slow();
        await page.goto(address);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        const violations = await axeFinds(page);
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map(({ html, failureSummary }) => `${html} – ${failureSummary}`).join('\n')}`,
          ),
        ).toEqual([]);
      });
    }
  });
}

for (const width of [320, 360, 768]) {
  for (const address of PAGES) {
    test(`${address} does not scroll sideways at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
