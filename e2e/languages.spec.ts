import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from './checks';
import { BROKEN_ORIGIN, expect, files, test } from './fixtures';

const MESSAGES = fileURLToPath(new URL('../messages/', import.meta.url));
const LANGUAGES = ['fr', 'sv', 'pl', 'de'] as const;
type Language = (typeof LANGUAGES)[number];

/** Every page, some of them with a view of their own. */
const PAGES = [
  '/',
  '/?in=DE,GB',
  '/measures?countries=DE,GB&status=in_force',
  '/measures/se-varnplikt',
  '/countries',
  '/countries/de',
  '/compare?countries=DE,PL,SE,FR',
  '/charts',
  '/charts/intake-targets?countries=DE,PL',
  '/charts/forces',
  '/timeline',
  '/claims',
  '/sources',
  '/codebook',
  '/coverage',
  '/about',
  '/nothing-here',
];

const inLanguage = (language: Language, path: string) =>
  `/${language}${path === '/' ? '' : path}`.replace('/?', '?');

function flat(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) =>
    flat(child, path === '' ? key : `${path}.${key}`),
  );
}

/** The words of a language by key, read from the files as a translator would. */
function catalogue(language: string): Map<string, string> {
  return new Map(
    readdirSync(`${MESSAGES}${language}`).flatMap((file) =>
      flat(JSON.parse(readFileSync(`${MESSAGES}${language}/${file}`, 'utf8')), ''),
    ),
  );
}

/** English messages of two words or more that the language says otherwise, and that are never right there. */
function englishLeftovers(language: Language): Set<string> {
  const own = catalogue(language);
  const said = new Set(own.values());
  return new Set(
    [...catalogue('en')]
      .filter(
        ([key, text]) =>
          text.includes(' ') && !text.includes('{') && own.get(key) !== text && !said.has(text),
      )
      .map(([, text]) => text),
  );
}

