/*
 * Prints how many requests a second the API answers over 50 connections on this machine, and how long the slowest hundredth
 * waits: first-time questions, the same questions again, and the same with If-None-Match. The server (production build)
 * and this client share the machine, so the figures say how ways of asking compare, not what a server can do.
 * Run: npx tsx bench/api.ts http://localhost:3000 [seconds for each, 5 when left out]
 */
import { Agent, get } from 'node:http';

const ORIGIN = process.argv[2] ?? 'http://localhost:3000';
const SECONDS = Number(process.argv[3] ?? 5);
const CONNECTIONS = 50;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Reply {
  status: number;
  etag: string;
  bytes: number;
}

function ask(path: string, headers: Record<string, string>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    get(`${ORIGIN}${path}`, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, etag: response.headers.etag ?? '', bytes }),
      );
      response.on('error', reject);
    }).on('error', reject);
  });
}

/** Asks over all connections until the time is over; every answer must have the status expected. */
async function measure(
  what: string,
  pathOf: (place: number) => string,
  expected: number,
  headers: Record<string, string>,
): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  let place = 0;
  const until = performance.now() + SECONDS * 1000;
  const one = async () => {
    while (performance.now() < until) {
      const path = pathOf(place);
      place += 1;
      const started = performance.now();
      const reply = await ask(path, headers);
      times.push(performance.now() - started);
      bytes += reply.bytes;
      if (reply.status !== expected) throw new Error(`${path}: ${reply.status} instead of ${expected}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1).padStart(8);
  console.log(
    [
      what.padEnd(48),
      (times.length / SECONDS).toFixed(0).padStart(8),
      at(0.5),
      at(0.99),
      (bytes / times.length / 1024).toFixed(1).padStart(10),
    ].join(''),
  );
}

console.log(`${''.padEnd(48)}   req/s  p50 ms  p99 ms  KiB/reply`);
for (const [name, path] of [
  ['one measure', '/api/v1/measures/se-varnplikt'],
  ['100 figures', '/api/v1/observations?indicator=intake_per_year'],
  ['500 figures', '/api/v1/observations?limit=500'],
] as const) {
  const { etag } = await ask(path, {});
  const packed = { 'accept-encoding': 'br' };
  await measure(`${name}, as asked before`, () => path, 200, packed);
  await measure(`${name}, If-None-Match`, () => path, 304, { ...packed, 'if-none-match': etag });
}
// A year and a limit that nobody asked for before: each answer is made, none is remembered.
const first = Math.floor(Date.now() / 1000) % 50;
await measure(
  '1 to 500 figures, never asked before',
  (place) =>
    `/api/v1/observations?from=${1900 + ((place + first) % 100)}&to=${2000 + (Math.floor(place / 100) % 100)}&limit=${1 + (place % 500)}`,
  200,
  { 'accept-encoding': 'br' },
);
agent.destroy();
