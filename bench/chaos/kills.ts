/*
 * Kills the load of new data at random moments (SIGKILL, so nothing of it can clean up) and asks after each kill what readers see: one
 * that had the database open all the while, and one that opens it now. Each must see wholly the release before or wholly
 * the new one, every table of it, by its hash. The same file goes through all kills, two states of the data alternating, and every tenth load is
 * left to finish. Then: two loads at once, loads while a reader stays in one snapshot, and loads among readers that never leave a gap.
 * Ends with 1 when anything does not hold. Linux tells where a load was killed (/proc/locks); elsewhere that is not counted.
 * Run: npx tsx bench/chaos/kills.ts [kills, 200 when left out] [seed]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type Database, inSnapshot, openDatabase } from '../../db/client';
import { readData } from '../../db/loader/content';
import { loadRelease } from '../../db/loader/load';
import { migrateDatabase } from '../../db/migrate';
import { type DatabaseState, databaseState, unsoundness } from '../../db/testing/database-state';
import { type StartedLoad, startLoad } from '../../db/testing/stopped-load';
import { bundleCommands } from '../../scripts/bundle-commands';
import { REAL_DATA, writeChangedData } from '../synthetic-data';

const KILLS = Number(process.argv[2] ?? 200);
const SEED = Number(process.argv[3] ?? 20_261_123);
const PAIRS = 12;
const LOADS_UNDER_A_SNAPSHOT = 6;
/** A log that grows with every load while readers come and go would fill the disk of a busy site. */
const MOST_LOG_OF_FILE = 3;
const MADE_UP_TARGETS = { second: 43_700, third: 43_900 } as const;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LINUX = existsSync('/proc/locks');

const wrong: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-kills-'));
const commands = join(ROOT, '.generated/db');
const path = join(folder, 'muster.sqlite');
const url = `file:${path}`;

/** Folders of data, and what a database with them looks like: made by loads that nobody disturbs. */
interface Release {
  id: string;
  data: string;
  content: string;
  kept: string;
}

/** The hash of the changes from one release to another; a first loading has none. */
const changesBetween = new Map<string, string>();
const step = (from: string | undefined, to: string) => `${from ?? 'nothing'} → ${to}`;

async function reference(data: string, db: Database): Promise<Release> {
  const { release } = readData(data);
  if (release === null) throw new Error(`${data} has mistakes`);
  await loadRelease(db, { release, note: 'undisturbed', loadedAt: new Date().toISOString() });
  const { loaded, content, kept, changes } = await databaseState(db);
  const to = release.id;
  changesBetween.set(step(loaded.at(-2), to), changes.at(-1) ?? '');
  return { id: to, data, content, kept: kept[to] ?? '' };
}

/** The state of a database into which these releases were loaded, one after the other. */
function expected(history: readonly Release[]): DatabaseState {
  return {
    loaded: history.map(({ id }) => id),
    content: history.at(-1)?.content ?? '',
    kept: Object.fromEntries(
      [...history].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, kept }) => [id, kept]),
    ),
    changes: history.map(({ id }, place) => changesBetween.get(step(history[place - 1]?.id, id)) ?? '?'),
  };
}

const same = (a: DatabaseState, b: DatabaseState) => JSON.stringify(a) === JSON.stringify(b);

async function migrated(at: string): Promise<Database> {
  const db = openDatabase(`file:${at}`, { create: true });
  await migrateDatabase(db, `file:${at}`);
  return db;
}

async function fresh<T>(read: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  try {
    return await read(db);
  } finally {
    db.$client.close();
  }
}

const start = (data: string, wait = '60') =>
  startLoad([join(commands, 'commands/load.mjs')], url, [
    '--data',
    data,
    '--note',
    'a load of the chaos run',
    '--wait',
    wait,
  ]);

/** True while a process holds the write lock of a database in write-ahead mode: byte 120 of the shared memory (sqlite.org/walformat.html). */
function holdsWriteLock(pid: number): boolean {
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .some((line) => new RegExp(`WRITE ${pid} \\S+ 120 120$`).test(line));
}

