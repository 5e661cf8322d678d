/*
 * Loads new data again and again while readers ask, and holds every answer to one release: 200 requests a second for 60 s with
 * ten loads in between, two states of the data alternating (states.ts). Prints how long it took until a reader saw each
 * load. Ends with 1 when an answer failed, was mixed, or came from no release; or when a load took more than 5 s to be seen.
 * Needs "npm run up" once. Run: npx tsx bench/chaos/loads.ts [seconds] [requests a second] [loads]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { served } from '../served';
import { TwoStates } from './states';

const SECONDS = Number(process.argv[2] ?? 60);
const A_SECOND = Number(process.argv[3] ?? 200);
const LOADS = Number(process.argv[4] ?? 10);
const SEEN_WITHIN_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-loads-'));
let holds = false;
try {
  const database = join(folder, 'muster.sqlite');
  const states = new TwoStates(`file:${database}`, folder);
  const delays: number[] = [];
  await served({ database, env: { MUSTER_COSTLY_PER_MINUTE: '0' } }, async ({ origin }) => {
    await states.requireTelling(origin);
    const begun = performance.now();
    const asking = states.askSteadily(origin, A_SECOND);
    const untilAt = (second: number) => pause(Math.max(0, begun + second * 1000 - performance.now()));
    for (let round = 0; round < LOADS; round += 1) {
      await untilAt(((round + 0.5) / LOADS) * SECONDS);
      await states.loadOther();
      delays.push(await states.untilSeen(origin));
    }
    await untilAt(SECONDS);
    const { late, seconds } = await asking.end();
    console.log(
      `${states.answers} answers in ${seconds.toFixed(0)} s (${(states.answers / seconds).toFixed(0)} a second; ${late} asked over a second late), ${LOADS} loads`,
    );
  });
  console.log(
    `seen after the load, on a page and in the API: ${delays.map((ms) => `${Math.round(ms)} ms`).join(', ')}`,
  );
  const wrong = [
    ...states.wrong,
    ...(delays.some((ms) => ms > SEEN_WITHIN_MS) ? [`a load was seen later than ${SEEN_WITHIN_MS} ms`] : []),
  ];
  console.log(`${states.mixed} mixed answers; ${wrong.length} answers or loads do not hold`);
  for (const line of wrong.slice(0, 20)) console.log(`WRONG ${line}`);
  holds = wrong.length === 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = holds ? 0 : 1;
