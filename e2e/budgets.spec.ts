import type { Request } from '@playwright/test';
import { expect, test } from './fixtures';

/*
 * What a page may weigh before anybody touches it, as it travels. Sizes and counts do not depend on the machine, so a page that
 * outgrows its budget fails here; how long things take is printed by `npm run bench`.
 */

/** KiB. The framework's empty page loads 132 KiB of JavaScript (bench/first-load.ts); 15 above it are ours. Styles stand in the page. */
const BUDGET = { script: 147, stylesheet: 0, font: 100 } as const;
/** One address each for the page and its scripts, and at most four fonts and an icon. */
const MOST_REQUESTS = 17;

/** Each page with the KiB that its HTML, with its styles in it, may have: what it has now, and a tenth more for data that comes. */
const PAGES = [
  ['/', 65],
  ['/pl', 67],
  ['/measures', 42],
  ['/measures?countries=FR,SE&sort=name', 30],
  ['/measures/se-varnplikt', 49],
  ['/countries', 44],
  ['/countries/fr', 42],
  ['/compare', 48],
  ['/charts', 42],
  ['/charts/intake-targets', 48],
  ['/charts/service-model', 84],
  ['/timeline', 63],
  ['/timeline/fr.3494f0b624', 20],
  ['/claims', 44],
  ['/downloads', 25],
  ['/changes', 25],
  ['/codebook', 35],
  ['/sources', 31],
  ['/coverage', 25],
  ['/api', 34],
  ['/about', 20],
  ['/about/data-licence', 20],
] as const;

/** An embed with the KiB of everything that it asks for before anybody reaches for it. */
const EMBEDS = [
  ['/embed/charts/intake-targets', 12],
  ['/embed/charts/intake-targets?lang=pl', 13],
  ['/embed/charts/service-model', 31],
] as const;
/** KiB that reaching for it adds: the map's points have 10. */
const REACHED = 11;

const sizeOf = async (requests: readonly Request[]): Promise<number> => {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize / 1024, 0);
};

const isKind = (kind: string): kind is keyof typeof BUDGET => Object.hasOwn(BUDGET, kind);

for (const [path, most] of PAGES) {
  test(`${path} is within its budget, without a chart library`, async ({ page }) => {
    const requests: Request[] = [];
    page.on('requestfinished', (request) => requests.push(request));
    await page.goto(path, { waitUntil: 'networkidle' });
    const kibibytes = { script: 0, stylesheet: 0, font: 0 };
    const kinds = requests.map((request) => request.resourceType());
    for (const kind of kinds.filter(isKind)) {
      kibibytes[kind] = await sizeOf(requests.filter((request) => request.resourceType() === kind));
    }
    const html = await sizeOf(requests.filter((request) => request.resourceType() === 'document'));
    const used = Object.entries(kibibytes).map(([kind, size]) => `${kind} ${size.toFixed(1)}`);
    console.log(
      `${path}: HTML ${html.toFixed(1)} of ${most} KiB, ${used.join(', ')}; ${kinds.length} requests`,
    );
    expect(html, 'HTML, KiB').toBeLessThanOrEqual(most);
    for (const [kind, budget] of Object.entries(BUDGET)) {
      expect(kibibytes[kind as keyof typeof BUDGET], `${kind}, KiB`).toBeLessThanOrEqual(budget);
    }
    // Nothing else is fetched beside the page: no data, no picture, and no other page before a reader means it.
    expect(kinds.filter((kind) => !isKind(kind) && kind !== 'document' && kind !== 'other')).toEqual([]);
    expect(requests.filter((request) => request.headers()['next-router-prefetch'] !== undefined)).toEqual([]);
    expect(kinds.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(kibibytes.script).toBeGreaterThan(0);
    const scripts = requests.filter((request) => request.resourceType() === 'script');
    for (const script of scripts) {
      expect((await (await script.response())?.text()) ?? '').not.toContain('recharts-');
    }
  });
}

for (const [path, most] of EMBEDS) {
  test(`${path} is within its budget, before it is reached for and after`, async ({ page }) => {
    const requests: Request[] = [];
    page.on('requestfinished', (request) => requests.push(request));
    // As wide as the column of a story.
    await page.setViewportSize({ width: 640, height: 900 });
    await page.goto(path, { waitUntil: 'networkidle' });
    const before = await sizeOf(requests);
    const count = requests.length;
    await page.locator('.drawing svg:visible').hover();
    await page.getByRole('slider').waitFor();
    await page.waitForLoadState('networkidle');
    const added = await sizeOf(requests.slice(count));
    console.log(
      `${path}: ${before.toFixed(1)} of ${most} KiB, ${added.toFixed(1)} of ${REACHED} KiB when reached for`,
    );
    expect(before, 'KiB').toBeLessThanOrEqual(most);
    expect(added, 'KiB when reached for').toBeLessThanOrEqual(REACHED);
    expect(added).toBeGreaterThan(0);
  });
}

test('browsers are told that the scripts of every page are called on load', async ({ request }) => {
  const html = await (await request.get('/about')).text();
  const scripts = [...html.matchAll(/src="(\/_next\/static\/chunks\/[^"]+\.js)" async/g)].map(
    ([, src = '']) => src,
  );
  const texts = await Promise.all(scripts.map(async (src) => (await request.get(src)).text()));
  const framework = texts.filter((text) => text.includes('hydrateRoot'));
  expect(framework).toHaveLength(1);
  for (const text of framework) expect(text.slice(0, 40)).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
});

test('the script that a story puts beside embeds stays small', async ({ request }) => {
  const loader = await request.get('/embed/loader.js', { headers: { 'accept-encoding': 'identity' } });
  expect((await loader.body()).byteLength).toBeLessThanOrEqual(1024);
});

test('a page is fetched once the reader rests on its link, and only then', async ({ page }) => {
  const asked: string[] = [];
  let underWay = 0;
  let changed = Date.now();
  const isPageData = (request: Request) => request.headers().rsc !== undefined;
  page.on('request', (request) => {
    if (!isPageData(request)) return;
    asked.push(new URL(request.url()).pathname);
    underWay += 1;
  });
  page.on('requestfinished', (request) => {
    if (!isPageData(request)) return;
    underWay -= 1;
    changed = Date.now();
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Charts' });
  await link.hover();
  await expect.poll(() => new Set(asked)).toEqual(new Set(['/charts']));
  // One answer can have another asked for; a click before the last is here asks anew.
  await expect.poll(() => underWay === 0 && Date.now() - changed > 500, { timeout: 30_000 }).toBe(true);
  const before = asked.length;
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Charts');
  expect(asked.slice(before)).toEqual([]);
});
