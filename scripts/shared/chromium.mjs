import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** True when the program is there and starts: one without its system libraries does not. */
function starts(path) {
  if (!existsSync(path)) return false;
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

function inPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * A Chromium that starts: CHROMIUM_PATH, one in PATH, Playwright's; else Playwright's download, else (Debian, as root)
 * the system's package. Throws an Error that says what to do when there is none to be had.
 */
export async function findChromium() {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (starts(configured)) return configured;
    throw new Error(`CHROMIUM_PATH is "${configured}", and no browser starts there.`);
  }
  const own = await playwrightsOwn();
  const existing = () => [...inPath(), ...MAC_APPLICATIONS, own].find(starts);
  const found = existing();
  if (found) return found;

  console.log('No Chromium found; downloading Playwright’s …');
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    minutes: 5,
  });
  const downloaded = existing();
  if (downloaded) return downloaded;

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('No download that starts; installing Debian’s package …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env, minutes: 3 });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, minutes: 8 });
    const packaged = existing();
    if (packaged) return packaged;
  }
  throw new Error(
    'no Chromium: none in PATH, Playwright’s download did not give one that starts, and no Debian package could be installed. ' +
      'Install Chromium or Chrome and name it: CHROMIUM_PATH=/path/to/chromium npm run verify',
  );
}
