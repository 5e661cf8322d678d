/*
 * Breaks the database under a running server, in every way a disk or a hand can, and holds what is said to it: a page in words and a data
 * address as a problem, both 503; /readyz with the reason; the command in one line. Meanwhile a reader asks on: what the server has kept
 * goes on being shown, nothing hangs, nothing is 500, and the process stays. Then each fault is mended as docs/operate.md says, and the time
 * until the same server is back is printed. Ends by itself, with 1 when anything does not hold. Needs "npm run up" once; a disk that is full
 * or read-only is a real one where this may mount (Linux, root). Run: npx tsx bench/chaos/faults.ts
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { UnavailableReason } from '../../db/client';
import messages from '../../messages/en/pages.json';
import { bundleCommands, type COMMANDS } from '../../scripts/bundle-commands';
import { served } from '../served';
import { writeChangedData } from '../synthetic-data';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMANDS_FOLDER = join(ROOT, '.generated/db');
const MADE_UP_TARGET = 43_700;
const SEEN_WITHIN_MS = 5_000;
const GIVEN_UP_MS = 30_000;
const LOCKED_MS = 10_000;
const DISK = '48m';
/** Asked before anything breaks, and all the while. */
const KEPT = ['/', '/fr', '/countries/fr', '/charts/intake-targets', '/api/v1/measures?countries=FR'];

const wrong: string[] = [];
const check = (holds: boolean, otherwise: string) => {
  if (!holds) wrong.push(otherwise);
};

const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-faults-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
/** A small disk of its own. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'muster-chaos', disk]).status === 0;
const path = join(disk, 'muster.sqlite');
const SIDE_FILES = ['-wal', '-shm'];

interface Ran {
  status: number | null;
  said: string;
  /** Lines on standard error. */
  faults: string[];
  ms: number;
}

/** A command as a maintainer runs it; `onReadOnly` shows it a disk that cannot be written. */
function command(
  name: (typeof COMMANDS)[number],
  options: readonly string[] = [],
  onReadOnly = false,
): Promise<Ran> {
  const begun = performance.now();
  const own = [join(COMMANDS_FOLDER, `commands/${name}.mjs`), ...options];
  const readOnly = `mount --bind "${disk}" "${disk}" && mount -o remount,bind,ro "${disk}" && exec "$@"`;
  const child = onReadOnly
    ? spawn('unshare', ['--mount', 'sh', '-c', readOnly, 'sh', process.execPath, ...own], { env })
    : spawn(process.execPath, own, { env });
  let said = '';
  let faults = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  child.stderr.on('data', (piece: Buffer) => {
    faults += piece.toString();
  });
  return once(child, 'close').then(([status]: unknown[]) => ({
    status: typeof status === 'number' ? status : null,
    said,
    faults: faults.split('\n').filter((line) => line !== ''),
    ms: performance.now() - begun,
  }));
}
const env = { ...process.env, DATABASE_URL: `file:${path}` };

/** Refused in one line that says why. */
function refused(what: string, { status, faults }: Ran, why: RegExp): void {
  check(
    status === 1 && faults.length === 1 && why.test(faults[0] ?? ''),
    `${what}: ended with ${status}, said ${JSON.stringify(faults)}`,
  );
}

interface Heard {
  status: number;
  type: string;
  text: string;
}

