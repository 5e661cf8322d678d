import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from './fixtures';
import { freePort } from './ports';

/**
 * A server and a database of its own, on the build that all browser tests use.
 */
export class OwnServer {
  /** For the database and whatever the test puts there; gone after `stop`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-e2e-'));
  readonly databaseUrl = `file:${join(this.folder, 'muster.sqlite')}`;
  private child: ChildProcess | null = null;

  /** What the command says. Throws when it fails. */
  command(name: 'migrate' | 'load', ...options: string[]): string {
    return execFileSync(process.execPath, ['--import', 'tsx', `db/commands/${name}.ts`, ...options], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: this.databaseUrl },
    });
  }

  /** Starts it and gives its origin once it answers. */
  async start(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const port = await freePort();
    this.child = spawn(process.execPath, ['--dns-result-order=ipv4first', '.generated/server.mjs'], {
      env: {
        ...process.env,
        HOST: 'localhost',
        PORT: String(port),
        DATABASE_URL: this.databaseUrl,
        NEXT_TELEMETRY_DISABLED: '1',
        // A test asks for a few pages; the processors are for those.
        MUSTER_MAKE_AHEAD: '0',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const origin = `http://localhost:${port}`;
    await expect
      .poll(
        async () => {
          try {
            return (await fetch(`${origin}/readyz`)).status;
          } catch (error) {
            return error instanceof Error ? error.message : String(error);
          }
        },
        { timeout: 60_000 },
      )
      .toBe(200);
    return origin;
  }

  /** Asks it to end, as a system does, and gives the exit code once it has; null when it was killed. */
  async end(): Promise<number | null> {
    const { child } = this;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    });
    child.kill('SIGTERM');
    return ended;
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
