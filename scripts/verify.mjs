// Everything that must hold: format, lint, types, data, unit tests, production build, browser tests. Runs all of it whatever
// fails, and ends with one line: "N passed, N failed". A check counts as one; the test runners give their own numbers.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './shared/chromium.mjs';
import { playwrightFailures, printFailures, vitestFailures } from './shared/failures.mjs';
import { requireNode } from './shared/node-version.mjs';
import { endChildrenOnSignal, run, runNode } from './shared/run.mjs';
import { ensureBuilt, ensureInstalled, ensureLoaded } from './shared/steps.mjs';

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const REPORTS = 'var/reports';
const VITEST_REPORT = `${REPORTS}/vitest.json`;
const PLAYWRIGHT_REPORT = `${REPORTS}/playwright.json`;

/** scripts/audit.mjs: the registry gave no answer. */
const NOT_CHECKED = 75;

const results = [];

/** What failed and why, told once more at the end: a log is often kept by its last lines only. */
const failures = [];

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A runner's own numbers; a run that ended badly without a failed test in its report is a failure all the same. */
function counted(exitCode, passed, failed) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

/** A check without numbers of its own counts as one. */
async function check(running) {
  const code = await running;
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest() {
  rmSync(VITEST_REPORT, { force: true });
  const code = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`],
    { minutes: 20 },
  );
  const report = readReport(VITEST_REPORT);
  const unread = report?.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  failures.push(...vitestFailures(report));
  return counted(code, report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + (unread?.length ?? 0));
}

async function playwright() {
  rmSync(PLAYWRIGHT_REPORT, { force: true });
  const chromium = await findChromium();
  console.log(`Browser: ${chromium}`);
  const code = await runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=line,json'], {
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT_REPORT },
    minutes: 40,
  });
  const report = readReport(PLAYWRIGHT_REPORT);
  failures.push(...playwrightFailures(report));
  const stats = report?.stats;
  return counted(code, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0));
}

async function install() {
  await ensureInstalled();
  return { passed: 1, failed: 0 };
}

/** Known vulnerabilities count as a check when the registry answers; without it (offline) nothing was checked, and nothing counts. */
async function audit() {
  const code = await runNode('scripts/audit.mjs', [], { minutes: 2 });
  return code === NOT_CHECKED ? { passed: 0, failed: 0 } : check(code);
}

async function build() {
  await ensureLoaded();
  await ensureBuilt();
  return { passed: 1, failed: 0 };
}

async function types() {
  const generated = await runNode('node_modules/next/dist/bin/next', ['typegen'], { minutes: 3 });
  if (generated !== 0) return { passed: 0, failed: 1 };
  return check(
    run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'], { minutes: 5 }),
  );
}

async function step(name, work) {
  console.log(`\n── ${name} ──`);
  const begun = Date.now();
  let outcome;
  try {
    outcome = await work();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    outcome = { passed: 0, failed: 1 };
  }
  results.push({ name, ...outcome, seconds: (Date.now() - begun) / 1000 });
  return outcome.failed === 0;
}

async function verify() {
  if (!(await step('install', install))) return;
  mkdirSync(REPORTS, { recursive: true });
  await step('format and lint', () =>
    check(
      run(process.execPath, [BIOME, 'ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'], {
        minutes: 3,
      }),
    ),
  );
  await step('types', types);
  await step('licences', () => check(runNode('scripts/licences.mjs', ['--check'], { minutes: 1 })));
  await step('known vulnerabilities', audit);
  await step('data', () => check(runNode('db/commands/check.ts', [], { minutes: 5 })));
  await step('chart renderer', () => check(runNode('scripts/build-chart-renderer.ts', [], { minutes: 5 })));
  await step('unit tests', vitest);
  if (await step('production build', build)) await step('browser tests', playwright);
  else results.push({ name: 'browser tests (no build to test)', passed: 0, failed: 1, seconds: 0 });
}

function summarise() {
  printFailures(failures);
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.exitCode = sum('failed') === 0 && results.length > 0 ? 0 : 1;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

requireNode();
// The project's own file, whatever database this shell works on.
delete process.env.DATABASE_URL;
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
endChildrenOnSignal(() => {
  results.push({ name: 'interrupted', passed: 0, failed: 1, seconds: 0 });
  summarise();
});
verify()
  .catch((error) => {
    console.error(error);
    results.push({ name: 'verify', passed: 0, failed: 1, seconds: 0 });
  })
  .finally(summarise);
