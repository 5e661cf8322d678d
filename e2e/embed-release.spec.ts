import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from './fixtures';
import { OwnServer } from './own-server';

/*
 * A story with a live and a frozen embed, while the data is loaded anew under it: a server and a database of its own, on
 * the build that all browser tests use.
 */

const MEASURE = 'fr-service-national';
const STATED = 42_500;
/** Made up for this test; it is in no data of ours. */
const MADE_UP = 43_210;

let muster: OwnServer;
let site: Server;
let origin: string;
let story: string;
let markup = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  muster = new OwnServer();
  muster.command('migrate');
  muster.command('load');
  const db = createClient({ url: muster.databaseUrl });
  await db.execute("update releases set loaded_at = '2026-03-01T08:00:00.000Z'");
  db.close();
  origin = await muster.start();
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>A story</title><link rel="icon" href="data:,">${markup}</html>`,
    );
  });
  await new Promise<void>((resolve) => {
    site.listen(0, 'localhost', resolve);
  });
  story = `http://localhost:${(site.address() as AddressInfo).port}/`;
});

test.afterAll(async () => {
  site.closeAllConnections();
  site.close();
  await muster.stop();
});

/** The data with one figure made up. */
function changedData(): string {
  const data = join(muster.folder, 'data');
  cpSync('db/data', data, { recursive: true });
  const path = join(data, 'countries/FR.json');
  const country = JSON.parse(readFileSync(path, 'utf8')) as {
    measures: { id: string; observations: { value: number }[] }[];
  };
  const targets = country.measures
    .filter(({ id }) => id === MEASURE)
    .flatMap(({ observations }) => observations.filter(({ value }) => value === STATED));
  if (targets.length === 0) throw new Error(`the data has no figure ${STATED} of ${MEASURE} any more`);
  for (const target of targets) target.value = MADE_UP;
  writeFileSync(path, JSON.stringify(country));
  return data;
}

test('over a load the frozen embed keeps its numbers and says that newer data exists; the live one follows', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { release } = await (await fetch(`${origin}/charts/intake-targets.json`)).json().then(({ spec }) => ({
    release: spec.releaseId as string,
  }));
  const source = `${origin}/embed/charts/intake-targets?countries=FR,SE`;
  markup = [
    `<iframe title="live" src="${source}" width="600" height="800"></iframe>`,
    `<iframe title="frozen" src="${source}&amp;release=${release}" width="600" height="800"></iframe>`,
  ].join('');

  /** The story as a reader sees it who comes now, with an empty cache. */
  const read = async () => {
    const context = await browser.newContext({ viewport: { width: 1300, height: 900 } });
    const page = await context.newPage();
    await page.goto(story);
    const seen = async (title: string) => {
      const frame = page.frameLocator(`iframe[title="${title}"]`);
      const drawing = frame.locator('.drawing svg[role="img"]:visible');
      await expect(drawing).toBeVisible();
      return {
        drawing: await drawing.evaluate((svg) => svg.outerHTML),
        headline: await frame.getByRole('heading', { level: 1 }).textContent(),
        past: await frame.locator('.past').allTextContents(),
        newest: await frame
          .locator('.past a')
          .evaluateAll((links) => links.map((a) => a.getAttribute('href'))),
      };
    };
    const both = { live: await seen('live'), frozen: await seen('frozen') };
    await context.close();
    return both;
  };

  const before = await read();
  expect(before.frozen).toMatchObject({ past: [], newest: [] });
  expect(before.frozen.drawing).toContain('42,500');

  expect(muster.command('load', '--data', changedData(), '--note', 'Made up for a browser test')).toContain(
    'loaded',
  );

  // How soon is measured elsewhere (bench/chaos/loads.ts).
  await expect
    .poll(
      async () => {
        const { live, frozen } = await read();
        return live.drawing.includes('43,210') && frozen.past.length > 0;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  const after = await read();
  expect(after.frozen).toEqual({
    ...before.frozen,
    past: ['Release of 1 Mar 2026; newer data exists. See the newest figures'],
    newest: ['/charts/intake-targets?countries=FR,SE'],
  });
  expect(after.live.drawing).toContain('43,210');
  expect(after.live.drawing).not.toContain('42,500');
  expect(after.live.past).toEqual([]);

  const page = await browser.newPage();
  await page.goto(`${origin}/charts/intake-targets?countries=FR,SE&release=${release}`);
  await expect(page.getByText('Release of 1 Mar 2026; newer data exists.')).toBeVisible();
  await page.getByRole('link', { name: 'See the newest figures' }).click();
  await expect(page).toHaveURL(`${origin}/charts/intake-targets?countries=FR,SE`);
  await expect(page.getByText('newer data exists')).toHaveCount(0);
  await page.close();
});
