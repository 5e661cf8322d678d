import { LOCALES, languageAlternates } from '@/lib/i18n/locales';

/** A page in all its languages. */
export interface SitemapPage {
  /** Its address without language, percent-encoded. */
  path: string;
  /** ISO 8601, UTC. */
  changedAt: string;
}

/** What one file may hold (https://www.sitemaps.org/protocol.html): addresses, and bytes uncompressed. */
export const SITEMAP_LIMITS = { addresses: 50_000, bytes: 50_000_000 } as const;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const OPEN =
  '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n';
const CLOSE = '</urlset>\n';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** A page's address in each language, each with all of them beside it. */
function entries({ path, changedAt }: SitemapPage, origin: string): string[] {
  return LOCALES.map((locale) => {
    const { canonical, languages } = languageAlternates(locale, path);
    const links = Object.entries(languages).map(
      ([language, href]) =>
        `<xhtml:link rel="alternate" hreflang="${language}" href="${escaped(origin + href)}"/>\n`,
    );
    return `<url>\n<loc>${escaped(origin + canonical)}</loc>\n<lastmod>${changedAt}</lastmod>\n${links.join('')}</url>\n`;
  });
}

/**
 * Sitemaps of the pages (https://www.sitemaps.org), one text a file, as few as the limits allow; at least one. Every
 * language of a page has an entry of its own, which names all the others. `origin` is without a slash at the end.
 */
export function sitemaps(
  pages: readonly SitemapPage[],
  origin: string,
  limits: { addresses: number; bytes: number } = SITEMAP_LIMITS,
): string[] {
  const frame = Buffer.byteLength(HEAD + OPEN + CLOSE);
  const files: string[][] = [[]];
  let bytes = frame;
  for (const entry of pages.flatMap((page) => entries(page, origin))) {
    const size = Buffer.byteLength(entry);
    let file = files.at(-1) ?? [];
    if (file.length > 0 && (file.length === limits.addresses || bytes + size > limits.bytes)) {
      file = [];
      files.push(file);
      bytes = frame;
    }
    file.push(entry);
    bytes += size;
  }
  return files.map((file) => `${HEAD}${OPEN}${file.join('')}${CLOSE}`);
}

/** The list of sitemaps where one file is not enough; `changedAt` is that of the release. */
export function sitemapIndex(addresses: readonly string[], changedAt: string): string {
  const rows = addresses.map(
    (address) => `<sitemap>\n<loc>${escaped(address)}</loc>\n<lastmod>${changedAt}</lastmod>\n</sitemap>\n`,
  );
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('')}</sitemapindex>\n`;
}
