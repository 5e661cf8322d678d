import { LibsqlError } from '@libsql/client';

/** What to do about a damaged database file, said wherever one is met. */
export const REPAIR_ADVICE =
  'put a backup in its place, or run "npm run data:rebuild", which makes it anew from db/data and sets the damaged file aside';

/**
 * What a maintainer can do when an error, or what caused it, comes from the disk or the file and not from the data or from us.
 * Null for every other error. The codes are SQLite's (https://sqlite.org/rescode.html).
 */
export function storageFault(error: unknown, database: string): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (!(at instanceof LibsqlError)) continue;
    const { code } = at;
    if (code === 'SQLITE_FULL') {
      return `${database}: the disk is full; nothing was changed and the last release still stands: make room and run this again`;
    }
    if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
      return `${database}: the file or its folder cannot be written (a read-only disk, or another user's); nothing was changed (${code})`;
    }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
      return `${database}: the file is damaged (${code}): ${REPAIR_ADVICE}`;
    }
    if (code.startsWith('SQLITE_IOERR')) {
      return `${database}: the disk does not read or write (${code}); nothing was changed`;
    }
  }
  return null;
}
