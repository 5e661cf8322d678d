/*
 * More than one machine, on this one: a libSQL server, three instances with a replica each, nginx in front by deploy/nginx.conf. While
 * readers ask through the proxy and every answer is held to one release (states.ts): loads at the server, which every instance
 * must show within 5 s; instances killed and started again; the server killed and started again. Then requests a second with one, two and
 * three instances, with and without the proxy's cache, and what a request costs in processor time. Ends with 1 when something does not hold.
 * Needs Linux, nginx on the PATH and "npm run up" once; brings the libSQL server into var/ when it is first run. Takes some four minutes.
 * Run: npx tsx bench/chaos/nodes.ts
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { press } from '../pressure';
import { settled } from '../served';
import { REAL_DATA } from '../synthetic-data';
import {
  type Front,
  type Instance,
  instance,
  libsqlServer,
  MissingProgramError,
  type Node,
  type Primary,
  primary,
  processorSeconds,
  proxy,
  requireNginx,
} from './cluster';
import { ASKED, TwoStates } from './states';

const INSTANCES = 3;
const LOADS = 4;
const A_SECOND = 60;
const SEEN_WITHIN_MS = 5_000;
const UP_WITHIN_MS = 15_000;
/** After the server is back, until each instance has noticed and begun to copy anew. */
const REPLICAS_ANEW_MS = 3_000;
const PRESSED_SECONDS = 6;
const CONNECTIONS = 24;

const wrong: string[] = [];
function holds(does: boolean, line: string): void {
  console.log(`${does ? '  ' : 'X '}${line}`);
  if (!does) wrong.push(line);
}
const ms = (all: readonly number[]) => all.map((one) => `${Math.round(one)} ms`).join(', ');
const most = (all: readonly number[]) => Math.max(...all);

/** Readers ask through the proxy while something happens; what does not hold of their answers is told. */
async function whileRead(what: string, states: TwoStates, origin: string, happens: () => Promise<void>) {
  const [answersBefore, wrongBefore] = [states.answers, states.wrong.length];
  const asking = states.askSteadily(origin, A_SECOND);
  try {
    await happens();
  } finally {
    await asking.end();
  }
  const failed = states.wrong.slice(wrongBefore);
  holds(
    failed.length === 0,
    `${what}: ${states.answers - answersBefore} answers through the proxy, ${failed.length} failed or mixed (target: 0)`,
  );
  for (const line of failed.slice(0, 10)) console.log(`    ${line}`);
}

interface Nodes {
  server: Primary;
  /** All that was ever started, to be ended. */
  running: Node[];
  instances: readonly Instance[];
  states: TwoStates;
}

/** Milliseconds until each instance has the release loaded last in its replica, and until each shows it on a page and in the API. */
async function seenByEach(
  instances: readonly Instance[],
  states: TwoStates,
): Promise<{ arrived: number[]; seen: number[] }> {
  const [arrived, seen] = await Promise.all([
    Promise.all(instances.map(({ origin }) => states.untilRead(origin))),
    Promise.all(instances.map(({ origin }) => states.untilSeen(origin))),
  ]);
  return { arrived, seen };
}

async function loads({ instances, states }: Nodes, cached: Front): Promise<void> {
  const arrived: number[] = [];
  const delays: number[] = [];
  const behindCache: number[] = [];
  await whileRead(`${LOADS} loads at the server`, states, cached.origin, async () => {
    for (let round = 0; round < LOADS; round += 1) {
      await states.loadOther();
      const since = performance.now();
      const each = await seenByEach(instances, states);
      delays.push(...each.seen);
      arrived.push(...each.arrived);
      await states.untilSeen(cached.origin, ['/countries/fr']);
      behindCache.push(performance.now() - since);
    }
  });
  console.log(`  in the replica of each after: ${ms(arrived)}`);
  holds(
    most(delays) <= SEEN_WITHIN_MS,
    `seen by each of ${instances.length} instances, on a page and in the API (target: ${SEEN_WITHIN_MS} ms): ${ms(delays)}`,
  );
  holds(
    most(behindCache) <= SEEN_WITHIN_MS,
    `seen on a page through the cache (target: ${SEEN_WITHIN_MS} ms): ${ms(behindCache)}`,
  );
}

