import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openDatabase } from '../client';
import { loadRelease } from '../loader/load';
import { migrateDatabase } from '../migrate';
import { databasePath, databaseUrl } from '../settings';
import { checkAndPrint, DEFAULT_DATA_FOLDER } from './data-folder';
import { runCommand, UsageError } from './run-command';

/*
 * Makes the database anew from the versioned data, beside the old file, and puts it in its place in one step: for a file that is
 * damaged and of which there is no backup. The old file is set aside, never removed. What stands only in it is lost to readers:
 * earlier releases, and what changed between them.
 */

const SIDE_FILES = ['-wal', '-shm'];

function readOptions() {
  try {
    return parseArgs({ options: { data: { type: 'string', default: DEFAULT_DATA_FOLDER } } }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:rebuild [--data FOLDER]`,
    );
  }
}

/** Takes the place of the old file; gives the name under which that one is kept, null when there was none. */
function replace(path: string, fresh: string): string | null {
  if (!existsSync(path)) {
    renameSync(fresh, path);
    return null;
  }
  const aside = `${path}.set-aside-${new Date().toISOString().replaceAll(/[^0-9TZ]/g, '')}`;
  linkSync(path, aside);
  // A log of the old file beside the new one would be read as its own.
  for (const suffix of SIDE_FILES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  renameSync(fresh, path);
  return aside;
}

await runCommand(async () => {
  const { data } = readOptions();
  const path = databasePath(databaseUrl());
  if (path === null) {
    throw new UsageError(
      'DATABASE_URL names a server: data:rebuild is for a file; restore a server from its backup',
    );
  }
  const { release } = checkAndPrint(data);
  if (!release) return 1;
  const fresh = `${path}.new-${process.pid}`;
  try {
    const db = openDatabase(`file:${fresh}`, { create: true });
    try {
      await migrateDatabase(db, `file:${fresh}`);
      await loadRelease(db, {
        release,
        note: 'The database was made anew from its data; earlier releases are not in it.',
        loadedAt: new Date().toISOString(),
      });
      // Everything in the one file that is about to move.
      await db.$client.execute('pragma wal_checkpoint(truncate)');
    } finally {
      db.$client.close();
    }
    const aside = replace(path, fresh);
    console.log(`release ${release.id}: built anew in ${path}`);
    if (aside !== null) console.log(`the old file is kept as ${aside}`);
    return 0;
  } finally {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(fresh + suffix, { force: true });
  }
});
