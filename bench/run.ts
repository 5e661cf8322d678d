/*
 * Runs the measurements (`npm run bench`) or the faults (`npm run chaos`) one after the other, each in a process of its own and
 * bounded in time, after saying when and on what machine. One that fails does not stop the rest; at the end stands what each came to. Ends
 * with 1 when one failed. Needs "npm run up" once. Run: npx tsx bench/run.ts bench|chaos [part of a name …]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, totalmem } from 'node:os';
import { findChromium } from '../scripts/shared/chromium.mjs';

/** A program, how node is to run it, and the minutes after which it is ended. */
interface Program {
  file: string;
  node?: readonly string[];
  minutes: number;
}

/** Queries alone need the server's build of React. */
const QUERIES = ['--conditions=react-server', '--expose-gc'] as const;

const PROGRAMS: Readonly<Record<string, readonly Program[]>> = {
  bench: [
    { file: 'first-load', minutes: 5 },
    { file: 'embed', minutes: 5 },
    { file: 'slow-phone', minutes: 15 },
    { file: 'navigation', minutes: 8 },
    { file: 'lighthouse', minutes: 5 },
    { file: 'pages', minutes: 5 },
    { file: 'api', minutes: 5 },
    { file: 'charts', minutes: 5 },
    { file: 'pictures', node: QUERIES, minutes: 5 },
    { file: 'explorer', node: QUERIES, minutes: 10 },
    { file: 'exports', minutes: 15 },
    { file: 'load', minutes: 10 },
  ],
  chaos: [
    { file: 'chaos/loads', minutes: 5 },
    { file: 'chaos/kills', minutes: 15 },
    { file: 'chaos/faults', minutes: 10 },
    { file: 'chaos/nodes', minutes: 10 },
    { file: 'chaos/image', minutes: 15 },
    { file: 'chaos/connections', minutes: 3 },
    { file: 'chaos/fuzz', minutes: 30 },
  ],
};

async function run({ file, node = [], minutes }: Program): Promise<string> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...node, '--import', 'tsx', `bench/${file}.ts`], {
    stdio: 'inherit',
  });
  let late = false;
  const end = setTimeout(() => {
    late = true;
    child.kill('SIGTERM');
  }, minutes * 60_000);
  const [code] = await once(child, 'exit');
  clearTimeout(end);
  const took = `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  if (late) return `ended after ${minutes} minutes`;
  return code === 0 ? `holds, ${took}` : `DOES NOT HOLD, ${took}`;
}

const [kind = '', ...parts] = process.argv.slice(2);
const programs = PROGRAMS[kind];
if (programs === undefined) {
  throw new Error(`"${kind}" is nothing to run; there is: ${Object.keys(PROGRAMS).join(', ')}`);
}
const chosen = programs.filter(({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)));
if (chosen.length === 0) {
  throw new Error(`"${parts.join(' ')}" names none of ${programs.map(({ file }) => file).join(', ')}`);
}
const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 16)} UTC; ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.version}`,
);
// The measurements in a browser take the one that the tests take.
process.env.CHROMIUM_PATH = await findChromium();
const verdicts: [file: string, verdict: string][] = [];
for (const program of chosen) {
  console.log(`\n== ${program.file}`);
  verdicts.push([program.file, await run(program)]);
}
console.log('');
for (const [file, verdict] of verdicts) console.log(`${file.padEnd(18)} ${verdict}`);
process.exitCode = verdicts.every(([, verdict]) => verdict.startsWith('holds')) ? 0 : 1;
