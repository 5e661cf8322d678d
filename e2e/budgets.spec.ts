import type { Request } from '@playwright/test';
import { expect, test } from './fixtures';

/*
 * What a page may weigh before anybody touches it, as it travels. Sizes and counts do not depend on the machine, so a page that
 * outgrows its budget fails here; how long things take is printed by `npm run bench`.
 */

/** KiB. The framework's empty page loads 132 KiB of JavaScript (bench/first-load.ts); 15 above it are ours. */
const BUDGET = { document: 90, script: 147, stylesheet: 16, font: 190 } as const;
/** One address each for the page, its styles and scripts, and at most four fonts and an icon. */
const MOST_REQUESTS = 20;
/** Where most readers go next is asked for ahead: the outline of a page, not its content. KiB. */
const AHEAD = { most: 4, size: 8 } as const;

const PAGES = [
  '/',
  '/pl',
  '/measures',
  '/measures?countries=FR,SE&sort=name',
  '/measures/se-varnplikt',
  '/countries',
  '/countries/fr',
  '/compare',
  '/charts',
  '/charts/intake-targets',
  '/charts/service-model',
  '/timeline',
  '/claims',
  '/downloads',
  '/changes',
  '/codebook',
  '/sources',
  '/coverage',
  '/api',
  '/about',
  '/about/data-licence',
];

const isKind = (kind: string): kind is keyof typeof BUDGET => Object.hasOwn(BUDGET, kind);

for (const path of PAGES) {
  test(`${path} is within its budget, without a chart library`, async ({ page }) => {
    const requests: Request[] = [];
    page.on('requestfinished', (request) => requests.push(request));
    await page.goto(path, { waitUntil: 'networkidle' });
    const kibibytes = { document: 0, script: 0, stylesheet: 0, font: 0 };
    const kinds: string[] = [];
    const ahead: number[] = [];
    for (const request of requests) {
      if (request.headers()['next-router-prefetch'] !== undefined) {
        ahead.push((await request.sizes()).responseBodySize / 1024);
        continue;
      }
      const kind = request.resourceType();
      kinds.push(kind);
      if (isKind(kind)) kibibytes[kind] += (await request.sizes()).responseBodySize / 1024;
    }
    for (const [kind, most] of Object.entries(BUDGET)) {
      expect(kibibytes[kind as keyof typeof BUDGET], `${kind}, KiB`).toBeLessThanOrEqual(most);
    }
    // Nothing else is fetched beside the page: no data, no picture.
    expect(kinds.filter((kind) => !isKind(kind) && kind !== 'other')).toEqual([]);
    expect(kinds.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(ahead.length).toBeLessThanOrEqual(AHEAD.most);
    expect(ahead.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(AHEAD.size);
    expect(kibibytes.script).toBeGreaterThan(0);
    const scripts = requests.filter((request) => request.resourceType() === 'script');
    for (const script of scripts) {
      expect((await (await script.response())?.text()) ?? '').not.toContain('recharts-');
    }
  });
}
