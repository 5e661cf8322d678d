import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds .generated/server.mjs: the server around the pages (server/main.ts) as one file; packages stay outside. */
const root = process.cwd();
await build({
  entryPoints: [join(root, 'server/main.ts')],
  outfile: join(root, '.generated/server.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  alias: { '@': root, 'server-only': join(root, 'scripts/empty-module.ts') },
});
