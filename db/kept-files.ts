import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * Database files that are made from the live database when they are first asked for, each kind in a folder of its own, and can be
 * thrown away at any time. A file's name says everything that it is made from, so that none is ever out of date.
 */

/** A file asked for this recently is never removed: another process may be about to open it. */
const IN_USE_MS = 60_000;
/** A file that is still under its temporary name after this long was left by a process that died. */
const ABANDONED_MS = 3_600_000;

/**
 * Has `make` write a file under a name of its own and gives it its name at `path` when it is whole: whoever sees it sees it whole.
 * Leaves at most `mostFiles` in the folder, those not asked for longest going first. Errors of `make` and of the disk pass through.
 */
export async function makeKeptFile(
  path: string,
  mostFiles: number,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  mkdirSync(/* turbopackIgnore: true */ dirname(path), { recursive: true });
  removeLeastUsed(dirname(path), mostFiles);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await make(temporary);
    renameSync(/* turbopackIgnore: true */ temporary, path);
  } finally {
    rmSync(/* turbopackIgnore: true */ temporary, { force: true });
  }
}

/** Notes on a file that it was asked for, so that no process removes it soon. Throws when it is not there. */
export function noteUse(path: string): void {
  const now = new Date();
  utimesSync(/* turbopackIgnore: true */ path, now, now);
}

/** Leaves room for one more file, and sweeps out what a process that died left. */
function removeLeastUsed(directory: string, mostFiles: number): void {
  const now = Date.now();
  const files = readdirSync(/* turbopackIgnore: true */ directory).flatMap((name) => {
    const path = join(directory, name);
    const usedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return usedAt === undefined ? [] : [{ path, name, age: now - usedAt }];
  });
  const abandoned = files.filter(({ name, age }) => name.includes('.tmp') && age > ABANDONED_MS);
  const spare = files
    .filter(({ name, age }) => name.endsWith('.sqlite') && age > IN_USE_MS)
    .sort((a, b) => b.age - a.age);
  const whole = files.filter(({ name }) => name.endsWith('.sqlite')).length;
  const tooMany = spare.slice(0, Math.max(0, whole - mostFiles + 1));
  for (const { path } of [...abandoned, ...tooMany]) rmSync(path, { force: true });
}
