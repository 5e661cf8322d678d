import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/data/tables/[file]/[format]/route';
import { GET as dataPackageOf } from '@/app/datapackage.zip/route';
import { type Database, openDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { DATA_FILES, FILE_FORMATS } from '@/lib/domain/data-files';

/*
 * The files as somebody in each of the countries opens them, against the database read by plain SQL.
 */

interface Figure {
  observation_id: string;
  country_iso2: string;
  value: number;
  low: number | null;
  high: number | null;
  period_start: number | null;
  note: string | null;
}

const configured = process.env.DATABASE_URL;
let folder: string;
let db: Database;
let countries: string[];
let figures: Map<string, Figure>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-files-'));
  const url = `file:${join(folder, 'files.sqlite')}`;
  await loadRealData(url);
  process.env.DATABASE_URL = url;
  db = openDatabase(url);
  const read = await db.$client.execute(
    `select o.id observation_id, m.country_iso2, o.value, o.low, o.high, o.period_start, o.note
       from observations o join measures m on m.id = o.measure_id`,
  );
  figures = new Map(read.rows.map((row) => [String(row.observation_id), { ...row } as unknown as Figure]));
  countries = (await db.$client.execute('select iso2 from countries order by iso2')).rows.map((row) =>
    String(row.iso2),
  );
});

afterAll(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
  db.$client.close();
  rmSync(folder, { recursive: true });
});

/** Long enough for reads that were begun to go on, and to fail where their snapshot is gone. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

async function file(format: string, query: Record<string, string>): Promise<Response> {
  const response = await GET(
    new Request(`https://muster.example/observations.${format}?${new URLSearchParams(query)}`),
    { params: Promise.resolve({ file: 'observations', format }) },
  );
  expect(response.status, response.url).toBe(200);
  return response;
}

/** The sign that the country's most spoken language puts before the decimals; Unicode's data, not ours. */
function decimalSignOf(iso2: string): string {
  const locale = new Intl.Locale(`und-${iso2}`).maximize().toString();
  const sign = new Intl.NumberFormat(locale, { numberingSystem: 'latn' })
    .formatToParts(1.5)
    .find(({ type }) => type === 'decimal')?.value;
  if (sign === undefined) throw new Error(`${locale} writes no decimals`);
  return sign;
}

describe('a file of which only the head is asked for', () => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  beforeAll(() => {
    process.on('unhandledRejection', note).on('uncaughtException', note);
  });
  afterAll(() => {
    process.off('unhandledRejection', note).off('uncaughtException', note);
  });

  const named = DATA_FILES.filter((name) => name !== 'measures');
  it.each(named)('%s: nothing is read on after its snapshot is closed', async (name) => {
    for (const format of FILE_FORMATS) {
      const asked = new Request(`https://muster.example/${name}.${format}`, { method: 'HEAD' });
      const { status } = await GET(asked, { params: Promise.resolve({ file: name, format }) });
      expect(status).toBe(200);
    }
    await settled();
    expect(faults).toEqual([]);
  });

  it('the data package: nothing is read on after its snapshot is closed', async () => {
    const asked = new Request('https://muster.example/datapackage.zip', { method: 'HEAD' });
    expect((await dataPackageOf(asked)).status).toBe(200);
    await settled();
    expect(faults).toEqual([]);
  });
});

describe('figures as a spreadsheet reads them in each country', () => {
  it('are the figures of the database, in every country whose words Muster holds', async () => {
    expect(countries).toHaveLength(52);
    const signs = new Set<string>();
    for (const iso2 of countries) {
      const decimal = decimalSignOf(iso2);
      signs.add(decimal);
      // A spreadsheet that writes 5,4 splits at semicolons.
      const sep = decimal === ',' ? ';' : ',';
      const text = await (await file('csv', { countries: iso2, bom: '1', sep })).text();
      const rows = parse(text, { columns: true, delimiter: sep, bom: true }) as Record<string, string>[];
      const wanted = [...figures.values()].filter((figure) => figure.country_iso2 === iso2);
      expect(rows.map((row) => row.observation_id).toSorted(), iso2).toEqual(
        wanted.map((figure) => figure.observation_id).toSorted(),
      );
      const number = (cell: string | undefined) =>
        cell === '' || cell === undefined ? null : Number(cell.replace(decimal, '.'));
      for (const row of rows) {
        const figure = figures.get(String(row.observation_id));
        expect([number(row.value), number(row.low), number(row.high), number(row.period_start)]).toEqual([
          figure?.value,
          figure?.low,
          figure?.high,
          figure?.period_start,
        ]);
        expect(row.note).toBe(figure?.note ?? '');
      }
    }
    expect([...signs].toSorted()).toEqual([',', '.']);
  });

  it('are in the workbook as numbers, which every language writes its own way', async () => {
    const bytes = Buffer.from(await (await file('xlsx', {})).arrayBuffer());
    const [data] = await readWorkbook(bytes);
    const [head = [], ...rows] = data?.data ?? [];
    const at = (row: readonly unknown[], name: string) => row[head.indexOf(name)] ?? null;
    expect(rows).toHaveLength(figures.size);
    for (const row of rows) {
      const figure = figures.get(String(at(row, 'observation_id')));
      expect([at(row, 'value'), at(row, 'low'), at(row, 'high'), at(row, 'period_start')]).toEqual([
        figure?.value,
        figure?.low,
        figure?.high,
        figure?.period_start,
      ]);
    }
  });
});
