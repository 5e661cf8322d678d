import { parse } from 'csv-parse/sync';
import { expect, files, ORIGIN, test } from './fixtures';

const MEASURE_COLUMNS =
  'measure_id,country_iso2,country_iso3,country,name,native_name,type,obligation,status,status_as_of,announced_on,legislated_on,starts_on,ended_on,sex,age_min,age_max,duration_min,duration_max,duration_unit,pay_amount,pay_currency,pay_per,pay_tax,pay_qualifier,headline,summary,source_count,url';
const OBSERVATION_COLUMNS =
  'observation_id,measure_id,country_iso2,country,measure,indicator,component,period_start,period_end,value,low,high,qualifier,unit,per,tax,basis,coverage,stated_on,note,source_ids,source_urls';

test('measures.csv holds every measure, in the published columns, byte by byte RFC 4180', async ({
  request,
}) => {
  const answer = await request.get('/measures.csv');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toMatch(/^text\/csv; charset=utf-8/);
  expect(answer.headers()['content-disposition']).toMatch(
    /^attachment; filename="muster-measures_\d{4}-\d{2}-\d{2}\.csv"$/,
  );
  const bytes = await answer.body();
  expect(bytes.subarray(0, 10).toString()).toBe('measure_id');
  expect(bytes.subarray(-2).toString()).toBe('\r\n');
  const text = bytes.toString('utf8');
  expect(text.startsWith(`${MEASURE_COLUMNS},`)).toBe(true);
  expect(text).not.toMatch(/[^\r]\n(?=[a-z]{2}-[a-z0-9-]+,[A-Z]{2},)/);
  const records: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
  expect(records.map(({ measure_id }) => measure_id).toSorted()).toEqual(
    files.measures.map(({ id }) => id).toSorted(),
  );
  const french = records.find(({ measure_id }) => measure_id === 'fr-conscription');
  expect(french).toMatchObject({
    country_iso2: 'FR',
    country_iso3: 'FRA',
    country: 'France',
    type: 'universal_conscription',
    status: 'suspended',
    type_label: 'Universal conscription',
    url: `${ORIGIN}/measures/fr-conscription`,
  });
});

test('the file holds exactly what the table shows', async ({ page, request }) => {
  await page.goto('/?in=FR,SE&obligation=voluntary&sort=-starts');
  const shown = await page
    .locator('#measures tbody th a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.replace('/measures/', '')));
  const href = await page
    .locator('#measures')
    .getByRole('link', { name: 'CSV', exact: true })
    .getAttribute('href');
  expect(href).toBe('/measures.csv?countries=FR,SE&obligation=voluntary&sort=-starts');
  const records: Record<string, string>[] = parse(await (await request.get(href ?? '')).text(), {
    columns: true,
  });
  expect(records.map(({ measure_id }) => measure_id)).toEqual(shown);
});

test('for Excel: a byte order mark, and in French semicolons and French labels', async ({
  page,
  request,
}) => {
  await page.goto('/fr?in=FR');
  const href = await page.locator('#measures').getByRole('link', { name: /Excel/ }).getAttribute('href');
  const bytes = await (await request.get(href ?? '')).body();
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.subarray(3, 27).toString()).toBe('measure_id;country_iso2;');
  expect(bytes.toString('utf8')).toContain('Service volontaire');
});

test('observations.csv holds every figure with its sources', async ({ request }) => {
  const text = await (await request.get('/observations.csv')).text();
  expect(text.startsWith(`${OBSERVATION_COLUMNS},`)).toBe(true);
  const records: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
  expect(records).toHaveLength(
    files.measures.reduce((sum, { observations }) => sum + observations.length, 0),
  );
  expect(new Set(records.map(({ observation_id }) => observation_id)).size).toBe(records.length);
  const incomplete = records.filter(
    ({ source_ids = '', source_urls = '', value = '' }) =>
      source_ids.split(' ').length !== source_urls.split(' ').length || !/^\d+(\.\d+)?$/.test(value),
  );
  expect(incomplete).toEqual([]);
});

test('no text cell begins like a formula', async ({ request }) => {
  for (const address of ['/measures.csv', '/observations.csv']) {
    const records: string[][] = parse(await (await request.get(address)).text());
    expect(records.flat().filter((cell) => /^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/.test(cell))).toEqual([]);
  }
});
