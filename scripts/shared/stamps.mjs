import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Files under the given files and folders, sorted, as paths with `/`; a path that does not exist has none. */
function filesUnder(paths, skip) {
  const found = [];
  const walk = (path) => {
    const name = path.split(sep).join('/');
    if (skip(name) || !existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const entry of readdirSync(path)) walk(join(path, entry));
    else found.push(name);
  };
  for (const path of paths) walk(path);
  return found.sort();
}

/** A hash of names and contents of files, and of anything else that decides the same result. */
export function contentHash(paths, { skip = () => false, also = [] } = {}) {
  const hash = createHash('sha256');
  for (const file of filesUnder(paths, skip))
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.update(JSON.stringify(also)).digest('hex');
}

/** Whether the stamp file says that what it stands beside was made from exactly this. */
export function isCurrent(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === hash;
}

/** Writes the stamp; only after the work is done, so that a broken run is done again. */
export function writeStamp(stampFile, hash) {
  writeFileSync(stampFile, `${hash}\n`);
}
