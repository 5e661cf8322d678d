import { expect, test } from './fixtures';

/** Where a country's shape is, far from the middle that names it: a share of the drawing's width and height. */
const BRITTANY = { x: 0.107, y: 0.53 };

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the map, its countries in words and its table stand in the page', async ({ page }) => {
    await page.goto('/charts/service-model');
    const drawing = page.locator('figure svg[role="img"]:visible').first();
    await expect(drawing).toContainText('Universal conscription');
    await expect(drawing).toContainText('Luxembourg');
    await expect(drawing).toContainText('Natural Earth');
    await page.getByText('Show the table').click();
    await expect(page.getByRole('cell', { name: 'Singapore', exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'world', exact: true }).click();
    await expect(page).toHaveURL(/region=world/);
  });
});

test('a country is as large as its shape: pointing at its edge says what it has', async ({ page }) => {
  await page.goto('/charts/service-model');
  const figure = page.getByRole('figure').first();
  await figure.locator('svg[role="img"]:visible').first().hover();
  const interactive = figure.getByRole('slider');
  await expect(interactive).toBeVisible();
  const box = await interactive.boundingBox();
  if (!box) throw new Error('the map has no place');
  await page.mouse.move(box.x + box.width * BRITTANY.x, box.y + box.height * BRITTANY.y);
  await expect(interactive).toHaveAttribute(
    'aria-valuetext',
    /^France\. Voluntary service\. Conscription: suspended/,
  );
});

test('arrow keys walk through the countries, those outside the frame too', async ({ page }) => {
  await page.goto('/charts/service-model?countries=SE,SG');
  const figure = page.getByRole('figure').first();
  await figure.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const interactive = figure.getByRole('slider');
  await expect(interactive).toBeFocused();
  await page.keyboard.press('Home');
  await expect(interactive).toHaveAttribute('aria-valuetext', /^Singapore\. Universal conscription/);
  await page.keyboard.press('ArrowRight');
  await expect(interactive).toHaveAttribute('aria-valuetext', /^Sweden\. Selective conscription.*2 of 2$/);
});

test('nothing of the map is drawn beyond its frame', async ({ page }) => {
  await page.goto('/charts/service-model');
  const frame = page.locator('figure svg[role="img"]:visible g[clip-path]').first();
  await expect(frame).not.toHaveCSS('clip-path', 'none');
});

test('a part of the world that does not exist is said, with those that do', async ({ request }) => {
  const answer = await request.get('/charts/service-model.json?region=moon');
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain('Allowed: europe, world.');
});
