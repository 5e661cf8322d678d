import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { loadRelease } from '@/db/loader/load';
import { migrateDatabase } from '@/db/migrate';
import { releaseOf } from '@/db/testing/synthetic-data';
import { closeDrawing } from '@/lib/charts/draw';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { chartHref } from '@/lib/view-state/charts';
import { embedAnswer, pointsAnswer, scriptAnswer } from './answer';
import { html } from './html';
import { oembedAnswer } from './oembed';

const ORIGIN = 'https://muster.example';
const FIRST_DAY = '2026-03-01';
const SECOND_DAY = '2026-09-15';
const KIB = 1024;

const configured = process.env.DATABASE_URL;
let db: Database;
let folder: string;
let firstRelease = '';
/** The frozen embed while its release was the newest. */
let frozenBefore = '';

const request = (path: string, headers: Record<string, string> = {}) =>
  new Request(ORIGIN + path, { headers });
const embed = (slug: string, query = '', headers = {}) =>
  embedAnswer(request(`/embed/charts/${slug}${query}`, headers), slug);
const parsed = async (answer: Response) => new JSDOM(await answer.text()).window.document;

beforeAll(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
  folder = mkdtempSync(join(tmpdir(), 'muster-embed-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  process.env.DATABASE_URL = url;
  db = openDatabase(url, { create: true });
  await migrateDatabase(db, url);
  const release = releaseOf(DEFAULT_DATA_FOLDER);
  firstRelease = release.id;
  await loadRelease(db, { release, note: null, loadedAt: `${FIRST_DAY}T08:00:00.000Z` });
  frozenBefore = await (await embed('intake-targets', `?release=${firstRelease}`)).text();
  // A figure made up for this test.
  const changed = structuredClone(release);
  changed.id = '0123456789ab';
  for (const one of changed.content.observations) {
    if (one.measureId === 'fr-service-national' && one.value === 42_500) one.value = 43_210;
  }
  await loadRelease(db, {
    release: changed,
    note: 'made up for a test',
    loadedAt: `${SECOND_DAY}T08:00:00.000Z`,
  });
}, 120_000);

afterAll(async () => {
  await closeDrawing();
  db.$client.close();
  rmSync(folder, { recursive: true });
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

/** The drawings of an embed, as text. */
const drawingsIn = (text: string) => text.match(/<svg xmlns.*?<\/svg>/gs) ?? [];

describe('an embed', () => {
  it.each(CHART_SLUGS)('%s: is whole in one file and light', async (slug) => {
    for (const lang of ['en', 'pl']) {
      const answer = await embed(slug, `?lang=${lang}`);
      expect(answer.status).toBe(200);
      const text = await answer.text();
      // A map is mostly coastline, which weighs what it weighs.
      expect(gzipSync(text).byteLength).toBeLessThan((slug === 'service-model' ? 32 : 20) * KIB);
      const { document } = new JSDOM(text).window;
      expect(document.documentElement.lang).toBe(lang);
      expect(document.querySelectorAll('script[src], link[rel=stylesheet], img, iframe')).toHaveLength(0);
      expect(document.querySelectorAll('h1')).toHaveLength(1);
      const page = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
      expect(page).toBe(`${ORIGIN}${lang === 'en' ? '' : `/${lang}`}/charts/${slug}`);
      expect(document.querySelector('.below a[href^="/"]')).not.toBeNull();
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('stays within 40 KiB however much is asked for', async () => {
    const all = (await db.$client.execute('select iso2 from countries')).rows.map(({ iso2 }) => iso2);
    for (const slug of CHART_SLUGS) {
      const text = await (await embed(slug, `?countries=${all.join(',')}`)).text();
      expect([slug, gzipSync(text).byteLength < 40 * KIB]).toEqual([slug, true]);
    }
  });

  it('says what it may do: only its own script and style, and frames anywhere', async () => {
    const answer = await embed('budgets');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-frame-options')).toBeNull();
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('follows the theme that was asked for', async () => {
    for (const [query, theme] of [
      ['', 'auto'],
      ['?theme=dark', 'dark'],
      ['?theme=light', 'light'],
    ] as const) {
      expect((await parsed(await embed('budgets', query))).documentElement.dataset.theme).toBe(theme);
    }
  });

  it('is named by what it says', async () => {
    const tagOf = async (query: string) => (await embed('budgets', query)).headers.get('etag') ?? '';
    const tag = await tagOf('');
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(await tagOf('')).toBe(tag);
    expect(await tagOf('?theme=dark')).not.toBe(tag);
  });

  it('keeps a headline of the reader’s text', async () => {
    const title = '</h1><script>alert(1)</script> & "more"';
    const document = await parsed(await embed('budgets', `?title=${encodeURIComponent(title)}`));
    expect(document.querySelector('h1')?.textContent).toBe(title);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.body.textContent).toContain('Headline set by the reader');
  });

  it('says on a page of its own what it cannot show', async () => {
    const cases: [string, string, number, RegExp][] = [
      ['budgets', '?countries=XX', 400, /Unknown country “XX”/],
      ['budgets', '?theme=pink&lang=sv', 400, /pink/],
      ['budgets', '?release=abc', 400, /Unknown release “abc”/],
      ['budget', '', 404, /There is no chart “budget”\.Did you mean budgets\?/],
      ['constructor', '?lang=xx', 404, /There is no chart/],
    ];
    for (const [slug, query, status, words] of cases) {
      const answer = await embed(slug, query);
      expect([slug, query, answer.status]).toEqual([slug, query, status]);
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
      expect((await parsed(answer)).querySelector('main')?.textContent).toMatch(words);
    }
  });

  it('says when the database cannot be read', async () => {
    const url = process.env.DATABASE_URL;
    process.env.DATABASE_URL = `file:${join(folder, 'none.sqlite')}`;
    try {
      const answer = await embed('budgets', '?lang=de');
      expect(answer.status).toBe(503);
      expect((await parsed(answer)).body.textContent).toContain('Fehler auf unserer Seite');
    } finally {
      process.env.DATABASE_URL = url;
    }
  });

  it('never fails on what somebody types', async () => {
    const names = fc.constantFrom('countries', 'release', 'theme', 'lang', 'title', 'measures', 'asOf', 'x');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CHART_SLUGS),
        fc.array(fc.tuple(names, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 3 }),
        async (slug, pairs) => {
          const answer = await embed(slug, `?${new URLSearchParams(pairs)}`);
          expect([200, 304, 400, 404]).toContain(answer.status);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a frozen embed', () => {
  const frozen = async (query = '') =>
    (await embed('intake-targets', `?release=${firstRelease}${query}`)).text();

  it('keeps its drawings to the letter after another load; a live one follows', async () => {
    const after = await frozen();
    expect(drawingsIn(frozenBefore)).toHaveLength(3);
    expect(drawingsIn(after)).toEqual(drawingsIn(frozenBefore));
    expect(after).toContain('42,500');
    const live = await (await embed('intake-targets')).text();
    expect(live).toContain('43,210');
    expect(live).not.toContain('newer data exists');
    expect(drawingsIn(live)).not.toEqual(drawingsIn(after));
  });

  it('says that newer data exists, with a link, only when it does', async () => {
    expect(frozenBefore).not.toContain('newer data exists');
    const document = new JSDOM(await frozen('&countries=FR,SE')).window.document;
    const said = document.querySelector('.past');
    expect(said?.textContent).toBe('Release of 1 Mar 2026; newer data exists. See the newest figures');
    expect(said?.querySelector('a')?.getAttribute('href')).toBe('/charts/intake-targets?countries=FR,SE');
  });

  it('takes the day of its release for today', async () => {
    const points = await (
      await pointsAnswer(request(`/embed/charts/timeline/points?release=${firstRelease}`), 'timeline')
    ).json();
    expect(points.points.length).toBeGreaterThan(10);
    const [narrow] = drawingsIn(await (await embed('timeline', `?release=${firstRelease}`)).text());
    const [later] = drawingsIn(await (await embed('timeline', '?release=0123456789ab')).text());
    expect(narrow).not.toBe(later);
  });

  it('of a release that was not kept is gone, and says which can be read', async () => {
    await db.$client.execute({
      sql: 'update release_contents set release_id = ? where release_id = ?',
      args: ['ffffffffffff', firstRelease],
    });
    try {
      const answer = await embed('budgets', `?release=${firstRelease}`);
      expect(answer.status).toBe(404);
      const words = (await parsed(answer)).querySelector('main')?.textContent;
      expect(words).toContain('was loaded once, but its data was not kept');
      expect(words).toContain('0123456789ab');
    } finally {
      await db.$client.execute({
        sql: 'update release_contents set release_id = ? where release_id = ?',
        args: [firstRelease, 'ffffffffffff'],
      });
    }
  });
});

describe('what the reader of an embed can reach', () => {
  it('is every point of the chart, and where each stands in every drawing', async () => {
    for (const slug of CHART_SLUGS) {
      const answer = await pointsAnswer(request(`/embed/charts/${slug}/points?countries=FR,SE,PL`), slug);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      const { points, drawings } = await answer.json();
      const ids = new Set(points.map(({ id }: { id: string }) => id));
      expect(drawings).toHaveLength(slug === 'service-model' ? 2 : 3);
      for (const { hits } of drawings) {
        for (const { pointId } of hits) expect([slug, ids.has(pointId)]).toEqual([slug, true]);
      }
    }
  });

  it('is nothing where nothing is drawn', async () => {
    for (const slug of CHART_SLUGS) {
      const answer = await pointsAnswer(request(`/embed/charts/${slug}/points?countries=IS&to=1950`), slug);
      expect([slug, answer.status < 500]).toEqual([slug, true]);
    }
  });

  it('has scripts for it, which stay the same for good under their version', async () => {
    const script = (path: string) => scriptAnswer(request(path), path.split('/')[2]?.split('?')[0] ?? '');
    const document = await parsed(await embed('budgets'));
    const href = document.querySelector('script')?.dataset.interaction ?? '';
    expect(script(href).headers.get('cache-control')).toContain('immutable');
    expect(script('/embed/interaction.js?v=older').headers.get('cache-control')).not.toContain('immutable');
    expect((await script('/embed/loader.js').text()).length).toBeLessThanOrEqual(1024);
    expect(script('/embed/other.js').status).toBe(404);
  });
});

describe('oEmbed', () => {
  const ask = (params: Record<string, string>) =>
    oembedAnswer(request(`/oembed?${new URLSearchParams(params)}`));
  const page = `${ORIGIN}/fr/charts/budgets?countries=FR,SE`;

  it('describes a chart’s page as something rich, with everything the specification asks for', async () => {
    const answer = await ask({ url: page });
    expect(answer.headers.get('content-type')).toContain('application/json');
    const said = await answer.json();
    expect(said).toEqual({
      version: '1.0',
      type: 'rich',
      title: expect.stringContaining('France'),
      provider_name: 'Muster',
      provider_url: `${ORIGIN}/fr`,
      cache_age: 3600,
      html: expect.any(String),
      width: 600,
      height: expect.any(Number),
      thumbnail_url: `${ORIGIN}/charts/budgets.png?countries=FR,SE&lang=fr&preset=social`,
      thumbnail_width: 1200,
      thumbnail_height: 628,
    });
    const frame = new JSDOM(said.html).window.document.querySelector('iframe');
    expect(frame?.src).toBe(
      `${ORIGIN}/embed${chartHref('budgets', '', { countries: ['FR', 'SE'], lang: 'fr' })}`,
    );
    expect([frame?.width, frame?.height]).toEqual(['600', String(said.height)]);
  });

  it('takes pages in any language, embeds and relative addresses, and what networks add to them', async () => {
    for (const url of [
      '/charts/budgets',
      `${ORIGIN}/pl/charts/budgets?utm_source=x`,
      `${ORIGIN}/embed/charts/budgets?theme=dark`,
      `${ORIGIN}/charts/budgets?release=${firstRelease}`,
    ]) {
      expect([url, (await ask({ url })).status]).toEqual([url, 200]);
    }
    const frozen = await (await ask({ url: `${ORIGIN}/charts/budgets?release=${firstRelease}` })).json();
    expect(frozen.html).toContain(`release=${firstRelease}`);
    const dark = await (await ask({ url: `${ORIGIN}/embed/charts/budgets?theme=dark` })).json();
    expect(dark.html).toContain('theme=dark');
  });

  it('is no larger than asked for', async () => {
    const said = await (await ask({ url: page, maxwidth: '320', maxheight: '400' })).json();
    expect([said.width, said.height]).toEqual([320, 400]);
    expect(said).not.toHaveProperty('thumbnail_url');
  });

  it('is written as XML too, which an XML parser reads', async () => {
    const answer = await ask({ url: `${page}&title=${encodeURIComponent('a < b & "c"')}`, format: 'xml' });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const { window } = new JSDOM('');
    const xml = new window.DOMParser().parseFromString(await answer.text(), 'text/xml');
    expect(xml.querySelector('parsererror')).toBeNull();
    expect(xml.documentElement.tagName).toBe('oembed');
    expect(xml.querySelector('title')?.textContent).toBe('a < b & "c"');
    expect(xml.querySelector('html')?.textContent).toContain('<iframe');
  });

  it.each([
    [{ url: 'https://elsewhere.example/charts/budgets' }, 404],
    [{ url: `${ORIGIN}/measures` }, 404],
    [{ url: `${ORIGIN}/charts/none` }, 404],
    [{ url: `${ORIGIN}/charts/budgets?countries=XX` }, 404],
    [{ url: 'not an address at all: \u0000' }, 404],
    [{ url: page, format: 'yaml' }, 501],
    [{ url: page, maxwidth: '0' }, 400],
    [{ url: page, maxheight: 'tall' }, 400],
    [{ format: 'json' }, 400],
  ])('%j is answered %i', async (params, status) => {
    const answer = await ask(params as unknown as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, detail: expect.any(String) });
  });
});

describe('the template', () => {
  it('lets no value out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const made = html`<p title="${text}">${text}</p>`.text;
        const { document } = new JSDOM(made).window;
        const paragraph = document.querySelector('p');
        // HTML reads line ends as one sign and no null at all.
        const read = (written: string) => written.replace(/\r\n?/g, '\n').replaceAll('\0', '');
        expect(document.body.children).toHaveLength(1);
        expect(read(paragraph?.textContent ?? '')).toBe(read(text));
        expect(read(paragraph?.title ?? '').replaceAll('\ufffd', '')).toBe(
          read(text).replaceAll('\ufffd', ''),
        );
      }),
    );
  });
});
