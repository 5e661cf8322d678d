import { parse } from 'csv-parse/sync';
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GET as countryFeed } from '@/app/data/feeds/[format]/[iso2]/route';
import { GET as wholeFeed } from '@/app/data/feeds/[format]/route';
import { GET as tableFile } from '@/app/data/tables/[file]/[format]/route';
import type { Database } from '@/db/client';
import { changes } from '@/db/schema';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load } from '@/db/testing/synthetic-data';
import { loadSynthetic } from '@/db/testing/synthetic-releases';
import { LOCALES } from '@/lib/i18n/locales';

cleanUpAfterEach();

const ORIGIN = 'https://muster.example';
const ATOM = 'http://www.w3.org/2005/Atom';

/** RFC 3339, as RFC 4287 3.3 asks for it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const configured = process.env.DATABASE_URL;
let db: Database;

beforeEach(async () => {
  const made = await emptyDatabase();
  db = made.db;
  process.env.DATABASE_URL = made.url;
});

afterEach(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

/** Asks as next.config.js leads the public address on. */
function feed(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), { headers });
  const { pathname } = new URL(request.url);
  const [, iso2, format = ''] = /^(?:\/countries\/(.+))?\/feed\.(\w+)$/.exec(pathname) ?? [];
  return iso2 === undefined
    ? wholeFeed(request, { params: Promise.resolve({ format }) })
    : countryFeed(request, { params: Promise.resolve({ format, iso2 }) });
}

/** Reads Atom with a parser of its own and holds it to what RFC 4287 demands (4.1.1, 4.1.2). Throws on malformed XML. */
function readAtom(text: string) {
  const { window } = new JSDOM(text, { contentType: 'application/xml' });
  const root = window.document.documentElement;
  expect([root.namespaceURI, root.localName]).toEqual([ATOM, 'feed']);
  const children = (of: Element, name: string) =>
    [...of.children].filter((child) => child.namespaceURI === ATOM && child.localName === name);
  const one = (of: Element, name: string) => {
    const found = children(of, name);
    expect(found, name).toHaveLength(1);
    return found[0]?.textContent ?? '';
  };
  const links = (of: Element, rel: string) =>
    children(of, 'link')
      .filter((link) => (link.getAttribute('rel') ?? 'alternate') === rel)
      .map((link) => link.getAttribute('href'));
  const entries = children(root, 'entry').map((entry) => ({
    id: one(entry, 'id'),
    title: one(entry, 'title'),
    updated: one(entry, 'updated'),
    summary: one(entry, 'summary'),
    content: one(entry, 'content'),
    link: links(entry, 'alternate')[0],
  }));
  for (const { id, updated } of entries) {
    expect(new URL(id).protocol).toBe('tag:');
    expect(updated).toMatch(INSTANT);
  }
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(one(root, 'updated')).toMatch(INSTANT);
  // An author of the feed stands for its entries.
  expect(children(root, 'author').map((author) => one(author, 'name'))).toEqual(['Muster']);
  return {
    id: one(root, 'id'),
    title: one(root, 'title'),
    updated: one(root, 'updated'),
    language: root.getAttribute('xml:lang'),
    self: links(root, 'self'),
    home: links(root, 'alternate'),
    entries,
  };
}

