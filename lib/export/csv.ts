import { type DecimalSign, numberCell, textCell } from './csv-cell';

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

const BYTE_ORDER_MARK = '\ufeff';

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
  return lines(rows, columns, options, 0);
}

/**
 * As `writeCsv`, for rows that come in batches: gives the text batch by batch, the head with the first, so that no more
 * than one batch is in memory. A file without rows is its head. Errors of the batches pass through.
 */
export async function* csvChunks<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions,
): AsyncGenerator<string> {
  let rowsBefore = 0;
  let headWritten = false;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield lines(batch, columns, options, rowsBefore, !headWritten);
    rowsBefore += batch.length;
    headWritten = true;
  }
  if (!headWritten) yield lines([], columns, options, 0);
}

function lines<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  { bom, separator }: CsvOptions,
  rowsBefore: number,
  header = true,
): string {
  const decimal = separator === ';' ? ',' : '.';
  let text = header
    ? `${bom ? BYTE_ORDER_MARK : ''}${columns.map(({ name }) => textCell(name)).join(separator)}\r\n`
    : '';
  for (const [index, row] of rows.entries()) {
    const cells = columns.map(({ name, cell }) => {
      const value = cell(row);
      if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new RangeError(
          `column ${name}, row ${rowsBefore + index + 1}: ${value} is not a finite number`,
        );
      }
      return written(value, decimal);
    });
    text += `${cells.join(separator)}\r\n`;
  }
  return text;
}

function written(value: CsvCell, decimal: DecimalSign): string {
  if (value === null) return '';
  switch (typeof value) {
    case 'string':
      return textCell(value);
    case 'number':
      return numberCell(value, decimal);
    case 'boolean':
      return value ? 'true' : 'false';
  }
}

/** Several values in one cell, parted by single spaces; the values hold none (a space in a URL is written %20). */
export function spaced(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.map((value) => value.replaceAll(' ', '%20')).join(' ');
}

/** The media type of what `writeCsv` gives (RFC 7111: header present). */
export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8; header=present';
