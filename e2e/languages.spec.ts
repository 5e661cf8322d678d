import { expect, files, test } from './fixtures';

test('French pages are French: language, words, labels, numbers', async ({ page }) => {
  await page.goto('/fr?in=FR');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  const expected = files.measures.filter(({ country }) => country === 'FR').length;
  await expect(page.locator('#measures').getByRole('status')).toHaveText(`${expected} mesures en France`);
  await expect(page.locator('#measures tbody')).toContainText('en vigueur');
  await expect(page.locator('#measures tbody th a').first()).toHaveAttribute('lang', 'en');
});

test('the other language is one click away and keeps the view', async ({ page }) => {
  await page.goto('/?in=SE&status=in_force');
  await page.getByRole('link', { name: 'Français' }).click();
  await expect(page).toHaveURL('/fr?in=SE&status=in_force');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL('/?in=SE&status=in_force');
});

test('charts speak French', async ({ request }) => {
  const answer = await request.get('/charts/intake-targets.json?lang=fr');
  const english = await request.get('/charts/intake-targets.json');
  expect(await answer.text()).toMatch(/objectif/);
  expect(await english.text()).not.toMatch(/objectif/);
});

test('a measure in French keeps its data text in English and marks it so', async ({ page }) => {
  await page.goto('/fr/measures/se-varnplikt');
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
  await expect(page.locator('#terms')).toContainText('sélectif');
});

test('/en is the address without a prefix', async ({ page }) => {
  await page.goto('/en?in=SE');
  await expect(page).toHaveURL('/?in=SE');
});
