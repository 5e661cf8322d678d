// The failed tests of the two runners' JSON reports, in a few lines each.

const LINES = 14;
const TESTS = 20;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the runners colour their messages by escape sequences
const COLOURS = /\u001b\[[0-9;]*m/gu;

const FRAME_OF_A_RUNNER = /^\s+at (new Promise |.*node_modules)/u;

function reason(message) {
  return (message ?? 'no message')
    .replace(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !FRAME_OF_A_RUNNER.test(line))
    .slice(0, LINES);
}

/** `{ test, lines }` of each failed test of a report by Vitest (null: none was written), and of each file that could not be read. */
export function vitestFailures(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [{ test: name, lines: reason(message) }]
      : assertionResults
          .filter((assertion) => assertion.status === 'failed')
          .map((assertion) => ({
            test: `${name} › ${assertion.fullName}`,
            lines: reason(assertion.failureMessages[0]),
          })),
  );
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** `{ test, lines }` of each failed test of a report by Playwright (null: none was written), and of what failed outside of tests. */
export function playwrightFailures(report) {
  return [
    ...(report?.errors ?? []).map(({ message }) => ({ test: 'browser tests', lines: reason(message) })),
    ...specsOf({ suites: report?.suites ?? [] })
      .filter(({ ok }) => !ok)
      .map(({ file, line, title, tests }) => ({
        test: `${file}:${line} › ${title}`,
        lines: reason(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message),
      })),
  ];
}

/** Prints them, the first ones when there are many. */
export function printFailures(failures) {
  for (const { test, lines } of failures.slice(0, TESTS)) {
    console.log(`\nfailed: ${test}`);
    for (const line of lines) console.log(`  ${line}`);
  }
  if (failures.length > TESTS) console.log(`\nfailed: ${failures.length - TESTS} more, told above`);
}
