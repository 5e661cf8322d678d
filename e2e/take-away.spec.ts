import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, ORIGIN, test } from './fixtures';

const ADDRESS = '/charts/budgets?countries=FR,SE';

/** The panel of the first chart of a page, opened once its script is there. */
async function openPanel(page: Page, address = ADDRESS) {
  await page.goto(address);
  const panel = page
    .getByRole('figure')
    .first()
    .locator('details')
    .filter({ has: page.getByText(/^Take this chart away/) });
  await panel.locator('summary').click();
  await expect(panel.getByRole('button', { name: 'Copy the link' })).toBeVisible();
  return panel;
}

const copiedText = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('link, live and frozen code and alt text are copied whole, and it is said', async ({
    page,
    request,
  }) => {
    const panel = await openPanel(page);
    const status = panel.locator('[aria-live]');
    const { spec } = (await (await request.get('/charts/budgets.json?countries=FR,SE')).json()) as {
      spec: { altText: string; releaseId: string };
    };
    await panel.getByRole('button', { name: 'Copy the link' }).click();
    await expect(status).toHaveText('The link is copied.');
    expect(await copiedText(page)).toBe(`${ORIGIN}${ADDRESS}`);
    await panel.getByRole('button', { name: 'Copy the live code' }).click();
    await expect(status).toHaveText('The code of the live chart is copied.');
    const live = await copiedText(page);
    expect(live).toContain(`<iframe src="${ORIGIN}/embed/charts/budgets?countries=FR,SE"`);
    expect(live).toContain(`<script async src="${ORIGIN}/embed/loader.js">`);
    await panel.getByRole('button', { name: 'Copy the frozen code' }).click();
    await expect(status).toHaveText('The code of the frozen chart is copied.');
    expect(await copiedText(page)).toContain(`&amp;release=${spec.releaseId}"`);
    await panel.getByRole('button', { name: 'Copy the alt text' }).click();
    await expect(status).toHaveText('The alt text is copied.');
    expect(await copiedText(page)).toBe(spec.altText);
  });

  test('the data is a table with its head, cell for cell that of the CSV', async ({ page, request }) => {
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Copy the data' }).click();
    await expect(panel.locator('[aria-live]')).toContainText('The data is copied as a table');
    const csv: string[][] = parse(await (await request.get('/charts/budgets.csv?countries=FR,SE')).text());
    const copied = (await copiedText(page)).replace(/\n$/, '').split('\n');
    expect(copied.map((line) => line.split('\t'))).toEqual(csv);
    expect(csv.length).toBeGreaterThan(3);
  });

  test('the picture is a PNG on the clipboard', async ({ page }) => {
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Copy the picture' }).click();
    await expect(panel.locator('[aria-live]')).toHaveText('The picture is copied.');
    const types = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png');
      return { types: item?.types ?? [], size: blob?.size ?? 0 };
    });
    expect(types.types).toContain('image/png');
    expect(types.size).toBeGreaterThan(5000);
  });

  test('each form of the citation is shown and copied, for this view and release', async ({
    page,
    request,
  }) => {
    const panel = await openPanel(page, '/charts/budgets?countries=FR,SE&title=Mine');
    const shown = panel.getByText('The citation last copied').locator('xpath=following-sibling::pre');
    await expect(shown).toBeEmpty();
    const { spec } = (await (await request.get('/charts/budgets.json?countries=FR,SE')).json()) as {
      spec: { title: string; releaseId: string };
    };
    const address = `${ORIGIN}/charts/budgets?countries=FR,SE&release=${spec.releaseId}`;
    for (const [button, said, has] of [
      ['Copy plain text', 'The citation is copied.', `“${spec.title}”`],
      ['Copy BibTeX', 'The citation is copied as BibTeX.', `url = {${address}}`],
      ['Copy RIS', 'The citation is copied as RIS.', `UR  - ${address}`],
      ['Copy CSL-JSON', 'The citation is copied as CSL-JSON.', `"URL": "${address}"`],
    ] as const) {
      await panel.getByRole('button', { name: button }).click();
      await expect(panel.locator('[aria-live]')).toHaveText(said);
      const copied = await copiedText(page);
      expect(copied).toContain(has);
      expect(copied).not.toContain('Mine');
      expect(((await shown.textContent()) ?? '').trim()).toBe(copied.replaceAll('\r\n', '\n').trim());
    }
  });

  test('all of it with the keyboard', async ({ page }) => {
    await page.goto(ADDRESS);
    const summary = page.getByText(/^Take this chart away/).first();
    await summary.focus();
    await page.keyboard.press('Enter');
    const panel = page.locator('details[open]').filter({ has: summary }).first();
    await expect(panel.getByRole('button', { name: 'Copy the link' })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(panel.getByRole('button', { name: 'Copy the link' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel.locator('[aria-live]')).toHaveText('The link is copied.');
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (name === 'Copy the alt text') break;
    }
    await page.keyboard.press('Space');
    await expect(panel.locator('[aria-live]')).toHaveText('The alt text is copied.');
  });

  test('in German the data has decimal commas, and the words are German', async ({ page }) => {
    await page.goto('/de/charts/cost-per-recruit?countries=FR');
    const figure = page.getByRole('figure').first();
    await figure.getByText(/^Dieses Diagramm mitnehmen/).click();
    await figure.getByRole('button', { name: 'Daten kopieren' }).click();
    await expect(figure.getByText('Die Daten sind als Tabelle mit Kopfzeile kopiert')).toBeVisible();
    const [head = '', first = ''] = (await copiedText(page)).split('\n');
    const value = first.split('\t')[head.split('\t').indexOf('cost_per_recruit_low')];
    expect(value).toMatch(/^\d+,\d+$/);
  });
});

