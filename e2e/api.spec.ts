import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { axeFinds } from './checks';
import { expect, ORIGIN, test } from './fixtures';

test.describe('the API over the wire', () => {
  for (const accept of ['br', 'gzip', 'gzip, deflate, br, zstd', 'identity', 'br;q=0, gzip']) {
    test(`says the same packed for “${accept}”, also in errors`, async ({ request }) => {
      for (const [address, status] of [
        ['/api/v1/observations?limit=500', 200],
        ['/api/v1', 200],
        ['/api/v1/openapi.json', 200],
        ['/api/v1/measures?status=actif', 400],
        ['/api/v1/nothing', 404],
        ['/api/v1/measures/%C3%BC', 404],
      ] as const) {
        const plain = await (
          await request.get(address, { headers: { 'accept-encoding': 'identity' } })
        ).json();
        const sent = await request.get(address, { headers: { 'accept-encoding': accept } });
        expect(sent.status()).toBe(status);
        expect(await sent.json()).toEqual(plain);
        if (accept === 'br' && !address.includes('%')) expect(sent.headers()['content-encoding']).toBe('br');
      }
    });
  }

  test('answers 304, HEAD and OPTIONS, refuses what would write, and is open to every origin', async ({
    request,
  }) => {
    const first = await request.get('/api/v1/claims');
    const { etag = '' } = first.headers();
    expect(first.headers()['access-control-allow-origin']).toBe('*');
    const again = await request.get('/api/v1/claims', { headers: { 'if-none-match': etag } });
    expect(again.status()).toBe(304);
    const head = await request.head('/api/v1/claims');
    expect([head.status(), head.headers().etag, (await head.body()).length]).toEqual([200, etag, 0]);
    const options = await request.fetch('/api/v1/claims', { method: 'OPTIONS' });
    expect([options.status(), options.headers().allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const post = await request.post('/api/v1/claims', { data: {} });
    expect([post.status(), post.headers().allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  test('can be read by a page of another origin', async ({ page }) => {
    // Our own pages fetch from their own origin only; this one is another site's.
    const site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<!doctype html><html lang="en"><title>A story</title><link rel="icon" href="data:,">');
    });
    await new Promise<void>((resolve) => {
      site.listen(0, 'localhost', resolve);
    });
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    const count = await page.evaluate(async (address) => {
      const answer = await fetch(address, { headers: { 'if-none-match': '"x"' } });
      return [(await answer.json()).meta.count, answer.headers.get('etag')];
    }, `${ORIGIN}/api/v1/countries`);
    expect(count).toEqual([52, expect.stringContaining('W/"')]);
    site.closeAllConnections();
    site.close();
  });
});

test.describe('the documentation', () => {
  for (const [path, title] of [
    ['/api', 'The API'],
    ['/fr/api', 'L’API'],
    ['/sv/api', 'API:et'],
    ['/pl/api', 'API'],
    ['/de/api', 'Die API'],
  ] as const) {
    test(`${path} says what there is, in reach of everybody`, async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
      // The reference is the same English text on each: it is opened whole once.
      const folded = page.locator('main details summary');
      for (const summary of path === '/api' ? await folded.all() : [folded.first()]) await summary.click();
      const violations = await axeFinds(page);
      expect(violations).toEqual([]);
    });
  }

  test('leads to addresses that answer', async ({ page, request }) => {
    await page.goto('/api');
    const links = await page
      .locator('main a[href*="/api/v1"]')
      .evaluateAll((all) => all.flatMap((link) => (link instanceof HTMLAnchorElement ? [link.href] : [])));
    expect(links.length).toBeGreaterThan(12);
    for (const link of new Set(links))
      expect([link, (await request.get(link)).status()]).toEqual([link, 200]);
    await expect(page.getByRole('contentinfo').getByRole('link', { name: 'API' })).toBeVisible();
  });

  test('has every resource with its parameters and fields', async ({ page }) => {
    await page.goto('/api#observations');
    const observations = page.locator('details#observations');
    await observations.locator('summary').click();
    await expect(observations.getByText('GET /api/v1/observations/{id}')).toBeVisible();
    await expect(observations.locator('dt', { hasText: 'stated_on' })).toBeVisible();
    await expect(observations.locator('dt', { hasText: 'asOf' })).toBeVisible();
  });
});

test.describe('“Use this in code”', () => {
  for (const [page_, address] of [
    [
      '/measures?countries=SE&status=in_force&page=1&columns=name,type',
      '/api/v1/measures?countries=SE&status=in_force',
    ],
    ['/measures/se-varnplikt', '/api/v1/observations?measures=se-varnplikt'],
    ['/countries/pl?asOf=2025-11-27', '/api/v1/observations?countries=PL&asOf=2025-11-27'],
    ['/compare?countries=FR,SE', '/api/v1/observations?measures='],
    ['/claims?verdict=disputed', '/api/v1/claims?verdict=disputed'],
    ['/timeline?countries=SE&type=law', '/api/v1/events?countries=SE&type=law'],
    ['/sources?countries=PL&page=2', '/api/v1/sources?countries=PL'],
  ] as const) {
    test(`${page_} gives the call for its view, without JavaScript too`, async ({ browser, request }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(page_);
      const use = page.locator('details', { has: page.locator('summary', { hasText: 'Use this in code' }) });
      await use.locator('summary').click();
      const code = (await use.locator('pre').first().textContent()) ?? '';
      expect(code).toContain(`curl --fail-with-body --compressed '${ORIGIN}${address}`);
      const called = /'(http[^']+)'/.exec(code)?.[1] ?? '';
      const answer = await (await request.get(called)).json();
      expect(answer.meta.count).toBeGreaterThan(0);
      await expect(use.locator('dt')).toHaveText(['curl', 'R', 'Python', 'JavaScript']);
      await context.close();
    });
  }

  test('of a chart gives what is drawn in its view, without the reader’s own words', async ({
    page,
    request,
  }) => {
    await page.goto('/charts/intake-targets?countries=SE&mode=per-100k&title=Mine');
    const use = page.locator('details', { has: page.locator('summary', { hasText: 'Use this in code' }) });
    await use.locator('summary').click();
    const code = (await use.locator('pre').first().textContent()) ?? '';
    const called = /'(http[^']+)'/.exec(code)?.[1] ?? '';
    expect(called).toBe(`${ORIGIN}/charts/intake-targets.json?countries=SE&mode=per-100k`);
    const { data } = await (await request.get(called)).json();
    expect(data.length).toBeGreaterThan(10);
    expect(new Set(data.map((row: { country_iso2: string }) => row.country_iso2))).toEqual(new Set(['SE']));
  });

  test('follows the explorer’s filters', async ({ page }) => {
    await page.goto('/measures');
    await page.locator('summary', { hasText: 'Use this in code' }).click();
    await page.locator('#explorer-q').fill('reserve');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.locator('pre').first()).toContainText('/api/v1/measures?q=reserve');
  });
});
