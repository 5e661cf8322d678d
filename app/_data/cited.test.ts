import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_PATHS } from '@/app/_components/shell/pages';
import { GET as cite } from '@/app/cite/route';
import { getDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { RESOURCES } from '@/lib/api/resources';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { DATA_FILES, FILE_FORMATS } from '@/lib/domain/data-files';
import { CITATION_FORMATS, type CslItem } from '@/lib/export/citation';
import { LOCALES, localePath } from '@/lib/i18n/locales';
import { currentRelease } from '@/lib/queries/releases';
import { listEvents } from '@/lib/queries/timeline';

const ORIGIN = 'https://muster.example';
const configured = process.env.DATABASE_URL;
let folder: string;
let release: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-cited-'));
  process.env.DATABASE_URL = `file:${join(folder, 'muster.sqlite')}`;
  await loadRealData(process.env.DATABASE_URL);
  release = (await currentRelease(await getDatabase())).id;
}, 60_000);

afterAll(async () => {
  (await getDatabase()).$client.close();
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
  rmSync(folder, { recursive: true });
});

const ask = (address: string, format = 'csl') =>
  cite(new Request(`${ORIGIN}/cite?${new URLSearchParams({ url: address, format })}`));

async function cited(address: string): Promise<CslItem> {
  const response = await ask(address);
  expect([address, response.status]).toEqual([address, 200]);
  const [item]: CslItem[] = await response.json();
  if (!item) throw new Error(`${address}: an empty citation`);
  expect([address, item.version]).toEqual([address, release]);
  expect(item.title.length).toBeGreaterThan(2);
  return item;
}

describe('a citation of every page', () => {
  it.each(LOCALES)('in %s', async (locale) => {
    const [event] = await listEvents(await getDatabase());
    const items = ['/measures/se-varnplikt', '/countries/pl', `/timeline/${event?.id}`];
    const paths = [...PAGE_PATHS, ...items, ...CHART_SLUGS.map((slug) => `/charts/${slug}`)];
    const titles: string[] = [];
    for (const path of paths) {
      const item = await cited(localePath(locale, path));
      expect([path, item.type, item.language]).toEqual([path, 'webpage', locale]);
      const charts = path.startsWith('/charts/') ? `?release=${release}` : '';
      expect(item.URL).toBe(`${ORIGIN}${localePath(locale, path)}${charts}`);
      titles.push(item.title);
    }
    expect(new Set(titles).size).toBe(paths.length);
  });

  it('in each form', async () => {
    for (const format of CITATION_FORMATS) {
      const response = await ask('/about/data-licence', format);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('https://muster.example/about/data-licence');
    }
  });

  it.each([
    ['/measures?countries=FR&type=voluntary_service', /^Measures.*: .*France/],
    ['/fr/measures?countries=FR&asOf=2025-11-27', /France/],
    ['/compare?countries=FR,SE', /France and Sweden$/],
    ['/?countries=SE,DE', /: Sweden and Germany$/],
    ['/de/?countries=SE,DE', /: Schweden und Deutschland$/],
    [
      '/timeline?countries=FR&theme=national&from=2022',
      /: Countries: France; Themes: in the countries; From 2022$/,
    ],
    ['/fr/claims?countries=PL', /\u00a0?: Pays.*: Pologne$/],
    ['/sv/sources?countries=SE&page=2', /: Länder: Sverige$/],
    ['/coverage?countries=PL&by=measure', /: Poland$/],
    ['/countries/fr?asOf=2025-11-27', /France/],
  ])('%s says its filter', async (address, title) => {
    const item = await cited(address);
    expect(item.title).toMatch(title);
    expect(item.URL).toBe(`${ORIGIN}${address}`);
    expect(item.note.includes('2025')).toBe(address.includes('asOf'));
  });

  it('has none of a release that the page would not show', async () => {
    expect((await cited('/claims?release=000000000000')).version).toBe(release);
  });
});

