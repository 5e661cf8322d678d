import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from './fixtures';
import { OwnServer } from './own-server';

/*
 * Data whose words would be code elsewhere, and clients that ask for too much: a server of its own, behind a proxy that is made
 * believe, on the build that all browser tests use.
 */

const SCRIPT = '</script><script>window.taken=1</script>';
const IMAGE = '"><img src=x onerror="window.taken=1">';
const FORMULA = '=HYPERLINK("https://example.org","x")';
/** Made up for this test; it is in no data of ours. */
const MEASURE = 'fr-hostile';
const ALLOWED = 6;

let muster: OwnServer;
let origin: string;

interface CountryFile {
  model_note: string | null;
  sources: { id: string; title: string; publisher: string }[];
  measures: {
    id: string;
    name: string;
    native_name: string | null;
    summary: string;
    observations: { note: string | null }[];
  }[];
  events: { title: string }[];
}

/** The project's data with hostile words of France in it. */
function hostileData(folder: string): string {
  const data = join(folder, 'data');
  cpSync('db/data', data, { recursive: true });
  const path = join(data, 'countries/FR.json');
  const france = JSON.parse(readFileSync(path, 'utf8')) as CountryFile;
  france.model_note = `Note ${SCRIPT}`;
  for (const source of france.sources) {
    source.title = `${FORMULA} ${SCRIPT}`;
    source.publisher = `</title></style>${IMAGE}`;
  }
  for (const measure of france.measures) {
    measure.name = `Name ${SCRIPT}`;
    measure.native_name = FORMULA;
    measure.summary = `Summary ${IMAGE} ]]> --> {{7*7}}`;
    for (const observation of measure.observations) observation.note = `${FORMULA} ${IMAGE}`;
  }
  for (const event of france.events) event.title = `Event ${SCRIPT} ${IMAGE}`;
  const [first] = france.measures;
  if (!first) throw new Error('the data has no measure of France any more');
  france.measures.push({ ...first, id: MEASURE, name: `Hostile ${SCRIPT}` });
  writeFileSync(path, JSON.stringify(france));
  const claimsPath = join(data, 'claims.json');
  const claims = JSON.parse(readFileSync(claimsPath, 'utf8')) as {
    claims: { statement: string; explanation: string; attributed_to: string }[];
  };
  for (const claim of claims.claims) {
    Object.assign(claim, { statement: `Claim ${SCRIPT}`, explanation: IMAGE, attributed_to: FORMULA });
  }
  writeFileSync(claimsPath, JSON.stringify(claims));
  return data;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  muster = new OwnServer();
  muster.command('migrate');
  muster.command('load');
  // As a second release, so that the record of changes and its feeds have the words too.
  muster.command('load', '--data', hostileData(muster.folder));
  origin = await muster.start({ MUSTER_TRUSTED_PROXIES: '1', MUSTER_COSTLY_PER_MINUTE: String(ALLOWED) });
});

test.afterAll(() => muster.stop());

const text = async (path: string) => {
  const answer = await fetch(origin + path, { headers: { 'x-forwarded-for': '198.51.100.99' } });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

for (const [path, shown] of [
  ['/?countries=FR,SE', null],
  ['/measures?countries=FR', `Name ${SCRIPT}`],
  [`/measures/${MEASURE}`, `Hostile ${SCRIPT}`],
  ['/countries/fr?asOf=2026-06-01', `Name ${SCRIPT}`],
  ['/compare?countries=FR,SE', `Name ${SCRIPT}`],
  ['/charts/intake-targets?countries=FR,SE', `Name ${SCRIPT}`],
  ['/charts/timeline?countries=FR,SE', `Name ${SCRIPT}`],
  ['/timeline?countries=FR', `Event ${SCRIPT}`],
  ['/claims?q=claim', `Claim ${SCRIPT}`],
  ['/sources?countries=FR', `${FORMULA} ${SCRIPT}`],
  ['/changes?countries=FR', null],
  ['/embed/charts/timeline?countries=FR,SE', null],
] as const) {
  test(`${path} shows hostile words as words`, async ({ page }) => {
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate(() => ({
      taken: 'taken' in window,
      images: document.querySelectorAll('img[onerror]').length,
      scripts: [...document.scripts].filter(({ text: code }) => code.startsWith('window.taken')).length,
      words: document.body.textContent ?? '',
    }));
    expect([found.taken, found.images, found.scripts]).toEqual([false, 0, 0]);
    if (shown !== null) expect(found.words).toContain(shown);
  });
}

test('the explorer’s own answer, the API and the JSON files give the words back as they are', async () => {
  const measure = JSON.parse(await text(`/measures/${MEASURE}.json`));
  expect(JSON.stringify(measure)).toContain(JSON.stringify(`Hostile ${SCRIPT}`));
  const { data } = JSON.parse(await text(`/api/v1/measures/${MEASURE}`));
  expect(data.name).toBe(`Hostile ${SCRIPT}`);
});

test('the feeds carry the words as words', async ({ page }) => {
  const atom = await text('/feed.atom');
  await page.goto(`${origin}/healthz`);
  const found = await page.evaluate((markup) => {
    const feed = new DOMParser().parseFromString(markup, 'application/xml');
    const html = [...feed.querySelectorAll('content, summary')].map(({ textContent }) =>
      new DOMParser().parseFromString(textContent ?? '', 'text/html'),
    );
    return {
      broken: feed.querySelectorAll('parsererror').length,
      entries: feed.querySelectorAll('entry').length > 0,
      active: html.reduce((sum, one) => sum + one.querySelectorAll('script, img, [onerror]').length, 0),
    };
  }, atom);
  expect(found).toEqual({ broken: 0, entries: true, active: 0 });
  const { items } = JSON.parse(await text('/feed.json'));
  expect(items.length).toBeGreaterThan(0);
});

test('no cell of a CSV begins as a formula does', async () => {
  for (const path of ['/measures.csv', '/observations.csv', '/sources.csv', '/claims.csv', '/events.csv']) {
    const rows: string[][] = parse(await text(path), { bom: true });
    const cells = rows.flat();
    expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([]);
    expect([path, cells.some((cell) => cell.includes('window.taken') || cell.startsWith("'="))]).toEqual([
      path,
      true,
    ]);
  }
});

test('a picture of hostile words is a picture', async ({ page }) => {
  const title = encodeURIComponent(`${SCRIPT}${IMAGE}`.slice(0, 60));
  const svg = await text(`/charts/timeline.svg?countries=FR,SE&title=${title}`);
  await page.goto(`${origin}/healthz`);
  const found = await page.evaluate((markup) => {
    const drawing = new DOMParser().parseFromString(markup, 'image/svg+xml');
    return {
      broken: drawing.querySelectorAll('parsererror').length,
      active: drawing.querySelectorAll('script, foreignObject, a, image[href^="http"]').length,
      handlers: [...drawing.querySelectorAll('*')].flatMap(({ attributes }) =>
        [...attributes].filter(({ name }) => name.startsWith('on')),
      ).length,
    };
  }, svg);
  expect(found).toEqual({ broken: 0, active: 0, handlers: 0 });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One connection an ask, with what a client claims and what the proxy in front saw. */
function asked(path: string, forwardedFor: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(origin + path, { agent: false, headers: { 'x-forwarded-for': forwardedFor } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      );
    }).on('error', reject);
  });
}

