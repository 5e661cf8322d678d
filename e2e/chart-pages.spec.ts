import { CHART_SLUGS } from '@/lib/domain/codes';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, test } from './fixtures';

/** axe looks at every letter of every drawing: long on a small machine. */
const AXE_TIMEOUT = 180_000;

test.describe('the journalist’s way', () => {
  test('from the front page to a chart of other countries in another language, in five clicks', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Charts' }).click();
    await expect(page).toHaveURL('/charts');
    await page.getByRole('link', { name: 'Scale targets' }).click();
    await expect(page).toHaveURL('/charts/intake-targets');

    await page.getByText('Change countries').click();
    for (const country of ['Poland', 'Germany', 'Denmark', 'Lithuania']) {
      await page.getByRole('checkbox', { name: country }).uncheck();
    }
    await page.getByRole('checkbox', { name: 'Finland' }).check();
    await page.getByRole('button', { name: 'Show these countries' }).click();
    await expect(page).toHaveURL('/charts/intake-targets?countries=FR,SE,FI');

    await page.getByRole('navigation', { name: 'Language of this chart' }).getByText('Deutsch').click();
    await expect(page).toHaveURL('/de/charts/intake-targets?countries=FR,SE,FI');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const figure = page.getByRole('figure');
    const drawing = figure.locator('svg[role="img"]:visible');
    await expect(drawing).toContainText('Schweden');
    await expect(drawing).not.toContainText('Polen');
    // No figure of Finland's can be drawn here, and the chart says so.
    await expect(figure).toContainText('Finnland');
    await expect(figure.getByRole('link', { name: 'JSON' }).first()).toHaveAttribute(
      'href',
      '/charts/intake-targets.json?countries=FR,SE,FI&lang=de',
    );
  });

  test('a chart of another page opens on its own in the same view', async ({ page }) => {
    await page.goto('/?countries=SE,FI&mode=index');
    await page
      .locator('#chart-intake-targets')
      .getByRole('link', { name: 'Open this chart on its own page' })
      .click();
    await expect(page).toHaveURL('/charts/intake-targets?countries=SE,FI&mode=index');
    await page.goto('/fr/measures/se-varnplikt');
    await expect(
      page.locator('#intake').getByRole('link', { name: 'Ouvrir ce graphique sur sa propre page' }),
    ).toHaveAttribute('href', '/fr/charts/intake-targets?countries=SE&measures=se-varnplikt');
  });

  test('from a chart on to its measures, its comparison and its neighbours', async ({ page }) => {
    await page.goto('/charts/budgets?countries=FR,SE&asOf=2026-01-31');
    const onward = page.locator('#onward');
    await expect(onward.getByRole('link', { name: 'Voluntary national military service' })).toHaveAttribute(
      'href',
      '/measures/fr-service-national',
    );
    await expect(onward.getByRole('link', { name: /France and Sweden: figure by figure/ })).toHaveAttribute(
      'href',
      '/compare?countries=FR,SE&asOf=2026-01-31',
    );
    await onward.getByRole('link', { name: 'Years', exact: true }).click();
    await expect(page).toHaveURL('/charts/timeline?countries=FR,SE&asOf=2026-01-31');
  });
});