describe('a citation of every file', () => {
  const ALONE = ['/datapackage.zip', '/muster.sqlite', '/compare.csv?countries=FR,SE', '/coverage.csv'];
  const FILES = DATA_FILES.filter((file) => file !== 'changes').flatMap((file) =>
    FILE_FORMATS.map((format) => `/${file}.${format}`),
  );

  it('names the release in its address', async () => {
    for (const address of [...FILES, ...ALONE]) {
      const item = await cited(address);
      expect([address, item.type]).toEqual([address, 'dataset']);
      expect(item.URL).toBe(`${ORIGIN}${address}${address.includes('?') ? '&' : '?'}release=${release}`);
      expect((await cited(item.URL)).id).toBe(item.id);
    }
  });

  it.each([
    ['/events.csv?countries=FR&type=law', /Countries: France; Types: Law/],
    ['/events.xlsx?from=2022&lang=de', /: Ab 2022$/],
    ['/claims.json?verdict=disputed&lang=pl', /: Oceny: /],
    ['/series.csv?series=births&countries=SE', /Countries: Sweden; Series: Live births$/],
    ['/sources.xlsx?kind=official', /: Kinds of source: official$/],
    ['/measures.xlsx?countries=FR', /France/],
    ['/observations.json?countries=FR&lang=sv', /Frankrike/],
    ['/coverage.csv?countries=PL', /: Poland$/],
    ['/datapackage.zip?lang=fr', /^Muster/],
  ])('%s says its filter', async (address, title) => {
    const item = await cited(address);
    expect(item.title).toMatch(title);
    expect(item.URL).toBe(`${ORIGIN}${address}&release=${release}`);
  });

  it('of the record of changes names no release but that of a filter: it goes over all', async () => {
    for (const format of FILE_FORMATS) {
      expect((await cited(`/changes.${format}`)).URL).toBe(`${ORIGIN}/changes.${format}`);
    }
    const item = await cited(`/changes.csv?release=${release}&countries=FR`);
    expect(item.URL).toBe(`${ORIGIN}/changes.csv?release=${release}&countries=FR`);
    expect(item.title).toMatch(/Countries: France/);
  });

  it('of a feed and of a brief has a title to read', async () => {
    for (const [address, title] of [
      ['/feed.atom', /^Muster/],
      ['/feed.json?lang=fr', /^Muster/],
      ['/countries/fr/feed.atom', /France/],
      ['/countries/fr/feed.json?lang=sv', /Frankrike/],
    ] as const) {
      const item = await cited(address);
      expect([item.type, item.URL]).toEqual(['webpage', `${ORIGIN}${address}`]);
      expect(item.title).toMatch(title);
    }
    for (const address of ['/countries/fr.pdf', '/compare.pdf?countries=FR,SE']) {
      const [file, page] = [await cited(address), await cited(address.replace('.pdf', ''))];
      expect([file.type, file.title]).toEqual(['webpage', page.title]);
      expect(file.URL).toMatch(new RegExp(`[?&]release=${release}$`));
    }
  });

  it('of one thing has its title', async () => {
    for (const path of ['/measures/se-varnplikt', '/countries/pl']) {
      const [file, page] = [await cited(`${path}.json`), await cited(path)];
      expect([file.type, file.title]).toEqual(['dataset', page.title]);
    }
  });

  it('of a chart has the headline, whatever the form', async () => {
    const page = await cited('/charts/budgets?countries=FR,SE');
    for (const format of ['csv', 'json', 'xlsx', 'svg', 'png']) {
      const item = await cited(`/charts/budgets.${format}?countries=FR,SE`);
      expect([format, item.title]).toEqual([format, page.title]);
      expect(item.type).toBe(format === 'svg' || format === 'png' ? 'webpage' : 'dataset');
    }
  });
});

describe('a citation of the API', () => {
  it('is of every list', async () => {
    for (const { name, ofRelease } of RESOURCES) {
      const item = await cited(`/api/v1/${name}?limit=1`);
      expect(item.type).toBe('dataset');
      expect(item.URL.includes(`release=${release}`)).toBe(ofRelease);
    }
    expect((await cited('/api/v1')).URL).toBe(`${ORIGIN}/api/v1`);
    await cited('/api/v1/openapi.json');
  });

  it('has the title of the page that shows the same', async () => {
    const [entry, page] = [
      await cited('/api/v1/measures/se-varnplikt'),
      await cited('/measures/se-varnplikt'),
    ];
    expect(entry.title).toBe(page.title);
    expect((await cited('/api/v1/measures?countries=FR&limit=1')).title).toMatch(/France/);
  });
});

it.each([
  ['/nothing', 404],
  ['/about/nothing', 404],
  ['/measures/none', 404],
  ['/measures/se-varnplikt.csv', 404],
  ['/coverage.json', 404],
  ['/datapackage.csv', 404],
  ['/muster.zip', 404],
  ['/feed.csv', 404],
  ['/countries/zz/feed.atom', 404],
  ['/measures/se-varnplikt/feed.atom', 404],
  ['/measures/se-varnplikt.pdf', 404],
  ['/constructor.csv', 404],
  ['/fr/measures.csv', 404],
  ['/api/v1/nothing', 404],
  ['/api/v2/measures', 404],
  ['/api/v1/measures/none', 404],
  ['/api/v1/measures/%', 404],
  ['https://elsewhere.example/measures', 404],
  ['/events.csv?type=tank', 400],
  ['/claims.xlsx?countries=France', 400],
  ['/measures.csv?type=tank', 400],
  ['/observations.xlsx?status=never', 400],
  ['/coverage.csv?sort=sideways', 400],
  ['/muster.sqlite?countries=FR', 400],
  ['/measures.csv?release=zzz', 400],
  ['/api/v1/measures?limit=-1', 400],
])('%s cannot be cited: %i', async (address, status) => {
  const response = await ask(address);
  expect([address, response.status]).toEqual([address, status]);
  expect((await response.json()).detail.length).toBeGreaterThan(10);
});
