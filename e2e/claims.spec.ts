import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, test } from './fixtures';

interface ClaimInFile {
  id: string;
  statement: string;
  country: string | null;
  verdict: string;
  later_developments: string | null;
  source_ids: string[];
}

const path = fileURLToPath(new URL('../db/data/claims.json', import.meta.url));
const { claims } = JSON.parse(readFileSync(path, 'utf8')) as { claims: ClaimInFile[] };

test.describe('the claims', () => {
  test('each have statement, verdict, reasons and numbered sources, and an address', async ({ page }) => {
    await page.goto('/claims');
    await expect(page.locator('article')).toHaveCount(claims.length);
    for (const { id, statement, source_ids } of claims) {
      const article = page.locator(`article#${id}`);
      await expect(article.locator('blockquote')).toHaveText(statement);
      await expect(article.locator('a[href^="#source-"]')).toHaveCount(source_ids.length);
    }
    const references = await page
      .locator('a[href^="#source-"]')
      .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
    for (const reference of references) await expect(page.locator(reference)).toHaveCount(1);
  });

  test('the claim about Poland is found from the front page, and leads to its measure', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('banner').getByRole('link', { name: 'Claims', exact: true }).first().click();
    await expect(page).toHaveURL('/claims');
    await page.getByRole('combobox', { name: 'Country' }).selectOption({ label: 'Poland' });
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL('/claims?countries=PL');
    await expect(page.getByRole('status').first()).toHaveText(`1 claim of ${claims.length}`);
    const claim = page.locator('article#pl-every-adult-male');
    await expect(claim).toContainText('Not supported');
    await expect(claim).toContainText('What came later:');
    await claim.getByRole('link', { name: /wGotowości/ }).click();
    await expect(page).toHaveURL('/measures/pl-wgotowosci');
  });

  test('are counted by verdict, and a verdict leads to its claims', async ({ page }) => {
    await page.goto('/claims');
    const disputed = claims.filter(({ verdict }) => verdict === 'disputed');
    const tally = page.getByRole('list', { name: 'Claims by verdict' });
    await expect(tally).toContainText(`Disputed ${disputed.length}`);
    await tally.getByRole('link', { name: 'Disputed' }).click();
    await expect(page).toHaveURL('/claims?verdict=disputed');
    await expect(page.locator('article')).toHaveCount(disputed.length);
  });

  test('come as structured data that parses, one review a claim', async ({ page }) => {
    await page.goto('/claims?countries=PL');
    const graph = await page
      .locator('script[type="application/ld+json"]')
      .evaluate((script) => JSON.parse(script.textContent ?? ''));
    expect(graph['@context']).toBe('https://schema.org');
    expect(graph['@graph']).toHaveLength(1);
    expect(graph['@graph'][0]).toMatchObject({
      '@type': 'ClaimReview',
      claimReviewed: 'Poland already trains every adult man for wartime mobilisation.',
      reviewRating: { alternateName: 'Not supported' },
    });
    expect(graph['@graph'][0].url).toMatch(/\/claims#pl-every-adult-male$/);
  });

  test('an anchor leads to its claim', async ({ page }) => {
    await page.goto('/fr/claims#pl-every-adult-male');
    await expect(page.locator('article#pl-every-adult-male')).toBeInViewport();
    await expect(page.locator('article#pl-every-adult-male')).toContainText('Non étayé');
  });

  test('what of the address was not understood is said, and nothing of it is markup', async ({ page }) => {
    await page.goto('/claims?verdict=%3Cimg%20src%3Dx%3E&countries=PL');
    const problems = page.getByRole('region', { name: /not understood/ });
    await expect(problems).toContainText('“<img src=x>”');
    await expect(problems).toContainText('partly_confirmed');
    await expect(page.locator('main img')).toHaveCount(0);
    await expect(page.locator('article')).toHaveCount(1);
  });

  test('none that fits is said, and the way back is there', async ({ page }) => {
    await page.goto('/claims?verdict=disputed&countries=PL');
    await expect(page.getByText('No claim fits this filter.')).toBeVisible();
    await page.getByRole('link', { name: 'Clear the filter' }).click();
    await expect(page.locator('article')).toHaveCount(claims.length);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the filter works', async ({ page }) => {
    await page.goto('/claims');
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption({ label: 'Not supported' });
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL('/claims?verdict=not_supported');
    await expect(page.locator('article')).toHaveCount(
      claims.filter(({ verdict }) => verdict === 'not_supported').length,
    );
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('a filtered view has no violation that axe finds and fits a phone', async ({ page }) => {
      test.slow();
      await page.goto('/fr/claims?countries=FR');
      await expectAccessible(page);
      await expectNoSidewaysScroll(page, [320, 360]);
    });
  });
}
