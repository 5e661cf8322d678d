// Prints the JavaScript that each page of the production build loads first, beside an empty page of the same framework
// (built here from the same packages). Needs a production build: "npm run up" once. Run with: npx tsx bench/first-load.ts
import { gzipSync } from 'node:zlib';
import { buildEmptyPage, EMPTY_APP } from './empty-page';
import { served } from './served';

/** A page may be this much above the empty one, in KiB gzip. */
const ALLOWANCE_KIB = 15;
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
  '/charts',
  '/charts/intake-targets',
  '/charts/service-model',
  '/claims',
  '/timeline',
  '/codebook',
  '/sources',
  '/coverage',
  '/about',
  '/downloads',
  '/changes',
  '/api',
  '/no-such-page',
];

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

const kib = (bytes: number) => (bytes / 1024).toFixed(1).padStart(7);

buildEmptyPage();
const empty = await served({ folder: EMPTY_APP }, ({ origin }) => firstLoad(origin, '/'));
console.log('First-load JavaScript, KiB gzip (files named by the page)');
console.log(`${kib(empty.gzipBytes)}           ${empty.scripts} files  an empty page of the framework`);
await served({}, async ({ origin }) => {
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