const logSize = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
const logChanged = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Stops a process where it is, so that it can be asked where that is. */
async function frozen(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  while (existsSync(`/proc/${pid}/stat`)) {
    // The state is the first field behind the name, which stands in brackets.
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    if (state === 'T' || state === 'Z') return;
    await pause(1);
  }
}

interface Takes {
  /** Milliseconds from the start of the process to its end. */
  whole: number;
  /** Milliseconds in the transaction: with the write lock, where that can be seen; else all that follows the reading of the data. */
  transaction: number;
}

/** Waits until a load is in its transaction; at once where that cannot be seen. */
async function inTransaction(load: StartedLoad): Promise<void> {
  await load.checked;
  const { child } = load;
  while (LINUX && child.pid !== undefined && child.exitCode === null && !holdsWriteLock(child.pid))
    await pause(2);
}

/** How long a load takes that nobody disturbs. */
async function measured(data: string): Promise<Takes> {
  const begun = performance.now();
  const load = start(data);
  await inTransaction(load);
  const inside = performance.now();
  const { child } = load;
  while (LINUX && child.pid !== undefined && child.exitCode === null && holdsWriteLock(child.pid))
    await pause(2);
  const outside = performance.now();
  const { status, said } = await load.ended;
  if (status !== 0) throw new Error(`a load that nobody disturbed ended with ${status}: ${said}`);
  const ended = performance.now();
  return { whole: ended - begun, transaction: (LINUX ? outside : ended) - inside };
}

type Where =
  | 'before the transaction'
  | 'in the transaction'
  | 'after the transaction'
  | 'finished first'
  | 'somewhere';

/** Starts a load and kills it after a share of its time: of all of it, of the transaction, or around the end of that, where it commits. */
async function killed(
  data: string,
  part: 'all' | 'transaction' | 'commit',
  share: number,
  takes: Takes,
): Promise<{ where: Where; written: boolean }> {
  const logBefore = logChanged();
  const load = start(data);
  if (part !== 'all') await inTransaction(load);
  const after =
    part === 'all'
      ? takes.whole * share
      : part === 'transaction'
        ? takes.transaction * share
        : takes.transaction * (0.8 + 0.3 * share);
  await Promise.race([pause(after), load.ended]);
  const { pid } = load.child;
  if (pid === undefined) throw new Error('a load did not start');
  let where: Where = 'somewhere';
  let written = false;
  if (load.child.exitCode === null && LINUX) {
    await frozen(pid);
    written = logChanged() !== logBefore;
    where = holdsWriteLock(pid) ? 'in the transaction' : 'before the transaction';
  }
  load.child.kill('SIGKILL');
  const { end } = await load.ended;
  if (end === 'finished') return { where: 'finished first', written: true };
  return { where, written: written && where === 'in the transaction' };
}