async function ask(address: string): Promise<Heard> {
  const response = await fetch(address, { signal: AbortSignal.timeout(GIVEN_UP_MS) });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

let asked = 0;
/** An address that nobody has asked for, so that nothing kept can answer it. */
const unasked = (path: string) => {
  asked += 1;
  return `${path}${path.includes('?') ? '&' : '?'}q=word${asked}`;
};
const newPage = () => unasked('/measures');
const newData = () => unasked('/measures.csv');

class Site {
  /** What was read last before a fault. */
  private release: string | undefined;

  constructor(private readonly origin: string) {}

  get = (path: string) => ask(this.origin + path);

  /** A fault is said everywhere, with its reason. */
  async says(what: string, reason: UnavailableReason): Promise<void> {
    // What is known of the database is trusted for a moment.
    await pause(1_500);
    const [page, data, ready] = [
      await this.get(newPage()),
      await this.get(newData()),
      await this.get('/readyz'),
    ];
    const words = messages.pages.unavailable.codes[reason];
    const inWords = page.status === 503 && page.type.startsWith('text/html') && page.text.includes(words);
    // What SQLite and the index of measures hold in memory can be enough for a page: then it is of the release before the fault.
    const fromMemory =
      page.status === 200 && this.release !== undefined && page.text.includes(`Release ${this.release}`);
    check(
      inWords || fromMemory,
      `${what}: a page is ${page.status} ${page.type} without "${words}", and not of release ${this.release}`,
    );
    const problem = data.type.startsWith('application/problem+json')
      ? (JSON.parse(data.text) as { reason?: string; detail?: string })
      : {};
    check(
      data.status === 503 && problem.reason === reason && (problem.detail ?? '') !== '',
      `${what}: a file is ${data.status} ${data.type}: ${data.text.slice(0, 200)}`,
    );
    check(
      ready.status === 503 && ready.text.includes(`"${reason}"`),
      `${what}: /readyz is ${ready.status}: ${ready.text}`,
    );
    for (const path of KEPT) {
      const { status } = await this.get(path);
      check(status === 200, `${what}: ${path}, which was kept, is ${status}`);
    }
  }

  /** Milliseconds from now until a page that nobody has asked for is made again and /readyz says so. */
  async back(what: string, release?: string): Promise<number> {
    const begun = performance.now();
    for (;;) {
      const ready = await this.get('/readyz');
      const page = await this.get(newPage());
      const took = performance.now() - begun;
      if (
        ready.status === 200 &&
        page.status === 200 &&
        (release === undefined || ready.text.includes(release))
      ) {
        this.release = /[0-9a-f]{12}/.exec(ready.text)?.[0];
        check(took <= SEEN_WITHIN_MS, `${what}: back only after ${Math.round(took)} ms`);
        return took;
      }
      if (took > GIVEN_UP_MS) {
        check(false, `${what}: not back after ${GIVEN_UP_MS} ms: /readyz ${ready.status} ${ready.text}`);
        return took;
      }
      await pause(50);
    }
  }
}

const releaseIn = (said: string) => /release ([0-9a-f]{12})/.exec(said)?.[1];

function report(what: string, said: string, mended: string, ms: number): void {
  console.log(`${what}: ${said}; ${mended}: back after ${Math.round(ms)} ms`);
}

/** Everything is in the one file, so that breaking it breaks all of it. */
async function settled(): Promise<void> {
  const wal = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  for (let attempt = 0; attempt < 10 && wal() > 0; attempt += 1) {
    spawnSync(process.execPath, ['-e', CHECKPOINT], { env: { ...env, DATABASE_PATH: path }, cwd: ROOT });
    await pause(200);
  }
  check(wal() === 0, 'the log could not be emptied');
}
const CHECKPOINT = `import('@libsql/client').then(async ({ createClient }) => {
  const client = createClient({ url: 'file:' + process.env.DATABASE_PATH });
  await client.execute('pragma wal_checkpoint(truncate)');
  client.close();
});`;

async function fullDisk(site: Site, changed: string): Promise<void> {
  if (!mounted) {
    console.log(
      'a full disk: not checked here, mounting needs root (db/loader/storage.test.ts bounds the pages instead)',
    );
    return;
  }
  const before = await site.get('/readyz');
  const filler = join(disk, 'filler');
  const left = () => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize;
  };
  const file = openSync(filler, 'w');
  const piece = Buffer.alloc(64 * 1024, 1);
  while (left() > 400_000) writeSync(file, piece);
  closeSync(file);
  refused(
    'a full disk',
    await command('load', ['--data', changed, '--note', 'on a full disk']),
    /the disk is full; nothing was changed/,
  );
  const after = await site.get('/readyz');
  check(
    after.status === 200 && after.text === before.text,
    `a full disk: /readyz is ${after.status} ${after.text}`,
  );
  const page = await site.get(newPage());
  check(page.status === 200, `a full disk: a page is ${page.status}`);
  rmSync(filler);
  const loaded = await command('load', ['--data', changed, '--note', 'with room again']);
  check(loaded.status === 0, `with room again: ${loaded.faults.join(' ')}`);
  report(
    'a full disk (a file system of its own)',
    'one line, reading goes on',
    'room made and data:load',
    await site.back('a full disk', releaseIn(loaded.said)),
  );
}

