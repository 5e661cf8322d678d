/*
 * Prints how long a load takes: of the real data, and of 1,000,000 synthetic observations made for this run in a temporary
 * folder (figures without meaning, never shipped). Each load is a process of its own, as a maintainer's is.
 * Run: npx tsx bench/load.ts [number of synthetic observations]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REAL_DATA, writeSyntheticData } from './synthetic-data';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REAL_OBSERVATIONS = 1010;
const SYNTHETIC_OBSERVATIONS = Number(process.argv[2] ?? 1_000_000);

interface Run {
  seconds: number;
  peakMegabytes: number;
}

/** Runs a command of db/commands in a process of its own; its peak memory is what the process itself reports at its end. */
function run(command: string, databaseUrl: string, options: string[]): Run {
  const report = join(work, 'peak-rss');
  const started = performance.now();
  const child = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      `data:text/javascript,${encodeURIComponent(REPORT_PEAK)}`,
      `db/commands/${command}.ts`,
      ...options,
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: databaseUrl, PEAK_RSS_FILE: report },
    },
  );
  if (child.status !== 0)
    throw new Error(`${command} failed (${child.status}): ${(child.stderr || child.stdout).slice(0, 2000)}`);
  // maxRSS is in kilobytes.
  return {
    seconds: (performance.now() - started) / 1000,
    peakMegabytes: Number(readFileSync(report, 'utf8')) / 1024,
  };
}

const REPORT_PEAK = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.PEAK_RSS_FILE, String(process.resourceUsage().maxRSS)));`;

function print(what: string, observations: number, { seconds, peakMegabytes }: Run): void {
  const rate = Math.round(observations / seconds).toLocaleString('en');
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${rate} observations/s, peak memory ${Math.round(peakMegabytes)} MB`,
  );
}

function loadTwice(what: string, data: string, observations: number): void {
  const path = join(work, `${what}.sqlite`);
  const url = `file:${path}`;
  run('migrate', url, []);
  print(`${what}, check only`, observations, run('check', url, ['--data', data]));
  print(`${what}, first load`, observations, run('load', url, ['--data', data]));
  print(`${what}, same again`, observations, run('load', url, ['--data', data]));
  console.log(`${what}: database of ${Math.round(statSync(path).size / 1e6)} MB`);
}

const work = mkdtempSync(join(tmpdir(), 'muster-bench-load-'));
try {
  loadTwice('real', REAL_DATA, REAL_OBSERVATIONS);
  const synthetic = join(work, 'data');
  writeSyntheticData(synthetic, SYNTHETIC_OBSERVATIONS);
  loadTwice('synthetic', synthetic, SYNTHETIC_OBSERVATIONS + REAL_OBSERVATIONS);
} finally {
  rmSync(work, { recursive: true, force: true });
}
