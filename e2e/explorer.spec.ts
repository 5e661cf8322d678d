import type { Page } from '@playwright/test';
import { axeFinds } from './checks';
import { expect, files, test } from './fixtures';

const rows = (page: Page) => page.locator('main tbody tr');
const sentence = (page: Page) => page.locator('main [role="status"]');
const facet = (page: Page, name: string) => page.locator('aside details').filter({ hasText: name }).first();
const box = (page: Page, name: RegExp) => page.locator('aside').getByRole('checkbox', { name });

/** Marks the document, so that a page load can be told from a change within the page. */
async function markDocument(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    document.documentElement.dataset.marked = 'yes';
  });
  return () => page.evaluate(() => document.documentElement.dataset.marked === 'yes');
}

/** The page has come to life: before that a form would still load a page. */
async function alive(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page
        .locator('#explorer-q')
        .evaluate((field) => Object.keys(field).some((key) => key.startsWith('__reactProps'))),
    )
    .toBe(true);
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
}

const from2025 = (startsOn: string | null) => startsOn !== null && startsOn >= '2025';

test('from the front page: every voluntary measure that starts in 2025 or later', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Measures' }).click();
  await expect(page).toHaveURL('/measures');
  await alive(page);
  const sameDocument = await markDocument(page);
  await box(page, /^voluntary/).check();
  await facet(page, 'Start').locator('summary').click();
  await box(page, /^2025 and later/).check();
  const expected = files.measures.filter(
    ({ obligation, starts_on }) => obligation === 'voluntary' && from2025(starts_on),
  );
  await expect(sentence(page)).toHaveText(
    `${expected.length} measures: voluntary, starting in 2025 or later`,
  );
  await expect(page).toHaveURL('/measures?obligation=voluntary&start=2025_and_later');
  await expect(rows(page)).toHaveCount(expected.length);
  expect(await sameDocument()).toBe(true);
  const ids = await page
    .locator('main tbody th a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(ids.toSorted()).toEqual(expected.map(({ id }) => `/measures/${id}`).toSorted());
});

test('each facet counts with all other filters applied', async ({ page }) => {
  await open(page, '/measures?obligation=voluntary');
  const count = (name: RegExp) => box(page, name).locator('xpath=ancestor::label').locator('span').last();
  const having = (field: 'status' | 'obligation', code: string) =>
    files.measures.filter(
      (measure) => measure[field] === code && (field === 'obligation' || measure.obligation === 'voluntary'),
    ).length;
  await expect(count(/^in force/)).toHaveText(String(having('status', 'in_force')));
  await expect(count(/^ended/)).toHaveText(String(having('status', 'ended')));
  await expect(count(/^compulsory/)).toHaveText(String(having('obligation', 'compulsory')));
  await box(page, /^compulsory/).check();
  await expect(count(/^in force/)).toHaveText(
    String(
      files.measures.filter(
        ({ status, obligation }) => status === 'in_force' && ['voluntary', 'compulsory'].includes(obligation),
      ).length,
    ),
  );
});

test('searches while the reader types, marks what was found, and is one step back', async ({ page }) => {
  await open(page, '/measures?status=in_force');
  await page.locator('#explorer-q').pressSequentially('Sluzba', { delay: 20 });
  await expect(page).toHaveURL('/measures?status=in_force&q=Sluzba');
  await expect(sentence(page)).toContainText('matching “Sluzba”');
  await expect(
    page
      .locator('mark')
      .filter({ hasText: /^s[lł]u[zżž]ba$/i })
      .first(),
  ).toBeVisible();
  await expect(page.locator('#explorer-q')).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL('/measures?status=in_force');
  await expect(page.locator('#explorer-q')).toHaveValue('');
  await expect(page.locator('mark')).toHaveCount(0);
});

test('shows where in the summary a match is when the row does not say', async ({ page }) => {
  const word = 'referendum';
  await open(page, `/measures?q=${word}`);
  const inSummaryOnly = files.measures.filter(
    ({ name, native_name, summary }) =>
      new RegExp(`\\b${word}`, 'i').test(summary) && !new RegExp(word, 'i').test(`${name} ${native_name}`),
  );
  expect(inSummaryOnly.length).toBeGreaterThan(0);
  await expect(page.getByText('In the summary:').first()).toBeVisible();
  await expect(page.locator('mark').first()).toHaveText(/^referendum$/i);
});

test('keeps the previous results until new ones come, and cancels what is no longer wanted', async ({
  page,
}) => {
  await open(page, '/measures');
  const cancelled: string[] = [];
  page.on('requestfailed', (request) => cancelled.push(new URL(request.url()).search));
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/data/explorer?status=ended', async (route) => {
    await held;
    await route.fallback().catch(() => route.abort());
  });
  await box(page, /^ended/).check();
  await expect(page.locator('section[aria-busy="true"]')).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(box(page, /^ended/)).toBeChecked();
  await box(page, /^suspended/).check();
  const expected = files.measures.filter(({ status }) => ['ended', 'suspended'].includes(status)).length;
  await expect(sentence(page)).toHaveText(`${expected} measures: suspended or ended`);
  await expect(page).toHaveURL('/measures?status=suspended,ended');
  await expect.poll(() => cancelled).toContain('?status=ended');
  release?.();
});

