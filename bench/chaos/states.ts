import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { REAL_DATA, REAL_TARGET, writeChangedData } from '../synthetic-data';

/*
 * Two states of the data that alternate, alike but for one target made up for a run (never shipped): an answer says by its content
 * of which release it is, and by its words which it claims to be, so each can be held to one release.
 */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MADE_UP_TARGET = 43_700;
const MEASURE = 'fr-service-national';
const GIVEN_UP_MS = 30_000;

const API = `/api/v1/observations?measures=${MEASURE}&limit=200`;
const PAGE = '/countries/fr';

/** Addresses that hold the target in some form, pages in three languages and files. The measure's own page tells of both states: it has the history. */
export const ASKED: readonly string[] = [
  '/',
  '/fr',
  PAGE,
  '/de/countries/fr',
  '/charts/intake-targets?countries=FR',
  '/compare?countries=FR,SE',
  '/observations.csv?countries=FR',
  '/observations.json?countries=FR',
  '/charts/intake-targets.csv?countries=FR',
  '/charts/intake-targets.json?countries=FR',
  API,
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

/** The releases that an answer says it is of: in words on pages, in fields of files. */
function releasesNamed(text: string): Set<string> {
  const named = [
    ...text.matchAll(/(?:Release|Version|Fassung|release)\s([0-9a-f]{12})(?![0-9a-f])/g),
    ...text.matchAll(/"release":\s*\{\s*"id":\s*"([0-9a-f]{12})"/g),
    ...text.matchAll(/,([0-9a-f]{12}),\d{4}-\d\d-\d\d(?=[,\r\n])/g),
  ];
  return new Set(named.flatMap(([, id]) => id ?? []));
}

function loadedId(said: string): string | null {
  return /release ([0-9a-f]{12}): loaded/.exec(said)?.[1] ?? null;
}

/** Connections stay open, as those of a proxy do. */
const AGENT = new Agent({ keepAlive: true, maxSockets: 256 });

/** The bytes of an answer as they travel. Throws when it does not come whole in time. */
async function getPacked(address: string): Promise<{ status: number; coding: string; bytes: Buffer }> {
  const asking = request(address, {
    agent: AGENT,
    signal: AbortSignal.timeout(GIVEN_UP_MS),
    headers: { 'accept-encoding': 'br' },
  });
  asking.end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    coding: response.headers['content-encoding'] ?? 'identity',
    bytes: await buffer(response),
  };
}

function textOf(coding: string, bytes: Buffer): string {
  switch (coding) {
    case 'identity':
      return bytes.toString();
    case 'br':
      return brotliDecompressSync(bytes).toString();
    case 'gzip':
      return gunzipSync(bytes).toString();
    default:
      throw new Error(`an answer is packed in "${coding}", which nobody asked for`);
  }
}

async function get(address: string): Promise<{ status: number; text: string }> {
  const { status, coding, bytes } = await getPacked(address);
  return { status, text: textOf(coding, bytes) };
}

/** What an answer says of itself. */
interface Told {
  isMadeUp: boolean;
  releases: ReadonlySet<string>;
}

/** Reads answers; of an address that answers the same bytes as before, only once: the readers share the machine with the server. */
class Reader {
  private readonly before = new Map<string, { bytes: Buffer; told: Told }>();

  read(path: string, coding: string, bytes: Buffer): Told {
    const known = this.before.get(path);
    if (known?.bytes.equals(bytes)) return known.told;
    const text = textOf(coding, bytes);
    const told = { isMadeUp: MADE_UP.test(text), releases: releasesNamed(text) };
    this.before.set(path, { bytes, told });
    return told;
  }
}

/** What readers of the two states were given, held to what they may expect. */
export class TwoStates {
  private readonly changed: string;
  private readonly reader = new Reader();
  private madeUpNext = true;
  private readonly idOf = { real: '', madeUp: '' };
  answers = 0;
  mixed = 0;
  readonly wrong: string[] = [];

  /** Makes the tables of a database (by its address) and loads the first state. Throws when a command fails. */
  constructor(
    private readonly databaseUrl: string,
    folder: string,
  ) {
    this.changed = join(folder, 'data');
    writeChangedData(this.changed, MADE_UP_TARGET);
    this.command('migrate');
    this.idOf.real = loadedId(this.command('load', '--note', 'first state')) ?? '';
  }

  private command(name: string, ...args: string[]): string {
    const ran = spawnSync(process.execPath, ['--import', 'tsx', `db/commands/${name}.ts`, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: this.databaseUrl },
    });
    if (ran.status !== 0) throw new Error(`${name} failed: ${ran.stderr}`);
    return ran.stdout;
  }

  /** Loads the other state beside the readers. Throws when the load fails. */
  async loadOther(): Promise<void> {
    const [state, data] = this.madeUpNext
      ? (['madeUp', this.changed] as const)
      : (['real', REAL_DATA] as const);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'db/commands/load.ts', '--data', data, '--note', `the ${state} state`],
      {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: this.databaseUrl },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    const [status] = await once(child, 'close');
    const id = loadedId(said);
    if (status !== 0 || id === null) throw new Error(`a load ended with ${status}: ${said}`);
    this.idOf[state] = id;
    this.madeUpNext = !this.madeUpNext;
  }

  /** Waits until a server can read the release loaded last; gives the milliseconds since now. */
  async untilRead(origin: string): Promise<number> {
    const since = performance.now();
    const last = this.madeUpNext ? this.idOf.real : this.idOf.madeUp;
    while (!(await get(`${origin}/readyz`)).text.includes(`"${last}"`)) {
      if (performance.now() - since > GIVEN_UP_MS) throw new Error(`${origin}: a load did not arrive`);
      await pause(50);
    }
    return performance.now() - since;
  }

  /** Waits until a server shows the state loaded last, in the API and on a page; gives the milliseconds since now. */
  async untilSeen(origin: string, among: readonly string[] = [API, PAGE]): Promise<number> {
    const since = performance.now();
    const sees = async (path: string) => MADE_UP.test((await get(origin + path)).text) !== this.madeUpNext;
    for (const path of among) {
      while (!(await sees(path))) {
        if (performance.now() - since > GIVEN_UP_MS) throw new Error(`${origin}: a load was not seen`);
        await pause(50);
      }
    }
    return performance.now() - since;
  }

  /** Throws unless each address tells the states apart; for before the first load of the other state. */
  async requireTelling(origin: string): Promise<void> {
    for (const path of ASKED) {
      const { status, text } = await get(origin + path);
      const named = releasesNamed(text);
      if (status !== 200 || !REAL.test(text) || MADE_UP.test(text) || !named.has(this.idOf.real)) {
        throw new Error(
          `${path} (${status}) cannot tell the states apart: names ${[...named].join(', ') || 'no release'}`,
        );
      }
    }
  }

  /** Asks once and holds the answer to one release; what does not hold is added to `wrong`. */
  async check(origin: string, path: string): Promise<void> {
    try {
      const { status, coding, bytes } = await getPacked(origin + path);
      this.answers += 1;
      const { isMadeUp, releases: ids } = this.reader.read(origin + path, coding, bytes);
      const expected = isMadeUp ? this.idOf.madeUp : this.idOf.real;
      // While the first load of the other state is under way its id is not known yet.
      const isOther = expected === '' ? ids.has(this.idOf.real) : !ids.has(expected);
      if (status !== 200) this.wrong.push(`${path}: status ${status}`);
      else if (ids.size !== 1 || isOther) {
        this.mixed += 1;
        this.wrong.push(
          `${path}: the ${isMadeUp ? 'made up' : 'real'} target, names ${[...ids].join(' and ')}`,
        );
      }
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      this.wrong.push(`${path}: ${error instanceof Error ? error.message : error}${cause}`);
    }
  }

  /** Asks at a steady rate, each answer checked, until told to end; then waits for the last. Gives how many were asked over a second late. */
  askSteadily(origin: string, aSecond: number): { end: () => Promise<{ late: number; seconds: number }> } {
    const begun = performance.now();
    const running: Promise<void>[] = [];
    let ended = false;
    let late = 0;
    const asking = (async () => {
      for (let place = 0; !ended; place += 1) {
        const wait = begun + (place / aSecond) * 1000 - performance.now();
        if (wait > 1) await pause(wait);
        else if (wait < -1000) late += 1;
        running.push(this.check(origin, ASKED[place % ASKED.length] ?? '/'));
      }
    })();
    return {
      end: async () => {
        ended = true;
        await asking;
        await Promise.all(running);
        return { late, seconds: (performance.now() - begun) / 1000 };
      },
    };
  }
}
