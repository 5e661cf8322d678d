/*
 * Sends random and mutated requests over all public addresses to a production build of its own and holds every answer to what
 * a reader may expect: no 5xx, no redirect without an end, nothing later than 2 s (what was late is asked again alone), a refusal that can be read, and
 * memory that comes back to its level. Ends with 1 when something does not hold, after printing the first cases as they can be
 * sent again.
 * Needs "npm run up" once. Run: npx tsx bench/chaos/fuzz.ts [requests, 20000 when left out] [seed]
 */
import { connect } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import fc from 'fast-check';
import { z } from 'zod';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { DATA_FILES, FILE_FORMATS } from '@/lib/domain/data-files';
import { PICTURE_FORMATS } from '@/lib/view-state/pictures';
import { freePort } from '../../e2e/ports';
import { served } from '../served';

const REQUESTS = Number(process.argv[2] ?? 20_000);
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** Below the places in the queue for pictures, so that no 503 is owed to the crowd. */
const AT_ONCE = 6;
const MOST_MS = 2_000;
const GIVEN_UP_MS = 20_000;
/** From a chart's address that a form sent: to its tidy form, and from that to the language it names. */
const MOST_REDIRECTS = 3;
const SHOWN = 20;
/** After so many the code is compiled and every thread has started: the level to which memory is held. */
const WARM_UP = Math.min(1_000, Math.floor(REQUESTS / 4));
/** So long nobody asks at the end: threads beyond the standing ones end after a minute, and V8 gives back what it need not keep. */
const IDLE_MS = 75_000;
/**
 * Megabytes by which the level may lie higher at the end, with nothing lost: kept answers (128), finished pages (32), answers of
 * the API (32), pictures (48) and drawings (12) go on being filled after the warm-up; 100 more is what the allocator does not give back.
 */
const MOST_GROWTH_MB = 350;

const openApi = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({
        parameters: z
          .array(
            z.object({
              name: z.string(),
              in: z.string(),
              example: z.unknown().optional(),
              schema: z.looseObject({ enum: z.array(z.unknown()).optional() }),
            }),
          )
          .optional(),
      }),
    }),
  ),
});

interface Grammar {
  paths: string[];
  /** Query as it is written in links of our own pages and in the API's description. */
  parameters: { name: string; value: string }[];
}

/** Addresses and parameters as the site itself names them: its description of the API, its sitemap, the links of its pages. */
async function readGrammar(origin: string): Promise<Grammar> {
  const text = async (path: string) => (await fetch(origin + path)).text();
  const { paths } = openApi.parse(JSON.parse(await text('/api/v1/openapi.json')));
  const parameters = new Map<string, { name: string; value: string }>();
  const note = (name: string, value: string) => parameters.set(`${name}=${value}`, { name, value });
  const api = Object.entries(paths).map(([path, { get }]) => {
    let filled = path;
    for (const { name, in: place, example, schema } of get.parameters ?? []) {
      const values = [...[example].flat(), ...(schema.enum ?? [])].filter((value) => value !== undefined);
      if (place === 'path')
        filled = filled.replace(`{${name}}`, encodeURIComponent(String(values[0] ?? 'x')));
      else for (const value of values) note(name, String(value));
    }
    return filled.startsWith('/api') ? filled : `/api/v1${filled}`;
  });
  const sitemap = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, address = '']) => new URL(address).pathname,
  );
  const own = [
    ...sitemap.filter((_, place) => place % 40 === 0),
    '/',
    '/measures',
    '/compare',
    '/charts/intake-targets',
  ];
  const linked = new Set<string>();
  for (const page of [...own.slice(-24), '/countries', '/timeline', '/sources', '/changes', '/downloads']) {
    for (const [, href = ''] of (await text(page)).matchAll(/href="(\/[^"]*)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), origin);
      linked.add(url.pathname);
      for (const [name, value] of url.searchParams) note(name, value);
    }
  }
  return {
    paths: [
      ...new Set([
        ...own,
        ...linked,
        ...api,
        ...DATA_FILES.flatMap((file) => FILE_FORMATS.map((format) => `/${file}.${format}`)),
        ...CHART_SLUGS.flatMap((slug) =>
          ['', ...FILE_FORMATS, ...PICTURE_FORMATS].map((format) =>
            format === '' ? `/embed/charts/${slug}` : `/charts/${slug}.${format}`,
          ),
        ),
        ...[
          '/compare.csv',
          '/compare.pdf',
          '/countries/fr.pdf',
          '/countries/fr.json',
          '/feed.atom',
          '/feed.json',
        ],
        ...['/datapackage.zip', '/muster.sqlite', '/sitemap.xml', '/robots.txt', '/oembed', '/cite'],
        ...[
          '/healthz',
          '/readyz',
          '/data/tables/series/csv',
          '/_next/static/x.js',
          '/_next/image',
          '/_next/data/x.json',
        ],
      ]),
    ],
    parameters: [...parameters.values()],
  };
}

