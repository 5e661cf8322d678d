import { parse } from 'csv-parse/sync';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, files, test } from './fixtures';

test.describe('the sources', () => {
  test('are found by publisher, and say what they support', async ({ page }) => {
    await page.goto('/sources');
    await page.getByLabel('Publisher or title').fill('penzcentrum');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL('/sources?q=penzcentrum');
    const entry = page.getByRole('main').locator('ol > li').first();
    await expect(entry).toContainText('Pénzcentrum');
    await entry.getByRole('list', { name: 'What it supports' }).getByRole('link').first().click();
    await expect(page).toHaveURL(/\/measures\/hu-/);
  });

  test('are counted by kind, come in pages of 50, and as a file of the same filter', async ({
    page,
    request,
  }) => {
    await page.goto('/sources?kind=press&language=pl');
    const status = await page.getByRole('status').first().textContent();
    const count = Number(/^([\d,]+) sources/.exec(status ?? '')?.[1]?.replace(',', ''));
    await expect(page.locator('main ol > li')).toHaveCount(Math.min(50, count));
    const href = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
    const answer = await request.get(href ?? '');
    expect(answer.headers()['content-disposition']).toMatch(/muster-sources_press_pl_/);
    const rows = parse(await answer.text(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(count);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'source_id',
      'title',
      'publisher',
      'url',
      'published_on',
      'language',
      'kind',
      'cited_by_measures',
      'cited_by_observations',
      'cited_by_events',
      'cited_by_claims',
    ]);
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['pl']));
    await page.goto('/sources');
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page).toHaveURL('/sources?page=2');
  });

  test('a language that no source has is said, on the page and by the file', async ({ page, request }) => {
    await page.goto('/sources?language=xx');
    await expect(page.getByRole('region', { name: /not understood/ })).toContainText('“xx”');
    expect((await request.get('/sources.csv?language=xx')).status()).toBe(400);
  });
});

test.describe('the coverage', () => {
  test('by country and by measure says in words what is known, with totals', async ({ page }) => {
    await page.goto('/coverage');
    const rows = page.locator('tbody tr');
    const covered = new Set(files.measures.map(({ country }) => country)).size;
    await expect(rows).toHaveCount(covered);
    await expect(page.locator('tfoot')).toContainText(`of ${files.measures.length}`);
    await page.getByRole('link', { name: 'France', exact: true }).click();
    await expect(page).toHaveURL('/coverage?by=measure&countries=FR');
    const ofFrance = files.measures.filter(({ country }) => country === 'FR');
    await expect(rows).toHaveCount(ofFrance.length);
    await expect(rows.filter({ hasText: 'Voluntary national military service' })).toContainText('known');
    await expect(page.locator('tbody')).toContainText('none found');
  });

  test('is sorted by any column, both ways', async ({ page }) => {
    await page.goto('/coverage');
    const head = page.getByRole('columnheader', { name: /Open conflicts/ });
    await head.getByRole('link').click();
    await expect(page).toHaveURL('/coverage?sort=conflicts');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await head.getByRole('link').click();
    await expect(page).toHaveURL('/coverage?sort=-conflicts');
    const conflicts = await page.locator('tbody tr td:last-child').allTextContents();
    expect(conflicts.map(Number)).toEqual(conflicts.map(Number).toSorted((a, b) => b - a));
  });

  test('as a file has one row a measure', async ({ request }) => {
    const rows = parse(await (await request.get('/coverage.csv?countries=PL')).text(), {
      columns: true,
    }) as Record<string, string>[];
    expect(rows.map(({ measure_id }) => measure_id).toSorted()).toEqual(
      files.measures
        .filter(({ country }) => country === 'PL')
        .map(({ id }) => id)
        .toSorted(),
    );
    expect((await request.get('/coverage.csv?by=measure')).status()).toBe(400);
  });
});

test.describe('the codebook', () => {
  test('gives each code its meaning and the number of records that hold it', async ({ page }) => {
    await page.goto('/codebook');
    const voluntary = files.measures.filter(({ type }) => type === 'voluntary_service').length;
    const entry = page.locator('#set-type dl > div').filter({ hasText: 'voluntary_service' });
    await expect(entry).toContainText('Fixed-term service of civilians who volunteer.');
    await expect(entry).toContainText(`${voluntary} measures`);
    await expect(page.locator('#derived-cohort_share')).toContainText('births eighteen years before');
    await expect(page.locator('#series-population')).toContainText('CC BY 3.0 IGO');
    await expect(page.locator('#files')).toContainText('source_urls');
  });

  test('has every part in French', async ({ page }) => {
    await page.goto('/fr/codebook');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Guide des codes');
    await expect(page.locator('#rules')).toContainText('Tel qu’on le savait un jour donné');
  });
});

test.describe('a report of an error', () => {
  test('carries the figure from the measure’s page, with a text to copy', async ({ page, request }) => {
    const observations = parse(await (await request.get('/observations.csv?countries=FR')).text(), {
      columns: true,
    }) as Record<string, string>[];
    const figure = observations.find(({ measure_id }) => measure_id === 'fr-service-national');
    const id = figure?.observation_id ?? '';
    expect(id).not.toBe('');
    await page.goto(`/about?figure=${id}#report`);
    const report = page.locator('#report');
    await expect(report).toContainText(id);
    const text = report.getByRole('textbox', { name: 'Text of the report' });
    await expect(text).toHaveValue(new RegExp(`Figure: ${id}`));
    await expect(text).toHaveValue(/Voluntary national military service \(France\)/);
    await expect(report).toContainText('issue tracker');
    await report.getByRole('button', { name: 'Copy the text' }).click();
    await expect(report.getByRole('status')).toHaveText(/Copied|Selected/);
  });

  test('of a figure that is not there says so', async ({ page }) => {
    await page.goto('/about?figure=%3Cb%3Ex%3C/b%3E');
    await expect(page.locator('#report')).toContainText('There is no figure with the id “<b>x</b>”');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('search, sort and report are there', async ({ page }) => {
    await page.goto('/sources');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'research' });
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL('/sources?kind=research');
    await page.goto('/coverage');
    await page
      .getByRole('columnheader', { name: /Newest source/ })
      .getByRole('link')
      .click();
    await expect(page).toHaveURL('/coverage?sort=newest');
    await page.goto('/about#report');
    await expect(page.getByRole('textbox', { name: 'Text of the report' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy the text' })).toHaveCount(0);
  });
});

const PAGES = [
  '/codebook',
  '/fr/codebook',
  '/fr/coverage?by=measure&countries=FR,PL&sort=-conflicts',
  '/fr/sources?kind=official&q=loi',
  '/fr/about?figure=none',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const address of PAGES) {
      test(`${address} has no violation that axe finds and fits a phone`, async ({ page }) => {
        test.slow();
        await page.goto(address);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page, [320, 360, 768]);
      });
    }
  });
}
