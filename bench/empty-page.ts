import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the empty page is built: below the project, because packages are found by walking up to its node_modules. */
export const EMPTY_APP = 'var/bench-empty-page';

/**
 * Builds a page without content with the project's own framework, and two more with a link from `/from` to `/to`: what a page, and going to
 * another one, costs before anything of ours.
 */
export function buildEmptyPage(): void {
  rmSync(EMPTY_APP, { recursive: true, force: true });
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(EMPTY_APP, file)), { recursive: true });
    writeFileSync(join(EMPTY_APP, file), text);
  };
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
  write(
    'app/from/page.jsx',
    'import Link from "next/link"; export default function Page() { return <><h1>From</h1><Link href="/to">To</Link></>; }\n',
  );
  write('app/to/page.jsx', 'export default function Page() { return <h1>To</h1>; }\n');
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