test.describe('the gallery', () => {
  test('has every chart with its picture, its headline and the way to it, in every language', async ({
    page,
  }) => {
    for (const prefix of ['', '/pl']) {
      await page.goto(`${prefix}/charts`);
      for (const slug of CHART_SLUGS) {
        const entry = page.getByRole('listitem').filter({
          has: page.locator(`h3 a[href="${prefix}/charts/${slug}"]`),
        });
        await expect(entry.locator('svg')).toHaveCount(1);
        await expect(entry.locator('p')).toHaveCount(2);
      }
    }
  });

  test('weighs no more than a page of pictures may', async ({ request }) => {
    const answer = await request.get('/charts', { headers: { 'accept-encoding': 'identity' } });
    expect((await answer.body()).byteLength).toBeLessThan(700_000);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('each chart is there, and its controls change it', async ({ page }) => {
    await page.goto('/charts/intake-targets');
    await expect(page.getByRole('figure').locator('svg[role="img"]:visible')).toBeVisible();
    await page.getByRole('link', { name: 'share of those turning 18' }).click();
    await expect(page).toHaveURL('/charts/intake-targets?mode=cohort-share');

    await page.getByText('Years and day').click();
    await page.getByRole('spinbutton', { name: 'From' }).fill('2024');
    await page.getByRole('spinbutton', { name: 'To' }).fill('2035');
    await page.getByLabel('As known on').fill('2025-12-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(
      '/charts/intake-targets?mode=cohort-share&from=2024&to=2035&asOf=2025-12-01',
    );
    await expect(page.getByRole('figure')).toContainText('as known on 1 December 2025');

    await page.getByText('Choose measures').click();
    await page.getByRole('checkbox', { name: 'Selective conscription of women and men' }).check();
    await page.getByRole('button', { name: 'Draw these measures' }).click();
    await expect(page).toHaveURL(/measures=se-varnplikt/);
    await expect(page).toHaveURL(/asOf=2025-12-01/);
    await page.getByText('Choose measures').click();
    await page.getByRole('link', { name: 'Leave the choice to the chart' }).click();
    await expect(page).not.toHaveURL(/measures=/);
  });

  test('events and earlier statements are turned on, and picture and files follow', async ({
    page,
    request,
  }) => {
    const law = 'Bundestag passes the Military Service Modernisation Act';
    await page.goto('/charts/intake-targets?countries=DE');
    const figure = page.getByRole('figure');
    const drawing = figure.locator('svg[role="img"]:visible');
    await expect(drawing).not.toContainText('Bundestag');
    const events = page.getByRole('navigation', { name: 'Events' });
    await events.getByRole('link', { name: 'laws' }).click();
    await expect(page).toHaveURL('/charts/intake-targets?countries=DE&events=law');
    await expect(events.locator('[aria-current="true"]')).toHaveText('laws');
    await expect(drawing).toContainText('Bundestag');
    const earlier = page.getByRole('navigation', { name: 'Earlier statements' });
    await earlier.getByRole('link', { name: 'shown' }).click();
    await expect(page).toHaveURL(/\?countries=DE&(?=.*events=law)(?=.*vintages=all)/);
    await expect(earlier.locator('[aria-current="true"]')).toHaveText('shown');

    const view = new URL(page.url()).search;
    const address = (form: string) => `/charts/intake-targets.${form}${view}`;
    const link = (name: string) => figure.getByRole('link', { name, exact: true }).last();
    await expect(link('SVG')).toHaveAttribute('href', address('svg'));
    await expect(link('CSV')).toHaveAttribute('href', address('csv'));
    expect(await (await request.get(address('svg'))).text()).toContain('Bundestag');
    const csv = await (await request.get(address('csv'))).text();
    expect(csv).toContain(law);
    const usual = await (await request.get('/charts/intake-targets.csv?countries=DE')).text();
    expect(usual).not.toContain(law);
    const { data } = await (await request.get(address('json'))).json();
    const drawn = data.filter((row: { event_id: string | null }) => row.event_id !== null);
    expect(drawn).toContainEqual(expect.objectContaining({ event_date: '2025-12-05', drawn: 'yes' }));
  });

  test('what is the default leaves the address', async ({ page }) => {
    await page.goto('/charts/budgets?countries=FR,SE,PL,DE,DK,LT&mode=total&money=eur&from=2020');
    await expect(page).toHaveURL('/charts/budgets?from=2020');
    await page.goto('/charts/budgets?money=native&lang=sv');
    await expect(page).toHaveURL('/sv/charts/budgets?money=native');
  });

  test('a headline of the reader’s own stands over the chart, and is said to be the reader’s', async ({
    page,
  }) => {
    await page.goto('/charts/intake-targets');
    const generated = (await page.getByRole('figure').getByRole('heading').textContent()) ?? '';
    await page.getByText('Own headline', { exact: true }).click();
    await page.getByLabel('Headline, up to 120 characters').fill('Too few & <b>too</b> late?');
    await page.getByRole('button', { name: 'Set the headline' }).click();
    await expect(page).toHaveURL(/title=/);
    const figure = page.getByRole('figure');
    await expect(figure.getByRole('heading')).toHaveText('Too few & <b>too</b> late?');
    await expect(figure).toContainText('Headline set by the reader.');
    await expect(figure).toContainText(generated);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
    await page.getByText('Own headline', { exact: true }).click();
    await page.getByRole('link', { name: 'Back to the chart’s own' }).click();
    await expect(page).toHaveURL('/charts/intake-targets');
  });
});

test.describe('bringing out a country', () => {
  test('is in the address, in the picture and in the notes', async ({ page, request }) => {
    await page.goto('/charts/intake-targets');
    await page.getByRole('navigation', { name: 'Bring out' }).getByRole('link', { name: 'Sweden' }).click();
    await expect(page).toHaveURL('/charts/intake-targets?focus=SE');
    await expect(page.getByRole('figure')).toContainText('Sweden is brought out');
    const drawing = await request.get('/charts/intake-targets.svg?focus=SE');
    const svg = await drawing.text();
    // France’s blue is gone, Sweden’s orange stays
    expect(svg).not.toContain('#004495');
    expect(svg).toContain('#db7412');
  });

  test('works on the interactive chart by keyboard and pointer, and goes one step back with Escape', async ({
    page,
  }) => {
    await page.goto('/charts/intake-targets');
    const figure = page.getByRole('figure');
    await figure.getByRole('button', { name: 'Explore the chart' }).focus();
    await page.keyboard.press('Enter');
    const slider = figure.getByRole('slider');
    await expect(slider).toBeFocused();
    await expect(slider.locator('[stroke="var(--country-1)"]').first()).toBeAttached();
    await page.keyboard.press('Home');
    // A key may have moved the page to its figure; bringing out moves nothing.
    const box = await slider.boundingBox();
    const country = ((await slider.getAttribute('aria-valuetext')) ?? '').split(':')[0];
    await page.keyboard.press('Enter');
    await expect(slider.getByRole('status')).toContainText(`${country} alone is in colour`);
    await expect(slider.locator('[stroke="var(--country-1)"]')).toHaveCount(country === 'Sweden' ? 1 : 0);
    expect(await slider.boundingBox()).toEqual(box);
    await page.keyboard.press('Escape');
    await expect(slider.getByRole('status')).toBeEmpty();
    await expect(slider).not.toHaveAttribute('aria-valuenow', '0');
    await page.keyboard.press('Escape');
    await expect(slider).toHaveAttribute('aria-valuenow', '0');
  });
});

test.describe('what cannot be shown', () => {
  test.use({ expectedErrors: /404/ });

  test('an unknown chart is a 404 with what may be meant', async ({ page }) => {
    const answer = await page.goto('/fr/charts/budgetz');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('main')).toContainText('Vouliez-vous dire');
    await expect(page.getByRole('main').getByRole('link', { name: 'Budgets' })).toHaveAttribute(
      'href',
      '/fr/charts/budgets',
    );
    const other = await page.goto('/charts/zzzzzzzz');
    expect(other?.status()).toBe(404);
    for (const slug of CHART_SLUGS) {
      await expect(page.getByRole('main').locator(`a[href="/charts/${slug}"]`)).toHaveCount(1);
    }
  });

  test('capitals lead to the address there is', async ({ page }) => {
    await page.goto('/charts/Budgets?countries=FR');
    await expect(page).toHaveURL('/charts/budgets?countries=FR');
  });

  test('what of an address is not understood is said, and the rest is shown', async ({ page }) => {
    const answer = await page.goto(
      '/charts/delivery?countries=SE,Sweeden&from=soon&mode=people&asOf=2025-02-30&title=a%E2%80%AEb',
    );
    expect(answer?.status()).toBe(200);
    const main = page.getByRole('main');
    await expect(main).toContainText('Did you mean SE (Sweden)?');
    await expect(main).toContainText(
      'Unknown value “soon” for parameter from. Allowed: a year from 1950 to 2100.',
    );
    await expect(main).toContainText('Unknown parameter “mode”');
    await expect(main).toContainText('Unknown value “2025-02-30”');
    await expect(main).toContainText('(U+202E)');
    await expect(page.getByRole('figure').locator('svg[role="img"]:visible')).toBeVisible();
  });

  test('a chart of which nothing is found says so', async ({ page }) => {
    await page.goto('/charts/cost-per-recruit?countries=IS');
    await expect(page.getByRole('figure')).toContainText('That is not zero');
    const card = await page.locator('meta[property="og:image"]').getAttribute('content');
    expect((await page.request.get(new URL(card ?? '').pathname)).status()).toBe(200);
  });
});

test('the language switch keeps the view', async ({ page }) => {
  await page.goto('/charts/forces?countries=SE,FI&axis=log&focus=FI');
  await page.getByRole('navigation', { name: 'Language', exact: true }).getByText('Polski').click();
  await expect(page).toHaveURL('/pl/charts/forces?countries=SE,FI&focus=FI&axis=log');
});

test.describe('heads', () => {
  const CARDS = [
    '/',
    '/?countries=FR,SE&mode=index',
    '/de/charts',
    '/charts/budgets?countries=FR,SE&money=native',
    '/fr/measures/se-varnplikt',
    '/pl/countries/pl?asOf=2025-12-01',
    '/compare?countries=SE,FI',
    '/sv/measures?status=in_force',
    '/timeline',
    '/about',
  ];
  for (const address of CARDS) {
    test(`${address} has a card of its view that is a picture of 1200 × 628`, async ({ page }) => {
      await page.goto(address);
      const content = (selector: string) => page.locator(selector).first().getAttribute('content');
      expect(await content('meta[property="og:title"]')).toBeTruthy();
      expect(await content('meta[property="og:description"]')).toBeTruthy();
      expect(await content('meta[name="twitter:card"]')).toBe('summary_large_image');
      const url = new URL((await content('meta[property="og:url"]')) ?? '', page.url());
      expect(decodeURIComponent(`${url.pathname}${url.search}`)).toBe(address);
      const card = new URL((await content('meta[property="og:image"]')) ?? '');
      const answer = await page.request.get(`${card.pathname}${card.search}`);
      expect(answer.status()).toBe(200);
      expect(answer.headers()['content-type']).toBe('image/png');
      const bytes = await answer.body();
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 628]);
      await expect(page.locator('link[rel="canonical"]')).toHaveCount(1);
      await expect(page.locator('link[rel="alternate"][hreflang="x-default"]')).toHaveCount(1);
    });
  }

  test('a chart says what it holds as a data set with files that exist', async ({ page }) => {
    await page.goto('/fr/charts/intake-targets?countries=FR,SE');
    const text = await page.locator('script[type="application/ld+json"]').textContent();
    interface Entry {
      temporalCoverage?: string;
      distribution?: { contentUrl: string }[];
      contentUrl?: string;
      thumbnailUrl?: string;
    }
    const graph = JSON.parse(text ?? '') as { '@graph': Entry[] };
    const [dataset, image] = graph['@graph'];
    expect(dataset).toMatchObject({
      '@type': 'Dataset',
      inLanguage: 'fr',
      spatialCoverage: [{ identifier: 'FR' }, { identifier: 'SE' }],
    });
    expect(dataset?.temporalCoverage).toMatch(/^\d{4}\/\d{4}$/);
    expect(image).toMatchObject({ '@type': 'ImageObject', encodingFormat: 'image/png' });
    const files = dataset?.distribution ?? [];
    expect(files.map(({ contentUrl }) => new URL(contentUrl, 'http://localhost').pathname)).toEqual(
      ['csv', 'json', 'xlsx'].map((format) => `/charts/intake-targets.${format}`),
    );
    const urls = [...files.map(({ contentUrl }) => contentUrl), image?.contentUrl, image?.thumbnailUrl];
    for (const url of urls.map((one) => one ?? 'missing')) {
      const { pathname, search } = new URL(url, 'http://localhost');
      expect((await page.request.get(`${pathname}${search}`)).status(), url).toBe(200);
    }
  });
});