interface Sent {
  method: string;
  /** As it stands in the request line; every sign is a byte. */
  target: string;
  headers: [string, string][];
}

const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'undefined',
    '../../etc/passwd',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%c3%28',
    '<script>alert(1)</script>',
    '" onload="',
    "' or 1=1 --",
    '=1+1',
    '{{7*7}}',
    '‮',
    '\u0000',
    '٣',
    'İ',
    'ß',
    '🇫🇷',
    '2026-02-30',
    '9999999999999999',
    '0x10',
    'FR,FR,FR',
    ',',
    'constructor',
    '__proto__',
    'toString',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.nat(4_000).map((length) => 'a'.repeat(length)),
);

/** Percent-encodes what is no sign of an address, so that a mutation arrives as what it is; a lone surrogate as its bytes. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString('utf8'));

function requests({ paths, parameters }: Grammar): fc.Arbitrary<Sent> {
  const known = fc.constantFrom(...parameters);
  const pair = fc.oneof(
    { weight: 5, arbitrary: known.map(({ name, value }) => `${encoded(name)}=${encoded(value)}`) },
    {
      weight: 3,
      arbitrary: fc.tuple(known, hostileText).map(([{ name }, text]) => `${encoded(name)}=${encoded(text)}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(hostileText, hostileText).map(([a, b]) => `${encoded(a)}=${encoded(b)}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: 'binary-ascii', maxLength: 20 })
        .map((text) => text.replace(/[\s#]/g, '+')),
    },
  );
  const query = fc
    .array(pair, { maxLength: 5 })
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''));
  const path = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...paths) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...paths), hostileText, fc.nat()).map(([at, text, place]) => {
        const segments = at.split('/');
        segments[1 + (place % Math.max(1, segments.length - 1))] = encoded(text);
        return segments.join('/') || '/';
      }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...paths), fc.nat(255), fc.nat()).map(([at, byte, place]) => {
        const cut = 1 + (place % at.length);
        const raw =
          byte <= 0x20 || byte === 0x7f
            ? `%${byte.toString(16).padStart(2, '0')}`
            : String.fromCharCode(byte);
        return `${at.slice(0, cut)}${raw}${at.slice(cut)}`;
      }),
    },
  );
  const header = fc.oneof(
    fc.constantFrom<[string, string]>(
      ['accept-encoding', 'br'],
      ['accept-encoding', 'gzip;q=0, br;q=0.1, *'],
      ['accept-encoding', 'zip, x'.repeat(40)],
      ['range', 'bytes=0-10'],
      ['range', 'bytes=9-1,-5'],
      ['if-none-match', '*'],
      ['if-none-match', 'W/"x", "'],
      ['if-modified-since', 'yesterday'],
      ['accept', 'application/xml'],
      ['accept-language', 'xx-YY;q=9'],
      ['x-forwarded-for', '::1, <b>'],
      ['x-forwarded-proto', 'javascript'],
      ['x-forwarded-host', 'evil.example'],
      ['forwarded', 'for="'],
      ['rsc', '1'],
      ['next-router-state-tree', '%5B%22x'],
      ['next-action', 'x'],
      ['upgrade', 'websocket'],
      ['connection', 'upgrade'],
      ['purpose', 'prefetch'],
      ['x-middleware-subrequest', 'proxy:proxy:proxy:proxy:proxy'],
      ['x-middleware-rewrite', '/secret'],
      ['x-matched-path', '/data/x'],
      ['x-invoke-path', '/x'],
      ['cookie', 'a=b; '.repeat(300)],
      ['expect', '100-continue'],
      ['te', 'trailers'],
      ['content-length', '5'],
      ['transfer-encoding', 'chunked'],
    ),
    fc
      .string({ unit: 'binary-ascii', maxLength: 60 })
      .map((text): [string, string] => ['x-anything', text.replace(/[\r\n\0]/g, ' ')]),
    fc.nat(60).map((count): [string, string] => ['x-flood', 'f'.repeat(count * 400)]),
  );
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constant('GET') },
    { weight: 2, arbitrary: fc.constant('HEAD') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'OPTIONS',
        'POST',
        'PUT',
        'DELETE',
        'PATCH',
        'TRACE',
        'CONNECT',
        'PROPFIND',
        'GE T',
        'get',
      ),
    },
  );
  return fc.record({
    method,
    target: fc.tuple(path, query).map(([at, asked]) => at + asked),
    headers: fc.array(header, { maxLength: 3 }),
  });
}

interface Answered {
  status: number;
  head: string;
  body: string;
  ms: number;
}

/** The same request at an address that nobody has asked for: with a parameter that others add to links, which says nothing. */
const askedAnew = (sent: Sent): Sent => ({
  ...sent,
  target: `${sent.target}${sent.target.includes('?') ? '&' : '?'}ref=again`,
});

