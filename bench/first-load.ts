// Prints the JavaScript that each page of the production build loads first, beside an empty page of the same framework
// (built here from the same packages). Needs a production build: "npm run up" once. Run with: npx tsx bench/first-load.ts
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A page may be this much above the empty one, in KiB gzip. */
const ALLOWANCE_KIB = 15;
const EMPTY_APP = 'var/bench-empty-page';
const NEXT = join(process.cwd(), 'node_modules/next/dist/bin/next');
const PAGES = [
  '/',
  '/fr',
  '/?in=FR&status=in_force&sort=-starts',
  '/measures/se-varnplikt',
  '/fr/measures/se-varnplikt',
  '/measures',
  '/countries',
  '/countries/fr',
  '/compare',
  '/claims',
  '/timeline',
  '/codebook',
  '/sources',
  '/coverage',
  '/about',
  '/no-such-page',
];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Serves the build of a folder while `work` runs. Throws when it does not answer within 30 seconds. */
async function served<T>(folder: string, work: (origin: string) => Promise<T>): Promise<T> {
  if (!existsSync(join(folder, '.next/BUILD_ID'))) {
    throw new Error(`${folder}: no production build; run "npm run up" once`);
  }
  const port = await freePort();
  const server: ChildProcess = spawn(
    process.execPath,
    ['--dns-result-order=ipv4first', NEXT, 'start', '-H', 'localhost', '-p', String(port)],
    {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const origin = `http://localhost:${port}`;
  try {
    await answering(origin, server);
    return await work(origin);
  } finally {
    server.kill();
  }
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < 150 && server.exitCode === null; attempt += 1) {
    try {
      await fetch(origin);
      return;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${origin} does not answer`, { cause: last });
}

interface FirstLoad {
  status: number;
  scripts: number;
  gzipBytes: number;
  /** The page with what it embeds for the browser's router. */
  htmlGzipBytes: number;
  hasRecharts: boolean;
}

/** Sums the script files that a page names, in elements and in the data for the router; polyfills for old browsers apart. */
async function firstLoad(origin: string, path: string): Promise<FirstLoad> {
  const answer = await fetch(origin + path);
  const html = await answer.text();
  const forOldBrowsers = [...html.matchAll(/<script[^>]*\bnomodule\b[^>]*>/gi)].map(([tag]) => tag).join('');
  const named = [...html.matchAll(/\/_next\/(static\/[\w./~%@()[\]-]+?\.js)/g)].flatMap(
    ([, file]) => file ?? [],
  );
  const files = [...new Set(named)].filter((file) => !forOldBrowsers.includes(file));
  const texts = await Promise.all(
    files.map(async (file) => {
      const script = await fetch(`${origin}/_next/${file}`);
      if (!script.ok) throw new Error(`${path}: script ${file} answers ${script.status}`);
      return script.text();
    }),
  );
  return {
    status: answer.status,
    scripts: files.length,
    gzipBytes: texts.reduce((sum, text) => sum + gzipSync(text).byteLength, 0),
    htmlGzipBytes: gzipSync(html).byteLength,
    hasRecharts: texts.some((text) => text.includes('recharts-')),
  };
}

function buildEmptyPage(): void {
  rmSync(EMPTY_APP, { recursive: true, force: true });
  mkdirSync(join(EMPTY_APP, 'app'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(EMPTY_APP, file), text);
  write('package.json', '{ "name": "empty-page", "private": true, "type": "module" }\n');
  // Packages are found by walking up to the project's own node_modules.
  write(
    'next.config.js',
    `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(process.cwd())} } };\n`,
  );
  write(
    'app/layout.jsx',
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  );
  write('app/page.jsx', 'export default function Page() { return <p>Empty</p>; }\n');
  const built = spawnSync(process.execPath, [NEXT, 'build'], {
    cwd: EMPTY_APP,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  });
  if (built.status !== 0)
    throw new Error(`the empty page cannot be built:\n${built.stdout}\n${built.stderr}`);
}

const kib = (bytes: number) => (bytes / 1024).toFixed(1).padStart(7);

buildEmptyPage();
const empty = await served(EMPTY_APP, (origin) => firstLoad(origin, '/'));
console.log('First-load JavaScript, KiB gzip (files named by the page)');
console.log(`${kib(empty.gzipBytes)}           ${empty.scripts} files  an empty page of the framework`);
await served('.', async (origin) => {
  for (const path of PAGES) {
    const load = await firstLoad(origin, path);
    const above = (load.gzipBytes - empty.gzipBytes) / 1024;
    const verdict = above <= ALLOWANCE_KIB ? '' : `  ABOVE the target of +${ALLOWANCE_KIB}`;
    const recharts = load.hasRecharts ? '  RECHARTS in the first load' : '';
    console.log(
      `${kib(load.gzipBytes)}  ${above >= 0 ? '+' : ''}${above.toFixed(1).padStart(5)}  ${load.scripts} files  ${path} (${load.status}; HTML ${kib(load.htmlGzipBytes).trim()})${verdict}${recharts}`,
    );
  }
});
