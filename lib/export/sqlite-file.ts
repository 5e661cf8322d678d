import 'server-only';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InValue, Transaction } from '@libsql/client';
import { openDatabase } from '@/db/client';
import { localFolder } from '@/db/settings';
import { PACKAGE_TABLES } from '@/lib/domain/data-files';
import { chargeFor } from '@/lib/serving/costly';
import { allowedCodes, type DescribedColumn, describeColumn } from './columns';
import { type PackageContext, type PackagedTable, packageTables } from './package-tables';

/** Files kept ready, one a release; the oldest go first. */
const FILES_KEPT = 4;
/** Files in the making that are older than this were left by a process that died. */
const ABANDONED_MS = 3_600_000;
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

async function explain(tx: Transaction, tables: readonly PackagedTable[], context: PackageContext) {
  await tx.execute(
    'create table codebook (table_name text not null, column_name text not null, meaning text not null, codes text, primary key (table_name, column_name)) strict',
  );
  for (const { name, columns } of tables) {
    for (const column of columns) {
      await tx.execute({
        sql: 'insert into codebook values (?, ?, ?, ?)',
        args: [
          name,
          column.name,
          describeColumn(column, context.translator),
          allowedCodes(column)?.join(' ') ?? null,
        ],
      });
    }
  }
}

function sweep(directory: string): void {
  const files = readdirSync(directory).flatMap((name) => {
    const found = statSync(join(directory, name), { throwIfNoEntry: false });
    return found ? [{ path: join(directory, name), name, age: Date.now() - found.mtimeMs }] : [];
  });
  const whole = files.filter(({ name }) => name.endsWith('.sqlite')).sort((a, b) => a.age - b.age);
  const left = files.filter(({ name, age }) => name.includes('.tmp') && age > ABANDONED_MS);
  for (const { path } of [...whole.slice(FILES_KEPT - 1), ...left]) rmSync(path, { force: true });
}

/** Files in the making, so that readers who ask at the same time wait for one. */
const making = new Map<string, Promise<void>>();

/**
 * The path of the data as a SQLite file of its own: the tables of the data package with types, keys and codes, plain views,
 * and a codebook. It is made when it is first asked for and kept for as long as its release is among the last few; whoever
 * sees it sees it whole. Who asks first is charged for it (TooManyRequestsError). Errors of reading and of the disk pass through.
 */
export async function sqliteFile(context: PackageContext): Promise<string> {
  const host = Buffer.from(context.origin).toString('base64url');
  const path = join(
    localFolder(),
    'exports',
    `muster-${context.release.id}-${context.translator.locale}-${host}.sqlite`,
  );
  if (existsSync(/* turbopackIgnore: true */ path)) return path;
  if (!making.has(path)) chargeFor('package');
  const made = making.get(path) ?? make(path, context);
  making.set(path, made);
  try {
    await made;
  } finally {
    making.delete(path);
  }
  return path;
}

async function make(path: string, context: PackageContext): Promise<void> {
  mkdirSync(/* turbopackIgnore: true */ dirname(path), { recursive: true });
  sweep(dirname(path));
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const made = openDatabase(`file:${temporary}`, { create: true });
    try {
      const byName = packageTables(context);
      const tables = PACKAGE_TABLES.map((name) => byName[name]);
      const tx = await made.$client.transaction('write');
      try {
        for (const table of tables) await tx.execute(createTable(table));
        for (const table of tables) await fill(tx, table);
        await explain(tx, tables, context);
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
    renameSync(/* turbopackIgnore: true */ temporary, path);
  } finally {
    rmSync(/* turbopackIgnore: true */ temporary, { force: true });
  }
}
