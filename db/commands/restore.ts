import { constants, copyFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { desc } from 'drizzle-orm';
import { openDatabase, requireRelease } from '../client';
import { migrateDatabase } from '../migrate';
import { releases } from '../schema';
import { databaseUrl } from '../settings';
import { runCommand, UsageError, WAIT_SECONDS, waitSecondsOf } from './run-command';
import { requireSound } from './sound';
import { inPlaceOf, requireFileDatabase } from './take-place';

/*
 * Puts a backup in the place of the database, in one step and under the eyes of readers: it is copied beside it, looked
 * through, and brought to the schema of this code first. The file that was there is set aside, never removed.
 */

function readOptions() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { wait: { type: 'string', default: String(WAIT_SECONDS) } },
    });
    const [backup] = positionals;
    if (backup === undefined || positionals.length > 1) throw new Error('data:restore takes one file');
    if (!statSync(backup, { throwIfNoEntry: false })?.isFile()) throw new Error(`${backup}: no such file`);
    return { backup, waitSeconds: waitSecondsOf(values.wait) };
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:restore [--wait SECONDS] FILE`,
    );
  }
}

await runCommand(async () => {
  const { backup, waitSeconds } = readOptions();
  const path = requireFileDatabase(databaseUrl(), 'data:restore');
  let release: string | undefined;
  const aside = await inPlaceOf(path, waitSeconds, async (fresh) => {
    copyFileSync(backup, fresh, constants.COPYFILE_EXCL);
    const db = openDatabase(`file:${fresh}`);
    try {
      await requireSound(db, backup);
      await migrateDatabase(db, `file:${fresh}`);
      await requireRelease(db);
      const [newest] = await db
        .select({ id: releases.id })
        .from(releases)
        .orderBy(desc(releases.loadNumber))
        .limit(1);
      release = newest?.id;
      await db.$client.execute('pragma wal_checkpoint(truncate)');
    } finally {
      db.$client.close();
    }
  });
  console.log(`release ${release}: ${backup} is now in the place of ${path}`);
  if (aside !== null) console.log(`the old file is kept as ${aside}`);
  return 0;
});
