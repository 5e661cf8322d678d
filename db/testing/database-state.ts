import { createHash } from 'node:crypto';
import type { Client } from '@libsql/client';
import { type Database, inSnapshot } from '../client';

/** What stands in a database, as hashes: enough to tell wholly one release from wholly another, and from anything between. */
export interface DatabaseState {
  /** Ids of the releases in the order of their loading. */
  loaded: string[];
  /** Every content table and the search index, as one hash. */
  content: string;
  /** The hash of what is kept of each release. */
  kept: Record<string, string>;
  /** The hash of what each loading changed, in their order. */
  changes: string[];
}

const HISTORY = ['releases', 'changes', 'release_contents'];
/** The tables behind a full-text index hold the same words in a form that depends on what was there before. */
const NOT_CONTENT = /^(sqlite_|__drizzle|measure_search_)/;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** All of a query's rows as one hash; the values as SQLite writes them, so that 1, '1' and null differ. */
async function hashOf(client: Client, table: string, rest = '', args: string[] = []): Promise<string> {
  const { rows: columns } = await client.execute({
    sql: 'select name from pragma_table_info(?) order by cid',
    args: [table],
  });
  const cells = columns
    .map(({ name }) => String(name))
    .filter((name) => name !== 'load_number')
    .map((name) => `quote(${quoted(name)})`);
  const { rows } = await client.execute({
    sql: `select group_concat(line, char(10)) as lines from (
            select ${cells.join(" || ',' || ")} as line from ${quoted(table)} ${rest} order by line)`,
    args,
  });
  return createHash('sha256')
    .update(`${table}\n${rows[0]?.lines ?? ''}`)
    .digest('hex')
    .slice(0, 16);
}

/** What a reader sees, all of one snapshot. Errors of the database pass through. */
export function databaseState(db: Database): Promise<DatabaseState> {
  return inSnapshot(db, async ({ $client: client }) => {
    const { rows: loadings } = await client.execute('select load_number, id from releases order by 1');
    const { rows: tables } = await client.execute(
      "select name from sqlite_master where type = 'table' order by 1",
    );
    const content = createHash('sha256');
    for (const name of tables.map((table) => String(table.name))) {
      if (NOT_CONTENT.test(name) || HISTORY.includes(name)) continue;
      content.update(await hashOf(client, name));
    }
    const { rows: keeping } = await client.execute(
      'select distinct release_id from release_contents order by 1',
    );
    const kept: Record<string, string> = {};
    for (const { release_id } of keeping) {
      const id = String(release_id);
      kept[id] = await hashOf(client, 'release_contents', 'where release_id = ?', [id]);
    }
    const changes: string[] = [];
    for (const { load_number } of loadings) {
      changes.push(
        await hashOf(client, 'changes', 'where load_number = cast(? as integer)', [String(load_number)]),
      );
    }
    return {
      loaded: loadings.map(({ id }) => String(id)),
      content: content.digest('hex').slice(0, 16),
      kept,
      changes,
    };
  });
}

/** What SQLite itself finds wrong in the file, references without a target, and a search index that is not its table's. Empty when sound. */
export async function unsoundness({ $client: client }: Database): Promise<string[]> {
  const { rows: integrity } = await client.execute('pragma integrity_check');
  const { rows: dangling } = await client.execute('pragma foreign_key_check');
  return [
    ...integrity.map((row) => String(row.integrity_check)).filter((said) => said !== 'ok'),
    ...dangling.map((row) => `${row.table} row ${row.rowid} refers to no ${row.parent}`),
  ];
}
