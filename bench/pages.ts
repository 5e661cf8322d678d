/*
 * Prints how many requests a second each kind of address answers over 20 connections, and how long the slowest hundredth waits,
 * beside an empty page of the same framework (static, built from the same packages) on the same machine in the same run.
 * Server and client share the machine, so ratios count, not figures. Needs a production build and its database: "npm run
 * up" once. Run: npx tsx bench/pages.ts [seconds for each, 5 when left out]
 */
import { buildEmptyPage, EMPTY_APP } from './empty-page';
import { type Pressure, press } from './pressure';
import { served } from './served';

const SECONDS = Number(process.argv[2] ?? 5);
const CONNECTIONS = 20;
const WARM_UP_SECONDS = 1;
const TARGET = { ofEmptyPage: 0.9, explorerP99: 150 };

/** Filters that combine to more views than a run asks for, so that hardly one is asked twice. */
const TYPES = ['voluntary_service', 'selective_conscription', 'universal_conscription', 'reserve_expansion'];
const SORTS = ['name', '-name', 'country', '-country', 'starts', '-starts', 'status', 'type'];
const COUNTRIES = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT', 'LV', 'EE', 'FI', 'NO', 'GB', 'CH'];
function filteredExplorer(place: number): string {
  const pick = <Item>(items: readonly Item[], at: number) => items[Math.floor(at) % items.length];
  const two = [pick(COUNTRIES, place), pick(COUNTRIES, place / 12 + place + 1)];
  return `/measures?countries=${[...new Set(two)].join(',')}&types=${pick(TYPES, place / 3)}&sort=${pick(SORTS, place / 7)}`;
}

const KINDS: [what: string, pathOf: (place: number) => string, isDefaultPage: boolean][] = [
  ['/', () => '/', true],
  ['/measures', () => '/measures', true],
  ['/measures/se-varnplikt', () => '/measures/se-varnplikt', true],
  ['/countries/fr', () => '/countries/fr', true],
  ['/charts/intake-targets', () => '/charts/intake-targets', true],
  ['/measures with filters', filteredExplorer, false],
  ['/compare of three', () => '/compare?countries=FR,SE,PL', false],
  ['/api/v1/measures', () => '/api/v1/measures', false],
  ['/measures.csv', () => '/measures.csv', false],
  ['/observations.csv', () => '/observations.csv', false],
  ['chart .svg, kept', () => '/charts/intake-targets.svg', false],
  ['chart .png, kept', () => '/charts/intake-targets.png', false],
];

const headers = { 'accept-encoding': 'br, gzip' };

async function pressed(origin: string, pathOf: (place: number) => string): Promise<Pressure> {
  const addressOf = (place: number) => origin + pathOf(place);
  await press({ addressOf, headers, connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  return press({ addressOf, headers, connections: CONNECTIONS, seconds: SECONDS });
}

function print(what: string, pressure: Pressure, empty: Pressure, verdict = ''): void {
  console.log(
    [
      what.padEnd(28),
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
console.log(`${''.padEnd(28)}   req/s  of empty   p50 ms   p99 ms      KiB`);
print('an empty page', empty, empty);
await served({ env: { MUSTER_COSTLY_PER_MINUTE: '0' } }, async ({ origin }) => {
  for (const [what, pathOf, isDefaultPage] of KINDS) {
    const pressure = await pressed(origin, pathOf);
    const misses =
      (isDefaultPage && pressure.requestsPerSecond < TARGET.ofEmptyPage * empty.requestsPerSecond) ||
      (what === '/measures with filters' && pressure.p99 > TARGET.explorerP99);
    print(what, pressure, empty, misses ? '  MISSES its target' : '');
  }
});
console.log(
  `targets: default pages at least ${TARGET.ofEmptyPage} of the empty page, p99 of the explorer with filters at most ${TARGET.explorerP99} ms`,
);
