import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import { type SQLiteColumn, SQLiteReal, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queryable } from './records';

export interface PackedQuery {
  where?: SQL | undefined;
  orderBy: SQL[];
  limit?: number;
  offset?: number;
}

/**
 * Real numbers leave the JSON functions of SQLite with 15 digits, and a double needs up to 17 to come back as itself
 * (https://sqlite.org/printf.html, the "!" flag). Whole numbers, which most figures are, need no such care.
 */
function exact(column: SQLiteColumn): SQL {
  return column instanceof SQLiteReal
    ? sql`case when ${column} is null then null when ${column} = cast(${column} as integer) then cast(${column} as integer)
        else json(printf('%!.17g', ${column})) end`
    : sql`${column}`;
}

/**
 * The rows that a select of all columns of `table` would give, each with `list` (a JSON list made by SQLite), read as one
 * text: many times faster than cell by cell, because each value that crosses from SQLite into JavaScript costs more than
 * its reading. All rows are in memory, twice for a moment: who wants many asks for them in windows.
 */
export async function selectPacked<Table extends SQLiteTable, Item>(
  db: Queryable,
  table: Table,
  list: SQL<Item[]>,
  { where, orderBy, limit, offset }: PackedQuery,
): Promise<{ row: InferSelectModel<Table>; list: Item[] }[]> {
  const columns = Object.entries(getTableColumns(table)) as [string, SQLiteColumn][];
  const cells = [...columns.map(([, column]) => exact(column)), sql`json(${list})`];
  const window = sql`limit ${limit ?? -1} offset ${offset ?? 0}`;
  // SQLite keeps the order of a subquery for an aggregate to which it matters (its "Omit ORDER BY" rule excludes those).
  const [read] = await db.all<{ packed: string | null }>(sql`select group_concat(packed, ',') as packed from (
    select json_array(${sql.join(cells, sql`, `)}) as packed from ${table}
    ${where ? sql`where ${where}` : sql``} order by ${sql.join(orderBy, sql`, `)} ${window})`);
  const rows: unknown[][] = JSON.parse(`[${read?.packed ?? ''}]`);
  return rows.map((cellsOfRow) => {
    const row: Record<string, unknown> = {};
    columns.forEach(([name, column], place) => {
      const cell = cellsOfRow[place];
      row[name] = cell === null ? null : column.mapFromDriverValue(cell);
    });
    return { row: row as InferSelectModel<Table>, list: cellsOfRow[columns.length] as Item[] };
  });
}
