// Asks the registry for known vulnerabilities in the packages that run with Muster. Exit code 0: none of weight; 1: there are; 75
// (EX_TEMPFAIL): the registry gave no answer, so nothing was checked.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOT_CHECKED = 75;
const GRAVE = ['high', 'critical'];

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const own = process.env.npm_execpath;
const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
const { stdout, error } = spawnSync(command, [...first, 'audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: 60_000,
  maxBuffer: 64 * 1024 * 1024,
});

/** The report; null when what came is none. */
function readReport(text) {
  try {
    const report = JSON.parse(text);
    return report.auditReportVersion === undefined
      ? { why: report.message ?? report.error?.summary }
      : { report };
  } catch (problem) {
    if (problem instanceof SyntaxError) return { why: 'no answer' };
    throw problem;
  }
}

const { report, why } = readReport(stdout ?? '');
if (!report) {
  console.log(
    `not checked: the registry does not say what is known (${error?.message ?? why ?? 'no reason given'}).`,
  );
  process.exitCode = NOT_CHECKED;
} else {
  const found = Object.values(report.vulnerabilities);
  for (const { name, severity, range, fixAvailable } of found) {
    console.log(`${name} ${range}: ${severity}${fixAvailable ? ', mended in a later version' : ''}`);
  }
  const grave = found.filter(({ severity }) => GRAVE.includes(severity));
  console.log(`${found.length} known vulnerabilities, ${grave.length} of them high or critical.`);
  if (grave.length > 0) process.exitCode = 1;
}