async function kills(releases: readonly [Release, Release], open: Database): Promise<Release[]> {
  const takes = { whole: 0, transaction: 0 };
  const history: Release[] = [releases[0]];
  const next = () => (history.at(-1) === releases[0] ? releases[1] : releases[0]);
  const rounds = 4;
  for (let round = 0; round < rounds; round += 1) {
    const { whole, transaction } = await measured(next().data);
    history.push(next());
    takes.whole += whole / rounds;
    takes.transaction += transaction / rounds;
  }
  const shares = fc.sample(fc.noBias(fc.integer({ min: 0, max: 1_000_000 })), { numRuns: KILLS, seed: SEED });
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const begun = performance.now();
  let finished = 0;
  for (const [place, share] of shares.entries()) {
    const to = next();
    const part = (['all', 'transaction', 'commit', 'transaction'] as const)[place % 4] ?? 'all';
    const { where, written } = await killed(to.data, part, (share / 1_000_000) * 1.05, takes);
    const found = await fresh(databaseState);
    const oldState = expected(history);
    const newState = expected([...history, to]);
    const isNew = same(found, newState);
    if (!isNew && !same(found, oldState)) {
      wrong.push(`kill ${place + 1} (${part}, ${share}): neither release: ${JSON.stringify(found)}`);
      break;
    }
    if (isNew) history.push(to);
    if (!same(await databaseState(open), found)) {
      wrong.push(`kill ${place + 1}: a reader who had it open sees another release than one who opens it`);
    }
    // What was committed before the kill, and the lock given back, came after the transaction.
    const at = where === 'before the transaction' && isNew ? 'after the transaction' : where;
    count(at);
    if (written && !isNew) count('of these with pages in the log already');
    if (at === 'in the transaction' && isNew) count('of these with the commit done');
    if (place % 50 === 49) console.log(`  … ${place + 1} kills`);
    if (place % 10 === 9) {
      const target = next();
      await measured(target.data);
      history.push(target);
      if (!same(await fresh(databaseState), expected(history)))
        wrong.push(`the load after kill ${place + 1} is not whole`);
      finished += 1;
    }
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${shares.length} kills in ${seconds.toFixed(0)} s (a load takes ${Math.round(takes.whole)} ms, ${Math.round(takes.transaction)} ms of it in the transaction; seed ${SEED})`,
  );
  for (const [what, times] of counts) console.log(`  ${String(times).padStart(4)} ${what}`);
  console.log(`  ${finished} loads in between were left to finish, each whole`);
  if (LINUX && !counts.has('in the transaction')) wrong.push('no load was killed in its transaction');
  return history;
}

/** Pairs of loads started together: other content each, or the same. */
async function pairs(releases: readonly Release[], before: readonly Release[]): Promise<Release[]> {
  const history = [...before];
  const orders = new Map<string, number>();
  for (let round = 0; round < PAIRS; round += 1) {
    const others = releases.filter((release) => release !== history.at(-1));
    const [one, two] = round % 3 === 2 ? [others[0], others[0]] : [others[0], others[1]];
    if (!one || !two) throw new Error('pairs need three releases');
    const ends = await Promise.all([start(one.data).ended, start(two.data).ended]);
    const found = await fresh(databaseState);
    const possible =
      one === two
        ? [[one]]
        : [
            [one, two],
            [two, one],
          ];
    const came = possible.find((order) => same(found, expected([...history, ...order])));
    if (ends.some(({ status }) => status !== 0) || came === undefined) {
      wrong.push(
        `pair ${round + 1}: ${ends.map(({ status, said }) => `${status} ${said}`).join(' | ')} ${JSON.stringify(found)}`,
      );
      break;
    }
    history.push(...came);
    const how =
      one === two
        ? 'the same content: loaded once'
        : came[0] === one
          ? 'first one first'
          : 'second one first';
    orders.set(how, (orders.get(how) ?? 0) + 1);
  }
  console.log(
    `${PAIRS} pairs of loads at once: ${[...orders].map(([how, times]) => `${times} × ${how}`).join(', ')}`,
  );
  return history;
}

/** A load that may not wait says that another is writing, and changes nothing. */
async function refusedAtOnce(to: Release, history: readonly Release[], open: Database): Promise<void> {
  const writing = await open.$client.transaction('write');
  try {
    const { status, said } = await start(to.data, '0').ended;
    if (status !== 1 || !/another process is writing .* nothing was changed, try again/.test(said)) {
      wrong.push(`a load that may not wait: ${status} ${said}`);
    }
  } finally {
    writing.close();
  }
  if (!same(await fresh(databaseState), expected(history)))
    wrong.push('a load that was refused changed something');
  console.log('a load that may not wait for another says so and changes nothing');
}

/** Loads while one reader stays where it is: it must go on seeing its release, and the log must be usable again when it has left. */
async function underSnapshot(
  releases: readonly [Release, Release],
  before: readonly Release[],
  open: Database,
): Promise<Release[]> {
  const history = [...before];
  let held = 0;
  const seen = await inSnapshot(open, async (snapshot) => {
    const first = await databaseState(snapshot);
    for (let load = 0; load < LOADS_UNDER_A_SNAPSHOT; load += 1) {
      const to = history.at(-1) === releases[0] ? releases[1] : releases[0];
      await measured(to.data);
      history.push(to);
    }
    held = logSize();
    return [first, await databaseState(snapshot)] as const;
  });
  if (!same(...seen) || !same(seen[0], expected(before)))
    wrong.push('a long snapshot did not stay with its release');
  if (!same(await databaseState(open), expected(history)))
    wrong.push('after a long snapshot the newest release is not seen');
  console.log(
    `${LOADS_UNDER_A_SNAPSHOT} loads under a long snapshot: it stayed with its release; the log grew to ${megabytes(held)}`,
  );
  return history;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Loads among readers of whom one always begins before another ends, so that there is never a moment without. */
async function withoutGap(
  releases: readonly [Release, Release],
  before: readonly Release[],
  open: Database,
): Promise<Release[]> {
  const history = [...before];
  let stopped = false;
  const reader = async (delayMs: number) => {
    await pause(delayMs);
    while (!stopped)
      await inSnapshot(open, async (snapshot) => {
        await snapshot.$client.execute('select count(*) from observations');
        await pause(200);
      });
  };
  const reading = [0, 70, 140].map(reader);
  const sizes: number[] = [];
  for (let load = 0; load < 2 * LOADS_UNDER_A_SNAPSHOT; load += 1) {
    const to = history.at(-1) === releases[0] ? releases[1] : releases[0];
    await measured(to.data);
    history.push(to);
    sizes.push(logSize());
  }
  stopped = true;
  await Promise.all(reading);
  const most = Math.max(...sizes);
  const file = statSync(path).size;
  console.log(
    `${sizes.length} loads among readers without a gap: the log after each ${sizes.map(megabytes).join(', ')}; the file ${megabytes(file)}`,
  );
  if (most > MOST_LOG_OF_FILE * file)
    wrong.push(`the log grew to ${megabytes(most)}, over ${MOST_LOG_OF_FILE} times the file`);
  if (!same(await fresh(databaseState), expected(history)))
    wrong.push('after loads among readers the release is not whole');
  return history;
}

const opened: Database[] = [];
try {
  await bundleCommands(ROOT, commands);
  const folders = Object.entries(MADE_UP_TARGETS).map(([name, target]) => {
    const data = join(folder, name);
    writeChangedData(data, target);
    return data;
  });
  const undisturbed = await migrated(join(folder, 'undisturbed.sqlite'));
  opened.push(undisturbed);
  const [a, b, c] = [
    await reference(REAL_DATA, undisturbed),
    await reference(folders[0] ?? '', undisturbed),
    await reference(folders[1] ?? '', undisturbed),
  ];
  // The three ways between them that are left: c → b, b → a, a → c, c → a.
  for (const { data } of [b, a, c, a]) await reference(data, undisturbed);

  const open = await migrated(path);
  opened.push(open);
  const first = readData(a.data).release;
  if (first === null) throw new Error('the real data have mistakes');
  await loadRelease(open, { release: first, note: 'the first', loadedAt: new Date().toISOString() });

  let history = await kills([a, b], open);
  if (wrong.length === 0) {
    history = await pairs([a, b, c], history);
    await refusedAtOnce(history.at(-1) === a ? b : a, history, open);
    history = await underSnapshot([a, b], history, open);
    history = await withoutGap([a, b], history, open);
  }
  const faults = await fresh(unsoundness);
  console.log(
    `at the end: ${history.length} releases loaded, the file is ${faults.length === 0 ? 'sound' : faults.join('; ')}`,
  );
  wrong.push(...faults);
} finally {
  for (const db of opened) db.$client.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const line of wrong) console.log(`WRONG ${line}`);
console.log(wrong.length === 0 ? 'all of it holds' : `${wrong.length} things do not hold`);
process.exitCode = wrong.length === 0 ? 0 : 1;
