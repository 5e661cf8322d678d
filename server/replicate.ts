import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { type Client, createClient, LibsqlError } from '@libsql/client';
import { databaseSettings } from '@/db/settings';
import type { ReplicaReport } from './replica';

/*
 * A program of its own (.generated/replicate.mjs, started by server/replica.ts): copies what is committed on the libSQL server of
 * DATABASE_URL into the file of DATABASE_REPLICA, once a second, and reports each round to its parent. libSQL's sync blocks the thread
 * that calls it for as long as the server says nothing, and it can be ended by nothing but a signal: so it has a thread of this
 * process, whose main thread ends all when the parent is gone or when nothing was heard for too long.
 */

const EVERY_MS = 1_000;
const SILENCE_MS = 30_000;

/** Files that belong to a copy: SQLite's own, and where libSQL notes how far it has copied. */
const SIDE_FILES = ['-wal', '-shm', '-client_wal_index'];

/**
 * Makes this process the only one that writes the replica, for as long as it lives: two that copy at different speeds would put
 * old pages over new ones. Throws when another has it.
 */
async function own(replica: string): Promise<Client> {
  const client = createClient({ url: `file:${replica}-owner`, timeout: 0 });
  try {
    await client.transaction('write');
    return client;
  } catch (error) {
    client.close();
    if (error instanceof LibsqlError && error.code === 'SQLITE_BUSY') {
      throw new Error('another process copies into this file; here it is only read', { cause: error });
    }
    throw error;
  }
}

/** Opens the copy for `sync`. Throws when the server does not answer. One that broke off before its first note begins anew. */
function openCopy(url: string, replica: string, authToken: string | undefined): Client {
  if (existsSync(replica) && !existsSync(`${replica}-client_wal_index`)) {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(replica + suffix, { force: true });
  }
  return createClient({ url: `file:${replica}`, syncUrl: url, authToken });
}

/**
 * Moves the write-ahead log into the file as far as readers allow, without waiting for them. True when all of it is there:
 * then the next copying writes the log from its beginning, and it does not grow with each load.
 */
async function tidy(replica: string): Promise<boolean> {
  const plain = createClient({ url: `file:${replica}` });
  try {
    const done = (await plain.execute('pragma wal_checkpoint(passive)')).rows[0];
    return done?.busy === 0 && done.log === done.checkpointed;
  } finally {
    plain.close();
  }
}

/** The reason in one line; libSQL's carries all headers of the answer. */
function inOneLine(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return (/message: "([^"]+)"/.exec(said)?.[1] ?? said).split('\n', 1)[0]?.slice(0, 200) ?? '';
}

/** Held for as long as the process lives. */
let owned: Client | null = null;

async function copyForEver(report: (report: ReplicaReport) => void): Promise<never> {
  const { url, replica, authToken } = databaseSettings();
  if (replica === null) throw new Error('DATABASE_REPLICA is not set');
  mkdirSync(dirname(replica), { recursive: true });
  let copy: Client | null = null;
  let isTidy = false;
  for (;;) {
    const begun = performance.now();
    try {
      if (owned === null) owned = await own(replica);
      copy ??= openCopy(url, replica, authToken);
      const synced = await copy.sync();
      if (!isTidy || (synced?.frames_synced ?? 0) > 0) isTidy = await tidy(replica);
      report({ failure: null });
    } catch (error) {
      copy?.close();
      copy = null;
      report({ failure: inOneLine(error) });
    }
    await pause(Math.max(0, EVERY_MS - (performance.now() - begun)));
  }
}

function watchOver(): void {
  const end = () => process.kill(process.pid, 'SIGKILL');
  const tell = (report: ReplicaReport) => process.send?.(report);
  let heard = performance.now();
  const copying = new Worker(fileURLToPath(import.meta.url));
  copying.on('message', (report: ReplicaReport) => {
    heard = performance.now();
    tell(report);
  });
  copying.on('error', (error) => {
    console.error(error);
    end();
  });
  setInterval(() => {
    if (performance.now() - heard < SILENCE_MS) return;
    tell({ failure: `the server has said nothing for ${SILENCE_MS / 1000} s` });
    setTimeout(end, 100);
  }, EVERY_MS);
  process.on('disconnect', end);
  // A shell sends Ctrl-C to us as well; the parent ends us when it is done.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
}

if (isMainThread) watchOver();
else await copyForEver((report) => parentPort?.postMessage(report));