async function readOnlyDisk(site: Site): Promise<void> {
  if (!mounted) {
    console.log('a read-only disk: not checked here, mounting needs root');
    return;
  }
  refused(
    'a read-only disk',
    await command('load', ['--note', 'on a read-only disk'], true),
    /cannot be written .*nothing was changed/,
  );
  const page = await site.get(newPage());
  check(page.status === 200, `a read-only disk: a page is ${page.status}`);
  const loaded = await command('load', ['--note', 'on a disk that can be written']);
  check(loaded.status === 0, `on a disk that can be written: ${loaded.faults.join(' ')}`);
  report(
    'a read-only disk',
    'one line, reading goes on',
    'written to again and data:load',
    await site.back('a read-only disk', releaseIn(loaded.said)),
  );
}

const DAMAGES: { what: string; does: () => void; reason: UnavailableReason; command: RegExp }[] = [
  {
    what: 'bytes overwritten',
    does: () => {
      const bytes = readFileSync(path).fill(0xab, 4096);
      const file = openSync(path, 'r+');
      writeSync(file, bytes);
      closeSync(file);
    },
    reason: 'unreadable',
    command: /the file is damaged .*npm run data:rebuild/,
  },
  {
    what: 'cut off after two pages',
    does: () => truncateSync(path, 8192),
    reason: 'unreadable',
    command: /the file is damaged .*npm run data:rebuild/,
  },
  {
    what: 'a text in its place',
    does: () => writeFileSync(path, 'This is no database. '.repeat(5000)),
    reason: 'unreadable',
    command: /the file is damaged .*npm run data:rebuild/,
  },
  {
    what: 'gone',
    does: () => {
      for (const suffix of ['', ...SIDE_FILES]) if (existsSync(path + suffix)) rmSync(path + suffix);
    },
    reason: 'missing',
    command: /no database there; run "npm run db:migrate"/,
  },
  {
    what: 'another file without tables in its place',
    does: () => {
      for (const suffix of SIDE_FILES) if (existsSync(path + suffix)) rmSync(path + suffix);
      writeFileSync(`${path}.empty`, '');
      renameSync(`${path}.empty`, path);
    },
    reason: 'not_migrated',
    command: /lacks a table: run "npm run db:migrate"/,
  },
];

/** What is kept is of the release that was loaded last: until then readers see that of before, and a moment later it is made again. */
async function renewed(site: Site): Promise<void> {
  await pause(3_000);
  for (const path of KEPT) await site.get(path);
}

/** Each damage is mended with a new database by turns, and from a backup. */
async function damages(site: Site, backup: string): Promise<void> {
  for (const [place, { what, does, reason, command: line }] of DAMAGES.entries()) {
    // Some before what is kept was made again: readers then go on seeing that of before.
    if (place !== 0) await renewed(site);
    await site.back(`before it is ${what}`);
    await settled();
    does();
    await site.says(what, reason);
    refused(what, await command('load', ['--note', what]), line);
    const fromBackup = place % 2 === 1;
    const mending = fromBackup ? await command('restore', [backup]) : await command('rebuild');
    check(mending.status === 0, `${what}: mending ended with ${mending.status}: ${mending.faults.join(' ')}`);
    const name = fromBackup ? 'data:restore' : 'data:rebuild';
    report(
      `the file ${what}`,
      `503 "${reason}"`,
      `${name} (${Math.round(mending.ms)} ms)`,
      await site.back(what, releaseIn(mending.said)),
    );
  }
}

