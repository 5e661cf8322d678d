// The production build for browser tests, on its own database: a fresh one, or (--without-database) none at all.
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endChildrenOnSignal, start } from './shared/run.mjs';
import { ensureLoaded, ensureServer, serving } from './shared/steps.mjs';

const FRESH = 'var/e2e.sqlite';
const MISSING = 'var/never-made.sqlite';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
endChildrenOnSignal();
const [port, option] = process.argv.slice(2);
const without = option === '--without-database';
// The tests are one client and draw more than any reader.
const env = { DATABASE_URL: `file:./${without ? MISSING : FRESH}`, MUSTER_COSTLY_PER_MINUTE: '100000' };
if (!without) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${FRESH}${suffix}`, { force: true });
  await ensureLoaded(env);
}
await ensureServer();
const { args, env: address } = serving('localhost', port);
const server = start(process.execPath, args, {
  env: { ...env, ...address, MUSTER_ORIGIN: `http://localhost:${port}` },
});
server.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
