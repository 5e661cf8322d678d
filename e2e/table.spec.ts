import { expect, files, test } from './fixtures';

const rows = 'main #measures tbody tr';

test('shows all measures, said in words', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('#measures').getByRole('status')).toHaveText(`${files.measures.length} measures`);
});

test('filters by country, type, obligation and status, and the address says how', async ({ page }) => {
  await page.goto('/');
  const filter = page.locator('#measures form');
  await filter.getByLabel('Obligation').selectOption('voluntary');
  await filter.getByLabel('Status').selectOption('in_force');
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/\?obligation=voluntary&status=in_force/);
  const expected = files.measures.filter(
    ({ obligation, status }) => obligation === 'voluntary' && status === 'in_force',
  );
  await expect(page.locator('#measures').getByRole('status')).toHaveText(
    `${expected.length} measures: voluntary, in force`,
  );
  for (const row of (await page.locator(rows).all()).slice(0, 5)) {
    await expect(row).toContainText('voluntary');
    await expect(row).toContainText('in force');
  }
});

test('names the countries of the filter', async ({ page }) => {
  await page.goto('/?in=FR,SE&type=voluntary_service');
  const expected = files.measures.filter(
    ({ country, type }) => ['FR', 'SE'].includes(country) && type === 'voluntary_service',
  );
  await expect(page.locator('#measures').getByRole('status')).toHaveText(
    `${expected.length} ${expected.length === 1 ? 'measure' : 'measures'} in France and Sweden: voluntary service`,
  );
  await expect(page.locator(rows)).toHaveCount(expected.length);
});

test('searches without regard to case and diacritics', async ({ page }) => {
  await page.goto('/?q=WGOTOWOSCI');
  await expect(page.locator(rows).first()).toContainText('wGotowości');
});

test('sorts by a column, the other way at the second click, and goes back', async ({ page }) => {
  await page.goto('/?in=FR,SE,PL');
  const head = page.getByRole('columnheader', { name: /^Starts/ });
  const starts = files.measures
    .filter(({ country }) => ['FR', 'SE', 'PL'].includes(country))
    .flatMap(({ starts_on }) => starts_on ?? [])
    .toSorted();
  await head.getByRole('link').click();
  await expect(page).toHaveURL(/sort=starts/);
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.locator(rows).first()).toContainText(starts.at(0)?.slice(0, 4) ?? '');
  await head.getByRole('link').click();
  await expect(page).toHaveURL(/sort=-starts/);
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page.locator(rows).first()).toContainText(starts.at(-1)?.slice(0, 4) ?? '');
  await expect(page.locator(rows).last()).toContainText('none found');
  await page.goBack();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await page.goBack();
  await expect(head).not.toHaveAttribute('aria-sort');
});

test('a filter that finds nothing says so', async ({ page }) => {
  await page.goto('/?in=LU&status=rejected');
  await expect(page.locator('#measures').getByRole('status')).toHaveText(
    'No measures in Luxembourg: rejected',
  );
  await expect(page.locator('#measures table')).toHaveCount(0);
});

test('all rows can be reached', async ({ page }) => {
  await page.goto('/');
  const seen = new Set<string>();
  for (let turn = 0; turn < 20; turn += 1) {
    for (const link of await page.locator(`${rows} th a`).all())
      seen.add((await link.getAttribute('href')) ?? '');
    const next = page.locator('#measures a[rel="next"]');
    if ((await next.count()) === 0) break;
    const address = await next.getAttribute('href');
    await page.goto(address ?? '/');
  }
  expect([...seen].toSorted()).toEqual(files.measures.map(({ id }) => `/measures/${id}`).toSorted());
});
