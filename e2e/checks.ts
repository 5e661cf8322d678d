import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

/** What depends on the scheme; all else is found in the light one, which every page is looked at in too. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page as it stands: in the dark scheme the colours alone. */
export async function axeFinds(page: Page): Promise<AxeResults['violations']> {
  // What is not laid out yet has no place of its own: axe would find it over what follows.
  await page.waitForFunction(
    () => 'whole' in document.documentElement.dataset || !document.querySelector('.piece:not([data-laid])'),
  );
  const axe = new AxeBuilder({ page });
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  return (await (dark ? axe.withRules(RULES_OF_COLOUR) : axe).analyze()).violations;
}

/** Everything unfolded, axe finds no violation. */
export async function expectAccessible(page: Page): Promise<void> {
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
}

/** The page is no wider than a window of these widths. */
export async function expectNoSidewaysScroll(page: Page, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `pixels beyond ${width}`).toBeLessThanOrEqual(0);
  }
}