test('a browser that refuses the picture is said so, with what to do instead', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        write: () => Promise.reject(new Error('no pictures here')),
        writeText: () => Promise.resolve(),
      },
    });
  });
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Copy the picture' }).click();
  await expect(panel.locator('[aria-live]')).toHaveText(
    'This browser did not let the picture be copied (no pictures here). Download the PNG instead.',
  );
});

test('files come under names that say what, view and day, and open', async ({ page }) => {
  test.setTimeout(120_000);
  const panel = await openPanel(page);
  const taken = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const day = '\\d{4}-\\d{2}-\\d{2}';
  const social = await taken('PNG, social card 1200 × 628');
  expect(social.name).toMatch(new RegExp(`^muster-budgets_fr-se_social_${day}\\.png$`));
  expect(social.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([social.bytes.readUInt32BE(16), social.bytes.readUInt32BE(20)]).toEqual([1200, 628]);
  const svg = await taken('SVG, sharp at any size');
  expect(svg.name).toMatch(new RegExp(`^muster-budgets_fr-se_${day}\\.svg$`));
  expect(svg.bytes.toString('utf8')).toContain('<svg');
  const csv = await taken('CSV for Excel');
  expect(csv.name).toMatch(new RegExp(`^muster-budgets_fr-se_${day}\\.csv$`));
  expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const xlsx = await taken('XLSX');
  expect(xlsx.name).toMatch(new RegExp(`^muster-budgets_fr-se_${day}\\.xlsx$`));
  const [head = [], first = []] = await readSheet(xlsx.bytes);
  expect(typeof first[head.indexOf('value')]).toBe('number');
  const json = await taken('JSON, with everything drawn');
  expect(json.name).toMatch(new RegExp(`^muster-budgets_fr-se_${day}\\.json$`));
  expect(JSON.parse(json.bytes.toString('utf8'))).toHaveProperty('spec.slug', 'budgets');
  const bib = await taken('BibTeX');
  expect(bib.name).toMatch(new RegExp(`^muster-citation-charts-budgets_fr-se_[0-9a-f]{12}_${day}\\.bib$`));
  expect(bib.bytes.toString('utf8')).toMatch(/^@misc\{muster-/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('texts can be selected, links lead to the files, and no button stands there that does nothing', async ({
    page,
  }) => {
    await page.goto(ADDRESS);
    const figure = page.getByRole('figure').first();
    await figure.getByText(/^Take this chart away/).click();
    const texts = figure.locator('pre:visible');
    await expect(texts).toHaveText([
      /\/charts\/budgets\?countries=FR,SE$/,
      /^<iframe src=/,
      /^<iframe src=.*release=/,
      /\S{3}/,
    ]);
    await texts.nth(1).click();
    expect(await page.evaluate(() => getSelection()?.toString())).toMatch(/^<iframe src=[\s\S]*<\/script>$/);
    await expect(figure.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
    await figure.getByRole('link', { name: 'Plain text' }).click();
    await expect(page.locator('body')).toContainText('Muster: “');
  });
});

test('a folded panel has no field to fill in, for which a browser would lay it out', async ({ page }) => {
  await page.goto(ADDRESS);
  const panel = page
    .locator('details')
    .filter({ hasText: /^Take this chart away/ })
    .first();
  await expect(panel).not.toHaveAttribute('open');
  await expect(panel.locator('pre')).toHaveCount(5);
  await expect(panel.locator('textarea, select, input')).toHaveCount(0);
});

test('the panel is accessible, light and dark, and fits a phone', async ({ page }) => {
  await openPanel(page, '/?countries=FR,SE');
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page, [320, 360, 1280]);
});

test('a page is cited under the title of its head, in its language', async ({ page, request }) => {
  for (const path of [
    '/',
    '/fr/measures/se-varnplikt',
    '/countries/pl',
    '/de/compare',
    '/timeline',
    '/claims',
    '/charts',
  ]) {
    await page.goto(path);
    const title = (await page.title()).replace(/ · Muster$/, '');
    const cited = await request.get('/cite', { params: { url: path } });
    expect(cited.status()).toBe(200);
    expect(await cited.text()).toContain(title);
  }
});

test('what cannot be cited is said', async ({ request }) => {
  const status = async (params: Record<string, string>) => {
    const answer = await request.get('/cite', { params });
    return [answer.status(), ((await answer.json()) as { detail: string }).detail] as const;
  };
  expect(await status({ url: '/nothing-here' })).toEqual([
    404,
    'Muster has no page or file at "/nothing-here".',
  ]);
  expect((await status({ url: 'https://other.example/charts/budgets' }))[0]).toBe(404);
  expect(await status({ url: '/', format: 'word' })).toEqual([
    400,
    'Unknown format "word". Allowed: text, bibtex, ris, csl.',
  ]);
  expect((await status({}))[0]).toBe(400);
  const [bad, why] = await status({ url: '/charts/budgets?countries=Sweeden' });
  expect([bad, why]).toEqual([400, expect.stringContaining('Did you mean SE (Sweden)?')]);
});

test.describe('tables', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('the comparison and the table of measures are copied as tables', async ({ page, request }) => {
    for (const [address, csv] of [
      ['/compare?countries=FR,SE', '/compare.csv?countries=FR,SE&layout=wide'],
      ['/?in=FR', '/measures.csv?countries=FR'],
    ] as const) {
      await page.goto(address);
      await page.getByRole('button', { name: 'Copy the table' }).click();
      await expect(page.getByText('The table is copied, with its head')).toBeVisible();
      const rows: string[][] = parse(await (await request.get(csv)).text());
      const copied = (await copiedText(page)).replace(/\n$/, '').split('\n');
      expect(copied.map((line) => line.split('\t'))).toEqual(
        rows.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' '))),
      );
    }
  });
});
