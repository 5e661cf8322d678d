import { parseArgs } from 'node:util';
import { openDatabase } from '../client';
import { loadRelease } from '../loader/load';
import { migrateDatabase } from '../migrate';
import { databaseUrl } from '../settings';
import { checkAndPrint, DEFAULT_DATA_FOLDER } from './data-folder';
import { runCommand, UsageError, WAIT_SECONDS, waitSecondsOf } from './run-command';
import { inPlaceOf, requireFileDatabase } from './take-place';

/*
 * Makes the database anew from the versioned data, beside the old file, and puts it in its place in one step: for a file that is
 * damaged and of which there is no backup. The old file is set aside, never removed. What stands only in it is lost to readers:
 * earlier releases, and what changed between them.
 */

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: DEFAULT_DATA_FOLDER },
        wait: { type: 'string', default: String(WAIT_SECONDS) },
      },
    });
    return { data: values.data, waitSeconds: waitSecondsOf(values.wait) };
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:rebuild [--data FOLDER] [--wait SECONDS]`,
    );
  }
}

await runCommand(async () => {
  const { data, waitSeconds } = readOptions();
  const path = requireFileDatabase(databaseUrl(), 'data:rebuild');
  const { release } = checkAndPrint(data);
  if (!release) return 1;
  const aside = await inPlaceOf(path, waitSeconds, async (fresh) => {
    const db = openDatabase(`file:${fresh}`, { create: true });
    try {
      await migrateDatabase(db, `file:${fresh}`);
      await loadRelease(db, {
        release,
        note: 'The database was made anew from its data; earlier releases are not in it.',
        loadedAt: new Date().toISOString(),
      });
      await db.$client.execute('pragma wal_checkpoint(truncate)');
    } finally {
      db.$client.close();
    }
  });
  console.log(`release ${release.id}: built anew in ${path}`);
  if (aside !== null) console.log(`the old file is kept as ${aside}`);
  return 0;
});
