import { expect, files, test } from './fixtures';

test('says what Muster is, what it covers and when it was loaded', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const facts = page.locator('main dl').first();
  await expect(facts).toContainText(String(files.countries.length));
  await expect(facts).toContainText(String(files.measures.length));
  await expect(facts).toContainText(/\d{1,2} \w{3,4} \d{4}/);
});

test('the three measures of the mission are one click from the top', async ({ page }) => {
  for (const id of ['fr-service-national', 'se-varnplikt', 'pl-wgotowosci']) {
    await page.goto('/');
    const link = page.locator(`main nav a[href="/measures/${id}"]`).first();
    await expect(link).toBeInViewport();
    await link.click();
    await expect(page).toHaveURL(`/measures/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      files.measures.find((measure) => measure.id === id)?.name ?? '',
    );
  }
});

test('three charts stand in the HTML as pictures with text alternatives', async ({ request }) => {
  const html = await (await request.get('/')).text();
  const drawings = html.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? [];
  expect(drawings.length).toBeGreaterThanOrEqual(3);
  for (const drawing of drawings) {
    expect(drawing).toMatch(/<title[^>]*>[^<]+<\/title>/);
    expect(drawing).toMatch(/<desc[^>]*>[^<]+<\/desc>/);
    expect(drawing).not.toMatch(/NaN|undefined|role="application"|tabindex/i);
  }
});

test('the charts start at six countries and follow the picker, through the address and back', async ({
  page,
}) => {
  await page.goto('/');
  const chosen = page.getByRole('region', { name: 'Countries shown' }).locator('ul').first();
  await expect(chosen.getByRole('listitem')).toHaveText([
    'France',
    'Sweden',
    'Poland',
    'Germany',
    'Denmark',
    'Lithuania',
  ]);
  await page.getByText('Change countries').click();
  for (const country of ['Poland', 'Germany', 'Denmark', 'Lithuania']) {
    await page.getByRole('checkbox', { name: country, exact: true }).uncheck();
  }
  await page.getByRole('checkbox', { name: 'Finland', exact: true }).check();
  await page.getByRole('button', { name: 'Show these countries' }).click();
  await expect(page).toHaveURL(
    (url) => url.searchParams.get('countries')?.split(',').toSorted().join() === 'FI,FR,SE',
  );
  await expect(chosen.getByRole('listitem')).toHaveText(['France', 'Sweden', 'Finland']);
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(chosen.getByRole('listitem')).toHaveCount(6);
});

test('each chart has its figures as a table, its sources and its notes', async ({ page }) => {
  await page.goto('/');
  const figures = page.getByRole('figure');
  await expect(figures).toHaveCount(3);
  for (const figure of await figures.all()) {
    const table = figure.getByRole('table');
    await expect(table).toBeHidden();
    await figure.locator('summary', { hasText: 'Show the table' }).click();
    await expect(table).toBeVisible();
    expect(await table.getByRole('row').count()).toBeGreaterThan(1);
    await expect(figure.locator('summary', { hasText: /source/i })).toBeVisible();
  }
});

test('budgets compare totals or years, never both, and the address says which', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'in a year' }).click();
  await expect(page).toHaveURL('/?budgets=annual');
  await expect(page.getByRole('figure')).toHaveCount(3);
  await page.getByRole('link', { name: 'over the whole period' }).click();
  await expect(page).toHaveURL('/');
});