async function migratedInPlace(site: Site): Promise<void> {
  const aside = `${path}.before`;
  await settled();
  for (const suffix of SIDE_FILES) if (existsSync(path + suffix)) rmSync(path + suffix);
  copyFileSync(path, aside);
  writeFileSync(`${path}.empty`, '');
  renameSync(`${path}.empty`, path);
  await site.says('missing migrations', 'not_migrated');
  const migrated = await command('migrate');
  check(migrated.status === 0, `db:migrate: ${migrated.faults.join(' ')}`);
  await site.says('migrated, nothing loaded', 'no_release');
  const loaded = await command('load', ['--note', 'after the migration']);
  check(loaded.status === 0, `data:load: ${loaded.faults.join(' ')}`);
  report(
    'missing migrations',
    '503 "not_migrated", then "no_release"',
    'db:migrate and data:load',
    await site.back('migrations', releaseIn(loaded.said)),
  );
  rmSync(aside);
}

const HOLD = `import('@libsql/client').then(async ({ createClient }) => {
  const client = createClient({ url: 'file:' + process.env.DATABASE_PATH });
  const held = await client.transaction('write');
  console.log('held');
  setTimeout(() => { held.close(); client.close(); }, ${LOCKED_MS});
});`;

async function locked(site: Site, changed: string): Promise<void> {
  const holder = spawn(process.execPath, ['-e', HOLD], {
    cwd: ROOT,
    env: { ...env, DATABASE_PATH: path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const until = performance.now() + LOCKED_MS;
  refused(
    'locked',
    await command('load', ['--data', changed, '--note', 'not waiting', '--wait', '0']),
    /another process is writing .*try again/,
  );
  const waiting = command('load', ['--data', changed, '--note', 'waiting']);
  let pages = 0;
  while (performance.now() < until - 500) {
    const { status } = await site.get(newPage());
    check(status === 200, `locked: a page is ${status}`);
    pages += 1;
  }
  const loaded = await waiting;
  check(
    loaded.status === 0 && loaded.ms > 1_000,
    `a load that waits: ${loaded.status} ${loaded.faults.join(' ')}`,
  );
  await site.back('locked', releaseIn(loaded.said));
  console.log(
    `locked by another process for ${LOCKED_MS / 1000} s: ${pages} new pages were read meanwhile; a load that may not wait says so, one that may was done after ${Math.round(loaded.ms)} ms`,
  );
}

/** A reader of kept pages, who must notice nothing, until told to end; gives how many answers came. */
function reading(site: Site): { end: () => Promise<number> } {
  let ending = false;
  let answers = 0;
  const run = (async () => {
    for (let place = 0; !ending; place += 1) {
      const path = KEPT[place % KEPT.length] ?? '/';
      try {
        const { status } = await site.get(path);
        answers += 1;
        check(status === 200, `the reader who asks on: ${path} is ${status}`);
      } catch (error) {
        check(false, `the reader who asks on: ${path}: ${error instanceof Error ? error.message : error}`);
      }
      await pause(100);
    }
  })();
  return {
    end: async () => {
      ending = true;
      await run;
      return answers;
    },
  };
}

try {
  await bundleCommands(ROOT, COMMANDS_FOLDER);
  const changed = join(folder, 'changed');
  writeChangedData(changed, MADE_UP_TARGET);
  for (const ran of [await command('migrate'), await command('load')]) {
    if (ran.status !== 0) throw new Error(ran.faults.join('\n'));
  }
  await served({ database: path, env: { MUSTER_COSTLY_PER_MINUTE: '0' } }, async ({ origin, pid }) => {
    const site = new Site(origin);
    for (const path of KEPT) check((await site.get(path)).status === 200, `${path} does not answer`);
    const reader = reading(site);
    const backup = join(folder, 'backup.sqlite');
    const kept = await command('backup', [backup]);
    check(kept.status === 0, `data:backup: ${kept.faults.join(' ')}`);
    await fullDisk(site, changed);
    await readOnlyDisk(site);
    await locked(site, changed);
    await damages(site, backup);
    await migratedInPlace(site);
    const answers = await reader.end();
    process.kill(pid, 0);
    console.log(
      `a reader of kept pages asked ${answers} times all the while; one process of the server from the first fault to the last`,
    );
  });
} finally {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
}
for (const line of [...new Set(wrong)].slice(0, 40)) console.log(`WRONG ${line}`);
console.log(wrong.length === 0 ? 'all of it holds' : `${wrong.length} things do not hold`);
process.exitCode = wrong.length === 0 ? 0 : 1;
