import { request as send } from 'node:http';
import { BROKEN_ORIGIN, expect, ORIGIN, test } from './fixtures';

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** Asks as no browser would: any method, any header, the path as it stands. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(ORIGIN);
  return new Promise((resolve, reject) => {
    const asking = send({ hostname, port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** The sources of one directive. */
function directive(policy: string, name: string): string[] {
  const found = policy
    .split(';')
    .map((part) => part.trim().split(/\s+/))
    .find(([first]) => first === name);
  return found?.slice(1) ?? [];
}

const PAGES = [
  '/',
  '/fr',
  '/?countries=FR,SE',
  '/measures',
  '/measures?countries=FR',
  '/measures/se-varnplikt',
  '/countries',
  '/countries/pl',
  '/charts',
  '/charts/budgets',
  '/charts/budgets?countries=FR',
  '/compare?countries=FR,SE',
  '/claims',
  '/timeline',
  '/codebook',
  '/sources',
  '/downloads',
  '/coverage',
  '/changes',
  '/about',
  '/api',
];

const FILES = [
  '/measures.csv',
  '/measures.json',
  '/measures.xlsx',
  '/observations.csv',
  '/datapackage.zip',
  '/muster.sqlite',
  '/measures/se-varnplikt.json',
  '/countries/pl.json',
  '/charts/budgets.json',
  '/charts/budgets.csv',
  '/charts/budgets.svg',
  '/charts/budgets.png',
  '/cards/pages/home.png',
  '/compare.csv?countries=FR,SE',
  '/api/v1',
  '/api/v1/openapi.json',
  '/data/explorer?countries=FR',
  '/feed.atom',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/oembed?url=x',
  '/cite?url=/',
  '/healthz',
  '/readyz',
  '/icon.svg',
];

test.describe('headers of every kind of address', () => {
  for (const path of PAGES) {
    test(`${path}: no script but ours, in nobody’s frame`, async ({ page }) => {
      const answer = await page.goto(path);
      const headers = answer?.headers() ?? {};
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).not.toContain('unsafe');
      const scripts = directive(policy, 'script-src');
      expect(scripts[0]).toBe("'self'");
      expect(scripts.slice(1).every((source) => /^'sha256-[\w+/]{43}='$/.test(source))).toBe(true);
      expect(scripts.length).toBeGreaterThan(1);
      expect(directive(policy, 'default-src')).toEqual(["'none'"]);
      expect(directive(policy, 'frame-ancestors')).toEqual(["'none'"]);
      expect(directive(policy, 'base-uri')).toEqual(["'none'"]);
      expect(directive(policy, 'form-action')).toEqual(["'self'"]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
      });
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['server-timing']).toMatch(/^app;dur=\d/);
      expect([headers['x-powered-by'], headers['strict-transport-security']]).toEqual([undefined, undefined]);
      // The framework came to life under this policy.
      await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__react')));
    });
  }

  for (const path of FILES) {
    test(`${path}: runs nothing and is what it says`, async ({ request }) => {
      const headers = (await request.get(path)).headers();
      const policy = headers['content-security-policy'] ?? '';
      expect(directive(policy, 'default-src')).toEqual(["'none'"]);
      expect(policy).toMatch(/(^|; )sandbox(;|$)/);
      expect(policy).not.toContain('script');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    });
  }

  test('a PDF stands in nobody’s frame, and may be shown by the browser’s own program', async ({
    request,
  }) => {
    const headers = (await request.get('/compare.pdf?countries=FR,SE')).headers();
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-security-policy']).toBe("frame-ancestors 'none'");
    expect([headers['x-content-type-options'], headers['x-frame-options']]).toEqual(['nosniff', 'DENY']);
  });

  test('an SVG opened by itself shows, styled and without a script', async ({ page }) => {
    await page.goto('/charts/budgets.svg');
    expect(await page.evaluate(() => document.documentElement.getBoundingClientRect().width)).toBeGreaterThan(
      100,
    );
  });

  test('a page keeps its policy when the server says it has not changed', async ({ request }) => {
    const path = '/measures/se-varnplikt';
    const { etag = '' } = (await request.get(path)).headers();
    const again = await request.get(path, { headers: { 'if-none-match': etag } });
    expect(again.status()).toBe(304);
    expect(again.headers()['content-security-policy']).toBeUndefined();
  });

  test('pages travel packed, and are the same page however they travel', async () => {
    const path = '/measures/se-varnplikt';
    const plain = await ask(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-length']).toBe(String(Buffer.byteLength(plain.body)));
    for (const coding of ['br', 'gzip']) {
      const packed = await ask(path, { headers: { 'accept-encoding': coding } });
      expect(packed.headers['content-encoding']).toBe(coding);
      expect(packed.headers.vary).toMatch(/accept-encoding/i);
      expect(Number(packed.headers['content-length'])).toBeLessThan(Buffer.byteLength(plain.body) / 3);
    }
    const refused = await ask(path, { headers: { 'accept-encoding': 'br;q=0, gzip;q=0' } });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });
});

test.describe('a script that is not ours', () => {
  test.use({ expectedErrors: /./ });

  test('does not run, even when it stands in the page', async ({ page, policyMessages }) => {
    await page.route('**/about', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(
        '</body>',
        '<script>document.title = "taken"</script><img src="x" onerror="document.title = \'taken\'"></body>',
      );
      await route.fulfill({ response: answer, body });
    });
    await page.goto('/about');
    await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('__react')));
    await expect(page).not.toHaveTitle('taken');
    expect(policyMessages.length).toBeGreaterThanOrEqual(2);
    policyMessages.length = 0;
  });
});

