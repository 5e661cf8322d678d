import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { asDatabaseUnavailable, openDatabase } from '../client';
import { DatabaseBusyError } from '../loader/load';
import { databasePath } from '../settings';
import { UsageError } from './run-command';

const SIDE_FILES = ['-wal', '-shm'];

/** The path of the database, of which only a file can be replaced. Throws UsageError for a server; `command` is who asks. */
export function requireFileDatabase(url: string, command: string): string {
  const path = databasePath(url);
  if (path === null) {
    throw new UsageError(
      `DATABASE_URL names a server: ${command} is for a file; restore a server from its backup`,
    );
  }
  return path;
}

/** Takes the write lock for a moment. Into a file that cannot be read nobody writes. */
async function waitForWriter(path: string, waitSeconds: number): Promise<void> {
  try {
    const old = openDatabase(`file:${path}`, { waitMs: waitSeconds * 1000 });
    try {
      const lock = await old.$client.transaction('write');
      await lock.rollback();
    } finally {
      old.$client.close();
    }
  } catch (error) {
    const met = asDatabaseUnavailable(error);
    if (met?.reason === 'locked') {
      throw new DatabaseBusyError(`another process is writing to ${path}; nothing was changed, try again`, {
        cause: error,
      });
    }
    if (met === null) throw error;
  }
}

/**
 * Has a new file made beside a database and puts it in its place in one step, so that running processes open it by themselves. The old
 * file is set aside, never removed; gives its new name, null when there was none. `make` leaves everything in the one
 * file (no log beside it). When it throws, the old file stays as it is. A load that is under way in the old file is waited for;
 * throws DatabaseBusyError when it does not end within `waitSeconds`.
 */
export async function inPlaceOf(
  path: string,
  waitSeconds: number,
  make: (fresh: string) => Promise<void>,
): Promise<string | null> {
  const fresh = `${path}.new-${process.pid}`;
  try {
    await make(fresh);
    if (!existsSync(path)) {
      renameSync(fresh, path);
      return null;
    }
    await waitForWriter(path, waitSeconds);
    const aside = `${path}.set-aside-${new Date().toISOString().replaceAll(/[^0-9TZ]/g, '')}`;
    linkSync(path, aside);
    // A log of the old file beside the new one would be read as its own.
    for (const suffix of SIDE_FILES) {
      if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
    }
    renameSync(fresh, path);
    return aside;
  } finally {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(fresh + suffix, { force: true });
  }
}
