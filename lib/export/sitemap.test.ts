import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { robotsText } from './robots';
import { SITEMAP_LIMITS, type SitemapPage, sitemapIndex, sitemaps } from './sitemap';

const ORIGIN = 'https://muster.example';
const page = (path: string): SitemapPage => ({ path, changedAt: '2026-11-22T10:00:00.000Z' });

/** An independent reader of XML; throws where the text is not well-formed. */
function read(xml: string): Document {
  const { document } = new JSDOM(xml, { contentType: 'text/xml' }).window;
  return document;
}
const texts = (document: Document, name: string) =>
  [...document.getElementsByTagName(name)].map((element) => element.textContent ?? '');

describe('a sitemap', () => {
  it('is these bytes', () => {
    const [xml] = sitemaps([page('/measures')], ORIGIN);
    const links = [
      '<xhtml:link rel="alternate" hreflang="en" href="https://muster.example/measures"/>',
      '<xhtml:link rel="alternate" hreflang="fr" href="https://muster.example/fr/measures"/>',
      '<xhtml:link rel="alternate" hreflang="sv" href="https://muster.example/sv/measures"/>',
      '<xhtml:link rel="alternate" hreflang="pl" href="https://muster.example/pl/measures"/>',
      '<xhtml:link rel="alternate" hreflang="de" href="https://muster.example/de/measures"/>',
      '<xhtml:link rel="alternate" hreflang="x-default" href="https://muster.example/measures"/>',
    ];
    expect(xml).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        ...['', '/fr', '/sv', '/pl', '/de'].flatMap((prefix) => [
          '<url>',
          `<loc>https://muster.example${prefix}/measures</loc>`,
          '<lastmod>2026-11-22T10:00:00.000Z</lastmod>',
          ...links,
          '</url>',
        ]),
        '</urlset>',
        '',
      ].join('\n'),
    );
  });

  it('keeps every address, whatever signs are in it, and its limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12 }).map((text) => `/x/${encodeURI(text)}'&<>"`)),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1_000, max: 20_000 }),
        (paths, addresses, bytes) => {
          const files = sitemaps(paths.map(page), ORIGIN, { addresses, bytes });
          const locations = files.map((xml) => texts(read(xml), 'loc'));
          expect(locations.flat()).toEqual(
            paths.flatMap((path) =>
              LOCALES.map((locale) => `${ORIGIN}${locale === 'en' ? '' : `/${locale}`}${path}`),
            ),
          );
          for (const [index, xml] of files.entries()) {
            const held = locations[index]?.length ?? 0;
            expect(held).toBeLessThanOrEqual(addresses);
            // One entry alone may be larger than a limit as small as here.
            if (held > 1) expect(Buffer.byteLength(xml)).toBeLessThanOrEqual(bytes);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('becomes several above fifty thousand addresses, with a list of them', () => {
    const most = SITEMAP_LIMITS.addresses / LOCALES.length;
    const pages = Array.from({ length: most + 1 }, (_, number) => page(`/m/${number}`));
    expect(sitemaps(pages.slice(0, -1), ORIGIN)).toHaveLength(1);
    const files = sitemaps(pages, ORIGIN);
    expect(files.map((xml) => xml.match(/<loc>/g)?.length)).toEqual([50_000, 5]);
    const index = read(sitemapIndex([`${ORIGIN}/sitemap.xml?part=1&x=2`], '2026-11-22T10:00:00.000Z'));
    expect(texts(index, 'loc')).toEqual([`${ORIGIN}/sitemap.xml?part=1&x=2`]);
    expect(index.documentElement.localName).toBe('sitemapindex');
  });

  it('of no page is an empty set, not nothing', () => {
    expect(sitemaps([], ORIGIN).map((xml) => texts(read(xml), 'loc'))).toEqual([[]]);
  });
});

/** What a crawler of a name may fetch, by RFC 9309: the longest rule that matches; where two are as long, the one that allows. */
function mayFetch(robots: string, agent: string, path: string): boolean {
  const groups = robots
    .split('\n\n')
    .map((group) => group.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  const names = (group: string[]) =>
    group.filter((line) => line.startsWith('User-agent:')).map((line) => line.slice(12));
  const group =
    groups.find((one) => names(one).includes(agent)) ?? groups.find((one) => names(one).includes('*'));
  const rules = (group ?? []).flatMap((line) => {
    const [, kind, pattern = ''] = /^(Allow|Disallow): (.*)$/.exec(line) ?? [];
    const shape = pattern.replace(/[.?+^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*');
    return kind !== undefined && new RegExp(`^${shape}`).test(path)
      ? [{ allow: kind === 'Allow', length: pattern.length }]
      : [];
  });
  rules.sort((a, b) => b.length - a.length || Number(b.allow) - Number(a.allow));
  return rules[0]?.allow ?? true;
}

describe('robots.txt', () => {
  const robots = robotsText(ORIGIN);

  it.each([
    ['/', true],
    ['/fr/measures/fr-service-national', true],
    ['/charts/intake-targets', true],
    ['/measures.csv', true],
    ['/charts/intake-targets.png?preset=social', true],
    ['/cards/pages/about.png?lang=fr', true],
    ['/sitemap.xml?part=2', true],
    ['/measures?countries=FR', false],
    ['/fr/compare?countries=FR,SE', false],
    ['/charts/pay?countries=FR', false],
    ['/cite?url=/&format=ris', false],
    ['/data/explorer', false],
  ])('lets crawlers read %s: %s', (path, may) => {
    expect(mayFetch(robots, 'Googlebot', path)).toBe(may);
  });

  it('lets a service that shows a card of a shared view read it, and names the sitemap', () => {
    expect(mayFetch(robots, 'Twitterbot', '/measures?countries=FR')).toBe(true);
    expect(mayFetch(robots, 'WhatsApp', '/fr/compare?countries=FR,SE')).toBe(true);
    expect(robots).toMatch(/^Sitemap: https:\/\/muster\.example\/sitemap\.xml$/m);
  });
});