test('fetches the next page ahead', async ({ page }) => {
  await open(page, '/measures');
  const ahead = page.waitForRequest((request) => request.url().endsWith('obligation=voluntary&page=2'));
  await box(page, /^voluntary/).check();
  await ahead;
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL('/measures?obligation=voluntary&page=2');
  const rest = files.measures.filter(({ obligation }) => obligation === 'voluntary').length - 50;
  await expect(rows(page)).toHaveCount(rest);
  await expect(page.locator('#results')).toBeFocused();
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
});

test.describe('when the answer does not come', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('says so, keeps the view before, and tries again', async ({ page }) => {
    await open(page, '/measures');
    await page.route('**/data/explorer?**', (route) => route.abort());
    await box(page, /^rejected/).check();
    const alert = page.locator('main').getByRole('alert');
    await expect(alert).toContainText('could not be fetched');
    await expect(rows(page)).toHaveCount(50);
    await page.unroute('**/data/explorer?**');
    await alert.getByRole('button', { name: 'Try again' }).click();
    const expected = files.measures.filter(({ status }) => status === 'rejected').length;
    await expect(sentence(page)).toHaveText(`${expected} measures: rejected`);
    await expect(alert).toHaveCount(0);
  });
});

test('sorts by any column, shows the columns asked for, and the files hold the same', async ({
  page,
  request,
}) => {
  await open(page, '/measures?countries=FR,SE,PL,DE&obligation=voluntary');
  await page.getByText('Columns', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Announced', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Sources', exact: true }).uncheck();
  const head = page.getByRole('columnheader', { name: /^Announced/ });
  await head.getByRole('link').click();
  await head.getByRole('link').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('columnheader', { name: /^Sources/ })).toHaveCount(0);
  await expect(page).toHaveURL(
    /sort=-announced&columns=country,name,obligation,status,announced,starts,length,last_target$/,
  );
  const shown = await page
    .locator('main tbody th a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const csv = await request.get(
    (await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href')) ?? '',
  );
  expect(csv.status()).toBe(200);
  const lines = (await csv.text()).trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => `/measures/${line.split(',')[0]}`)).toEqual(shown);
  const json = await request.get((await page.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? '');
  const { data: items, meta } = await json.json();
  expect(items.map(({ id }: { id: string }) => `/measures/${id}`)).toEqual(shown);
  expect(meta.count).toBe(shown.length);
});

test('France as known on 1 December 2025, and today', async ({ page }) => {
  await open(page, '/measures?countries=FR');
  const today = await rows(page).count();
  await facet(page, 'As known on').locator('summary').click();
  await page.getByLabel('Day', { exact: true }).fill('2025-12-01');
  await page.getByRole('button', { name: 'Show this day' }).click();
  await expect(page).toHaveURL('/measures?countries=FR&asOf=2025-12-01');
  const past = page.getByRole('region', { name: 'This is a past view: as known on 1 Dec 2025' });
  await expect(past).toContainText(`Of ${files.measures.length} measures`);
  await expect(past).toContainText('left out');
  await expect(sentence(page)).toContainText('in France, as known on 1 Dec 2025');
  // On 27 November 2025 the target was 10,000 in 2030 (50,000 an ambition); the 42,500 for 2035 are of January 2026.
  const service = rows(page).filter({ has: page.locator('a[href="/measures/fr-service-national"]') });
  await expect(service).toContainText('10,000 2030');
  await past.getByRole('link', { name: 'Back to today' }).click();
  await expect(past).toHaveCount(0);
  await expect(rows(page)).toHaveCount(today);
  await expect(service).toContainText('42,500 2035');
});

test('leads on to the comparison of the countries found', async ({ page }) => {
  await open(page, '/measures?countries=FR,SE,PL');
  await expect(page.getByRole('link', { name: 'Compare these 3 countries side by side' })).toHaveAttribute(
    'href',
    '/compare?countries=FR,SE,PL',
  );
});

test('by keyboard alone: a filter, a sort, a measure', async ({ page }) => {
  await open(page, '/measures');
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      const reached = await page.evaluate(
        (selector) => document.activeElement?.matches(selector) ?? false,
        wanted,
      );
      if (reached) return;
    }
    throw new Error(`80 presses of Tab do not reach ${wanted}`);
  };
  await tabTo('input[value="conditional"]');
  await page.keyboard.press('Space');
  await expect(sentence(page)).toContainText('conditional');
  await tabTo('th[scope="col"] a');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=-country/);
  await tabTo('tbody th a');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/measures\/[a-z]{2}-/);
  await page.goBack();
  await expect(sentence(page)).toContainText('conditional');
});

