import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, test } from './fixtures';
import { OwnServer } from './own-server';

/*
 * The record of changes, over releases that are MADE UP for this test: a server and a database of its own.
 */

const MEASURE = 'fr-service-national';
const STATED = 42_500;
const MADE_UP = 43_210;
/** A measure that no data of ours has, so that no page of it is kept by the build. */
const INVENTED = 'fr-made-up-for-a-test';
const NOTE = 'Made up for a browser test';
/** Long enough to be folded. */
const SUMMARY = `Made up. ${'Words that no source said, and that no one should take for any. '.repeat(6).trim()}`;

interface CountryFile {
  measures: {
    id: string;
    name: string;
    headline: boolean;
    summary: string;
    observations: { value: number; period: string | null; stated_on: string | null }[];
  }[];
}

let muster: OwnServer;
let origin: string;

function edit(country: string, change: (measures: CountryFile['measures']) => void): void {
  const path = join(muster.folder, `data/countries/${country}.json`);
  const file = JSON.parse(readFileSync(path, 'utf8')) as CountryFile;
  change(file.measures);
  writeFileSync(path, JSON.stringify(file));
}

function load(note: string): void {
  muster.command('load', '--data', join(muster.folder, 'data'), '--note', note);
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  muster = new OwnServer();
  muster.command('migrate');
  muster.command('load');
  const db = createClient({ url: muster.databaseUrl });
  await db.execute("update releases set loaded_at = '2026-03-01T08:00:00.000Z'");
  db.close();
  cpSync('db/data', join(muster.folder, 'data'), { recursive: true });
  edit('FR', (measures) => {
    const measure = measures.find(({ id }) => id === MEASURE);
    const target = measure?.observations.find(({ value }) => value === STATED);
    if (!measure || !target) throw new Error(`the data has no figure ${STATED} of ${MEASURE}`);
    measures.push({ ...measure, id: INVENTED, name: 'Invented', headline: false, observations: [target] });
  });
  load(`${NOTE}: a measure`);
  edit('FR', (measures) => {
    for (const { observations } of measures) {
      for (const target of observations.filter(({ value }) => value === STATED)) target.value = MADE_UP;
    }
    for (const measure of measures.filter(({ id }) => id === MEASURE)) measure.summary = SUMMARY;
  });
  edit('SE', ([measure]) => {
    const [figure] = measure?.observations ?? [];
    if (!measure || !figure) throw new Error('the data has no figure of Sweden');
    measure.observations.push({ ...figure, value: MADE_UP, period: '2044', stated_on: '2026-02-28' });
  });
  load(`${NOTE}: figures`);
  origin = await muster.start();
});

test.afterAll(() => muster.stop());

test('tells what the newest release changed, and that the first was all new', async ({ page }) => {
  await page.goto(`${origin}/changes`);
  const releases = page.getByRole('article');
  await expect(page.getByRole('heading', { level: 2, name: /^Release of/ })).toHaveCount(3);
  const newest = releases.first();
  await expect(newest).toContainText(NOTE);
  await expect(newest).toContainText('1 entry added, 3 entries changed.');
  await expect(newest.getByRole('heading', { level: 3 })).toHaveText(['France', 'Sweden']);
  await expect(newest).toContainText('before: 42,500');
  await expect(newest).toContainText('43,210');
  await expect(newest).toContainText('2044');
  await expect(releases.filter({ hasText: 'Release of 1 Mar 2026' }).last()).toContainText(
    'The first release: everything in it was new.',
  );
  // A long text is folded, and whole once unfolded.
  const folded = newest.locator('details', { hasText: 'whole text' }).last();
  await expect(folded.getByText(SUMMARY)).toBeHidden();
  await folded.locator('summary').click();
  await expect(folded.getByText(SUMMARY)).toBeVisible();
});