/** The texts a reader of the page sees, without what is marked as another language. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const language = document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('script, style, textarea, code') !== null) continue;
      if (parent.closest('[lang]')?.getAttribute('lang') !== language) continue;
      const text = (node.textContent ?? '').trim();
      if (text !== '') texts.push(text);
    }
    return texts;
  });
}

test('French pages are French: language, words, labels, numbers', async ({ page }) => {
  await page.goto('/fr?in=FR');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  const expected = files.measures.filter(({ country }) => country === 'FR').length;
  await expect(page.locator('#measures').getByRole('status')).toHaveText(`${expected} mesures en France`);
  await expect(page.locator('#measures tbody')).toContainText('en vigueur');
  await expect(page.locator('#measures tbody th a').first()).toHaveAttribute('lang', 'en');
});

test('the other language is one click away and keeps the view', async ({ page }) => {
  await page.goto('/?in=SE&status=in_force');
  await page.getByRole('link', { name: 'Français' }).click();
  await expect(page).toHaveURL('/fr?in=SE&status=in_force');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL('/?in=SE&status=in_force');
});

test('charts speak French', async ({ request }) => {
  const answer = await request.get('/charts/intake-targets.json?lang=fr');
  const english = await request.get('/charts/intake-targets.json');
  expect(await answer.text()).toMatch(/objectif/);
  expect(await english.text()).not.toMatch(/objectif/);
});

test('a measure in French keeps its data text in English and marks it so', async ({ page }) => {
  await page.goto('/fr/measures/se-varnplikt');
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
  await expect(page.locator('#terms')).toContainText('sélectif');
});

test('/en is the address without a prefix', async ({ page }) => {
  await page.goto('/en?in=SE');
  await expect(page).toHaveURL('/?in=SE');
});

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use({ expectedErrors: /404/ });

    const english = englishLeftovers(language);
    const namespaces = [...new Set([...catalogue('en').keys()].map((key) => key.split('.')[0]))].join('|');
    const messageKey = new RegExp(`\\b(?:${namespaces})\\.[a-zA-Z_-]+\\.[a-zA-Z_-]+`);

    for (const path of PAGES) {
      test(`${path} says its language and holds no key and no English of ours`, async ({ page }) => {
        await page.goto(inLanguage(language, path), { waitUntil: 'domcontentloaded' });
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        const texts = await textsOf(page);
        expect(texts.length).toBeGreaterThan(10);
        expect(texts.filter((text) => english.has(text) || messageKey.test(text))).toEqual([]);
      });
    }

    test('there are English words to look for', () => {
      expect(english.size).toBeGreaterThan(300);
    });

    test('a page names itself in every language, English for all others', async ({ page }) => {
      for (const path of ['/', '/measures/se-varnplikt', '/countries/pl', '/about']) {
        await page.goto(inLanguage(language, path));
        const alternates = await page
          .locator('link[rel=alternate][hreflang]')
          .evaluateAll((links) =>
            Object.fromEntries(
              links.map((link) => [
                link.getAttribute('hreflang'),
                new URL((link as HTMLLinkElement).href).pathname,
              ]),
            ),
          );
        expect(alternates).toEqual({
          en: path,
          'x-default': path,
          ...Object.fromEntries(LANGUAGES.map((other) => [other, inLanguage(other, path)])),
        });
      }
    });

    test('numbers and labels follow the language', async ({ page }) => {
      await page.goto(inLanguage(language, '/charts/intake-targets?countries=FR'));
      const number = { fr: '42\u202f500', sv: '42\u00a0500', pl: '42\u00a0500', de: '42.500' }[language];
      const country = { fr: 'France', sv: 'Frankrike', pl: 'Francja', de: 'Frankreich' }[language];
      const headline = page.locator('main h2', { hasText: number });
      await expect(headline.first()).toContainText(country);
    });
  });
}

for (const path of [
  '/measures?countries=SE&status=in_force',
  '/compare?countries=FR,SE&asOf=2025-11-27',
  '/charts/intake-targets?countries=PL,DE&mode=per-100k',
  '/countries/pl',
  '/timeline?countries=PL',
]) {
  test(`the language links of ${path} keep the view`, async ({ page }) => {
    await page.goto(path);
    const from = new URL(page.url());
    for (const language of LANGUAGES) {
      await page.locator(`header a[hreflang=${language}]`).click();
      await page.waitForURL((url) => url.pathname === `/${language}${from.pathname}`);
      expect(new URL(page.url()).search).toBe(from.search);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    }
  });
}

test.describe('where there is nothing to show', () => {
  test.use({ expectedErrors: /404|503/ });

  for (const path of [
    '/nothing-here?x=y',
    '/measures/se-nothing',
    '/sv/countries/xx',
    '/charts/nothing?countries=FR',
  ]) {
    test(`the language links of ${path} lead to the same address`, async ({ page }) => {
      expect((await page.goto(path))?.status()).toBe(404);
      const own = path.replace(/^\/sv/, '');
      await expect(page.locator('header a[hreflang=pl]')).toHaveAttribute('href', `/pl${own}`);
      await page.locator('header a[hreflang=de]').click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await expect(page).toHaveURL(`/de${own}`);
    });
  }

  test('without a database the links and the retry keep the address', async ({ page }) => {
    const answer = await page.goto(`${BROKEN_ORIGIN}/pl/measures?countries=PL`);
    expect(answer?.status()).toBe(503);
    await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
    await expect(page.locator('header a[hreflang=sv]')).toHaveAttribute('href', '/sv/measures?countries=PL');
    await expect(page.locator('main a')).toHaveAttribute('href', '/pl/measures?countries=PL');
  });

  test('an address of no page and no file says so in every language', async ({ page }) => {
    expect((await page.goto('/data/nothing-here'))?.status()).toBe(404);
    for (const language of ['en', ...LANGUAGES]) {
      await expect(page.locator(`div[lang=${language}] h1`)).toBeVisible();
    }
  });
});

for (const language of ['de', 'pl'] as const) {
  test(`longer words in ${language} do not widen a page`, async ({ page }) => {
    for (const path of [
      '/',
      '/measures',
      '/measures/de-neuer-wehrdienst',
      '/countries/de',
      '/compare?countries=DE,PL,SE,FR',
      '/charts/intake-targets',
    ]) {
      await page.goto(inLanguage(language, path));
      await expectNoSidewaysScroll(page, [320, 360]);
    }
  });
}