test.describe('what is not for reading', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']) {
    test(`${method} is 405 with what is allowed, on pages, files and the API`, async () => {
      for (const path of ['/', '/measures.csv', '/charts/budgets.svg', '/api/v1/measures', '/healthz']) {
        const { status, headers, body } = await ask(path, { method });
        expect([path, status, headers.allow]).toEqual([path, 405, 'GET, HEAD, OPTIONS']);
        expect(JSON.parse(body)).toMatchObject({ status: 405, title: 'For reading only' });
      }
    });
  }

  test('OPTIONS says what is allowed', async () => {
    for (const path of ['/', '/measures.csv', '/api/v1/measures']) {
      const { status, headers } = await ask(path, { method: 'OPTIONS' });
      expect([path, status, headers.allow]).toEqual([path, 204, 'GET, HEAD, OPTIONS']);
    }
  });

  test('a body, an address or headers beyond any need are refused in words', async () => {
    const refused = async (...asked: Parameters<typeof ask>) => {
      const { status, body } = await ask(...asked);
      expect(JSON.parse(body)).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.any(String),
      });
      return status;
    };
    expect(await refused('/measures', { headers: { 'content-length': '3' }, body: 'a=b' })).toBe(413);
    expect(await refused(`/${'a'.repeat(3_000)}`)).toBe(414);
    expect(await refused(`/measures?q=${'a'.repeat(13_000)}`)).toBe(414);
    for (const name of ['constructor', 'toString', '__proto__', '%5f_proto__', 'nxtPlocale']) {
      expect(await refused(`/measures?in=FR&${name}=x`)).toBe(400);
      expect(await refused(`/api/v1/measures?${name}`)).toBe(400);
    }
    expect(await refused('/measures', { headers: { 'x-flood': 'a'.repeat(20_000) } })).toBe(431);
    expect(await refused('//elsewhere.example/')).toBe(400);
    expect(await refused('/', { headers: { host: 'a"><b>' } })).toBe(400);
    expect(await refused('/', { headers: { expect: 'the-impossible' } })).toBe(417);
  });

  test('where a page is, said in a way that nobody can read, is refused in words', async () => {
    for (const state of ['x', '[]', '%5B%22%22%5D', encodeURIComponent('["",{"__proto__":["",{}]}]')]) {
      const headers = { rsc: '1', 'next-router-state-tree': state };
      const { status, body } = await ask('/about', { headers });
      expect([state, status, JSON.parse(body).title]).toEqual([state, 400, 'The request was not understood']);
    }
    const here = encodeURIComponent(
      '["",{"children":[["locale","en","d",null],{"children":["__PAGE__",{}]}]}]',
    );
    const asking = { headers: { rsc: '1', 'next-router-state-tree': here } };
    // The framework leads each such request to an address of its own, so that caches tell them apart.
    const { headers: first } = await ask('/about', asking);
    const { status, headers } = await ask(String(first.location), asking);
    expect([status, headers['content-type']]).toEqual([200, 'text/x-component']);
  });

  test('a file that there is not is said in words, by every end that a file can have', async () => {
    for (const path of [
      '/foo.csv',
      '/a/b/c.json',
      '/favicon.ico',
      '/.well-known/security.txt',
      '/charts/.svg',
      '/a%20b.xlsx',
    ]) {
      const { status, body } = await ask(path);
      expect([path, status, JSON.parse(body).title]).toEqual([path, 404, 'No such file']);
    }
    for (const path of ['/a%20b.com', '/fr/a%20b.html', '/embed/foo']) {
      const { status, body } = await ask(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toMatch(/<h1[^>]*>(?:There is no page|Il n’y a pas de page)/);
    }
  });

  test('the data of a page in a language have that language', async () => {
    const { status, headers } = await ask('/fr/charts/intake-targets.csv?countries=FR');
    expect([status, headers.location]).toEqual([307, '/charts/intake-targets.csv?countries=FR&lang=fr']);
    const { body } = await ask('/measures.csv?lang=fr');
    expect(body).toContain('measure_id');
  });

  test('nothing comes packed in a way that was not accepted', async () => {
    for (const [accepted, path] of [
      ['br', '/measures.csv'],
      ['gzip;q=0, br', '/charts/intake-targets.svg'],
      ['br', '/embed/charts/intake-targets'],
    ] as const) {
      const { headers } = await ask(path, { headers: { 'accept-encoding': accepted } });
      expect([path, headers['content-encoding']]).toEqual([path, undefined]);
    }
    const { headers } = await ask('/measures.csv', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(headers['content-encoding']).toBe('gzip');
  });

  test('another protocol is not spoken: the page comes as it is', async () => {
    for (const upgrade of ['websocket', 'h2c']) {
      const { status, body } = await ask('/about', { headers: { connection: 'Upgrade, close', upgrade } });
      expect([upgrade, status]).toEqual([upgrade, 200]);
      expect(body).toContain('</html>');
    }
  });

  test('no picture is made in sizes of the reader’s choice by the framework', async () => {
    for (const url of ['/charts/budgets.png', '/icon.svg', 'https://elsewhere.example/a.png']) {
      const { status } = await ask(`/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`);
      expect([url, status]).toEqual([url, 404]);
    }
  });

  test('headers that the framework knows from within change nothing', async () => {
    const plain = await ask('/measures?countries=FR');
    for (const [name, value] of [
      ['x-middleware-subrequest', 'proxy:proxy:proxy:proxy:proxy'],
      ['x-middleware-rewrite', '/about'],
      ['x-matched-path', '/about'],
      ['x-invoke-path', '/about'],
      ['x-invoke-status', '500'],
      ['x-nextjs-data', '1'],
      ['x-forwarded-host', 'elsewhere.example'],
      ['x-forwarded-proto', 'javascript'],
      ['x-original-url', '/about'],
      ['next-action', 'x'],
    ] as const) {
      const { status, headers, body } = await ask('/measures?countries=FR', { headers: { [name]: value } });
      expect([name, status, headers.location]).toEqual([name, 200, undefined]);
      expect(body, name).not.toContain('elsewhere.example');
      expect(body.length, name).toBe(plain.body.length);
    }
  });
});

test('alive and ready are two things', async ({ request }) => {
  expect(await (await request.get('/healthz')).json()).toEqual({ status: 'alive' });
  expect(await (await request.get('/readyz')).json()).toEqual({
    status: 'ready',
    release: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
  expect((await request.get(`${BROKEN_ORIGIN}/healthz`)).status()).toBe(200);
  const broken = await request.get(`${BROKEN_ORIGIN}/readyz`);
  expect(broken.status()).toBe(503);
  expect(await broken.json()).toMatchObject({ reason: 'missing' });
});
