import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InValue, Transaction } from '@libsql/client';
import { openDatabase } from '@/db/client';
import { makeKeptFile, noteUse } from '@/db/kept-files';
import { LOADER_VERSION } from '@/db/loader/load';
import { localFolder } from '@/db/settings';
import { PACKAGE_TABLES } from '@/lib/domain/data-files';
import { chargeFor } from '@/lib/serving/costly';
import { allowedCodes, type DescribedColumn, describeColumn } from './columns';
import { type PackageContext, type PackagedTable, packageTables } from './package-tables';

/** Files kept ready, of all releases, languages and hosts. */
const FILES_KEPT = 8;
/** SQLite takes at most 32,766 values a statement (its limit SQLITE_MAX_VARIABLE_NUMBER). */
const VALUES_AT_A_TIME = 30_000;

/** Plain views for the questions asked most; the words of each are in the table `codebook`. */
const VIEWS: Readonly<Record<string, string>> = {
  targets: `select * from observations where basis = 'target' and coverage = 'full'`,
  actuals: `select * from observations where basis = 'actual' and coverage = 'full'`,
  headline_measures: `select * from measures where headline`,
  figures_and_sources: `select o.observation_id, o.measure_id, o.country_iso2, o.measure, o.indicator, o.component,
      o.period_start, o.period_end, o.value, o.low, o.high, o.qualifier, o.unit, o.basis, o.coverage, o.stated_on,
      s.source_id, s.publisher, s.title, s.url, s.published_on, s.kind
    from observations o join observation_sources using (observation_id) join sources s using (source_id)`,
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function affinity(holds: DescribedColumn<never>['holds']): 'text' | 'integer' | 'real' {
  if (typeof holds === 'object') return 'text';
  switch (holds) {
    case 'integer':
    case 'boolean':
    case 'year':
      return 'integer';
    case 'number':
      return 'real';
    case 'id':
    case 'text':
    case 'url':
    case 'ids':
    case 'urls':
    case 'day':
    case 'instant':
    case 'partial_date':
      return 'text';
  }
}

/** The statement that makes a table with its types, keys and codes. */
function createTable({ name, columns, primaryKey, foreignKeys }: PackagedTable): string {
  const lines = columns.map((column) => {
    const codes = allowedCodes(column);
    const check = codes
      ? ` check (${quoted(column.name)} in (${codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ')}))`
      : '';
    return `${quoted(column.name)} ${affinity(column.holds)}${column.required ? ' not null' : ''}${check}`;
  });
  const references = foreignKeys.map(
    ({ column, table, refersTo }) =>
      `foreign key (${quoted(column)}) references ${quoted(table)} (${quoted(refersTo)}) deferrable initially deferred`,
  );
  const keys = [`primary key (${primaryKey.map(quoted).join(', ')})`, ...references];
  return `create table ${quoted(name)} (\n  ${[...lines, ...keys].join(',\n  ')}\n) strict`;
}

async function fill(tx: Transaction, { name, columns, cells }: PackagedTable): Promise<void> {
  const rowsAtATime = Math.max(1, Math.floor(VALUES_AT_A_TIME / columns.length));
  const row = `(${columns.map(() => '?').join(', ')})`;
  for await (const batch of cells()) {
    for (let at = 0; at < batch.length; at += rowsAtATime) {
      const rows = batch.slice(at, at + rowsAtATime);
      await tx.execute({
        sql: `insert into ${quoted(name)} values ${rows.map(() => row).join(', ')}`,
        args: rows.flat().map((value): InValue => (typeof value === 'boolean' ? Number(value) : value)),
      });
    }
  }
}

const CODEBOOK =
  'create table codebook (table_name text not null, column_name text not null, meaning text not null, codes text, primary key (table_name, column_name)) strict';

/** What stands in the codebook, a row a column. */
function codebookRows(tables: readonly PackagedTable[], { translator }: PackageContext): InValue[][] {
  return tables.flatMap(({ name, columns }) =>
    columns.map((column) => [
      name,
      column.name,
      describeColumn(column, translator),
      allowedCodes(column)?.join(' ') ?? null,
    ]),
  );
}

/** Names everything a file is made from, so that another release, loading, loader, schema, language or host has another file. */
function fileOf(context: PackageContext, tables: readonly PackagedTable[]): string {
  const { release, origin, translator } = context;
  const codebook = codebookRows(tables, context);
  const made = createHash('sha256')
    .update(JSON.stringify([LOADER_VERSION, release, origin, tables.map(createTable), VIEWS, codebook]))
    .digest('hex');
  return `muster-${release.id}-${translator.locale}-${made.slice(0, 12)}.sqlite`;
}

/** Files in the making, so that readers who ask at the same time wait for one. */
const making = new Map<string, Promise<void>>();

/**
 * The path of the data as a SQLite file of its own: the tables of the data package with types, keys and codes, plain views,
 * and a codebook. It is made when it is first asked for; whoever sees it sees it whole, and it stays for a minute at least. Who asks
 * first is charged for it (TooManyRequestsError). Errors of reading and of the disk pass through.
 */
export async function sqliteFile(context: PackageContext): Promise<string> {
  const byName = packageTables(context);
  const tables = PACKAGE_TABLES.map((name) => byName[name]);
  const path = join(localFolder(), 'exports', fileOf(context, tables));
  if (!existsSync(/* turbopackIgnore: true */ path)) {
    if (!making.has(path)) chargeFor('package');
    const made =
      making.get(path) ??
      makeKeptFile(path, FILES_KEPT, (temporary) => write(temporary, tables, codebookRows(tables, context)));
    making.set(path, made);
    try {
      await made;
    } finally {
      making.delete(path);
    }
  }
  noteUse(path);
  return path;
}

async function write(path: string, tables: readonly PackagedTable[], codebook: InValue[][]): Promise<void> {
  const made = openDatabase(`file:${path}`, { create: true });
  try {
    const tx = await made.$client.transaction('write');
    try {
      for (const table of tables) await tx.execute(createTable(table));
      for (const table of tables) await fill(tx, table);
      await tx.execute(CODEBOOK);
      for (const args of codebook) {
        await tx.execute({ sql: 'insert into codebook values (?, ?, ?, ?)', args });
      }
      for (const [name, select] of Object.entries(VIEWS)) {
        await tx.execute(`create view ${quoted(name)} as ${select}`);
      }
      await tx.commit();
    } finally {
      tx.close();
    }
    await made.$client.execute('vacuum');
  } finally {
    made.$client.close();
  }
}
