import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null;

/** A column: its name in the head, and a row's cell. Missing is null and becomes an empty cell, which R and pandas read as NA. */
export interface CsvColumn<Row> {
  name: string;
  cell: (row: Row) => CsvCell;
}

export interface CsvOptions {
  /** A byte order mark, by which Excel knows UTF-8. */
  bom: boolean;
  /** `;` is for spreadsheets in languages that write 5,4 for 5.4: with it, decimals have a comma (as R's read.csv2 expects). */
  separator: ',' | ';';
}

/** A text that holds the other separator is quoted too, so that a spreadsheet that splits there keeps the cell whole. */
const HOLDS_A_SEPARATOR = /[,;\t]/;

/**
 * Rows as a CSV (RFC 4180: CRLF after every line, quotes doubled). Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, by OWASP's rule on CSV injection (= + - @ tab CR LF and their full-width forms); numbers stay numbers.
 * Throws a RangeError that names column and row for a number that is not finite.
 */
export function writeCsv<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions,
): string {
  const cells = rows.map((row, index) =>
    columns.map(({ name, cell }) => {
      const value = cell(row);
      if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new RangeError(`column ${name}, row ${index + 1}: ${value} is not a finite number`);
      }
      return value;
    }),
  );
  return stringify(cells, {
    bom: options.bom,
    header: true,
    columns: columns.map(({ name }) => name),
    delimiter: options.separator,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    quoted_match: [HOLDS_A_SEPARATOR],
    escape_formulas: true,
    cast: {
      boolean: (value) => (value ? 'true' : 'false'),
      number: (value) => (options.separator === ';' ? String(value).replace('.', ',') : String(value)),
      string: (value) => (value.startsWith('\n') ? `'${value}` : value),
    },
  });
}

/** The media type of what `writeCsv` gives (RFC 7111: header present). */
export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8; header=present';