describe('the feed of everything', () => {
  it('is Atom, byte by byte', async () => {
    const [first, second] = await loadSynthetic(db, 2);
    const text = (await (await feed('/feed.atom')).text())
      .replaceAll(first ?? '', 'FIRST')
      .replaceAll(second ?? '', 'SECOND');
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          <id>tag:muster.example,2026:en/changes</id>
          <title>Muster: changes to the data</title>
          <updated>2026-02-03T04:05:06.000Z</updated>
          <author>
              <name>Muster</name>
          </author>
          <link rel="alternate" href="https://muster.example/changes"/>
          <link rel="self" href="https://muster.example/feed.atom"/>
          <subtitle>What each release added, changed and removed.</subtitle>
          <entry>
              <title type="html"><![CDATA[Release of 3 Feb 2026: 2 entries added, 1 entry removed, 3 entries changed]]></title>
              <id>tag:muster.example,2026:en/releases/SECOND</id>
              <link href="https://muster.example/changes?release=SECOND"/>
              <updated>2026-02-03T04:05:06.000Z</updated>
              <summary type="html"><![CDATA[Synthetic: corrections &amp; &lt;more&gt;. 2 entries added, 1 entry removed, 3 entries changed.]]></summary>
              <content type="html"><![CDATA[<p lang="en">Synthetic: corrections &amp; &lt;more&gt;.</p><p>2 entries added, 1 entry removed, 3 entries changed.</p><h3>France, Synthetic service</h3><ul><li>Synthetic service: official name (nothing recorded → Nom &lt;synthétique&gt;); pay, gross or net (gross → net)</li><li>Added: People entering service in a year, 2031, target, stated 3 Feb 2025: about 4,500</li><li>People entering service in a year, 2030, target, stated 3 Feb 2025: value (100 → 120); precision (exact → at least); note</li></ul><h3>Sweden, Synthetic training</h3><ul><li>Added: Mar 2025, Renamed</li><li>Removed: Mar 2025, Synthetic event of SE</li></ul><h3>About no single country</h3><ul><li>Consumer prices, euro area, 2015 = 100, 2025: value (130.1 → 130.1001)</li></ul><p><a href="https://muster.example/changes?release=SECOND">All changes of this release</a></p>]]></content>
              <published>2026-02-03T04:05:06.000Z</published>
          </entry>
          <entry>
              <title type="html"><![CDATA[Release of 2 Jan 2026, the first]]></title>
              <id>tag:muster.example,2026:en/releases/FIRST</id>
              <link href="https://muster.example/changes?release=FIRST"/>
              <updated>2026-01-02T03:04:05.000Z</updated>
              <summary type="html"><![CDATA[Synthetic: the first. The first release: everything in it was new.]]></summary>
              <content type="html"><![CDATA[<p lang="en">Synthetic: the first.</p><p>The first release: everything in it was new. It holds 2 measures of 2 countries, with 2 figures, 4 sources, 3 events and 1 claim checked.</p><p><a href="https://muster.example/changes?release=FIRST">All changes of this release</a></p>]]></content>
              <published>2026-01-02T03:04:05.000Z</published>
          </entry>
      </feed>
      "
    `);
  });

  it.each(LOCALES)('is valid Atom and JSON Feed with the same entries in %s', async (lang) => {
    const ids = await loadSynthetic(db);
    const query = lang === 'en' ? '' : `?lang=${lang}`;
    const answer = await feed(`/feed.atom${query}`);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const atom = readAtom(await answer.text());
    const page = `${ORIGIN}${lang === 'en' ? '' : `/${lang}`}/changes`;
    expect(atom).toMatchObject({
      id: `tag:muster.example,2026:${lang}/changes`,
      updated: '2026-03-04T05:06:07.000Z',
      language: lang,
      self: [`${ORIGIN}/feed.atom${query}`],
      home: [page],
    });
    expect(atom.entries.map(({ id, link }) => [id, link])).toEqual(
      ids
        .toReversed()
        .map((id) => [`tag:muster.example,2026:${lang}/releases/${id}`, `${page}?release=${id}`]),
    );
    const other = await feed(`/feed.json${query}`);
    expect(other.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const json = await other.json();
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: atom.title,
      home_page_url: page,
      feed_url: `${ORIGIN}/feed.json${query}`,
      authors: [{ name: 'Muster' }],
      language: lang,
    });
    const plain = (html: string) => new JSDOM(html).window.document.body.textContent;
    expect(
      json.items.map((item: Record<string, string>) => [item.id, item.title, item.url, item.date_modified]),
    ).toEqual(atom.entries.map(({ id, title, link, updated }) => [id, plain(title), link, updated]));
    expect(json.items.map((item: Record<string, string>) => [item.summary, item.content_html])).toEqual(
      atom.entries.map(({ summary, content }) => [plain(summary), content]),
    );
    // What came with a release is said in words, and nothing of the data is markup.
    const { body } = new JSDOM(atom.entries[1]?.content).window.document;
    expect(body.querySelector('p')?.textContent).toBe('Synthetic: corrections & <more>.');
    expect([...body.querySelectorAll('*')].map((element) => element.localName)).not.toContain('synthétique');
    expect(body.textContent).toContain('Nom <synthétique>');
    expect(body.querySelectorAll('li').length).toBe(6);
  });

  it('has a tag and a date, the same until the next release', async () => {
    await loadSynthetic(db, 2);
    const first = await feed('/feed.atom');
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect(modified).toBe('Tue, 03 Feb 2026 04:05:06 GMT');
    const tagOf = async (path: string) => (await feed(path)).headers.get('etag');
    expect(await tagOf('/feed.atom')).toBe(etag);
    expect(await tagOf('/feed.atom?lang=fr')).not.toBe(etag);
    expect(await tagOf('/feed.json')).not.toBe(etag);
    const before = readAtom(await first.text());
    await loadSynthetic(db, 3, 2);
    const newer = await feed('/feed.atom');
    expect(newer.headers.get('etag')).not.toBe(etag);
    expect(newer.headers.get('last-modified')).not.toBe(modified);
    const after = readAtom(await newer.text());
    expect(after.entries.slice(1).map(({ id, updated }) => [id, updated])).toEqual(
      before.entries.map(({ id, updated }) => [id, updated]),
    );
  });

  it('names a release that is loaded again another time apart, and keeps the first name', async () => {
    const [id] = await loadSynthetic(db, 2);
    await load(db, dataFolder(), 'Back to the first.');
    const { entries } = readAtom(await (await feed('/feed.atom')).text());
    expect(entries.map((entry) => entry.id)).toEqual([
      `tag:muster.example,2026:en/releases/${id}/2`,
      expect.stringMatching(/releases\/[0-9a-f]{12}$/),
      `tag:muster.example,2026:en/releases/${id}`,
    ]);
  });
});

describe('the feed of a country', () => {
  it('has the releases that changed something there, and the first', async () => {
    const ids = await loadSynthetic(db);
    const country = async (path: string) => readAtom(await (await feed(path)).text());
    const france = await country('/countries/fr/feed.atom?lang=fr');
    expect(france.title).toBe('Muster\u00a0: modifications, France');
    expect(france.home).toEqual([`${ORIGIN}/fr/changes?countries=FR`]);
    expect(france.entries.map(({ id }) => id)).toEqual(
      ids.toReversed().map((id) => `tag:muster.example,2026:fr/countries/fr/releases/${id}`),
    );
    expect(france.entries[0]?.content).toContain('Confirmé → Contesté');
    expect(france.entries[0]?.content).not.toContain('training');
    const sweden = await country('/countries/se/feed.atom');
    expect(sweden.entries[1]?.content).toContain('Renamed');
    expect(sweden.entries[1]?.content).not.toContain('4,500');
  });

  it('leaves out releases without a change there', async () => {
    await loadSynthetic(db, 1);
    await load(
      db,
      dataFolder((files) => {
        const [target] = files['countries/FR.json'].measures[0]?.observations ?? [];
        if (target) target.value = 7;
      }),
    );
    const entries = async (iso2: string) =>
      readAtom(await (await feed(`/countries/${iso2}/feed.atom`)).text()).entries.length;
    expect([await entries('fr'), await entries('se')]).toEqual([2, 1]);
  });
});

it('the feed of a country that came later begins with the release that brought it', async () => {
  await load(
    db,
    dataFolder((files) => {
      files['countries.json'].countries = files['countries.json'].countries.filter(
        ({ iso2 }) => iso2 !== 'SE',
      );
      Reflect.deleteProperty(files, 'countries/SE.json');
      for (const [name, content] of Object.entries(files)) {
        if (typeof content === 'string') Object.assign(files, { [name]: content.replace(/^SE,.*\n/m, '') });
      }
    }),
    'Synthetic: without Sweden.',
  );
  await load(db, dataFolder(), 'Synthetic: with Sweden.');
  const summaries = async (iso2: string) =>
    readAtom(await (await feed(`/countries/${iso2}/feed.atom`)).text()).entries.map(({ summary }) => summary);
  expect(await summaries('se')).toEqual([
    expect.stringMatching(/^Synthetic: with Sweden\. \d+ entries added\.$/),
  ]);
  expect(await summaries('fr')).toEqual([expect.stringMatching(/^Synthetic: without Sweden\./)]);
});

describe('what is not understood', () => {
  it.each([
    ['/feed.atom?lang=no', 400, 'lang'],
    ['/feed.json?countries=FR', 400, 'countries'],
    ['/countries/xx/feed.atom', 404, 'xx'],
    ['/countries/france/feed.json', 404, 'france'],
    ['/feed.rss', 404, '.atom, .json'],
  ])('%s is %i and says why', async (path, status, named) => {
    await loadSynthetic(db, 1);
    const answer = await feed(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await answer.json()).detail).toContain(named);
  });

  it('a database that cannot be read is 503, never an empty feed', async () => {
    process.env.DATABASE_URL = 'file:/nowhere/at-all.sqlite';
    expect((await feed('/feed.atom')).status).toBe(503);
  });
});

describe('the record as a file', () => {
  const file = (format: string, query = '') =>
    tableFile(new Request(`${ORIGIN}/changes.${format}${query}`), {
      params: Promise.resolve({ file: 'changes', format }),
    });

  it('has every line as the database has it, the newest release first', async () => {
    await loadSynthetic(db);
    const rows = parse(await (await file('csv')).text(), { columns: true }) as Record<string, string>[];
    const recorded = await db.select().from(changes);
    const key = (load: unknown, ordinal: unknown) => `${load}.${ordinal}`;
    const byKey = new Map(recorded.map((row) => [key(row.loadNumber, row.ordinal), row]));
    expect(rows).toHaveLength(recorded.length);
    for (const row of rows) {
      const was = byKey.get(key(row.load_number, row.ordinal));
      expect([row.entity, row.entity_id, row.change, row.subject, row.field, row.after]).toEqual([
        was?.entity,
        was?.entityId,
        was?.kind,
        was?.subject,
        was?.field ?? '',
        was?.after ?? '',
      ]);
    }
    expect(rows[0]).toMatchObject({ load_number: '3', brought_on: '2026-03-04' });
  });

  it('reads the lines of a release that is not the present one, and says its filter', async () => {
    const ids = await loadSynthetic(db);
    const { meta, data, count } = await (
      await file('json', `?release=${ids[1]}&kind=changed&countries=FR`)
    ).json();
    expect(meta.filter).toEqual(['Countries: France', `Brought by release ${ids[1]}`, 'Changes: changed']);
    expect(meta.release.id).toBe(ids[2]);
    expect(meta.url).toBe(`${ORIGIN}/changes.json?countries=FR&release=${ids[1]}&kind=changed`);
    expect(count).toBe(5);
    expect(new Set(data.map((row: Record<string, string>) => row.brought_by))).toEqual(new Set([ids[1]]));
    expect((await file('json', '?release=000000000000')).status).toBe(400);
    expect((await file('csv', `?release=${ids[0]}`)).status).toBe(200);
  });
});
