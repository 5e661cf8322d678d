/*
 * Loads new data again and again while readers ask, and holds every answer to one release: 200 requests a second for 60 s with
 * ten loads in between. Two states of the data alternate, alike but for one target made up for this run (never shipped),
 * so that an answer says by its content of which release it is, and by its words which it claims to be. Prints how long it
 * took until a reader saw each load. Ends with 1 when an answer failed, was mixed, or came from no release; or when a load took more
 * than 5 s to be seen. Needs "npm run up" once. Run: npx tsx bench/chaos/loads.ts [seconds] [requests a second] [loads]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { served } from '../served';
import { REAL_DATA, REAL_TARGET, writeChangedData } from '../synthetic-data';

const SECONDS = Number(process.argv[2] ?? 60);
const A_SECOND = Number(process.argv[3] ?? 200);
const LOADS = Number(process.argv[4] ?? 10);
const SEEN_WITHIN_MS = 5_000;
const GIVEN_UP_MS = 30_000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const MADE_UP_TARGET = 43_700;
const MEASURE = 'fr-service-national';

/** Addresses that hold the target in some form, pages in three languages and files. The measure's own page tells of both states: it has the history. */
const ASKED = [
  '/',
  '/fr',
  '/countries/fr',
  '/de/countries/fr',
  '/charts/intake-targets?countries=FR',
  '/compare?countries=FR,SE',
  '/observations.csv?countries=FR',
  '/observations.json?countries=FR',
  '/charts/intake-targets.csv?countries=FR',
  '/charts/intake-targets.json?countries=FR',
  `/api/v1/observations?measures=${MEASURE}&limit=200`,
];

/** The target as it is written: in data, and on pages with what each language puts between thousands. */
const written = (target: number) => {
  const [thousands, rest] = [Math.floor(target / 1000), String(target % 1000).padStart(3, '0')];
  return new RegExp(
    `(?<!\\d)${target}(?!\\d)|(?<![\\d.,])${thousands}(?:[,.\\u00a0\\u202f ]|&nbsp;)${rest}(?!\\d)`,
  );
};
const REAL = written(REAL_TARGET);
/** Nothing else in the data has this number, while the real one stands in the words of events too: so this one tells the states apart. */
const MADE_UP = written(MADE_UP_TARGET);

function command(name: string, database: string, args: string[] = []): string {
  const ran = spawnSync(process.execPath, ['--import', 'tsx', `db/commands/${name}.ts`, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: `file:${database}` },
  });
  if (ran.status !== 0) throw new Error(`${name} failed: ${ran.stderr}`);
  return ran.stdout;
}

