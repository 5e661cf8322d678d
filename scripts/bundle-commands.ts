import { join } from 'node:path';
import { build } from 'esbuild';

/** The commands of db/commands, by the names of their files. */
export const COMMANDS = ['backup', 'check', 'load', 'migrate', 'rebuild', 'restore'] as const;

/**
 * Writes each command into `folder` as one file that Node runs by itself (`load.mjs` …). Only libSQL's client stays outside, for its
 * binary: it must be found from there. The data and migrations that a command looks for by itself stand beside
 * `folder`, in `data` and `drizzle`. Throws what esbuild throws.
 */
export async function bundleCommands(root: string, folder: string): Promise<void> {
  await build({
    entryPoints: COMMANDS.map((name) => join(root, `db/commands/${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // jsonc-parser's main file is UMD, whose requires cannot be followed.
    mainFields: ['module', 'main'],
    external: ['@libsql/client'],
    legalComments: 'none',
    logLevel: 'warning',
  });
}
