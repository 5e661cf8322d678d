import fc from 'fast-check';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { measureColumns } from './measures-csv';
import { observationColumns, observationRows } from './observations-csv';
import { BARE_MEASURE, CONTEXT, FULL_MEASURE, PAY_FIGURE, TARGET } from './rows.fixture';
import { aboutLines, type ExplainedColumn, explained, workbook } from './xlsx';

const en = translator('en');
const ABOUT = {
  filter: '2 measures in Examplia',
  asOf: '2025-12-01',
  rows: 2,
  release: CONTEXT.release,
  citation: 'Muster: “X”.',
  address: 'https://muster.example/measures.xlsx',
};

function made<Row>(rows: readonly Row[], columns: readonly ExplainedColumn<Row>[], tr = en) {
  return workbook({
    title: 'Measures',
    rows,
    columns,
    about: aboutLines({ ...ABOUT, rows: rows.length }, tr),
    loadedAt: CONTEXT.release.loadedAt,
    translator: tr,
  });
}

/** The text of one file inside a workbook, read without the library that wrote it. */
function part(bytes: Uint8Array, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry) => {
        if (entry.fileName !== name) return zip.readEntry();
        zip.openReadStream(entry, async (fault, stream) => {
          if (fault) return reject(fault);
          const pieces: Buffer[] = [];
          for await (const piece of stream) pieces.push(Buffer.from(piece));
          resolve(Buffer.concat(pieces).toString('utf8'));
        });
      });
      zip.on('end', () => reject(new Error(`the workbook has no ${name}`)));
      zip.readEntry();
    });
  });
}

const TEXT: ExplainedColumn<string>[] = [{ name: 'c', holds: 'text', meaning: 'x', cell: (row) => row }];

