import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import { type SQLiteColumn, SQLiteReal, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queryable } from './records';

export interface PackedQuery {
  where?: SQL | undefined;
  orderBy: SQL[];
  limit?: number;
  offset?: number;
}

/** The number by which SQLite finds a row fastest; it means the same row only within one snapshot. */
export type RowNumber = number;

function rowNumber(table: SQLiteTable): SQL {
  return sql`${table}.rowid`;
}

/** The rows of a table that match, in order, by their numbers alone: of a million rows they are a few megabytes. */
export async function rowNumbers(
  db: Queryable,
  table: SQLiteTable,
  { where, orderBy, limit, offset }: PackedQuery,
): Promise<RowNumber[]> {
  const [read] = await db.all<{ numbers: string | null }>(
    sql`select group_concat(number, ',') as numbers from (select ${rowNumber(table)} as number from ${table}
      ${chosen({ where, orderBy, limit, offset })})`,
  );
  return JSON.parse(`[${read?.numbers ?? ''}]`);
}

function chosen({ where, orderBy, limit, offset }: PackedQuery): SQL {
  return sql`${where ? sql`where ${where}` : sql``} order by ${sql.join(orderBy, sql`, `)}
    limit ${limit ?? -1} offset ${offset ?? 0}`;
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
 * its reading. Which rows: those of a query, or of these numbers, in their order. All are in memory, twice for a moment: who
 * wants many asks for them in windows.
 */
export async function selectPacked<Table extends SQLiteTable, Item>(
  db: Queryable,
  table: Table,
  list: SQL<Item[]>,
  which: PackedQuery | readonly RowNumber[],
): Promise<{ row: InferSelectModel<Table>; list: Item[] }[]> {
  const columns = Object.entries(getTableColumns(table)) as [string, SQLiteColumn][];
  const cells = [...columns.map(([, column]) => exact(column)), sql`json(${list})`];
  const rest =
    'orderBy' in which
      ? sql`from ${table} ${chosen(which)}`
      : sql`from json_each(${JSON.stringify(which)}) as wanted cross join ${table}
          on ${rowNumber(table)} = wanted.value order by wanted.key`;
  // SQLite keeps the order of a subquery for an aggregate to which it matters (its "Omit ORDER BY" rule excludes those).
  const [read] = await db.all<{ packed: string | null }>(sql`select group_concat(packed, ',') as packed from (
    select json_array(${sql.join(cells, sql`, `)}) as packed ${rest})`);
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
