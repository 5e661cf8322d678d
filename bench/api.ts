/*
 * Prints how many requests a second the API answers over 50 connections on this machine, and how long the slowest hundredth
 * waits: first-time questions, the same questions again, and the same with If-None-Match. The server (production build)
 * and this client share the machine, so the figures say how ways of asking compare, not what a server can do.
 * Needs a production build and its database: "npm run up" once. Run: npx tsx bench/api.ts [seconds for each, 5 when left out]
 */
import { ask, press } from './pressure';
import { served, settled } from './served';

const SECONDS = Number(process.argv[2] ?? 5);
const CONNECTIONS = 50;

async function measure(
  what: string,
  addressOf: (place: number) => string,
  expected: number,
  headers: Record<string, string>,
): Promise<void> {
  const warmUp = { addressOf, headers, expected, connections: CONNECTIONS, seconds: 1 };
  await press(warmUp);
  const { requestsPerSecond, p50, p99, bytesPerReply } = await press({
    addressOf,
    headers,
    expected,
    connections: CONNECTIONS,
    seconds: SECONDS,
  });
  console.log(
    [
      what.padEnd(48),
      requestsPerSecond.toFixed(0).padStart(8),
      p50.toFixed(1).padStart(8),
      p99.toFixed(1).padStart(8),
      (bytesPerReply / 1024).toFixed(1).padStart(10),
    ].join(''),
  );
}

await served({}, async ({ origin }) => {
  await settled();
  console.log(`${''.padEnd(48)}   req/s  p50 ms  p99 ms  KiB/reply`);
  for (const [name, path] of [
    ['one measure', '/api/v1/measures/se-varnplikt'],
    ['100 figures', '/api/v1/observations?indicator=intake_per_year'],
    ['500 figures', '/api/v1/observations?limit=500'],
  ] as const) {
    const address = origin + path;
    const { etag } = await ask(address, {});
    const packed = { 'accept-encoding': 'br' };
    await measure(`${name}, as asked before`, () => address, 200, packed);
    await measure(`${name}, If-None-Match`, () => address, 304, { ...packed, 'if-none-match': etag });
  }
  // A year and a limit that nobody asked for before: each answer is made, none is remembered.
  const first = Math.floor(Date.now() / 1000) % 50;
  await measure(
    '1 to 500 figures, never asked before',
    (place) =>
      `${origin}/api/v1/observations?from=${1900 + ((place + first) % 100)}&to=${2000 + (Math.floor(place / 100) % 100)}&limit=${1 + (place % 500)}`,
    200,
    { 'accept-encoding': 'br' },
  );
});
