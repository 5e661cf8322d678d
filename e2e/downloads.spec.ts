import { writeFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { parse } from 'csv-parse/sync';
import readSheet from 'read-excel-file/node';
import yauzl from 'yauzl';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { expect, test } from './fixtures';

// Counted in db/data by a script of its own; the one release that the tests load changed nothing.
const ROWS = {
  measures: 183,
  observations: 1010,
  sources: 1275,
  events: 440,
  claims: 24,
  series: 8898,
  changes: 0,
};

test('each file has as many lines as the page says, in each format', async ({ page, request }) => {
  await page.goto('/downloads');
  for (const [file, rows] of Object.entries(ROWS)) {
    const line = page.locator(`tr#${file}`);
    await expect(line.locator('td').first()).toHaveText(rows.toLocaleString('en-GB'));
    const hrefs = await line
      .locator('td a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual([`/${file}.csv`, `/${file}.xlsx`, `/${file}.json`]);
    const csv = await request.get(`/${file}.csv`);
    expect(csv.headers()['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const records = parse(await csv.text(), { columns: true }) as Record<string, string>[];
    expect([file, records.length]).toEqual([file, rows]);
    const json = await (await request.get(`/${file}.json`)).json();
    expect([file, json.data.length]).toEqual([file, rows]);
    const sheets = await readSheet(await (await request.get(`/${file}.xlsx`)).body());
    expect([file, sheets[0]?.data.length]).toEqual([file, rows + 1]);
    expect(sheets).toHaveLength(3);
  }
});

test('says which to start with, sizes that are true, and is usable by all', async ({ page, request }) => {
  await page.goto('/downloads');
  await expect(page.getByText('Start here:')).toBeVisible();
  const shown = await page.locator('tr#claims').getByRole('link', { name: /CSV/ }).textContent();
  const bytes = (await (await request.get('/claims.csv')).body()).length;
  expect(shown?.replaceAll(' ', ' ')).toContain(`${Math.round(bytes / 1000)} kB`);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page, [360, 320]);
});

test('files take filters, say them in their names, and refuse what they do not know', async ({ request }) => {
  const laws = await request.get('/events.csv?countries=FR&theme=national&type=law&from=2020');
  expect(laws.headers()['content-disposition']).toMatch(
    /muster-events_fr_national_law_2020_\d{4}-\d{2}-\d{2}\.csv/,
  );
  const records = parse(await laws.text(), { columns: true }) as Record<string, string>[];
  expect(records.length).toBeGreaterThan(0);
  for (const { country_iso2, event_type, date } of records) {
    expect([country_iso2, event_type]).toEqual(['FR', 'law']);
    expect(Number(date?.slice(0, 4))).toBeGreaterThanOrEqual(2020);
  }
  const births = await (await request.get('/series.json?series=births&countries=SE')).json();
  expect(births.meta.filter).toEqual(['Countries: Sweden', 'Series: Live births']);
  expect(births.count).toBe(births.data.length);
  for (const address of [
    '/events.csv?type=xx',
    '/claims.json?verdict=true',
    '/series.xlsx?series=tanks',
    '/observations.csv?release=000000000000',
    '/datapackage.zip?release=1',
    '/muster.sqlite?countries=FR',
  ]) {
    const refused = await request.get(address);
    expect([address, refused.status()]).toEqual([address, 400]);
    expect(refused.headers()['content-type']).toContain('application/problem+json');
  }
  expect((await request.get('/tanks.xlsx')).status()).toBe(404);
});

test('everything in one: a package that unzips, a database that opens', async ({ request }, testInfo) => {
  const zip = await (await request.get('/datapackage.zip')).body();
  const names = await new Promise<string[]>((resolve, reject) => {
    yauzl.fromBuffer(zip, (error, reader) => {
      if (error) return reject(error);
      const found: string[] = [];
      reader.on('entry', (entry: yauzl.Entry) => found.push(entry.fileName));
      reader.on('end', () => resolve(found));
      reader.on('error', reject);
    });
  });
  expect(names).toEqual(expect.arrayContaining(['datapackage.json', 'observations.csv', 'README.md']));
  const file = testInfo.outputPath('muster.sqlite');
  writeFileSync(file, await (await request.get('/muster.sqlite')).body());
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute('select count(*) as n from figures_and_sources');
  expect(Number(rows[0]?.n)).toBeGreaterThan(ROWS.observations);
  const tables = await client.execute(`select name from sqlite_master where type = 'table'`);
  expect(tables.rows.map(({ name }) => name)).not.toContain('release_contents');
  client.close();
});
