import { JSDOM } from 'jsdom';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, ORIGIN, test } from './fixtures';

test('the sitemap names pages that exist in every language, with all languages beside each', async ({
  request,
}) => {
  const answer = await request.get('/sitemap.xml');
  expect(answer.headers()['content-type']).toBe('application/xml; charset=utf-8');
  const { document } = new JSDOM(await answer.text(), { contentType: 'text/xml' }).window;
  const entries = [...document.getElementsByTagName('url')].map((entry) => ({
    address: entry.getElementsByTagName('loc')[0]?.textContent ?? '',
    changed: entry.getElementsByTagName('lastmod')[0]?.textContent ?? '',
    languages: [...entry.getElementsByTagName('xhtml:link')].map((link) => link.getAttribute('hreflang')),
  }));
  // Counted in db/data by a script of its own: 183 measures, 52 countries, 440 events, 12 charts; and the pages.
  expect(entries.length).toBeGreaterThanOrEqual(5 * (183 + 52 + 440 + 12 + 13));
  expect(new Set(entries.map(({ address }) => address)).size).toBe(entries.length);
  for (const { address, changed, languages } of entries) {
    expect(address.startsWith(`${ORIGIN}/`)).toBe(true);
    expect(changed).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(languages).toEqual(['en', 'fr', 'sv', 'pl', 'de', 'x-default']);
  }
  const step = Math.ceil(entries.length / 40);
  for (const { address } of entries.filter((_, place) => place % step === 0)) {
    expect([address, (await request.get(address)).status()]).toEqual([address, 200]);
  }
  expect((await request.get('/sitemap.xml?part=2')).status()).toBe(404);
  const robots = await request.get('/robots.txt');
  expect(await robots.text()).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
});

test('every page names one canonical address and all its languages; a view that is a page of its own keeps it', async ({
  page,
}) => {
  for (const [address, canonical] of [
    ['/', '/'],
    ['/fr/measures/se-varnplikt', '/fr/measures/se-varnplikt'],
    ['/about/data-licence', '/about/data-licence'],
    ['/measures?countries=FR&sort=name', '/measures'],
    ['/sources?page=2', '/sources?page=2'],
    ['/de/timeline?countries=FR', '/de/timeline'],
    ['/compare?countries=SE,DE&year=2030', '/compare?countries=SE,DE'],
    ['/sv/compare?countries=SE,DE', '/sv/compare?countries=SE,DE'],
    ['/charts/budgets?countries=FR,SE', '/charts/budgets?countries=FR,SE'],
    ['/countries/fr?asOf=2025-11-27', '/countries/fr?asOf=2025-11-27'],
    ['/de?countries=FR,SE', '/de?countries=FR,SE'],
  ] as const) {
    await page.goto(address);
    const href = (selector: string) =>
      page.locator(selector).evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
    expect([address, await href('link[rel="canonical"]')]).toEqual([
      address,
      [new URL(canonical, ORIGIN).href],
    ]);
    const languages = await page
      .locator('link[rel="alternate"][hreflang]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('hreflang')));
    expect([address, languages.sort()]).toEqual([address, ['de', 'en', 'fr', 'pl', 'sv', 'x-default']]);
    const query = canonical.split('?')[1];
    for (const alternate of await href('link[rel="alternate"][hreflang]')) {
      expect(alternate.split('?')[1]).toBe(query);
    }
  }
});

test('the data describe themselves, with files that are there and sizes that are true', async ({
  page,
  request,
}) => {
  for (const [path, id, files] of [
    ['/', 'data', 20],
    ['/fr/measures', 'measures', 3],
    ['/downloads', 'data', 20],
  ] as const) {
    await page.goto(path);
    const written = await page.locator('script[type="application/ld+json"]').allTextContents();
    const graphs = written.flatMap((text) => JSON.parse(text)['@graph']);
    // Without a configured origin addresses in a page are relative to it.
    const dataset = graphs.find((node) => new URL(node['@id'], ORIGIN).href === `${ORIGIN}/#${id}`);
    expect(dataset['@type']).toBe('Dataset');
    expect(dataset.distribution.length).toBeGreaterThanOrEqual(files);
    expect(dataset.license.url).toMatch(/\/about\/data-licence$/);
    expect(dataset.temporalCoverage).toMatch(/^\d{4}\/\d{4}$/);
    expect(dataset.spatialCoverage).toHaveLength(52);
    for (const { contentUrl, contentSize } of dataset.distribution) {
      const answer = await request.get(contentUrl);
      expect([contentUrl, answer.status()]).toEqual([contentUrl, 200]);
      if (contentSize !== undefined && contentUrl.endsWith('.csv')) {
        expect([contentUrl, contentSize]).toEqual([contentUrl, `${(await answer.body()).length} B`]);
      }
    }
  }
});

test('every page says how to cite it, as /cite does, also without a script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: ORIGIN });
  const page = await context.newPage();
  for (const path of [
    '/',
    '/measures?countries=FR&type=voluntary_service',
    '/fr/measures/se-varnplikt',
    '/countries/pl?asOf=2025-11-27',
    '/de/compare?countries=FR,SE',
    '/timeline?countries=FR',
    '/sv/claims?countries=PL',
    '/pl/sources?countries=PL',
    '/coverage?countries=FR',
    '/codebook',
    '/downloads',
    '/charts',
    '/countries',
    '/about/data-licence',
  ]) {
    await page.goto(path);
    // The panels of charts cite their charts; theirs are deeper inside.
    const cite = page.locator('details:has(> ul a[href^="/cite?"])');
    await cite.locator('summary').click();
    const shown = (await cite.locator('p').first().textContent()) ?? '';
    const links = cite.locator('ul a');
    expect([path, await links.count()]).toEqual([path, 4]);
    for (const link of await links.all()) {
      const answer = await context.request.get((await link.getAttribute('href')) ?? '');
      expect([path, answer.status()]).toEqual([path, 200]);
      if ((await link.getAttribute('href'))?.includes('format=text')) {
        // The page has no day of access; the file adds it at the end.
        const whole = (await answer.text()).replaceAll(ORIGIN, '');
        expect([path, whole.startsWith(shown.replaceAll(ORIGIN, ''))]).toEqual([path, true]);
      }
    }
  }
  await context.close();
});