test('a filter says less, in the address and in the files', async ({ page, request }) => {
  await page.goto(`${origin}/changes`);
  await page.locator('select[name=countries]').selectOption('SE');
  await page.locator('select[name=kind]').selectOption('added');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(`${origin}/changes?countries=SE&kind=added`);
  await expect(page.getByRole('status')).toHaveText('1 entry in 1 release');
  await expect(page.locator('main')).not.toContainText('42,500');
  const href = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
  const csv = await (await request.get(`${origin}${href}`)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toContain('43210 persons');
  await page.locator('select[name=countries]').selectOption('US');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('No change fits this filter.')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(page).toHaveURL(`${origin}/changes`);
});

test('says what of an address it does not understand', async ({ page, request }) => {
  await page.goto(`${origin}/changes?countries=XX&kind=altered&release=none`);
  await expect(page.getByRole('region', { name: /not understood/ }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByRole('heading', { level: 2, name: /^Release of/ })).toHaveCount(3);
  for (const path of ['/changes.csv?kind=altered', '/changes.json?page=2', '/feed.atom?lang=xx']) {
    expect((await request.get(`${origin}${path}`)).status(), path).toBe(400);
  }
  expect((await request.get(`${origin}/countries/xx/feed.json`)).status()).toBe(404);
});

test('feeds are found by the page, lead to it, and are 304 for who has them', async ({ page, request }) => {
  await page.goto(`${origin}/countries/fr`);
  const feeds = await page
    .locator('link[rel="alternate"][type="application/atom+xml"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(feeds.map((href) => new URL(href ?? '', origin).pathname)).toEqual([
    '/countries/fr/feed.atom',
    '/feed.atom',
  ]);
  for (const path of ['/countries/fr/feed.atom', '/feed.atom', '/feed.json?lang=pl']) {
    const first = await request.get(`${origin}${path}`);
    expect([path, first.status()]).toEqual([path, 200]);
    const again = await request.get(`${origin}${path}`, {
      headers: { 'if-none-match': first.headers().etag ?? '' },
    });
    expect([path, again.status()]).toEqual([path, 304]);
  }
  const { items } = await (await request.get(`${origin}/feed.json`)).json();
  expect(items).toHaveLength(3);
  const { pathname, search } = new URL(items[0].url);
  await page.goto(`${origin}${pathname}${search}`);
  await expect(page.getByRole('heading', { level: 2, name: /^Release of/ })).toHaveCount(1);
  await expect(page.locator('main')).toContainText(NOTE);
});

test('a measure tells its own history, or since when it is unchanged', async ({ page }) => {
  await page.goto(`${origin}/measures/${INVENTED}`);
  const history = page.getByRole('region', { name: 'Changes to this record' });
  await expect(history.getByRole('heading', { level: 3 })).toHaveCount(2);
  await expect(history).toContainText(`${NOTE}: figures`);
  await expect(history).toContainText('before: 42,500');
  await expect(history).toContainText('43,210');
  await history.getByRole('link', { name: 'All changes to this measure' }).click();
  await expect(page).toHaveURL(`${origin}/changes?measures=${INVENTED}`);
  await expect(page.getByRole('status')).toHaveText('3 entries in 2 releases, the newest first');
  await expect(page.getByText('Only about: Invented.')).toBeVisible();
});

test('what no release changed says since when', async ({ page }) => {
  await page.goto('/de/measures/pl-wgotowosci');
  await expect(page.getByRole('region', { name: 'Änderungen an diesem Eintrag' })).toContainText(
    /Unverändert seit der Fassung [0-9a-f]{12} vom .+ 20\d\d, der ersten\./,
  );
  await page.goto('/changes');
  await expect(page.getByText('There is one release so far.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the filter is a form', async ({ page }) => {
    await page.goto(`${origin}/fr/changes`);
    await page.locator('select[name=countries]').selectOption('FR');
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await expect(page).toHaveURL(`${origin}/fr/changes?countries=FR`);
    await expect(page.getByRole('status')).toHaveText(
      '5 éléments dans 2 versions, les plus récentes d’abord',
    );
  });
});

for (const [path, scheme] of [
  ['/changes', 'light'],
  ['/pl/changes?countries=FR', 'dark'],
] as const) {
  test.describe(`${path}, ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing, and nothing scrolls sideways', async ({ page }) => {
      test.setTimeout(120_000);
      await page.goto(`${origin}${path}`);
      await expectNoSidewaysScroll(page, [320, 360, 1280]);
      await expectAccessible(page);
    });
  });
}

test('reads in every language', async ({ page }) => {
  for (const [lang, words] of [
    ['fr', ['Modifications', '1 élément ajouté, 3 éléments modifiés.']],
    ['sv', ['Ändringar', '1 post tillagd, 3 poster ändrade.']],
    ['de', ['Änderungen', '1 Eintrag neu, 3 Einträge geändert.']],
    ['pl', ['Zmiany', 'Dodano 1 wpis, zmieniono 3 wpisy.']],
  ] as const) {
    await page.goto(`${origin}/${lang}/changes`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words[0]);
    await expect(page.locator('main')).toContainText(words[1]);
  }
});
