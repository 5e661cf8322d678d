import type { DescribedColumn } from './columns';
import type { CsvCell } from './csv';

type JsonValue = CsvCell | string[];

/** A row as JSON: the columns of its CSV by name, numbers as numbers, cells of several values as lists, nothing known as null. */
export function jsonRow<Row>(row: Row, columns: readonly DescribedColumn<Row>[]): Record<string, JsonValue> {
  const written: Record<string, JsonValue> = {};
  for (const { name, holds, cell } of columns) {
    const value = cell(row);
    const isList = holds === 'ids' || holds === 'urls';
    written[name] = isList ? (value === null ? [] : String(value).split(' ')) : value;
  }
  return written;
}

/**
 * A JSON file in pieces: `meta` first, then the rows, one a line, and their number at the end, so that a file that was cut
 * off is no JSON at all. Errors of the batches pass through.
 */
export async function* jsonChunks<Row>(
  meta: Readonly<Record<string, unknown>>,
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly DescribedColumn<Row>[],
): AsyncGenerator<string> {
  let rowCount = 0;
  yield `{"meta": ${JSON.stringify(meta, null, 2)},\n"data": [`;
  for await (const batch of batches) {
    const written = batch.map((row) => JSON.stringify(jsonRow(row, columns)));
    if (written.length > 0) yield `${rowCount === 0 ? '\n' : ',\n'}${written.join(',\n')}`;
    rowCount += batch.length;
  }
  yield `\n],\n"count": ${rowCount}}\n`;
}
