import AxeBuilder from '@axe-core/playwright';
import { expectAccessible } from './checks';
import { BROKEN_ORIGIN, expect, test } from './fixtures';

const PAGES = [
  '/',
  '/fr',
  '/?in=FR,Swedn&contries=SE&status=in_force',
  '/?in=LU&status=rejected',
  '/measures/se-varnplikt',
  '/fr/measures/fr-service-national',
  '/?mode=cohort-share',
  '/fr/measures/pl-wgotowosci',
  '/countries',
  '/countries/se',
  '/timeline',
  '/claims',
  '/sources',
  '/coverage',
  '/about',
  '/measures/no-such-measure',
  '/no-such-page',
  `${BROKEN_ORIGIN}/`,
];

test.use({ expectedErrors: /404|503/ });

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const address of PAGES) {
      test(`${address} has no violation that axe finds, everything unfolded`, async ({ page }) => {
        await page.goto(address);
        await expectAccessible(page);
      });
    }
  });
}

test('the interactive chart has no violation that axe finds', async ({ page }) => {
  await page.goto('/');
  const figure = page.getByRole('figure').first();
  await figure.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('slider')).toBeVisible();
  expect((await new AxeBuilder({ page }).include('figure').analyze()).violations).toEqual([]);
});

for (const address of PAGES) {
  test(`${address} does not scroll sideways at 320, 360 and 768 px`, async ({ page }) => {
    await page.goto(address);
    for (const width of [320, 360, 768]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
    }
  });
}

test('the keyboard reaches the content past the navigation, and the focus is seen', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
