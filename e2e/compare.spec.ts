import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { axeFinds } from './checks';
import { expect, files, test } from './fixtures';

/** The table of a comparison. */
const tableOf = (page: Page) => page.getByRole('table', { name: /one column a country/ });

/** The cells of a row of the comparison, by its attribute. */
const cellsOf = (page: Page, attribute: string | RegExp) =>
  tableOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: attribute }) })
    .getByRole('cell');

async function fileOf(page: Page, name: string): Promise<string> {
  const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.status()).toBe(200);
  return answer.text();
}

test.describe('the researcher’s task', () => {
  test('from the front page: France, Sweden and Poland in 2030 as share of the cohort, and the file', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compare' }).click();
    await expect(page).toHaveURL('/compare');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'France, Sweden and Poland side by side',
    );
    await page.getByRole('link', { name: 'share of the cohort turning 18' }).click();
    await expect(page).toHaveURL('/compare?mode=cohort-share');

    const promised = cellsOf(page, 'Promised for 2030');
    await expect(promised).toHaveCount(3);
    // 10,000 of 789,607 and at least 10,000 of 112,158 born in 2012
    await expect(promised.nth(0)).toContainText('1.27%');
    await expect(promised.nth(1)).toContainText('at least 8.92%');
    await expect(promised.nth(1)).toContainText('highest');
    await expect(promised.nth(2)).toHaveText('none found for 2030');

    await promised.nth(0).getByText('how').click();
    await expect(promised.nth(0).getByText('10,000 ÷ 789,607 × 100 ≈ 1.27%')).toBeVisible();
    await expect(promised.nth(0).getByText('Live births in France, 2012: 789,607')).toBeVisible();

    const rows = parse(await fileOf(page, 'CSV, one line a figure'), { columns: true }) as Record<
      string,
      string
    >[];
    const inFile = rows.filter(({ attribute }) => attribute === 'year_target');
    expect(inFile.map(({ country_iso2, value_text }) => [country_iso2, value_text])).toEqual([
      ['FR', '1.27%'],
      ['SE', 'at least 8.92%'],
      ['PL', 'none found for 2030'],
    ]);
    expect(Number(inFile[0]?.value)).toBeCloseTo(1.26645, 4);
    expect(
      inFile.every(({ mode, url }) => mode === 'cohort-share' && url?.endsWith('mode=cohort-share')),
    ).toBe(true);
  });

  test('the file as seen holds exactly the rows and columns of the table', async ({ page }) => {
    await page.goto('/compare?countries=SE,DK,FI&money=native');
    const lines = parse(await fileOf(page, 'CSV, as seen')) as string[][];
    const attributes = await tableOf(page).locator('tbody tr:has(td)').count();
    // head, measures, the rows, addresses of sources, release, view
    expect(lines).toHaveLength(attributes + 5);
    expect(lines[0]).toEqual(['Attribute', 'Sweden', 'Denmark', 'Finland']);
    const shown = await cellsOf(page, 'Obligation').allInnerTexts();
    const inFile = lines.find(([attribute]) => attribute === 'Obligation: Obligation')?.slice(1);
    expect(shown.map((text) => text.replace(/^[^a-z]*(differs from most:)?\s*/, ''))).toEqual(inFile);
  });

  test('what a recruit costs in France: an interval from both statements, with its path', async ({
    page,
  }) => {
    await page.goto('/compare');
    const france = cellsOf(page, 'Per recruit, in euro').nth(0);
    await expect(france).toContainText('€64,500 to €74,200 per person');
    await france.getByText('how').first().click();
    await expect(
      france.getByText(
        'people: 3,000 (2026) + 4,000 (2027) + 6,000 (≈ 2028) + 8,000 (≈ 2029) + 10,000 (2030) = 31,000',
      ),
    ).toBeVisible();
    await expect(france.getByText('Years between two stated ones lie on the straight line')).toBeVisible();
    await expect(cellsOf(page, 'Per recruit, in euro').nth(1)).toHaveText(
      'not computed: we found no cost of the whole scheme',
    );
  });

  test('France as known on 1 December 2025, and today', async ({ page }) => {
    await page.goto('/compare?year=2035');
    await expect(cellsOf(page, 'Promised for 2035').nth(0)).toContainText('42,500 a year');
    await page.getByLabel('As known on').fill('2025-12-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL('/compare?year=2035&asOf=2025-12-01');
    const past = page.getByRole('region', { name: 'A past view: as known on 1 Dec 2025' });
    await expect(past).toContainText('16 were stated later');
    const promised = cellsOf(page, 'Promised for 2035').nth(0);
    await expect(promised).toContainText('up to 50,000 a year');
    await expect(promised).toContainText('ambition');
    await past.getByRole('link', { name: 'Back to today' }).click();
    await expect(past).toHaveCount(0);
    await expect(cellsOf(page, 'Promised for 2035').nth(0)).toContainText('42,500 a year');
  });

  test('chooses another measure of a country, and other countries', async ({ page }) => {
    await page.goto('/compare');
    const poland = tableOf(page).getByRole('columnheader').nth(3);
    await poland.getByText('5 other measures').click();
    await poland.getByRole('link', { name: /Voluntary basic military service/i }).click();
    await expect(page).toHaveURL('/compare?measures=pl-dzsw');
    await expect(cellsOf(page, 'A month, in national currency').nth(2)).toContainText('6,300 a month, gross');
    await page.getByText('Change countries').click();
    await page.getByRole('checkbox', { name: 'Finland', exact: true }).check();
    await page.getByRole('button', { name: 'Compare these countries' }).click();
    await expect(tableOf(page).getByRole('columnheader')).toHaveCount(5);
    await expect(page).toHaveURL(
      ({ searchParams }) => searchParams.get('countries')?.includes('FI') ?? false,
    );
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the switches, the year, the day and the formulas work', async ({ page }) => {
    await page.goto('/compare?countries=FR,SE');
    await page.getByRole('link', { name: 'per 100,000 inhabitants' }).click();
    await expect(page).toHaveURL('/compare?countries=FR,SE&mode=per-100k');
    await page.getByLabel('Year compared').fill('2035');
    await page.getByLabel('Prices of').selectOption('2024');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(cellsOf(page, 'Promised for 2035').nth(0)).toContainText('per 100,000');
    await expect(tableOf(page)).toContainText('euro in prices of 2024');
    const cell = cellsOf(page, 'Promised for 2035').nth(0);
    await cell.getByText('how').click();
    await expect(cell.getByText(/Population of France, 2035/)).toBeVisible();
  });
});

