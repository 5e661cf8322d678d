import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type Client,
  createClient,
  type InArgs,
  type InStatement,
  type LibsqlError,
  type Transaction,
} from '@libsql/client';
import { desc, sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import migrations from '../drizzle/meta/_journal.json';
import * as schema from './schema';
import { databasePath, databaseSettings, databaseUrl, readingUrl } from './settings';

/** The database as queries see it: all of drizzle over libSQL, and the client below it. */
export type Database = LibSQLDatabase<typeof schema> & { $client: Client };

/** How long a reader waits for a lock, in milliseconds. Readers meet one only while a database is restored or changed over. */
const READER_WAIT_MS = 2_000;

/** How long a server of the database may take for an answer, in milliseconds. */
const SERVER_WAIT_MS = 60_000;

/** Connections of one process; only a snapshot holds one across an await, so this many requests can be inside one at once. */
const CONNECTIONS = 64;

/** Why a database cannot answer. */
export const UNAVAILABLE_REASONS = [
  'missing',
  'not_migrated',
  /** The schema is that of a newer Muster than this one. */
  'newer',
  'no_release',
  'locked',
  'unreadable',
  /** The server of the database does not answer, or refuses. */
  'unreachable',
  /** This instance's replica has not been copied from the server for the first time yet. */
  'replicating',
] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** The database cannot answer. `reason` says why, the message says what to do. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  constructor(
    readonly reason: UnavailableReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface OpenOptions {
  /** Make the file (and its folder) when it is missing. Only the migration asks for it. */
  create?: boolean;
  /** How long to wait for another process's lock, in milliseconds. */
  waitMs?: number;
}

/**
 * Opens a database: a `file:` address, or a libSQL server with the token in `DATABASE_AUTH_TOKEN`. Foreign keys are
 * enforced (libSQL's default; the loader checks it). The caller closes it with `db.$client.close()`.
 * A replica is opened as the plain file it is (docs/decisions.md); what copies it is server/replica.ts.
 * Throws DatabaseUnavailableError: `missing` when the file is not there (libSQL would make an empty one, and an empty
 * database would look like an empty result), `replicating` when it is a replica that was not copied yet, `unreadable` when
 * it cannot be opened as a database. Queries reject with `unreachable` where a server does not answer.
 */
export function openDatabase(url: string = databaseUrl(), options: OpenOptions = {}): Database {
  const path = databasePath(url);
  if (path !== null) {
    if (options.create) mkdirSync(dirname(path), { recursive: true });
    else requireFile(path);
  }
  const authToken = path === null ? databaseSettings().authToken : undefined;
  try {
    const client = createClient({
      url,
      authToken,
      fetch: askServer,
      timeout: options.waitMs ?? READER_WAIT_MS,
      concurrency: CONNECTIONS,
    });
    return drizzle(client, { schema });
  } catch (error) {
    throw new DatabaseUnavailableError('unreadable', `${url}: cannot be opened: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** `fetch`, whose failure (no such host, no connection, no answer in time) means that the database cannot answer. */
async function askServer(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(SERVER_WAIT_MS) });
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new DatabaseUnavailableError(
      'unreachable',
      `${new URL(request.url).origin}: the server of the database does not answer: ${messageOf(reason)}`,
      { cause: error },
    );
  }
}

function requireFile(path: string): void {
  if (!existsSync(path)) {
    const { replica, url } = databaseSettings();
    if (path === replica) {
      throw new DatabaseUnavailableError(
        'replicating',
        `${path}: nothing has been copied from ${url} yet; "npm start" copies it as soon as that server answers`,
      );
    }
    throw new DatabaseUnavailableError(
      'missing',
      `${path}: no database there; run "npm run db:migrate" and "npm run data:load"`,
    );
  }
  if (!statSync(path).isFile()) {
    throw new DatabaseUnavailableError(
      'unreadable',
      `${path}: not a file; DATABASE_URL must name a SQLite file`,
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** By their names: the server and the pages are bundled apart, each with a copy of these classes. */
function isUnavailable(error: Error): error is DatabaseUnavailableError {
  return error.name === 'DatabaseUnavailableError' && 'reason' in error;
}

function isLibsqlError(error: Error): error is LibsqlError {
  return error.name === 'LibsqlError' && 'code' in error && typeof error.code === 'string';
}

/**
 * Names the reason when an error, or what caused it, means that the database cannot answer: missing, not migrated,
 * locked, not a database. Null for every other error, which is then a fault of ours. For the page that says so (503).
 */
export function asDatabaseUnavailable(error: unknown): DatabaseUnavailableError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (isUnavailable(at)) return at;
    if (!isLibsqlError(at)) continue;
    if (at.code.startsWith('SQLITE_BUSY') || at.code.startsWith('SQLITE_LOCKED')) {
      return new DatabaseUnavailableError(
        'locked',
        `the database is locked by another process: ${at.message}`,
        {
          cause: error,
        },
      );
    }
    if (/^no such (table|column)|: no such (table|column)/.test(at.message)) {
      return new DatabaseUnavailableError(
        'not_migrated',
        `the database lacks a table: run "npm run db:migrate" and "npm run data:load" (${at.message})`,
        { cause: error },
      );
    }
    if (at.code === 'TRANSACTION_TIMEOUT') {
      // A libSQL server takes the lock from a transaction after 5 s when another writer waits for it.
      return new DatabaseUnavailableError('locked', `another writer took the lock: ${at.message}`, {
        cause: error,
      });
    }
    if (/^(SERVER_ERROR|HRANA|STREAM_EXPIRED)/.test(at.code)) {
      return new DatabaseUnavailableError(
        'unreachable',
        `the server of the database refuses or broke off: ${at.message}`,
        { cause: error },
      );
    }
    if (/^SQLITE_(CANTOPEN|NOTADB|CORRUPT|IOERR|READONLY|PERM)/.test(at.code)) {
      return new DatabaseUnavailableError('unreadable', `the database cannot be read: ${at.message}`, {
        cause: error,
      });
    }
  }
  return null;
}

/**
 * Throws DatabaseUnavailableError when the newest migration of the database is not the newest of this code: `not_migrated` when it is
 * older, or none, `newer` when the code is. Migrations only go forward (docs/operate.md).
 */
export async function requireSchema(db: Database): Promise<void> {
  const [newest] = await db.all<{ made: number }>(
    sql`select created_at as made from __drizzle_migrations order by created_at desc limit 1`,
  );
  const here = newest?.made ?? 0;
  const own = migrations.entries.at(-1)?.when ?? 0;
  if (here < own) {
    throw new DatabaseUnavailableError(
      'not_migrated',
      'the database has the schema of an older Muster: run "npm run db:migrate" and "npm run data:load"',
    );
  }
  if (here > own) {
    throw new DatabaseUnavailableError(
      'newer',
      'the database has the schema of a newer Muster than this one: run the newer code, or put a backup from before the upgrade in its place',
    );
  }
}

/** The number of the newest loading, if any. Throws DatabaseUnavailableError when that cannot be read. */
async function newestLoad(db: Database): Promise<number | undefined> {
  try {
    await requireSchema(db);
    const [newest] = await db
      .select({ loadNumber: schema.releases.loadNumber })
      .from(schema.releases)
      .orderBy(desc(schema.releases.loadNumber))
      .limit(1);
    return newest?.loadNumber;
  } catch (error) {
    throw asDatabaseUnavailable(error) ?? error;
  }
}

/** Throws DatabaseUnavailableError (`not_migrated`, `newer`, `locked`, `unreadable`) when the tables cannot be read. */
export async function requireMigrated(db: Database): Promise<void> {
  await newestLoad(db);
}

/**
 * Checks that a release can be read: the cheapest proof that file, schema and content are there.
 * Throws DatabaseUnavailableError with the reason.
 */
export async function requireRelease(db: Database): Promise<void> {
  if ((await newestLoad(db)) === undefined) {
    throw new DatabaseUnavailableError(
      'no_release',
      'the database holds no release yet: run "npm run data:load"',
    );
  }
}

interface OpenedFile {
  db: Database;
  url: string;
  /** Device and inode of the file that was opened: a file put in its place is another database. */
  identity: string | null;
}

let opened: OpenedFile | null = null;

function identityOf(url: string): string | null {
  const path = databasePath(url);
  if (path === null) return null;
  requireFile(path);
  const { dev, ino } = statSync(/* turbopackIgnore: true */ path);
  return `${dev}:${ino}`;
}

/**
 * The process's database, for reading (its replica of a server's, where it keeps one), opened on first use and again when
 * another file has taken its place. Throws DatabaseUnavailableError with any of its reasons; it is tried afresh on the next call.
 */
export async function getDatabase(): Promise<Database> {
  const url = readingUrl();
  const identity = identityOf(url);
  if (opened && opened.url === url && opened.identity === identity) return opened.db;
  const db = openDatabase(url);
  try {
    await requireRelease(db);
  } catch (error) {
    db.$client.close();
    throw error;
  }
  opened = { db, url, identity };
  return db;
}

/** A client whose every statement runs inside one read transaction. */
class SnapshotClient implements Client {
  readonly protocol: string;
  constructor(
    private readonly whole: Client,
    private readonly reading: Transaction,
  ) {
    this.protocol = whole.protocol;
  }
  get closed(): boolean {
    return this.reading.closed;
  }
  execute(statement: InStatement | string, args?: InArgs) {
    return this.reading.execute(typeof statement === 'string' ? { sql: statement, args } : statement);
  }
  batch(statements: Array<InStatement | [string, InArgs?]>) {
    return this.reading.batch(statements.map((s) => (Array.isArray(s) ? { sql: s[0], args: s[1] } : s)));
  }
  executeMultiple(statements: string) {
    return this.reading.executeMultiple(statements);
  }
  transaction(): Promise<Transaction> {
    return Promise.reject(new Error('a snapshot is for reading: it starts no transaction of its own'));
  }
  migrate(): ReturnType<Client['migrate']> {
    return Promise.reject(new Error('a snapshot is for reading: it migrates nothing'));
  }
  sync() {
    return this.whole.sync();
  }
  reconnect() {
    return this.whole.reconnect();
  }
  close() {
    this.reading.close();
  }
}

/**
 * Runs reads that must agree with each other (all of one release, while another may be loaded) in one read transaction.
 * Inside another snapshot it joins that one. Errors pass through.
 */
export async function inSnapshot<T>(db: Database, read: (snapshot: Database) => Promise<T>): Promise<T> {
  if (db.$client instanceof SnapshotClient) return read(db);
  const reading = await db.$client.transaction('read');
  try {
    return await read(drizzle(new SnapshotClient(db.$client, reading), { schema }));
  } finally {
    reading.close();
  }
}
