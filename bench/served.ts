import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/ports';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Serving {
  /** The production build of this folder, by the framework's own command; left out: Muster, by its own server. */
  folder?: string;
  /** A database file; left out: the project's. */
  database?: string;
  /** Further settings of docs/operate.md. */
  env?: Readonly<Record<string, string>>;
}

export interface Served {
  origin: string;
  pid: number;
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < 150 && server.exitCode === null; attempt += 1) {
    try {
      await (await fetch(origin)).arrayBuffer();
      return;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${origin} does not answer`, { cause: last });
}

/**
 * Serves a production build on a free port of `localhost` while `work` runs. Throws when there is no build, or when it does not
 * answer within 30 seconds.
 */
export async function served<Result>(
  { folder, database, env = {} }: Serving,
  work: (server: Served) => Promise<Result>,
): Promise<Result> {
  const at = folder ?? ROOT;
  if (!existsSync(join(at, '.next/BUILD_ID'))) {
    throw new Error(`${at}: no production build; run "npm run up" once`);
  }
  const port = await freePort();
  const program =
    folder === undefined
      ? ['.generated/server.mjs']
      : [join(ROOT, 'node_modules/next/dist/bin/next'), 'start', '-H', 'localhost', '-p', String(port)];
  const server = spawn(process.execPath, ['--dns-result-order=ipv4first', ...program], {
    cwd: at,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: 'localhost',
      PORT: String(port),
      ...(database === undefined ? {} : { DATABASE_URL: `file:${database}` }),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (server.pid === undefined) throw new Error(`${at}: the server did not start`);
  const origin = `http://localhost:${port}`;
  try {
    await answering(origin, server);
    return await work({ origin, pid: server.pid });
  } finally {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
  }
}

/** A server makes the most read pages ahead after its start; what it answers meanwhile is another matter. */
const SETTLING_MS = 15_000;

/** Waits until a server that has just started is at rest. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
}
