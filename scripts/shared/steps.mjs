import { existsSync, rmSync } from 'node:fs';
import { runNode, runNpm } from './run.mjs';
import { contentHash, isCurrent, writeStamp } from './stamps.mjs';

const INSTALL_STAMP = 'node_modules/.muster-lockfile';
const BUILD_STAMP = '.next/.muster-inputs';
const NEXT = 'node_modules/next/dist/bin/next';
const SERVER = '.generated/server.mjs';

/** What a production build is made from: no data, which is read when it is asked for. */
const BUILD_INPUTS = [
  'app',
  'db',
  'lib',
  'messages',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'package-lock.json',
  'scripts/build-chart-renderer.ts',
  'scripts/build-embed.ts',
  'scripts/build-faces.ts',
  'scripts/hint-scripts.ts',
  'tsconfig.json',
];

const noBuildInput = (path) => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('db/data');

async function must(what, exitCode) {
  const code = await exitCode;
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}); the reason stands above.`);
}

/** Runs `npm ci` when node_modules is missing or belongs to another lockfile, system or version of Node. */
export async function ensureInstalled() {
  const hash = contentHash(['package-lock.json'], {
    also: [process.platform, process.arch, process.versions.modules],
  });
  if (isCurrent(INSTALL_STAMP, hash)) return;
  console.log('Installing packages from the lockfile …');
  await must('npm ci', runNpm(['ci', '--no-fund', '--no-audit'], { minutes: 10 }));
  writeStamp(INSTALL_STAMP, hash);
}

/** Brings the database to the present schema and loads db/data; loading what it holds already changes nothing. */
export async function ensureLoaded(env = {}) {
  await must('Migrating the database', runNode('db/commands/migrate.ts', [], { env, minutes: 5 }));
  await must('Loading the data', runNode('db/commands/load.ts', [], { env, minutes: 10 }));
}

/** Builds the chart renderer, and the pages when code, texts or configuration have changed. */
export async function ensureBuilt() {
  await must('Building the chart renderer', runNode('scripts/build-chart-renderer.ts', [], { minutes: 5 }));
  await ensureServer();
  const hash = contentHash(BUILD_INPUTS, {
    skip: noBuildInput,
    also: [process.versions.modules],
  });
  if (isCurrent(BUILD_STAMP, hash)) return;
  console.log('Building the pages …');
  rmSync(BUILD_STAMP, { force: true });
  await must('next build', runNode(NEXT, ['build'], { env: { NODE_ENV: 'production' }, minutes: 15 }));
  await must('Hinting the scripts', runNode('scripts/hint-scripts.ts', [], { minutes: 1 }));
  writeStamp(BUILD_STAMP, hash);
}

/** Builds the server around the pages (server/main.ts). */
export async function ensureServer() {
  await must('Building the server', runNode('scripts/build-server.ts', [], { minutes: 2 }));
}

/**
 * Arguments for Node, and the environment, that serve the production build. IPv4 goes first so that 127.0.0.1 reaches what
 * listens on localhost.
 */
export function serving(host, port) {
  if (!existsSync('.next/BUILD_ID')) throw new Error('.next holds no production build: run "npm run up".');
  return {
    args: ['--dns-result-order=ipv4first', SERVER],
    env: { HOST: host, PORT: String(port), NODE_ENV: 'production' },
  };
}