test.describe('an address that cannot be compared', () => {
  test('says what was not understood and what was left out, and shows the rest', async ({ page }) => {
    await page.goto('/compare?countries=FR,Swedn&measures=pl-dzsw&mode=share');
    const problems = page.getByRole('region', { name: /not understood/ });
    await expect(problems.getByRole('listitem')).toHaveCount(2);
    await expect(problems).toContainText('SE (Sweden)');
    await expect(page.getByText('Choose at least one more.')).toBeVisible();
    await expect(page.getByText(/is of Poland, which is not among the countries compared/)).toBeVisible();
    await expect(tableOf(page).getByRole('columnheader')).toHaveCount(2);
    await expect(page.getByRole('checkbox', { name: 'Finland', exact: true })).toBeVisible();
  });

  test('keeps eight of many and names the others', async ({ page }) => {
    const many = files.countries.slice(0, 10).map(({ iso2 }) => iso2);
    await page.goto(`/compare?countries=${many.join(',')}`);
    await expect(tableOf(page).getByRole('columnheader')).toHaveCount(9);
    await expect(page.getByText(/A comparison takes 2 to 8 countries: .* left out\./)).toBeVisible();
  });

  for (const [query, message] of [
    ['countries=FR', /2 to 8 countries/],
    ['countries=FR,SE,Polend', /“Polend”.*PL \(Poland\)/],
    ['mode=share', /people, per-100k, cohort-share, index/],
    ['money=eur-1980', /eur-2025/],
    ['asOf=2025-13-01', /YYYY-MM-DD/],
    ['measures=se-varnplikt,se-civilplikt', /One measure stands for a country/],
  ] as const) {
    test(`/compare.csv?${query} is 400 and says why`, async ({ request }) => {
      const answer = await request.get(`/compare.csv?${query}`);
      expect(answer.status()).toBe(400);
      const { errors } = await answer.json();
      expect(errors.map((error: { message: string }) => error.message).join(' ')).toMatch(message);
    });
  }
});

test.describe('its form', () => {
  const ADDRESSES = [
    '/compare?mode=cohort-share',
    '/fr/compare?countries=FR,SE,PL,DE,DK,LT,FI,IS&asOf=2025-12-01',
    '/compare?countries=FR',
  ];

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });
      for (const address of ADDRESSES) {
        test(`${address} has no violation that axe finds, everything unfolded`, async ({ page }) => {
          test.setTimeout(120_000);
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

  for (const address of ADDRESSES) {
    test(`${address} does not scroll sideways at 320, 360 and 800 px`, async ({ page }) => {
      await page.goto(address);
      for (const width of [320, 360, 800]) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
      }
    });
  }

  test('on a phone each row names its countries', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/compare');
    const cell = cellsOf(page, 'Obligation').nth(1);
    await expect(cell).toBeVisible();
    const name = await cell.evaluate((element) => getComputedStyle(element, '::before').content);
    expect(name).toContain('Sweden');
  });

  test('the keyboard scrolls the table in its own frame, and its first column stays', async ({ page }) => {
    await page.goto('/compare?countries=FR,SE,PL,DE,DK,LT,FI,NL');
    const region = page.getByRole('region', { name: 'Comparison, scrolls sideways' });
    const header = tableOf(page).getByRole('rowheader', { name: 'Status', exact: true });
    const before = await header.boundingBox();
    await region.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    expect((await header.boundingBox())?.x).toBe(before?.x);
  });

  test('prints on A4 landscape with every column on the sheet', async ({ page }) => {
    await page.goto('/compare?countries=FR,SE,PL,DE,DK,LT,FI,NL');
    await page.emulateMedia({ media: 'print' });
    // 297 mm less two margins of 12 mm, at 96 pixels an inch
    await page.setViewportSize({ width: 1032, height: 700 });
    const right = await tableOf(page).evaluate((table) => table.getBoundingClientRect().right);
    expect(right).toBeLessThanOrEqual(1032);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox \[([^\]]+)\]/g)].map((match) => match[1]?.trim());
    expect(new Set(boxes)).toEqual(new Set(['0 0 841.91998 594.95996']));
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeHidden();
  });
});
