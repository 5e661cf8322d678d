import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { desc } from 'drizzle-orm';
import { openDatabase } from '../client';
import { releases } from '../schema';
import { databaseUrl } from '../settings';
import { runCommand, UsageError } from './run-command';
import { requireSound } from './sound';
import { requireFileDatabase } from './take-place';

/*
 * Copies the database, all releases in it, into one file, while it is read and loaded: the copy is of one moment. It is written
 * again from the ground up (VACUUM INTO), so a damaged database does not become a damaged backup in silence.
 */

function readTarget(): string {
  const usage = 'usage: data:backup FILE';
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [target] = positionals;
    if (target === undefined || positionals.length > 1) throw new Error('data:backup takes one file');
    if (existsSync(target)) throw new Error(`${target} is there already; name a new file`);
    return target;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

await runCommand(async () => {
  const target = readTarget();
  const url = databaseUrl();
  requireFileDatabase(url, 'data:backup');
  const db = openDatabase(url);
  let whole = false;
  try {
    mkdirSync(dirname(target), { recursive: true });
    await db.$client.execute({ sql: 'vacuum into ?', args: [target] });
    const copy = openDatabase(`file:${target}`);
    try {
      // As the loader wants it; a copy has SQLite's own default.
      await copy.$client.execute('pragma journal_mode = wal');
      await requireSound(copy, target);
      const [newest] = await copy
        .select({ id: releases.id })
        .from(releases)
        .orderBy(desc(releases.loadNumber))
        .limit(1);
      const kilobytes = Math.round(statSync(target).size / 1000);
      console.log(
        `${target}: a copy of ${url}, ${newest ? `release ${newest.id}` : 'without a release'}, ${kilobytes} kB`,
      );
      whole = true;
      return 0;
    } finally {
      copy.$client.close();
    }
  } finally {
    db.$client.close();
    if (!whole) rmSync(target, { force: true });
  }
});