/** Loads beside the readers; gives the id of the release. */
async function load(database: string, data: string, note: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'db/commands/load.ts', '--data', data, '--note', note],
    {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: `file:${database}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const [status] = await once(child, 'close');
  const id = /release ([0-9a-f]{12}): loaded/.exec(said)?.[1];
  if (status !== 0 || id === undefined) throw new Error(`a load ended with ${status}: ${said}`);
  return id;
}

/** The releases that an answer says it is of: in words on pages, in fields of files. */
function releasesNamed(text: string): Set<string> {
  const named = [
    ...text.matchAll(/(?:Release|Version|Fassung|release)\s([0-9a-f]{12})(?![0-9a-f])/g),
    ...text.matchAll(/"release":\s*\{\s*"id":\s*"([0-9a-f]{12})"/g),
    ...text.matchAll(/,([0-9a-f]{12}),\d{4}-\d\d-\d\d(?=[,\r\n])/g),
  ];
  return new Set(named.flatMap(([, id]) => id ?? []));
}

const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-loads-'));
const wrong: string[] = [];
try {
  const database = join(folder, 'muster.sqlite');
  const changed = join(folder, 'data');
  writeChangedData(changed, MADE_UP_TARGET);
  command('migrate', database);
  const first = command('load', database, ['--note', 'first state']);
  const idOf = { real: /release ([0-9a-f]{12}): loaded/.exec(first)?.[1] ?? '', madeUp: '' };
  let answers = 0;
  let mixed = 0;
  const delays: number[] = [];

  await served({ database, env: { MUSTER_COSTLY_PER_MINUTE: '0' } }, async ({ origin }) => {
    const get = async (path: string) => {
      const response = await fetch(origin + path, { signal: AbortSignal.timeout(GIVEN_UP_MS) });
      return { status: response.status, text: await response.text() };
    };
    for (const path of ASKED) {
      const { status, text } = await get(path);
      const named = releasesNamed(text);
      if (status !== 200 || !REAL.test(text) || MADE_UP.test(text) || !named.has(idOf.real)) {
        throw new Error(
          `${path} (${status}) cannot tell the states apart: names ${[...named].join(', ') || 'no release'}`,
        );
      }
    }
    const check = async (path: string) => {
      try {
        const { status, text } = await get(path);
        answers += 1;
        const isMadeUp = MADE_UP.test(text);
        const expected = isMadeUp ? idOf.madeUp : idOf.real;
        const ids = releasesNamed(text);
        // While the first load of the other state is under way its id is not known yet.
        const isOther = expected === '' ? ids.has(idOf.real) : !ids.has(expected);
        if (status !== 200) wrong.push(`${path}: status ${status}`);
        else if (ids.size !== 1 || isOther) {
          mixed += 1;
          wrong.push(`${path}: the ${isMadeUp ? 'made up' : 'real'} target, names ${[...ids].join(' and ')}`);
        }
      } catch (error) {
        wrong.push(`${path}: ${error instanceof Error ? error.message : error}`);
      }
    };
    const begun = performance.now();
    const running: Promise<void>[] = [];
    let late = 0;
    const asking = (async () => {
      for (let place = 0; place < SECONDS * A_SECOND; place += 1) {
        const due = begun + (place / A_SECOND) * 1000;
        const wait = due - performance.now();
        if (wait > 1) await pause(wait);
        else if (wait < -1000) late += 1;
        running.push(check(ASKED[place % ASKED.length] ?? '/'));
      }
    })();
    for (let round = 0; round < LOADS; round += 1) {
      await pause(Math.max(0, begun + ((round + 0.5) / LOADS) * SECONDS * 1000 - performance.now()));
      const toMadeUp = round % 2 === 0;
      const id = await load(database, toMadeUp ? changed : REAL_DATA, `state ${round + 2}`);
      idOf[toMadeUp ? 'madeUp' : 'real'] = id;
      const loaded = performance.now();
      const sees = async (path: string) => MADE_UP.test((await get(path)).text) === toMadeUp;
      for (;;) {
        if (await sees(`/api/v1/observations?measures=${MEASURE}&limit=200`)) {
          if (await sees('/countries/fr')) break;
        }
        if (performance.now() - loaded > GIVEN_UP_MS) throw new Error(`load ${round + 1} was not seen`);
        await pause(50);
      }
      delays.push(performance.now() - loaded);
    }
    await asking;
    await Promise.all(running);
    const took = (performance.now() - begun) / 1000;
    console.log(
      `${answers} answers in ${took.toFixed(0)} s (${(answers / took).toFixed(0)} a second; ${late} asked over a second late), ${LOADS} loads`,
    );
  });
  console.log(
    `seen after the load, on a page and in the API: ${delays.map((ms) => `${Math.round(ms)} ms`).join(', ')}`,
  );
  if (delays.some((ms) => ms > SEEN_WITHIN_MS)) wrong.push(`a load was seen later than ${SEEN_WITHIN_MS} ms`);
  console.log(`${mixed} mixed answers; ${wrong.length} answers or loads do not hold`);
  for (const line of wrong.slice(0, 20)) console.log(`WRONG ${line}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = wrong.length === 0 ? 0 : 1;
