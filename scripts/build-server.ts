import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds .generated/server.mjs, the server around the pages, and .generated/replicate.mjs, which it starts; packages stay outside. */
const root = process.cwd();
await build({
  entryPoints: { server: join(root, 'server/main.ts'), replicate: join(root, 'server/replicate.ts') },
  outdir: join(root, '.generated'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  alias: { '@': root, 'server-only': join(root, 'scripts/empty-module.ts') },
});