describe('a workbook', () => {
  it('holds typed cells: numbers, switches, whole days as dates, and other dates as text', async () => {
    const bytes = await made([FULL_MEASURE, BARE_MEASURE], explained(measureColumns(CONTEXT), en));
    const [head = [], first = [], second = []] = await readSheet(Buffer.from(bytes));
    const cell = (row: typeof first, name: string) => row[head.indexOf(name)];
    expect(head).toEqual(measureColumns(CONTEXT).map(({ name }) => name));
    expect(cell(first, 'name')).toBe('+Service, new');
    expect(cell(first, 'pay_amount')).toBe(7503.6);
    expect(cell(first, 'age_min')).toBe(18);
    expect(cell(first, 'headline')).toBe(true);
    expect(cell(first, 'starts_on')).toEqual(new Date('2026-09-01T00:00:00Z'));
    expect(cell(first, 'status_as_of')).toBe('2026-03');
    expect(cell(first, 'announced_on')).toBe('2025');
    expect(cell(first, 'legislated_on')).toBeNull();
    expect(cell(first, 'release_date')).toEqual(new Date('2026-11-22T00:00:00Z'));
    expect(cell(second, 'summary')).toBe('-1 is not a number here');
    expect(cell(second, 'pay_amount')).toBeNull();
  });

  it('is these bytes where it matters: the head frozen, filters on, day format, no formula', async () => {
    const rows = observationRows(
      [TARGET, PAY_FIGURE],
      [FULL_MEASURE],
      new Map([
        ['xa.law', { id: 'xa.law', url: 'https://x.example/law' }],
        ['xa.paper', { id: 'xa.paper', url: 'https://x.example/paper' }],
      ]),
    );
    const bytes = await made(rows, explained(observationColumns(CONTEXT), en));
    const sheet = await part(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen" activePane="bottomLeft"/>');
    expect(sheet).toMatch(/<autoFilter ref="A1:AG3"\/>/);
    expect(sheet).toContain('<v>4250</v>');
    expect(sheet).toContain('<v>5.4</v>');
    // 27 November 2025 is day 45,988 of the calendar in which 1 January 1900 is the first.
    expect(sheet).toMatch(/<c r="S2" s="\d+"><v>45988<\/v><\/c>/);
    expect(sheet).not.toContain('<f>');
    expect(await part(bytes, 'xl/styles.xml')).toContain('formatCode="yyyy-mm-dd"');
    expect(await part(bytes, 'xl/sharedStrings.xml')).toContain('=HYPERLINK("http://x.invalid"; "a")');
    expect(await part(bytes, 'docProps/core.xml')).toContain('2026-11-22T10:00:00Z');
  });

  it('says on its other sheets what it is and what its columns hold', async () => {
    const bytes = await made([FULL_MEASURE, BARE_MEASURE], explained(measureColumns(CONTEXT), en));
    const sheets = await readWorkbook(Buffer.from(bytes));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Data', 'About', 'Codebook']);
    expect(sheets[1]?.data).toEqual([
      ['What', 'Measures'],
      ['Filter', '2 measures in Examplia'],
      ['As known on', '2025-12-01'],
      ['Rows', '2'],
      ['Release', 'abc123def456'],
      ['Day of the release', '2026-11-22'],
      ['Licence', en.t('view.export.licenceNote')],
      ['To cite', 'Muster: “X”.'],
      ['Address', 'https://muster.example/measures.xlsx'],
    ]);
    const codebook = sheets[2]?.data ?? [];
    const line = (name: string) => codebook.find(([column]) => column === name);
    expect(codebook).toHaveLength(measureColumns(CONTEXT).length + 1);
    expect(line('pay_tax')?.[3]).toBe('gross (gross); net (net); unspecified (gross or net not stated)');
    expect(line('pay_amount')?.[2]).toBe('see column pay_currency');
    expect(line('duration_max')?.[2]).toBe('see column duration_unit');
    expect(line('first_target_value')?.[2]).toBe('persons');
    expect(line('age_min')?.[2]).toBe('years');
    expect(line('source_count')?.[2]).toBe('number');
    expect(codebook.slice(1).filter(([, meaning]) => meaning === null)).toEqual([]);
  });

  it.each(LOCALES)('has names of sheets that Excel takes, in %s', async (locale) => {
    const tr = translator(locale);
    const names = (await readWorkbook(Buffer.from(await made(['a'], TEXT, tr)))).map(({ sheet }) => sheet);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  it('of the same content is the same bytes', async () => {
    const [a, b] = [await made(['x'], TEXT), await made(['x'], TEXT)];
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  });

  it('without rows is its head', async () => {
    expect(await readSheet(Buffer.from(await made([], TEXT)))).toEqual([['c']]);
  });

  it('says which cell Excel cannot hold', async () => {
    const number: ExplainedColumn<number> = { name: 'n', holds: 'number', meaning: 'x', cell: (row) => row };
    await expect(made([1, Number.NaN], [number])).rejects.toThrow(
      'column n, row 2: NaN is not a finite number',
    );
    await expect(made(['x'.repeat(32_768)], TEXT)).rejects.toThrow('column c, row 1: 32768 characters');
  });

  it('dates before March 1900 stay text: Excel takes 1900 for a leap year', async () => {
    const days: ExplainedColumn<string>[] = [{ name: 'd', holds: 'day', meaning: 'x', cell: (row) => row }];
    expect(await readSheet(Buffer.from(await made(['1900-02-28', '1900-03-01'], days)))).toEqual([
      ['d'],
      ['1900-02-28'],
      [new Date('1900-03-01T00:00:00Z')],
    ]);
  });

  it('gives back any text as text, whatever it begins with', async () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '<',
          '>',
          '&',
          '"',
          "'",
          '_x0041_',
          'a',
          'Ł',
          '𝕏',
          '1',
          '|',
          '\n',
        ),
        {
          minLength: 1,
          maxLength: 10,
        },
      )
      .map((signs) => `${signs.join('')}.`);
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await made(texts, TEXT);
        expect(await part(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
        const [, ...rows] = await readSheet(Buffer.from(bytes), { trim: false });
        expect(rows.map(([cell]) => cell)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });
});
