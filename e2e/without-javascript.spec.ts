import { expect, files, test } from './fixtures';

test.use({ javaScriptEnabled: false });

test('the page, its charts and its table are there', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('figure')).toHaveCount(3);
  for (const figure of await page.getByRole('figure').all()) {
    await expect(figure.locator('svg[role="img"]:visible').first()).toBeVisible();
  }
  expect(await page.locator('#measures tbody tr').count()).toBeGreaterThan(10);
});

test('the filter, sorting and the picker work', async ({ page }) => {
  await page.goto('/?countries=SE');
  await page.locator('#measures form').getByLabel('Country').selectOption('FR');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL('/?countries=SE&in=FR#measures');
  // The browser scrolls to a fragment once more when the page is whole: a click before that would miss what it aims at.
  await page.waitForLoadState();
  const expected = files.measures.filter(({ country }) => country === 'FR').length;
  await expect(page.locator('#measures').getByRole('status')).toHaveText(`${expected} measures in France`);
  await page
    .getByRole('columnheader', { name: /^Sources/ })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL('/?countries=SE&in=FR&sort=sources');
  await page.waitForLoadState();
  await page.getByText('Change countries').click();
  await page.getByRole('checkbox', { name: 'Finland', exact: true }).check();
  await page.getByRole('button', { name: 'Show these countries' }).click();
  await expect(page).toHaveURL(
    ({ searchParams }) =>
      ['FI,SE', 'SE,FI'].includes(searchParams.get('countries') ?? '') && searchParams.get('in') === 'FR',
  );
  await page.goBack();
  await expect(page).toHaveURL('/?countries=SE&in=FR&sort=sources');
});

test('a measure’s page is whole', async ({ page }) => {
  await page.goto('/measures/fr-service-national');
  await expect(page.locator('#figures table').first()).toBeVisible();
  await expect(page.locator('#intake figure svg[role="img"]:visible').first()).toBeVisible();
});
