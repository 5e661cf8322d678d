/*
 * Prints Lighthouse's performance of each kind of page, with the profile it used: Lighthouse's own mobile profile, applied while the page
 * loads. It depends on the machine, so nothing holds it; what does not is held by e2e/lighthouse.spec.ts. Needs a production build and
 * its database: "npm run up" once. Run: npx tsx bench/lighthouse.ts (CHROMIUM_PATH names a browser where there is no other).
 */
import { chromium } from '@playwright/test';
import { lighthouse } from '../e2e/lighthouse';
import { freePort } from '../e2e/ports';
import { served } from './served';

const PATHS = [
  '/',
  '/measures',
  '/measures/se-varnplikt',
  '/countries/fr',
  '/compare',
  '/charts/intake-targets',
];
const SHOWN = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocked',
} as const;

const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  await served({}, async ({ origin }) => {
    let profile = '';
    for (const path of PATHS) {
      await (await fetch(origin + path)).arrayBuffer();
      const { categories, audits, configSettings } = await lighthouse(
        origin + path,
        port,
        ['performance'],
        'devtools',
      );
      const { requestLatencyMs, downloadThroughputKbps, cpuSlowdownMultiplier } = configSettings.throttling;
      const used = `mobile, CPU ×${cpuSlowdownMultiplier}, ${downloadThroughputKbps} kbit/s, ${requestLatencyMs} ms a request`;
      if (used !== profile) console.log(`Lighthouse performance of 100; ${used}`);
      profile = used;
      const times = Object.entries(SHOWN).map(
        ([id, words]) => `${words} ${audits[id]?.numericValue?.toFixed(0)} ms`,
      );
      const shift = audits['cumulative-layout-shift']?.numericValue?.toFixed(4);
      const score = ((categories.performance?.score ?? Number.NaN) * 100).toFixed(0).padStart(4);
      console.log(`${score}  ${path}: ${times.join(', ')}, shift ${shift}`);
    }
  });
} finally {
  await browser.close();
}
