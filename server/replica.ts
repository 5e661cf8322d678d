import { type ChildProcess, fork } from 'node:child_process';
import type { DatabaseSettings } from '@/db/settings';

/** One round of copying: why it failed, null when all that the server has is in the replica. */
export interface ReplicaReport {
  failure: string | null;
}

export interface Replication {
  /** Seconds since the replica last had all that the server has; null before the first time. */
  age: () => number | null;
  /** Ends the copying. */
  stop: () => void;
}

export interface ReplicationParts {
  /** The path of the program that copies (server/replicate.ts, built). */
  program: string;
  settings: Pick<DatabaseSettings, 'url' | 'replica'>;
  say: (line: string) => void;
  complain: (line: string) => void;
  /** Milliseconds until it is started again after it ended. */
  restartMs?: number;
}

/**
 * Keeps this instance's replica up to date with the server of the database, by a process of its own that is started again
 * when it ends. Says when it begins to follow and when it ceases to, once each; reading goes on meanwhile.
 */
export function keepReplica(parts: ReplicationParts): Replication {
  const { program, settings, say, complain, restartMs = 1_000 } = parts;
  let follows: boolean | null = null;
  let followedAt: number | null = null;
  let stopped = false;
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | undefined;

  const noted = (failure: string | null): void => {
    if (failure === null) {
      followedAt = performance.now();
      if (follows !== true) say(`${settings.replica}: follows ${settings.url}`);
    } else if (follows !== false) {
      const still = followedAt === null ? '' : '; the last copy goes on being read';
      complain(`${settings.replica}: does not follow ${settings.url}: ${failure}${still}`);
    }
    follows = failure === null;
  };
  const start = (): void => {
    // libSQL writes to standard output as it pleases, and that is where our log is.
    child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    child.on('message', (report: ReplicaReport) => noted(report.failure));
    child.on('error', (error) => noted(`the copying cannot be started: ${error.message}`));
    child.once('exit', (status, signal) => {
      if (stopped) return;
      noted(`the copying ended (${signal ?? status})`);
      restart = setTimeout(start, restartMs);
    });
  };
  start();
  return {
    age: () => (followedAt === null ? null : (performance.now() - followedAt) / 1000),
    stop: () => {
      stopped = true;
      clearTimeout(restart);
      child?.kill('SIGKILL');
    },
  };
}
