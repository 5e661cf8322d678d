import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import nft from 'next/dist/compiled/@vercel/nft';
import { bundleCommands, COMMANDS } from './bundle-commands';

/*
 * Makes a folder with only what running Muster needs, from the production build of this one ("npm run build"): the built pages, the
 * server, the commands as single files, the data, and of each package the files that are really read. It needs Node and
 * nothing else, and runs wherever it is copied: npm start, npm run db:migrate … as in the project.
 * Run: npm run standalone [folder; .generated/standalone when left out]
 */

const root = process.cwd();
const target = resolve(process.argv[2] ?? '.generated/standalone');

/** Files of the build that only building and tracing needs. */
const NOT_OF_NEXT =
  /^\.next\/(cache|dev|diagnostics|types|trace|trace-build|turbopack|lock|export-marker\.json|\.muster-inputs|server\/route-cache)(\/|$)|\.nft\.json$|\.map$/;

/** What the server reads from its own folder while it runs: it draws, writes documents and knows its embeds from here. */
const GENERATED = [
  'replicate.mjs',
  'chart-worker.mjs',
  'chart-renderer.js',
  'chart-renderer.inputs.json',
  'embed.json',
];

/** What stands on paper about it; and, found by path, which no tracer sees, the faces of pictures (lib/charts/faces.ts). */
const BY_PATH = ['docs/licences.md', 'docs/operate.md'];
const FACES = [
  'source-sans-3/package.json',
  'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  'source-serif-4/package.json',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
].map((file) => `node_modules/@expo-google-fonts/${file}`);

/** Parts of Next.js, and packages, that only building and developing reach. */
const NOT_AT_RUN_TIME =
  /node_modules\/(next\/dist\/(server\/dev|build\/(webpack|swc|babel|turbopack)|compiled\/(webpack|babel|terser|next-server\/.*\.dev\.js))|typescript|esbuild|@esbuild|@next\/swc|tsx)|node_modules\/next\/.*\.dev(elopment)?\.js$/;

/** libSQL's binary comes twice on Linux; the other C library's is dead weight. */
const OTHER_LIBC = existsSync('/etc/alpine-release') ? /linux-[^/]*-gnu\// : /linux-[^/]*-musl\//;

/** Scaling of pictures, which next.config.js turns off. */
const SCALING = /^node_modules\/(sharp|@img)\//;

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** What the build says that its pages and its own server need, by its trace files. */
function tracedByNext(built: readonly string[]): string[] {
  return built
    .filter((path) => path.endsWith('.nft.json'))
    .flatMap((path) => {
      const { files } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { files: string[] };
      return files.map((file) => relative(root, resolve(root, dirname(path), file)));
    });
}

/** What our own server, its worker and the commands need of the packages. */
async function tracedHere(): Promise<string[]> {
  const entries = [
    'node_modules/next/dist/server/next.js',
    '.generated/server.mjs',
    '.generated/replicate.mjs',
    '.generated/chart-worker.mjs',
  ].map((path) => join(root, path));
  const { fileList } = await nft.nodeFileTrace(entries, {
    base: root,
    processCwd: root,
    ignore: (path) => NOT_AT_RUN_TIME.test(path),
  });
  return [...fileList];
}

function copy(path: string): void {
  const to = join(target, path);
  mkdirSync(dirname(to), { recursive: true });
  // Links of the build lead from its packages to those beside it; they stay links.
  cpSync(join(root, path), to, { recursive: true, verbatimSymlinks: true });
}

/** A package.json that runs what is here, and names no package that could be installed. */
function writePackage(): void {
  const { name, version, engines, scripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as {
    name: string;
    version: string;
    engines: Record<string, string>;
    scripts: Record<string, string>;
  };
  const commands = Object.entries(scripts).flatMap(([script, line]) => {
    const command = COMMANDS.find((one) => line === `tsx db/commands/${one}.ts`);
    return command === undefined ? [] : [[script, `node db/commands/${command}.mjs`]];
  });
  if (commands.length !== COMMANDS.length || scripts.start === undefined) {
    throw new Error('package.json no longer names each command of db/commands as "tsx db/commands/NAME.ts"');
  }
  writeFileSync(
    join(target, 'package.json'),
    `${JSON.stringify({ name, version, private: true, type: 'module', engines, scripts: { start: scripts.start, ...Object.fromEntries(commands) } }, null, 2)}\n`,
  );
}

/**
 * The server, with the configuration as the build has settled it: read anew, the framework would load what it builds with. The
 * same handing over is in the server that Next.js writes for its own standalone output.
 */
function writeServer(): void {
  cpSync(join(root, '.generated/server.mjs'), join(target, '.generated/muster.mjs'));
  writeFileSync(
    join(target, '.generated/server.mjs'),
    `import { readFileSync } from 'node:fs';
const { config } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
await import('./muster.mjs');
`,
  );
}

/** Bytes of all files of a folder, its links not followed. */
function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesOf(path) : lstatSync(path).size);
  }, 0);
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

async function main(): Promise<void> {
  for (const needed of ['.next/BUILD_ID', '.generated/server.mjs']) {
    if (!existsSync(join(root, needed))) throw new Error(`${needed} is missing: run "npm run build" first`);
  }
  rmSync(target, { recursive: true, force: true });
  const built = filesUnder('.next');
  const files = new Set([
    ...built.filter((path) => !NOT_OF_NEXT.test(path)),
    ...[...tracedByNext(built), ...(await tracedHere())].filter(
      (path) =>
        path.startsWith('node_modules/') &&
        !OTHER_LIBC.test(path) &&
        !SCALING.test(path) &&
        !statSync(join(root, path)).isDirectory(),
    ),
    ...GENERATED.map((file) => `.generated/${file}`),
    ...BY_PATH,
    ...FACES,
    ...(existsSync(join(root, 'public')) ? filesUnder('public') : []),
  ]);
  for (const file of files) copy(file);
  await bundleCommands(root, join(target, 'db'));
  // The one place that is written to.
  mkdirSync(join(target, 'var'), { recursive: true });
  writeServer();
  writePackage();
  const parts = ['node_modules', '.next'].map((part) => `${part} ${megabytes(bytesOf(join(target, part)))}`);
  console.log(
    `${relative(root, target) || target}: ${files.size} files, ${megabytes(bytesOf(target))} (${parts.join(', ')}); ` +
      `the project, built: node_modules ${megabytes(bytesOf(join(root, 'node_modules')))}, .next ${megabytes(bytesOf(join(root, '.next')))}`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
