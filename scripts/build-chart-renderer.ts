import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildEmbed } from './build-embed';
import { buildFaces } from './build-faces';

/**
 * Builds what the server draws charts with into .generated/: the chart components with React and Recharts as one
 * script for a DOM window, and the worker that evaluates it. Skips when nothing it was built from has changed.
 */
const root = process.cwd();
const directory = join(root, '.generated');
const stampPath = join(directory, 'chart-renderer.inputs.json');
const outputs = ['chart-renderer.js', 'chart-worker.mjs'].map((name) => join(directory, name));

function fingerprint(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) hash.update(input).update(readFileSync(join(root, input)));
  return hash.digest('hex');
}

interface Stamp {
  inputs: string[];
  fingerprint: string;
}

function isCurrent(): boolean {
  if (!existsSync(stampPath) || !outputs.every((path) => existsSync(path))) return false;
  const stamp = JSON.parse(readFileSync(stampPath, 'utf8')) as Stamp;
  return (
    stamp.inputs.every((input) => existsSync(join(root, input))) &&
    fingerprint(stamp.inputs) === stamp.fingerprint
  );
}

async function main(): Promise<void> {
  if (isCurrent()) {
    console.log('Chart renderer: current.');
    return;
  }
  mkdirSync(directory, { recursive: true });
  const renderer = await build({
    entryPoints: [join(root, 'app/_components/charts/server-renderer.tsx')],
    outfile: join(directory, 'chart-renderer.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'node20',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@': root },
    jsx: 'automatic',
    legalComments: 'none',
    metafile: true,
  });
  const worker = await build({
    entryPoints: [join(root, 'lib/charts/draw-worker.ts')],
    outfile: join(directory, 'chart-worker.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    metafile: true,
  });
  const inputs = [
    ...new Set([
      ...Object.keys(renderer.metafile.inputs),
      ...Object.keys(worker.metafile.inputs),
      'scripts/build-chart-renderer.ts',
    ]),
  ].sort();
  const stamp: Stamp = { inputs, fingerprint: fingerprint(inputs) };
  writeFileSync(stampPath, JSON.stringify(stamp));
  const bytes = Object.values(renderer.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`Chart renderer: built, ${Math.round(bytes / 1000)} kB.`);
}

await main();
await buildEmbed(root);
await buildFaces(root);