/** Sends the bytes as they are, so that nothing between puts them in order, and reads until the server closes. */
function send(port: number, { method, target, headers }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const socket = connect(port, 'localhost');
    const pieces: Buffer[] = [];
    const giveUp = setTimeout(() => socket.destroy(new Error('no answer')), GIVEN_UP_MS);
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A server that refused early has closed while we were still sending; what it said is what counts.
      if (pieces.length > 0 && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) return;
      clearTimeout(giveUp);
      reject(error);
    });
    socket.on('close', () => {
      clearTimeout(giveUp);
      const whole = Buffer.concat(pieces).toString('latin1');
      const end = whole.indexOf('\r\n\r\n');
      const head = end === -1 ? whole : whole.slice(0, end);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? Number.NaN);
      resolve({ status, head, body: end === -1 ? '' : whole.slice(end + 4), ms: performance.now() - begun });
    });
    const lines = [
      `${method} ${target} HTTP/1.1`,
      `host: localhost:${port}`,
      ...headers.filter(([name]) => name !== 'connection').map(([name, value]) => `${name}: ${value}`),
      `connection: close${headers.some(([name]) => name === 'connection') ? ', upgrade' : ''}`,
    ];
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  });
}

/** oEmbed 1.0, 2.3.4 wants it for a format that is not given. */
const NO_SUCH_FORMAT = 501;

/** Where a redirect leads, when it is to an address of ours; else null. */
function redirectedTo({ status, head }: Answered): string | null {
  const location = status >= 300 && status < 400 ? /^location: (\/.*)$/im.exec(head)?.[1] : undefined;
  return location?.trim() ?? null;
}

/** Follows the redirects of an answer. Gives what is wrong with the last, or that there is none; null when nothing is. */
async function complaintAtTheEnd(port: number, sent: Sent, answered: Answered): Promise<string | null> {
  let last = answered;
  for (let followed = 0; followed <= MOST_REDIRECTS; followed += 1) {
    const target = redirectedTo(last);
    if (target === null) return followed === 0 ? null : complaint(sent, last);
    last = await send(port, { ...sent, target });
  }
  return `more than ${MOST_REDIRECTS} redirects`;
}

/** What is wrong with an answer, in words; null when nothing is. How long it took is looked at apart. */
function complaint({ method, target, headers }: Sent, { status, head, body }: Answered): string | null {
  if (Number.isNaN(status)) return `no HTTP answer: ${JSON.stringify(head.slice(0, 80))}`;
  if (status >= 500 && !(status === NO_SUCH_FORMAT && target.startsWith('/oembed')))
    return `status ${status}`;
  // A packed refusal cannot be read here; its kind is asked for without packing often enough.
  const packed = /^content-encoding: (?!identity)/im.test(head);
  const partial = headers.some(([name]) => name === 'expect');
  if (status >= 400 && method !== 'HEAD' && !packed && !partial && !/[a-z]{3,} [a-z]{2,}/i.test(body)) {
    return `status ${status} without a sentence`;
  }
  return null;
}

/** Megabytes: what the system gave the process, what live objects of the main thread take, and what lies outside its heap. */
interface Memory {
  resident: number;
  heap: number;
  external: number;
  arrayBuffers: number;
}

