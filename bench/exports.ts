/*
 * Prints how fast the whole table of observations leaves the server as CSV and as JSON, with 1,000,000 synthetic figures made
 * for this run: lines a second beside what `sqlite3 -csv` writes of the same file in the same run, time to the first byte,
 * and by how much the server's memory grows. Needs a production build, the sqlite3 command, and Linux's /proc for memory.
 * Run: npx tsx bench/exports.ts [number of synthetic observations, or a database file to read] [rounds]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { served } from './served';
import { writeSyntheticData } from './synthetic-data';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ASKED = process.argv[2] ?? '1000000';
const ROUNDS = Number(process.argv[3] ?? 3);
const TARGET = { share: 0.5, growthMegabytes: 64 };

/** The cells of observations.csv that the database holds (its labels in words come from the application). */
const SAME_CELLS = `select o.id, o.measure_id, m.country_iso2, c.name, m.name, o.indicator, o.component, o.period_start,
  o.period_end, o.value, o.low, o.high, o.qualifier, o.unit, o.per, o.tax, o.basis, o.coverage, o.stated_on, o.note,
  (select group_concat(s.source_id, ' ') from observation_sources s where s.observation_id = o.id),
  (select group_concat(a.url, ' ') from observation_sources s join sources a on a.id = s.source_id where s.observation_id = o.id),
  c.iso3 from observations o join measures m on m.id = o.measure_id join countries c on c.iso2 = m.country_iso2
  order by o.id`;

function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const child = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1e6,
  });
  if (child.status !== 0)
    throw new Error(`${command} ${args.slice(0, 4).join(' ')}: ${child.stderr || child.error}`);
  return child.stdout;
}

function syntheticDatabase(folder: string, observations: number): string {
  const path = join(folder, 'synthetic.sqlite');
  const data = join(folder, 'data');
  writeSyntheticData(data, observations);
  const env = { DATABASE_URL: `file:${path}` };
  run(process.execPath, ['--import', 'tsx', 'db/commands/migrate.ts'], env);
  run(
    process.execPath,
    ['--import', 'tsx', 'db/commands/load.ts', '--data', data, '--note', 'synthetic'],
    env,
  );
  rmSync(data, { recursive: true });
  return path;
}

interface Sent {
  seconds: number;
  firstByteMs: number;
  bytes: number;
  lines: number;
}

function counted(stream: NodeJS.ReadableStream, started: number): Promise<Sent> {
  let firstByteMs = Number.NaN;
  let bytes = 0;
  let lines = 0;
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      if (bytes === 0) firstByteMs = performance.now() - started;
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
    });
    stream.on('end', () =>
      resolve({ seconds: (performance.now() - started) / 1000, firstByteMs, bytes, lines }),
    );
    stream.on('error', reject);
  });
}

async function bySqlite(database: string, query: string): Promise<Sent> {
  const started = performance.now();
  const child = spawn('sqlite3', ['-readonly', '-csv', '-header', database, query], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [sent, [status]] = await Promise.all([counted(child.stdout, started), once(child, 'close')]);
  if (status !== 0) throw new Error(`sqlite3 ended with ${status}`);
  return sent;
}

function byServer(address: string, encoding: string): Promise<Sent> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': encoding } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${address}: ${response.statusCode}`));
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('close', () => {
        if (!response.complete) reject(new Error(`${address}: broken off after ${bytes} bytes`));
      });
      const coding = response.headers['content-encoding'];
      const plain =
        coding === 'br'
          ? response.pipe(createBrotliDecompress())
          : coding === 'gzip'
            ? response.pipe(createGunzip())
            : response;
      resolve(counted(plain, started).then((sent) => ({ ...sent, bytes })));
    }).on('error', reject);
  });
}

/** The process and its children, by /proc. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}

function residentMegabytes(pid: number): number {
  return family(pid).reduce((sum, one) => {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1];
    return sum + Number(kilobytes ?? 0) / 1024;
  }, 0);
}

/** The most memory that the server holds while `work` runs, above what it held before. */
async function growth<Result>(pid: number, work: () => Promise<Result>): Promise<[Result, number]> {
  const before = residentMegabytes(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid));
  }, 50);
  try {
    return [await work(), most - before];
  } finally {
    clearInterval(watch);
  }
}

const rate = ({ lines, seconds }: Sent) => lines / seconds;
const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const work = mkdtempSync(join(tmpdir(), 'muster-bench-exports-'));
try {
  const database = existsSync(ASKED) ? ASKED : syntheticDatabase(work, Number(ASKED));
  console.log(`database of ${Math.round(statSync(database).size / 1e6)} MB`);
  await served({ database }, async (server) => {
    // What a process takes once, for its code and its caches, is not what a file takes.
    for (const file of ['observations.csv?countries=FR', 'observations.json?countries=FR', 'series.csv']) {
      await byServer(`${server.origin}/${file}`, 'br, gzip');
    }
    const ways: [string, () => Promise<Sent>][] = [
      ['sqlite3 -csv, select * from observations', () => bySqlite(database, 'select * from observations')],
      ['sqlite3 -csv, the same cells', () => bySqlite(database, SAME_CELLS)],
      ['/observations.csv', () => byServer(`${server.origin}/observations.csv`, 'identity')],
      ['/observations.csv, brotli or gzip', () => byServer(`${server.origin}/observations.csv`, 'br, gzip')],
      ['/observations.json', () => byServer(`${server.origin}/observations.json`, 'identity')],
    ];
    const sent = new Map<string, { runs: Sent[]; growths: number[] }>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [what, send] of ways) {
        const [run, grown] = await growth(server.pid, send);
        const { runs, growths } = sent.get(what) ?? { runs: [], growths: [] };
        sent.set(what, { runs: [...runs, run], growths: [...growths, grown] });
      }
    }
    const rateOf = (what: string) => median((sent.get(what)?.runs ?? []).map(rate));
    console.log(
      `${''.padEnd(44)}  lines/s  of sqlite3*  of the same cells  first byte ms   MB sent  memory +MB`,
    );
    for (const [what] of ways) {
      const { runs, growths } = sent.get(what) ?? { runs: [], growths: [] };
      console.log(
        [
          what.padEnd(44),
          Math.round(rateOf(what)).toLocaleString('en').padStart(9),
          (rateOf(what) / rateOf('sqlite3 -csv, select * from observations')).toFixed(2).padStart(13),
          (rateOf(what) / rateOf('sqlite3 -csv, the same cells')).toFixed(2).padStart(19),
          median(runs.map(({ firstByteMs }) => firstByteMs))
            .toFixed(0)
            .padStart(15),
          (median(runs.map(({ bytes }) => bytes)) / 1e6).toFixed(0).padStart(10),
          median(growths).toFixed(0).padStart(12),
        ].join(''),
      );
    }
    const share = rateOf('/observations.csv') / rateOf('sqlite3 -csv, the same cells');
    const grown = median(sent.get('/observations.csv')?.growths ?? []);
    const held = share >= TARGET.share && grown <= TARGET.growthMegabytes;
    console.log(
      `targets for /observations.csv: at least ${TARGET.share} of sqlite3 with the same cells, memory at most +${TARGET.growthMegabytes} MB in the median; ${held ? 'held' : 'MISSED'}`,
    );
    process.exitCode = held ? 0 : 1;
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}