test('the explorer’s citation follows the filter that the reader sets', async ({ page }) => {
  await page.goto('/measures');
  const cite = page.locator('details').filter({ hasText: 'How to cite this page' });
  await cite.locator('summary').click();
  await expect(cite).not.toContainText('France');
  await page.goto('/measures?countries=FR');
  await cite.locator('summary').click();
  await expect(cite).toContainText('France');
  await expect(cite.getByRole('link', { name: 'BibTeX' })).toHaveAttribute('href', /countries(=|%3D)FR/);
});

test('the data licence is found from every page, says what is decided and what is not, and fits a phone', async ({
  page,
  request,
}) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Data licence' }).click();
  await expect(page).toHaveURL(/\/about\/data-licence$/);
  await expect(page.locator('#compilation')).toContainText('No licence has been decided yet');
  await expect(page.locator('#series dl > div')).toHaveCount(7);
  await expect(
    page.locator('#series').getByRole('link', { name: 'Text of the licence' }).first(),
  ).toHaveAttribute('href', /^https:\/\/creativecommons\.org\/licenses\/by\//);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.goto('/pl/about/data-licence');
  await expectNoSidewaysScroll(page, [320, 360, 1280]);
  expect((await request.get('/about/nothing')).status()).toBe(404);
});

test('files of events and claims hold what their page shows', async ({ page, request }) => {
  for (const [path, name] of [
    ['/timeline?countries=FR&theme=national', 'events'],
    ['/timeline', 'events'],
    ['/claims?countries=PL', 'claims'],
  ] as const) {
    await page.goto(path);
    const shown = Number(
      /^\d[\d,]*/
        .exec(((await page.getByRole('status').first().textContent()) ?? '').trim())?.[0]
        .replace(',', ''),
    );
    const href = await page.locator(`main a[href^="/${name}.json"]`).getAttribute('href');
    const file = await (await request.get(href ?? '')).json();
    expect([path, file.count]).toEqual([path, shown]);
  }
});

test('on a phone the files of downloads are in sight', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/fr/downloads');
  for (const link of await page.locator('tr[id] td a').all()) {
    const box = await link.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
  }
  await expectNoSidewaysScroll(page, [320, 360]);
});