async function memory(metricsPort: number): Promise<Memory> {
  const text = await (await fetch(`http://localhost:${metricsPort}/metrics`)).text();
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN) / 1024 / 1024;
  return {
    resident: megabytes('process_resident_memory_bytes'),
    heap: megabytes('nodejs_heap_size_used_bytes'),
    external: megabytes('nodejs_external_memory_bytes'),
    arrayBuffers: megabytes('muster_array_buffers_bytes'),
  };
}

function asLine(when: string, { resident, heap, external, arrayBuffers }: Memory): string {
  const parts = [resident, heap, external, arrayBuffers].map((megabytes) => megabytes.toFixed(0));
  const [all, live, outside, buffers] = parts;
  return `memory ${when}: ${all} MB resident; heap ${live}, external ${outside}, array buffers ${buffers}`;
}

const asShown = ({ method, target, headers }: Sent) =>
  JSON.stringify([
    method,
    target.slice(0, 300),
    ...headers.map(([name, value]) => `${name}: ${value.slice(0, 60)}`),
  ]);

const metricsPort = await freePort();
const env = { MUSTER_COSTLY_PER_MINUTE: '0', MUSTER_METRICS_PORT: String(metricsPort) };
const failed = await served({ env }, async ({ origin }) => {
  const port = Number(new URL(origin).port);
  const grammar = await readGrammar(origin);
  console.log(
    `seed ${SEED}: ${REQUESTS} requests from ${grammar.paths.length} addresses and ${grammar.parameters.length} parameters with values`,
  );
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const times: number[] = [];
  const late: Sent[] = [];
  const ofSeed = fc.sample(requests(grammar), { numRuns: REQUESTS, seed: SEED });
  let next = 0;
  const levels: [string, Memory][] = [];
  const level = async (when: string) => levels.push([when, await memory(metricsPort)]);
  const one = async () => {
    while (next < ofSeed.length) {
      const sent = ofSeed[next];
      next += 1;
      if (next === WARM_UP) await level('after the warm-up');
      if (next === Math.floor(ofSeed.length / 2)) await level('after half of them');
      if (!sent) return;
      const answered = await send(port, sent).catch(
        (error: Error): Answered => ({ status: Number.NaN, head: error.message, body: '', ms: 0 }),
      );
      statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
      times.push(answered.ms);
      const why = complaint(sent, answered) ?? (await complaintAtTheEnd(port, sent, answered));
      if (why !== null) wrong.push(`${why}: ${asShown(sent)}`);
      else if (answered.ms > MOST_MS) late.push(sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  times.sort((a, b) => a - b);
  console.log(
    `statuses: ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status} × ${count}`)
      .join(', ')}`,
  );
  console.log(
    `milliseconds: half within ${times[Math.floor(times.length / 2)]?.toFixed(0)}, slowest ${times.at(-1)?.toFixed(0)}`,
  );
  await level('after all');
  // A machine that is busy with other things makes anything late; what hangs is late again when nothing else is asked.
  const again: string[] = [];
  for (const sent of late) {
    const { ms } = await send(port, askedAnew(sent));
    if (ms > MOST_MS) again.push(`${Math.round(ms)} ms, asked alone: ${asShown(sent)}`);
  }
  wrong.push(...again);
  console.log(
    `later than ${MOST_MS} ms: ${late.length}, of which ${again.length} when asked again alone; load of the machine ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')} on ${availableParallelism()} processors`,
  );
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  await level(`${IDLE_MS / 1000} s later`);
  for (const [when, taken] of levels) console.log(asLine(when, taken));
  const [first, last] = [levels[0]?.[1].resident ?? Number.NaN, levels.at(-1)?.[1].resident ?? Number.NaN];
  console.log(`memory grew by ${(last - first).toFixed(0)} MB since the warm-up (at most ${MOST_GROWTH_MB})`);
  if (!(last - first <= MOST_GROWTH_MB)) wrong.push(`${(last - first).toFixed(0)} MB did not come back`);
  for (const line of wrong.slice(0, SHOWN)) console.log(`WRONG ${line}`);
  if (wrong.length > SHOWN) console.log(`… and ${wrong.length - SHOWN} more`);
  console.log(wrong.length === 0 ? 'every answer holds' : `${wrong.length} answers do not hold`);
  return wrong.length;
});
process.exitCode = failed === 0 ? 0 : 1;