async function killedInstances({ instances, states }: Nodes, uncached: Front): Promise<void> {
  const back: number[] = [];
  await whileRead('instances killed and started again', states, uncached.origin, async () => {
    for (const { node } of instances) {
      await pause(2_000);
      await node.end();
      await pause(3_000);
      back.push(await node.start());
    }
    await pause(2_000);
  });
  holds(most(back) <= UP_WITHIN_MS, `up again after (target: ${UP_WITHIN_MS} ms): ${ms(back)}`);
}

async function killedServer({ server, instances, states }: Nodes, uncached: Front): Promise<void> {
  const [first] = instances;
  if (first === undefined) throw new Error('no instances');
  const said = () =>
    instances.flatMap(({ node }) => node.said.filter((line) => line.includes('does not follow')));
  const saidBefore = said().length;
  let alone = 0;
  await whileRead('the server killed, an instance started without it', states, uncached.origin, async () => {
    await pause(1_000);
    await server.node.end();
    await pause(4_000);
    await first.node.end();
    alone = await first.node.start();
    await pause(4_000);
  });
  holds(alone <= UP_WITHIN_MS, `an instance is up on its replica, without the server, after ${ms([alone])}`);
  const lines = said().length - saidBefore;
  holds(lines <= instances.length + 1, `lines of it in the logs of ${instances.length} instances: ${lines}`);
  await whileRead('the server back, two more loads', states, uncached.origin, async () => {
    const up = await server.node.start();
    await pause(REPLICAS_ANEW_MS);
    await states.loadOther();
    const early = await seenByEach(instances, states);
    holds(
      most(early.seen) <= UP_WITHIN_MS,
      `the server up after ${ms([up])}; a load while replicas are copied anew and an instance is fresh, seen by each after (target: ${UP_WITHIN_MS} ms): ${ms(early.seen)}; in its replica after ${ms(early.arrived)}`,
    );
    await settled();
    await states.loadOther();
    const { seen, arrived } = await seenByEach(instances, states);
    holds(
      most(seen) <= SEEN_WITHIN_MS,
      `all at rest, a load then seen by each after (target: ${SEEN_WITHIN_MS} ms): ${ms(seen)}; in its replica after ${ms(arrived)}`,
    );
  });
}

/** Requests a second, and milliseconds of processor a request in the proxy and in all instances. */
async function pressed(
  origin: string,
  through: Node,
  instances: readonly Instance[],
  addressOf: (place: number) => string,
) {
  for (const path of ASKED) await (await fetch(origin + path)).arrayBuffer();
  const used = () => ({
    proxy: processorSeconds(through.pid),
    instances: instances.reduce((sum, { node }) => sum + processorSeconds(node.pid), 0),
  });
  const before = used();
  const { requestsPerSecond, p50, p99, bytesPerReply } = await press({
    addressOf: (place) => origin + addressOf(place),
    headers: { 'accept-encoding': 'br' },
    connections: CONNECTIONS,
    seconds: PRESSED_SECONDS,
  });
  const after = used();
  const requests = requestsPerSecond * PRESSED_SECONDS;
  const each = (from: number, to: number) => (((to - from) * 1000) / requests).toFixed(2);
  return {
    requestsPerSecond,
    line: `${requestsPerSecond.toFixed(0)} requests/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${(bytesPerReply / 1000).toFixed(0)} kB each; processor a request: nginx ${each(before.proxy, after.proxy)} ms, instances ${each(before.instances, after.instances)} ms`,
  };
}