test('who asks for too many pictures is told when to come back, whatever it claims to be; others are not', async () => {
  test.setTimeout(120_000);
  const picture = (width: number) => `/charts/budgets.svg?countries=FR,SE&width=${width}`;
  const statuses: number[] = [];
  for (let i = 0; i < ALLOWED + 3; i += 1) {
    statuses.push((await asked(picture(600 + i), `10.0.0.${i}, 198.51.100.7`)).status);
  }
  expect(statuses.slice(0, ALLOWED)).toEqual(Array<number>(ALLOWED).fill(200));
  // Drawing takes time, in which a little flows in again.
  const refused = await (async () => {
    for (let i = 0; i < 3 * ALLOWED; i += 1) {
      const answer = await asked(picture(800 + i), '198.51.100.7');
      if (answer.status === 429) return answer;
    }
    throw new Error('nothing was refused');
  })();
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(refused.body)).toMatchObject({
    status: 429,
    detail: expect.stringContaining('again in'),
  });
  // What was drawn before costs nothing, what is cheap is not counted, and another client is another.
  expect((await asked(picture(600), '198.51.100.7')).status).toBe(200);
  expect((await asked('/measures.csv', '198.51.100.7')).status).toBe(200);
  expect((await asked('/measures?countries=FR', '198.51.100.7')).status).toBe(200);
  expect((await asked(picture(1_000), '198.51.100.8')).status).toBe(200);
});

test('a workbook, the package and the SQLite file are charged as well', async () => {
  test.setTimeout(120_000);
  const spend = async (pathOf: (place: number) => string, client: string) => {
    const seen: number[] = [];
    for (let i = 0; i < 2 * ALLOWED + 2 && !seen.includes(429); i += 1) {
      seen.push((await asked(pathOf(i), client)).status);
    }
    return [seen[0], seen.at(-1)];
  };
  // Of one and the same workbook the second would be the first, kept.
  const searched = (place: number) => `/measures.xlsx?q=${'service'.slice(0, 1 + (place % 7))}${place}`;
  expect(await spend(searched, '198.51.100.20')).toEqual([200, 429]);
  const inLanguage = (place: number) => `/datapackage.zip?lang=${['fr', 'sv', 'pl', 'de'][place % 4]}`;
  expect(await spend(inLanguage, '198.51.100.21')).toEqual([200, 429]);
  // It is kept for its release: made once.
  const file = async () => (await asked('/muster.sqlite', '198.51.100.22')).status;
  expect([await file(), await file(), await file(), await file()]).toEqual([200, 200, 200, 200]);
});

test('told to end, it finishes the download that it is making and ends as it should', async () => {
  const path = '/datapackage.zip';
  const headers = (client: string) => ({ 'x-forwarded-for': client });
  const before = await fetch(origin + path, { headers: headers('198.51.100.30') });
  const whole = (await before.arrayBuffer()).byteLength;
  const seen = await new Promise<{ got: number; atWork: boolean; code: number | null }>((resolve, reject) => {
    get(origin + path, { agent: false, headers: headers('198.51.100.31') }, (response) => {
      // The head is here, the package is still being made.
      const ended = muster.end();
      let got = 0;
      let atWork = false;
      response.on('data', (piece: Buffer) => {
        atWork ||= got > 0 && muster.running;
        got += piece.length;
      });
      response.on('end', async () => resolve({ got, atWork, code: await ended }));
      response.on('error', reject);
    }).on('error', reject);
  });
  expect(seen).toEqual({ got: whole, atWork: true, code: 0 });
});
