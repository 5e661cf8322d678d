import { get } from 'node:http';
import { BROKEN_ORIGIN, expect, files, ORIGIN, test } from './fixtures';

test.describe('an address that is not understood', () => {
  test('names what was not understood and what exists; the rest of the view works', async ({ page }) => {
    await page.goto('/?in=FR,Swedn&status=in_force&contries=SE&sort=size');
    const problems = page.getByRole('region', { name: /not understood/ });
    await expect(problems.getByRole('listitem')).toHaveCount(3);
    await expect(problems).toContainText('“Swedn”');
    await expect(problems).toContainText('SE (Sweden)');
    await expect(problems).toContainText(`There are ${files.countries.length} countries`);
    await expect(problems).toContainText('“contries”');
    await expect(problems).toContainText('“size”');
    const expected = files.measures.filter(
      ({ country, status }) => country === 'FR' && status === 'in_force',
    ).length;
    await expect(page.locator('#measures').getByRole('status')).toHaveText(
      `${expected} ${expected === 1 ? 'measure' : 'measures'} in France: in force`,
    );
  });

  test('the same in French', async ({ page }) => {
    await page.goto('/fr?status=actif');
    await expect(page.getByRole('region', { name: /comprise/ })).toContainText('«\u00a0actif\u00a0»');
  });

  test('repeats nothing of it as markup', async ({ page }) => {
    await page.goto('/?in=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&q=%3Cscript%3Ealert(1)%3C/script%3E');
    await expect(page.getByRole('region', { name: /not understood/ })).toContainText('<img src=x');
    await expect(page.locator('main img')).toHaveCount(0);
  });

  for (const address of [
    '/measures.csv?status=actif',
    '/observations.csv?countries=XX',
    '/measures.csv?contries=FR',
    '/charts/budgets.json?mode=monthly',
    '/charts/intake-targets.csv?measures=none',
  ]) {
    test(`${address} is 400 and says the same`, async ({ request }) => {
      const answer = await request.get(address);
      expect(answer.status()).toBe(400);
      expect(answer.headers()['content-type']).toMatch(/json/);
      const { errors } = await answer.json();
      expect(errors).toHaveLength(1);
      expect(errors[0].message).toMatch(/^Unknown (value|country|parameter|measure) /);
    });
  }
});

test.describe('an address that does not exist', () => {
  test.use({ expectedErrors: /404/ });

  test('an unknown measure is 404 with near matches that lead on', async ({ page }) => {
    const answer = await page.goto('/measures/se-varnplik');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('se-varnplik');
    await page.locator('main a[href="/measures/se-varnplikt"]').click();
    await expect(page).toHaveURL('/measures/se-varnplikt');
  });

  test('its JSON is 404 with near matches', async ({ request }) => {
    const answer = await request.get('/measures/se-varnplik.json');
    expect(answer.status()).toBe(404);
    expect((await answer.json()).near.map(({ id }: { id: string }) => id)).toContain('se-varnplikt');
  });

  for (const address of ['/no-such-page', '/fr/no-such-page', '/xx', '/xx/measures/se-varnplikt']) {
    test(`${address} is 404 in the look of the product`, async ({ page }) => {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('banner')).toContainText('Muster');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }

  test('an unknown chart is 404', async ({ request }) => {
    expect((await request.get('/charts/nothing.json')).status()).toBe(404);
  });
});

test.describe('without a database', () => {
  test.use({ expectedErrors: /503/ });

  for (const address of ['/', '/fr', '/?in=FR', '/measures/se-varnplikt']) {
    test(`${address} is 503 and says so`, async ({ page }) => {
      const answer = await page.goto(`${BROKEN_ORIGIN}${address}`);
      expect(answer?.status()).toBe(503);
      expect(answer?.headers()['retry-after']).toBe('30');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('main table')).toHaveCount(0);
      await expect(page.locator('main')).toContainText(/database|base de données/);
    });
  }

  for (const address of [
    '/measures.csv',
    '/observations.csv',
    '/measures/se-varnplikt.json',
    '/charts/budgets.json',
    '/countries/fr.pdf',
    '/compare.pdf',
  ]) {
    test(`${address} is 503, not an empty file`, async ({ request }) => {
      const answer = await request.get(`${BROKEN_ORIGIN}${address}`);
      expect(answer.status()).toBe(503);
      expect(answer.headers()['content-type']).toMatch(/json/);
    });
  }
});

test('a path that is no valid encoding is 400 on data addresses and 404 on pages, never a fault', async () => {
  // Browsers and their tools put such paths right, so they are written to the socket as they stand.
  const status = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(ORIGIN);
      get({ hostname, port, path }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', reject);
    });
  for (const bad of ['%E0%A4%A', '%', '%zz', '%FF']) {
    for (const [path, expected] of [
      [`/api/v1/measures/${bad}`, 400],
      [`/api/v1/${bad}`, 400],
      [`/measures/${bad}.json`, 400],
      [`/charts/${bad}.svg`, 400],
      [`/data/measures/${bad}`, 400],
      [`/measures/${bad}`, 404],
      [`/${bad}`, 404],
    ] as const) {
      expect([path, await status(path)]).toEqual([path, expected]);
    }
  }
});
