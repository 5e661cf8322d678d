import { test as base, chromium } from '@playwright/test';
import { expect, ORIGIN } from './fixtures';
import { findings, type LighthouseCategory, lighthouse } from './lighthouse';
import { freePort } from './ports';

/*
 * Each kind of page at 100 in what does not depend on the machine. Performance does: `npm run bench` prints it.
 */

const ALL: readonly LighthouseCategory[] = ['accessibility', 'best-practices', 'seo'];
/** Crawlers are asked to leave views with a query alone (docs/decisions.md), and nobody searches for an embed. */
const UNSEARCHED: readonly LighthouseCategory[] = ['accessibility', 'best-practices'];
const PAGES: readonly (readonly [string, readonly LighthouseCategory[]])[] = [
  ['/', ALL],
  ['/measures', ALL],
  ['/measures?countries=FR,SE&sort=name', UNSEARCHED],
  ['/pl/measures/pl-wgotowosci', ALL],
  ['/countries', ALL],
  ['/countries/fr', ALL],
  ['/compare', ALL],
  ['/charts', ALL],
  ['/charts/intake-targets', ALL],
  ['/charts/service-model', ALL],
  ['/timeline', ALL],
  ['/timeline/fr.3494f0b624', ALL],
  ['/claims', ALL],
  ['/downloads', ALL],
  ['/changes', ALL],
  ['/codebook', ALL],
  ['/sources', ALL],
  ['/coverage', ALL],
  ['/api', ALL],
  ['/about', ALL],
  ['/about/data-licence', ALL],
  ['/embed/charts/intake-targets', UNSEARCHED],
  // That it is missing is an error in the console, so no best practice.
  ['/no-such-page', ['accessibility']],
];

/** Lighthouse drives the browser of the other tests, through a port for remote debugging. */
const test = base.extend<object, { debuggingPort: number }>({
  debuggingPort: [
    async ({ launchOptions }, use) => {
      const port = await freePort();
      const browser = await chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
      });
      await use(port);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

for (const [path, categories] of PAGES) {
  test(`${path} has 100 in ${categories.join(', ')}`, async ({ debuggingPort }) => {
    const report = await lighthouse(`${ORIGIN}${path}`, debuggingPort, categories);
    expect(categories.flatMap((category) => findings(report, category))).toEqual([]);
    expect(categories.map((category) => [category, report.categories[category]?.score])).toEqual(
      categories.map((category) => [category, 1]),
    );
  });
}
