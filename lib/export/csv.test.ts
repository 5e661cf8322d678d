import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { type CsvOptions, csvChunks, writeCsv } from './csv';
import { measureColumns, measuresCsv } from './measures-csv';
import { observationColumns, observationRows } from './observations-csv';
import { BARE_MEASURE, CONTEXT, FULL_MEASURE, PAY_FIGURE, TARGET } from './rows.fixture';

const COMMA: CsvOptions = { bom: false, separator: ',' };
const EXCEL: CsvOptions = { bom: true, separator: ';' };
const LAW = { id: 'xa.law', url: 'https://x.example/law?a=1,2' };
const PAPER = { id: 'xa.paper', url: 'https://x.example/a paper' };
const SOURCES = new Map([LAW, PAPER].map((source) => [source.id, source]));

/** One text column; gives the second line without its end. */
const cellOf = (text: string, options = COMMA) =>
  writeCsv([text], [{ name: 'c', cell: (row) => row }], options).slice(
    (options.bom ? 1 : 0) + 'c\r\n'.length,
    -2,
  );

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        ',',
        ';',
        '\r',
        '\n',
        '\t',
        '=',
        '+',
        '-',
        '@',
        "'",
        ' ',
        'ł',
        '＝',
        '\ufeff',
        '𝕏',
      ),
      { maxLength: 12 },
    )
    .map((signs) => signs.join('')),
);

describe('writeCsv', () => {
  it('ends every line with CRLF, the last too, and writes the head without rows', () => {
    expect(
      writeCsv(
        [],
        [
          { name: 'a', cell: () => null },
          { name: 'b', cell: () => null },
        ],
        COMMA,
      ),
    ).toBe('a,b\r\n');
    expect(writeCsv([1, null], [{ name: 'a', cell: (row) => row }], COMMA)).toBe('a\r\n1\r\n\r\n');
  });

  it('quotes what needs it and doubles quotes', () => {
    expect(cellOf('plain é')).toBe('plain é');
    expect(cellOf('a "b" c')).toBe('"a ""b"" c"');
    expect(cellOf('a,b')).toBe('"a,b"');
    expect(cellOf('a;b')).toBe('"a;b"');
    expect(cellOf('a\nb')).toBe('"a\nb"');
    expect(cellOf('a\rb')).toBe('"a\rb"');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
    'neutralises text that starts like %j',
    (text) => {
      const [[cell]] = parse(writeCsv([text], [{ name: 'c', cell: (row) => row }], COMMA), {
        from_line: 2,
      }) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  it('leaves numbers numbers', () => {
    const columns = [{ name: 'n', cell: (row: number) => row }];
    expect(writeCsv([-5.4, 0, 17_000_000_000, 1e21], columns, COMMA)).toBe(
      'n\r\n-5.4\r\n0\r\n17000000000\r\n1e+21\r\n',
    );
    expect(writeCsv([-5.4, 7503.6], columns, { bom: false, separator: ';' })).toBe(
      'n\r\n"-5,4"\r\n"7503,6"\r\n',
    );
  });

  it('refuses a number that is none', () => {
    expect(() => writeCsv([1, Number.NaN], [{ name: 'value', cell: (row) => row }], COMMA)).toThrow(
      'column value, row 2: NaN is not a finite number',
    );
  });

  it('writes the bytes that another writer writes by the same rules', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostile, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())),
        fc.record({ bom: fc.boolean(), separator: fc.constantFrom<',' | ';'>(',', ';') }),
        (rows, options) => {
          const columns = ([0, 1, 2] as const).map((place) => ({
            name: `column ${place}`,
            cell: (row: [string, number, boolean]) => row[place],
          }));
          const byOther = stringify(rows, {
            bom: options.bom,
            header: true,
            columns: columns.map(({ name }) => name),
            delimiter: options.separator,
            record_delimiter: 'windows',
            quote_record_delimiter: true,
            quoted_match: [/[,;\t]/],
            escape_formulas: true,
            cast: {
              boolean: String,
              number: (value) =>
                options.separator === ';' ? String(value).replace('.', ',') : String(value),
              string: (value) => (value.startsWith('\n') ? `'${value}` : value),
            },
          });
          expect(writeCsv(rows, columns, options)).toBe(byOther);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives back what was written, for any text', () => {
    const written = fc.record({ bom: fc.boolean(), separator: fc.constantFrom<',' | ';'>(',', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, fc.integer())), written, (rows, options) => {
        const csv = writeCsv(
          rows,
          [
            { name: 'first', cell: (row) => row[0] },
            { name: 'count', cell: (row) => row[2] },
            { name: 'last', cell: (row) => row[1] },
          ],
          options,
        );
        const body = options.bom ? csv.slice(1) : csv;
        const guarded = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
        expect(parse(body, { delimiter: options.separator, record_delimiter: '\r\n' })).toEqual([
          ['first', 'count', 'last'],
          ...rows.map(([a, b, n]) => [guarded(a), String(n), guarded(b)]),
        ]);
        expect(csv.startsWith('\ufeff')).toBe(options.bom);
      }),
      { numRuns: 500 },
    );
  });
});

const MEASURE_HEAD =
  'measure_id,country_iso2,country_iso3,country,name,native_name,type,obligation,status,status_as_of,announced_on,legislated_on,starts_on,ended_on,sex,age_min,age_max,duration_min,duration_max,duration_unit,pay_amount,pay_currency,pay_per,pay_tax,pay_qualifier,headline,summary,source_count,url';

