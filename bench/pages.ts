/*
 * Prints how many requests a second each kind of address answers over 20 connections, and how long the slowest hundredth waits,
 * beside an empty page of the same framework (static, built from the same packages) and, where nginx is installed, the bytes of the
 * front page as a file sent by it, on the same machine in the same run. Server and client share the machine, so ratios
 * count, not figures. An address is asked as a crowd asks it (again and again, so the answer is kept), or each time in a
 * view that nobody asked for before (so it has to be made).
 * Needs a production build and its database: "npm run up" once. Run: npx tsx bench/pages.ts [seconds for each, 5 when left out]
 */
import { brotliCompressSync } from 'node:zlib';
import { buildEmptyPage, EMPTY_APP } from './empty-page';
import { type Pressure, press } from './pressure';
import { served, settled } from './served';
import { servedByNginx } from './static-file';

const SECONDS = Number(process.argv[2] ?? 5);
const CONNECTIONS = 20;
const WARM_UP_SECONDS = 1;
const TARGET = { ofEmptyPage: 0.9, explorerP99: 150 };

const TYPES = ['voluntary_service', 'selective_conscription', 'universal_conscription', 'reserve_expansion'];
const SORTS = ['name', '-name', 'country', '-country', 'starts', '-starts', 'status', 'type'];
const COUNTRIES = ['CH', 'DE', 'DK', 'EE', 'FI', 'FR', 'GB', 'LT', 'LV', 'NO', 'PL', 'SE'];
const pick = <Item>(items: readonly Item[], at: number) => items[Math.floor(at) % items.length];

const PAIRS = 60;

/** Two countries: 60 pairs, all of them before one comes again. */
function pair(place: number): string {
  const first = place % COUNTRIES.length;
  const apart = 1 + (Math.floor(place / COUNTRIES.length) % 5);
  return [first, (first + apart) % COUNTRIES.length]
    .toSorted((a, b) => a - b)
    .map((at) => COUNTRIES[at])
    .join(',');
}

/** The explorer with two filters and an order: 1,920 views, all of them before one comes again. */
function filteredExplorer(place: number): string {
  const type = pick(TYPES, place / PAIRS);
  return `/measures?countries=${pair(place)}&type=${type}&sort=${pick(SORTS, place / PAIRS / TYPES.length)}`;
}
const VIEWS_OF_A_CROWD = 60;

interface Kind {
  what: string;
  pathOf: (place: number) => string;
  /** A page as it starts; the explorer with filters, as a crowd asks for it. */
  held?: 'default page' | 'explorer';
}

const KINDS: Kind[] = [
  ...['/', '/measures', '/measures/se-varnplikt', '/countries/fr', '/charts/intake-targets'].map(
    (path): Kind => ({ what: path, pathOf: () => path, held: 'default page' }),
  ),
  {
    what: `/measures, ${VIEWS_OF_A_CROWD} filtered views`,
    pathOf: (place) => filteredExplorer(place % VIEWS_OF_A_CROWD),
    held: 'explorer',
  },
  { what: '/measures, filtered, not asked before', pathOf: (place) => `${filteredExplorer(place)}&page=1` },
  { what: '/compare of three', pathOf: () => '/compare?countries=FR,SE,PL' },
  {
    what: '/compare of two, not asked before',
    pathOf: (place) => `/compare?countries=${pair(place)}&money=${pick(['eur', 'native'], place / PAIRS)}`,
  },
  { what: '/api/v1/measures', pathOf: () => '/api/v1/measures' },
  { what: '/measures.csv', pathOf: () => '/measures.csv' },
  { what: '/observations.csv', pathOf: () => '/observations.csv' },
  { what: 'chart .svg', pathOf: () => '/charts/intake-targets.svg' },
  { what: 'chart .png', pathOf: () => '/charts/intake-targets.png' },
  {
    what: 'chart .svg, not drawn before',
    pathOf: (place) => `/charts/intake-targets.svg?countries=FR,SE,PL&width=${600 + (place % 600)}`,
  },
];

const headers = { 'accept-encoding': 'br, gzip' };

async function pressed(origin: string, pathOf: (place: number) => string): Promise<Pressure> {
  // What is not to be asked twice is not warmed up with either.
  let asked = 0;
  const addressOf = () => {
    asked += 1;
    return origin + pathOf(asked - 1);
  };
  await press({ addressOf, headers, connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  return press({ addressOf, headers, connections: CONNECTIONS, seconds: SECONDS });
}

function print(what: string, pressure: Pressure, empty: Pressure, verdict = ''): void {
  console.log(
    [
      what.padEnd(38),
      pressure.requestsPerSecond.toFixed(0).padStart(8),
      (pressure.requestsPerSecond / empty.requestsPerSecond).toFixed(2).padStart(10),
      pressure.p50.toFixed(1).padStart(9),
      pressure.p99.toFixed(1).padStart(9),
      (pressure.bytesPerReply / 1024).toFixed(1).padStart(9),
      verdict,
    ].join(''),
  );
}

buildEmptyPage();
const empty = await served({ folder: EMPTY_APP }, ({ origin }) => pressed(origin, () => '/'));
console.log(`${''.padEnd(38)}   req/s  of empty   p50 ms   p99 ms      KiB`);
print('an empty page', empty, empty);
let missed = 0;
await served({ env: { MUSTER_COSTLY_PER_MINUTE: '0' } }, async ({ origin }) => {
  await settled();
  const frontPage = brotliCompressSync(await (await fetch(origin)).arrayBuffer());
  const byNginx = await servedByNginx(frontPage, (file) => pressed(file, () => '/'));
  if (byNginx === null) console.log('nginx is not installed: no file of the same size beside them');
  else print('a file of the size of /, by nginx', byNginx, empty);
  for (const { what, pathOf, held } of KINDS) {
    const pressure = await pressed(origin, pathOf);
    const misses =
      (held === 'default page' &&
        pressure.requestsPerSecond < TARGET.ofEmptyPage * empty.requestsPerSecond) ||
      (held === 'explorer' && pressure.p99 > TARGET.explorerP99);
    if (misses) missed += 1;
    print(what, pressure, empty, misses ? '  MISSES its target' : held === undefined ? '' : '  holds');
  }
});
console.log(
  `targets: default pages at least ${TARGET.ofEmptyPage} of the empty page, p99 of the explorer with filters at most ${TARGET.explorerP99} ms; ${missed === 0 ? 'held' : `${missed} missed`}`,
);