const PAGES = ASKED.filter((path) => !/csv|json|api/.test(path));
const keptPage = (place: number) => PAGES[place % PAGES.length] ?? '/';
/** Pages that nobody asked for before, so that they have to be made: the explorer with three countries chosen. */
const CODES = readdirSync(join(REAL_DATA, 'countries')).map((name) => name.slice(0, 2));
const NEW_PAGES = CODES.flatMap((a, place) =>
  CODES.slice(place + 1, -1).map(
    (b, further) => `/measures?countries=${a},${b},${CODES[place + further + 2]}`,
  ),
);
let shown = 0;
const newPage = () => {
  shown += 1;
  return NEW_PAGES[(shown * 7) % NEW_PAGES.length] ?? '/';
};

async function growth(folder: string, { running, instances }: Nodes, cached: Front): Promise<void> {
  console.log(
    `on ${cpus().length} cores, shared by readers, proxy and instances, ${CONNECTIONS} connections:`,
  );
  for (let count = 1; count <= instances.length; count += 1) {
    const some = instances.slice(0, count);
    const between = await proxy(
      folder,
      some.map(({ port }) => port),
      false,
    );
    running.push(between.node);
    try {
      await between.node.start();
      const kept = await pressed(between.origin, between.node, some, keptPage);
      console.log(
        `  ${count} of ${instances.length} instances, no cache, pages that instances keep: ${kept.line}`,
      );
      const made = await pressed(between.origin, between.node, some, newPage);
      console.log(`  ${count} of ${instances.length} instances, no cache, pages that are made: ${made.line}`);
    } finally {
      await between.node.end();
    }
  }
  const hits = await pressed(cached.origin, cached.node, instances, keptPage);
  console.log(
    `  ${instances.length} of ${instances.length} instances, the proxy's cache, pages: ${hits.line}`,
  );
}

/** Without a replica every read goes to the server: slower, and the same answers. */
async function withoutReplica({ server, running, states }: Nodes): Promise<void> {
  const direct = await instance({ DATABASE_URL: server.url });
  running.push(direct.node);
  try {
    await direct.node.start();
    const wrongBefore = states.wrong.length;
    const since = performance.now();
    for (const path of ASKED) await states.check(direct.origin, path);
    const took = (performance.now() - since) / ASKED.length;
    holds(
      states.wrong.length === wrongBefore,
      `an instance without a replica answers the same, in ${took.toFixed(0)} ms on average the first time`,
    );
  } finally {
    await direct.node.end();
  }
}

async function main(): Promise<void> {
  requireNginx();
  libsqlServer();
  const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-nodes-'));
  const running: Node[] = [];
  const started = async <Kind extends { node: Node }>(one: Kind): Promise<Kind> => {
    running.push(one.node);
    await one.node.start();
    return one;
  };
  const clear = async () => {
    await Promise.all(running.map((node) => node.end()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  // Who bounds this in time ends it so.
  const ended = (signal: NodeJS.Signals) => {
    console.error(`ended by ${signal}`);
    clear().finally(() => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, ended);
  try {
    const server = await started(await primary(folder));
    const instances: Instance[] = [];
    for (let place = 0; place < INSTANCES; place += 1) {
      const replica = join(folder, `instance-${place}`, 'replica.sqlite');
      instances.push(await instance({ DATABASE_URL: server.url, DATABASE_REPLICA: replica }));
    }
    const states = new TwoStates(server.url, folder);
    await Promise.all(instances.map(started));
    const ports = instances.map(({ port }) => port);
    const cached = await started(await proxy(folder, ports, true));
    const uncached = await started(await proxy(folder, ports, false));
    for (const { origin } of [...instances, cached]) await states.requireTelling(origin);
    const nodes = { server, running, instances, states };
    await loads(nodes, cached);
    await killedInstances(nodes, uncached);
    await killedServer(nodes, uncached);
    await withoutReplica(nodes);
    await growth(folder, nodes, cached);
    console.log(`${states.answers} answers in all, ${states.mixed} mixed (target: 0)`);
  } finally {
    await clear();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof MissingProgramError)) throw error;
  wrong.push(error.message);
  console.error(error.message);
}
for (const line of wrong) console.log(`WRONG ${line}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