test('on paper stands what is read: no controls', async ({ page }) => {
  await page.goto('/charts/intake-targets');
  await page.emulateMedia({ media: 'print' });
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
  const figure = main.getByRole('figure').first();
  await expect(figure.getByRole('heading').first()).toBeVisible();
  await expect(figure.locator('svg[role="img"]:visible')).toHaveCount(1);
  await expect(figure.locator('#intake-targets-source-1')).toBeVisible();
  const controls = ['Change countries', 'Axis', 'Events', 'Language of the chart', 'Bring out'];
  for (const words of [
    ...controls,
    'Change this chart',
    'Take this chart away: link, embed, picture, data, citation',
    'Use this in code',
  ]) {
    const control = main.getByText(words, { exact: true }).first();
    await expect(control).toBeAttached();
    await expect(control).toBeHidden();
  }
  await expect(main.locator('button, input, select').filter({ visible: true })).toHaveCount(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const address of ['/charts', '/de/charts/intake-targets?focus=SE&title=x', '/charts/budgets']) {
      test(`${address} has no violation that axe finds, everything unfolded`, async ({ page }) => {
        test.setTimeout(AXE_TIMEOUT);
        await page.goto(address);
        await expectAccessible(page);
      });
    }
  });
}

for (const address of ['/charts', '/de/charts', ...CHART_SLUGS.map((slug) => `/pl/charts/${slug}`)]) {
  test(`${address} does not scroll sideways`, async ({ page }) => {
    await page.goto(address);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await expectNoSidewaysScroll(page, [320, 360, 768]);
  });
}
