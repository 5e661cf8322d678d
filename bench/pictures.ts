import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * Pictures as files: how long a new one and a kept one take and how long they are, here and over HTTP, and what asking for many
 * does to a page. Figures, not tests. Run: npm run build, start the server with its data, then
 * node --conditions=react-server --import tsx bench/pictures.ts http://localhost:3000 (without an address: drawing alone)
 */
const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(0).padStart(5)} kB`;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

async function drawing(): Promise<void> {
  const { CHART_SLUGS } = await import('@/lib/domain/codes');
  const { closePictures, drawPicture } = await import('@/lib/charts/picture');
  const { FIRST_VIEW, publicationOf } = await import('@/lib/charts/pictures.fixture');
  console.log('Drawn in the worker (1120 px wide, scale 1): new, kept, length, gzip');
  for (const slug of CHART_SLUGS) {
    const publication = publicationOf(slug, { countries: FIRST_VIEW });
    for (const format of ['svg', 'png'] as const) {
      const request = { publication, theme: 'light', format, scale: 1 } as const;
      const [bytes, cold] = await timed(() => drawPicture(request));
      const [, kept] = await timed(() => drawPicture(request));
      const packed = format === 'svg' ? kB(gzipSync(bytes).length) : '';
      console.log(`  ${slug.padEnd(18)} ${format} ${ms(cold)} ${ms(kept)} ${kB(bytes.length)} ${packed}`);
    }
  }
  await closePictures();
}

const SECONDS = 8;
const ASKING = 6;

/** Asks for a page again and again for some seconds; gives its times. */
async function pageTimes(address: string, until: number): Promise<number[]> {
  const times: number[] = [];
  while (performance.now() < until) {
    const [response, time] = await timed(async () => {
      const answer = await fetch(address);
      await answer.arrayBuffer();
      return answer;
    });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    times.push(time);
  }
  return times;
}

async function overHttp(origin: string): Promise<void> {
  const page = `${origin}/measures?countries=FR,SE`;
  const picture = (width: number) => `${origin}/charts/intake-targets.png?width=${width}`;
  const fetched = async (address: string) => (await fetch(address)).arrayBuffer();
  const [, cold] = await timed(() => fetched(picture(1001)));
  const again = await Promise.all([1, 2, 3].map(async () => (await timed(() => fetched(picture(1001))))[1]));
  console.log(`Over HTTP: first ${ms(cold)}, kept ${ms(quantile(again, 0.5))}`);

  await pageTimes(page, performance.now() + 1500);
  const alone = await pageTimes(page, performance.now() + SECONDS * 1000);
  const until = performance.now() + SECONDS * 1000;
  let [drawn, refused, width] = [0, 0, 400 + Math.floor(Math.random() * 100)];
  const asking = Array.from({ length: ASKING }, async () => {
    while (performance.now() < until) {
      width = width >= 1900 ? 400 : width + 1;
      const answer = await fetch(picture(width));
      await answer.arrayBuffer();
      if (answer.ok) drawn += 1;
      else refused += 1;
    }
  });
  const beside = await pageTimes(page, until);
  await Promise.all(asking);
  const line = (times: readonly number[]) =>
    `median ${ms(quantile(times, 0.5))}, 95 % within ${ms(quantile(times, 0.95))} (${times.length} pages)`;
  console.log(`A page alone:            ${line(alone)}`);
  console.log(`Beside ${ASKING} asking for new pictures: ${line(beside)}`);
  console.log(`Meanwhile ${(drawn / SECONDS).toFixed(1)} new pictures a second, ${refused} refused`);
}

if (process.argv[3] === 'http-only' && process.argv[2]) await overHttp(process.argv[2]);
else {
  console.log(`Node ${process.version}, ${cpus().length} cores`);
  await drawing();
  const origin = process.argv[2];
  if (origin) {
    // The drawing above is done and its worker gone, so the server has the machine to itself.
    const self = fileURLToPath(import.meta.url);
    const flags = ['--conditions=react-server', '--import', 'tsx', self, origin, 'http-only'];
    spawnSync(process.execPath, flags, { stdio: 'inherit' });
  }
}