describe('measures.csv', () => {
  it('has the public columns first, in their order', () => {
    expect(
      measureColumns(CONTEXT)
        .slice(0, 29)
        .map(({ name }) => name)
        .join(','),
    ).toBe(MEASURE_HEAD);
  });

  it('is these bytes', () => {
    expect(measuresCsv([FULL_MEASURE, BARE_MEASURE], CONTEXT, COMMA)).toBe(
      [
        `${MEASURE_HEAD},country_label,type_label,obligation_label,status_label,sex_label,duration_unit_label,pay_per_label,pay_tax_label,pay_qualifier_label,eligibility_note,duration_note,pay_note,target_indicator,target_indicator_label,first_target_value,first_target_low,first_target_high,first_target_qualifier,first_target_period_start,first_target_period_end,first_target_stated_on,first_target_observation_id,last_target_value,last_target_low,last_target_high,last_target_qualifier,last_target_period_start,last_target_period_end,last_target_stated_on,last_target_observation_id,source_ids,release_id,release_date,as_of`,
        'xa-service,XA,XAA,Examplia,"\'+Service, new",Dienst “Ł”,voluntary_service,voluntary,in_force,2026-03,2025,,2026-09-01,,all,18,25,10,10,months,7503.6,EUR,month,gross,at_least,true,"A ""new"" scheme.",2,https://muster.example/measures/xa-service,Examplia,Voluntary service,voluntary,in force,all sexes,months,a month,gross,at least,"No limit; see law.",,,intake_per_year,People entering service in a year,4250,4000,4500,range,2030,2035,2025-11-27,xa-service.0123456789,4250,4000,4500,range,2030,2035,2025-11-27,xa-service.0123456789,xa.law xa.paper,abc123def456,2026-11-22,',
        "xb-reserve,XB,XBB,Specimenland,Reserve,,reserve_expansion,conditional,under_debate,,,,,,,,,,,,,,,,,false,'-1 is not a number here,0,https://muster.example/measures/xb-reserve,Specimenland,Growth of the reserve,conditional,under debate,,,,,,,,,,,,,,,,,,,,,,,,,,,,abc123def456,2026-11-22,",
        '',
      ].join('\r\n'),
    );
  });

  it('of a past view says its day in every line', () => {
    const [, line = ''] = measuresCsv([BARE_MEASURE], { ...CONTEXT, asOf: '2025-12-01' }, COMMA).split(
      '\r\n',
    );
    expect(line.endsWith(',abc123def456,2026-11-22,2025-12-01')).toBe(true);
  });

  it('for Excel starts with a byte order mark, separates with semicolons and writes 7503,6', () => {
    const lines = measuresCsv([FULL_MEASURE], { ...CONTEXT, translator: translator('fr') }, EXCEL).split(
      '\r\n',
    );
    expect(lines[0]?.startsWith('\ufeffmeasure_id;country_iso2;')).toBe(true);
    expect(lines[1]).toContain(';months;"7503,6";EUR;');
    expect(lines[1]).toContain(';Service volontaire;volontaire;en vigueur;tous;mois;par mois;brut;au moins;');
  });
});

const OBSERVATION_HEAD =
  'observation_id,measure_id,country_iso2,country,measure,indicator,component,period_start,period_end,value,low,high,qualifier,unit,per,tax,basis,coverage,stated_on,note,source_ids,source_urls';

describe('observations.csv', () => {
  it('has the public columns first, in their order', () => {
    expect(
      observationColumns(CONTEXT)
        .slice(0, 22)
        .map(({ name }) => name)
        .join(','),
    ).toBe(OBSERVATION_HEAD);
  });

  it('is these bytes, also of rows that come in batches', async () => {
    async function* batches() {
      for (const figure of [TARGET, PAY_FIGURE]) yield observationRows([figure], [FULL_MEASURE], SOURCES);
    }
    let written = '';
    for await (const chunk of csvChunks(batches(), observationColumns(CONTEXT), COMMA)) written += chunk;
    expect(written).toBe(
      [
        `${OBSERVATION_HEAD},country_iso3,country_label,indicator_label,qualifier_label,per_label,tax_label,basis_label,coverage_label,url,release_id,release_date`,
        'xa-service.0123456789,xa-service,XA,Examplia,"\'+Service, new",intake_per_year,,2030,2035,4250,4000,4500,range,persons,,,target,full,2025-11-27,,xa.law xa.paper,"https://x.example/law?a=1,2 https://x.example/a%20paper",XAA,Examplia,People entering service in a year,range,,,target,full,https://muster.example/measures/xa-service,abc123def456,2026-11-22',
        'xa-service.abcdef0123,xa-service,XA,Examplia,"\'+Service, new",pay,,,,5.4,,,exact,EUR,day,net,actual,full,,"\'=HYPERLINK(""http://x.invalid""; ""a"")\nsecond line, with ""quotes""",xa.law,"https://x.example/law?a=1,2",XAA,Examplia,Pay,exact,a day,net,actual,full,https://muster.example/measures/xa-service,abc123def456,2026-11-22',
        '',
      ].join('\r\n'),
    );
  });

  it('never leaves a source or a measure out', () => {
    expect(() => observationRows([TARGET], [FULL_MEASURE], new Map([[LAW.id, LAW]]))).toThrow(
      'observation xa-service.0123456789: no source "xa.paper"',
    );
    expect(() => observationRows([TARGET], [BARE_MEASURE], SOURCES)).toThrow(
      'observation xa-service.0123456789: no measure "xa-service"',
    );
  });
});