test('the language links keep the view that was refined', async ({ page }) => {
  await open(page, '/measures');
  await box(page, /^selective/)
    .first()
    .check();
  await expect(page).toHaveURL(/type=|obligation=/);
  const { search } = new URL(page.url());
  await expect(page.locator('a[hreflang="fr"]')).toHaveAttribute('href', `/fr/measures${search}`);
});

test('names what of an address was not understood until the first change', async ({ page }) => {
  await open(page, '/measures?status=in_force,actif&region=nordics&page=0&columns=size');
  const problems = page.getByRole('region', { name: /not understood/ });
  await expect(problems.getByRole('listitem')).toHaveCount(4);
  await expect(sentence(page)).toContainText('in force');
  await box(page, /^voluntary/).check();
  await expect(sentence(page)).toContainText('voluntary, in force');
  await expect(problems).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test('the filters are a sheet of their own; nothing scrolls sideways', async ({ page }) => {
    await open(page, '/measures?q=reserve');
    await expect(page.locator('aside')).toBeHidden();
    await page.getByRole('button', { name: /^Filters/ }).click();
    await box(page, /^in force/).check();
    const expected = await sentence(page).textContent();
    await page.getByRole('button', { name: /^Show \d+ measures/ }).click();
    await expect(page.locator('aside')).toBeHidden();
    expect(expected).toContain('measures');
    await expect(sentence(page)).toContainText('in force');
    for (const width of [320, 360, 768, 1000]) {
      await page.setViewportSize({ width, height: 780 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('filters, sorts, turns pages, chooses columns and a day', async ({ page }) => {
    await page.goto('/measures');
    await expect(rows(page)).toHaveCount(50);
    await box(page, /^voluntary/).check();
    await box(page, /^in force/).check();
    await page.getByRole('button', { name: 'Apply the filters' }).click();
    await expect(page).toHaveURL('/measures?obligation=voluntary&status=in_force');
    const expected = files.measures.filter(
      ({ obligation, status }) => obligation === 'voluntary' && status === 'in_force',
    ).length;
    await expect(sentence(page)).toHaveText(`${expected} measures: voluntary, in force`);
    await page
      .getByRole('columnheader', { name: /^Length/ })
      .getByRole('link')
      .click();
    await expect(page).toHaveURL('/measures?obligation=voluntary&status=in_force&sort=length');
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'Pay', exact: true }).check();
    await page.getByRole('button', { name: 'Show these columns' }).click();
    await expect(page.getByRole('columnheader', { name: /^Pay/ })).toBeVisible();
    await expect(sentence(page)).toHaveText(`${expected} measures: voluntary, in force`);
    await facet(page, 'As known on').locator('summary').click();
    await page.getByLabel('Day', { exact: true }).fill('2025-11-27');
    await page.getByRole('button', { name: 'Show this day' }).click();
    await expect(page.getByRole('region', { name: /This is a past view/ })).toBeVisible();
    await page.locator('#explorer-q').fill('reserve');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(sentence(page)).toContainText('matching “reserve”, as known on 27 Nov 2025');
    await page.goto('/measures');
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page).toHaveURL('/measures?page=2#results');
    await expect(rows(page)).toHaveCount(50);
  });
});

test.describe('the data of the explorer', () => {
  test('answers one page with counts, a sentence and the release', async ({ request }) => {
    const answer = await request.get('/data/explorer?countries=FR,SE&lang=fr');
    expect(answer.status()).toBe(200);
    const { data: items, meta } = await answer.json();
    const expected = files.measures.filter(({ country }) => ['FR', 'SE'].includes(country)).length;
    expect(meta.count).toBe(expected);
    expect(items).toHaveLength(expected);
    expect(meta.sentence).toBe(`${expected} mesures en France et en Suède`);
    expect(meta.facets.map(({ param }: { param: string }) => param)).toEqual([
      'type',
      'obligation',
      'status',
      'countries',
      'region',
      'alliance',
      'sex',
      'length',
      'start',
    ]);
    expect(meta.release.id).toMatch(/^[0-9a-f]{12}$/);
  });

  for (const address of [
    '/data/explorer?status=actif',
    '/data/explorer?asOf=2025-11',
    '/data/explorer?sort=size',
    '/measures.json?alliance=warsaw',
    '/measures.csv?length=long',
    '/measures.csv?page=2',
  ]) {
    test(`${address} is 400 and names what is allowed`, async ({ request }) => {
      const answer = await request.get(address);
      expect(answer.status()).toBe(400);
      expect(answer.headers()['content-type']).toContain('application/problem+json');
      const { errors } = await answer.json();
      expect(errors).toHaveLength(1);
      expect(errors[0].message).toMatch(/^Unknown (value|parameter) “/);
    });
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`has no violation that axe finds, ${scheme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme });
    for (const address of [
      '/measures?q=reserve&asOf=2025-11-27',
      '/fr/measures?countries=LU&status=rejected',
    ]) {
      await open(page, address);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const violations = await axeFinds(page);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual(
        [],
      );
    }
  });
}
