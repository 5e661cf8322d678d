import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { type Database, getDatabase, inSnapshot, openDatabase } from './client';
import { makeKeptFile, noteUse } from './kept-files';
import { keptReleases, readContent } from './loader/archive';
import { LOADER_VERSION } from './loader/load';
import { insertChanges, insertReleases, replaceContent } from './loader/write';
import type { Queryable } from './records';
import { changes, releases } from './schema';
import { localFolder } from './settings';

/*
 * Old releases, read by the same queries as the present one: the kept content of a release is loaded into a database file of
 * its own, which is made when it is first asked for and can be thrown away at any time.
 */

/** Files that stay on disk; those not asked for longest go first. */
const FILES_KEPT = 16;
/** Open files of this process. */
const FILES_OPEN = 8;

/** No release with this id was ever loaded, or (`notKept`) its content is gone. `readable` are those that can be read. */
export class ReleaseUnavailableError extends Error {
  override readonly name = 'ReleaseUnavailableError';
  constructor(
    readonly releaseId: string,
    readonly notKept: boolean,
    readonly readable: readonly string[],
  ) {
    super(
      `release ${releaseId}: ${notKept ? 'was loaded, but its content was not kept' : 'unknown'}; readable: ${readable.join(', ')}`,
    );
  }
}

type ReleaseRow = typeof releases.$inferSelect;

/** What is asked of a release that is not the present one. */
interface PastRelease {
  /** The loading that brought it first, and all before it. */
  history: ReleaseRow[];
  /** The statements that make the tables of this schema. */
  schema: string[];
}

/**
 * Runs reads on the data of a release, all in one snapshot: of the present one when `releaseId` is null or names it, else of
 * the content kept from when it was loaded. There, the release's first loading is the newest: `currentRelease` gives it, and
 * the changes end with it. Throws ReleaseUnavailableError, DatabaseUnavailableError as `getDatabase` does, and what `read` throws.
 */
export async function inRelease<T>(releaseId: string | null, read: (db: Database) => Promise<T>): Promise<T> {
  const live = await getDatabase();
  if (releaseId === null) return inSnapshot(live, read);
  const looked = await inSnapshot(live, async (db): Promise<{ answer: T } | { past: PastRelease }> => {
    const history = await db.select().from(releases).orderBy(asc(releases.loadNumber));
    if (history.at(-1)?.id === releaseId) return { answer: await read(db) };
    const first = history.findIndex(({ id }) => id === releaseId);
    const kept = await keptReleases(db);
    if (first === -1 || !kept.includes(releaseId)) {
      const present = history.at(-1)?.id;
      const readable = [...new Set([...(present === undefined ? [] : [present]), ...kept])];
      throw new ReleaseUnavailableError(releaseId, first !== -1, readable);
    }
    return { past: { history: history.slice(0, first + 1), schema: await schemaOf(db) } };
  });
  if ('answer' in looked) return looked.answer;
  const { past } = looked;
  const path = join(localFolder(), 'releases', fileName(releaseId, past));
  return inFile(
    path,
    () => makeKeptFile(path, FILES_KEPT, (temporary) => makeFile(live, releaseId, past, temporary)),
    read,
  );
}

/** The statements that made the tables, without the tables that full-text search makes for itself. */
async function schemaOf(db: Queryable): Promise<string[]> {
  const made = await db.all<{ type: string; name: string; sql: string }>(
    sql`select type, name, sql from sqlite_master where sql is not null and type in ('table', 'index')
        order by type = 'index', rowid`,
  );
  const virtual = made.filter((entry) => /^create virtual table/i.test(entry.sql)).map(({ name }) => name);
  const ownOf = (name: string) =>
    !/^(sqlite_|libsql_|__drizzle)/.test(name) && !virtual.some((table) => name.startsWith(`${table}_`));
  return made.filter(({ name }) => ownOf(name)).map((entry) => entry.sql);
}

/** Names everything a file is made from, so that another schema, loader or database has another file. */
function fileName(releaseId: string, { history, schema }: PastRelease): string {
  const made = createHash('sha256')
    .update(JSON.stringify([LOADER_VERSION, schema, history]))
    .digest('hex');
  return `${releaseId}-${made.slice(0, 12)}.sqlite`;
}

interface OpenFile {
  opening: Promise<Database>;
  /** Null until it is open. */
  db: Database | null;
  /** Reads under way; only a file without any is closed. */
  readers: number;
}

/** By path, the one asked for last at the end. On the global object, so that reloads in development share it. */
const holder = globalThis as typeof globalThis & { musterReleases?: Map<string, OpenFile> };

function openFiles(): Map<string, OpenFile> {
  holder.musterReleases ??= new Map();
  return holder.musterReleases;
}

/** Reads a file, which is made when it is not there. Requests at the same time make and open it once. */
async function inFile<T>(
  path: string,
  make: () => Promise<void>,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  const files = openFiles();
  const known = files.get(path);
  // libSQL would make an empty file in the place of one that was thrown away while we had it open.
  const lost = known?.db !== null && !existsSync(/* turbopackIgnore: true */ path);
  const file = known === undefined || lost ? opened(path, make) : known;
  files.delete(path);
  files.set(path, file);
  file.readers += 1;
  try {
    const db = await file.opening;
    noteUse(path);
    return await inSnapshot(db, read);
  } finally {
    file.readers -= 1;
    if (file.db === null && files.get(path) === file) files.delete(path);
    if (known !== undefined && known !== file) closeWhenIdle(known);
    closeLeastUsed(files);
  }
}

function opened(path: string, make: () => Promise<void>): OpenFile {
  const made = existsSync(/* turbopackIgnore: true */ path) ? Promise.resolve() : make();
  const file: OpenFile = { db: null, readers: 0, opening: made.then(() => openDatabase(`file:${path}`)) };
  file.opening = file.opening.then((db) => {
    file.db = db;
    return db;
  });
  return file;
}

function closeWhenIdle(file: OpenFile): boolean {
  if (file.readers > 0 || file.db === null) return false;
  file.db.$client.close();
  return true;
}

function closeLeastUsed(files: Map<string, OpenFile>): void {
  for (const [path, file] of files) {
    if (files.size <= FILES_OPEN) return;
    if (closeWhenIdle(file)) files.delete(path);
  }
}

async function makeFile(
  live: Database,
  releaseId: string,
  { history, schema }: PastRelease,
  temporary: string,
): Promise<void> {
  const db = openDatabase(`file:${temporary}`, { create: true });
  try {
    const content = await inSnapshot(live, (snapshot) => readContent(snapshot, releaseId));
    await db.transaction(async (tx) => {
      for (const statement of schema) await tx.run(sql.raw(statement));
      await insertReleases(tx, history);
      for (const { loadNumber } of history) {
        const recorded = await live
          .select()
          .from(changes)
          .where(eq(changes.loadNumber, loadNumber))
          .orderBy(asc(changes.ordinal));
        await insertChanges(tx, loadNumber, recorded);
      }
      await replaceContent(tx, content);
    });
  } finally {
    db.$client.close();
  }
}
