import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The commands of db/commands, by the names of their files. */
export const COMMANDS = ['backup', 'check', 'load', 'migrate', 'rebuild', 'restore'] as const;

/**
 * Writes each command as one file that Node runs by itself into `commands` under `folder`, and the data and migrations that it
 * looks for beside it. Only libSQL's client stays outside, for its binary: it must be found from there. What stood in these three
 * folders goes. Throws what esbuild and the disk throw.
 */
export async function bundleCommands(root: string, folder: string): Promise<void> {
  for (const part of ['commands', 'data', 'drizzle'])
    rmSync(join(folder, part), { recursive: true, force: true });
  await build({
    entryPoints: COMMANDS.map((name) => join(root, `db/commands/${name}.ts`)),
    outdir: join(folder, 'commands'),
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
  cpSync(join(root, 'db/data'), join(folder, 'data'), { recursive: true });
  cpSync(join(root, 'drizzle'), join(folder, 'drizzle'), { recursive: true });
}
