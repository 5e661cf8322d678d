import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the empty page is built: below the project, because packages are found by walking up to its node_modules. */
export const EMPTY_APP = 'var/bench-empty-page';

/** Builds a page without content with the project's own framework: what a page costs before anything of ours. */
export function buildEmptyPage(): void {
  rmSync(EMPTY_APP, { recursive: true, force: true });
  mkdirSync(join(EMPTY_APP, 'app'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(EMPTY_APP, file), text);
  write('package.json', '{ "name": "empty-page", "private": true, "type": "module" }\n');
  write(
    'next.config.js',
    `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(process.cwd())} } };\n`,
  );
  write(
    'app/layout.jsx',
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  );
  write('app/page.jsx', 'export default function Page() { return <p>Empty</p>; }\n');
  const built = spawnSync(
    process.execPath,
    [join(process.cwd(), 'node_modules/next/dist/bin/next'), 'build'],
    {
      cwd: EMPTY_APP,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      encoding: 'utf8',
    },
  );
  if (built.status !== 0)
    throw new Error(`the empty page cannot be built:\n${built.stdout}\n${built.stderr}`);
}
