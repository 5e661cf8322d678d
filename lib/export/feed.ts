import { Feed } from 'feed';
import type { Locale } from '@/lib/i18n/locales';
import { FEED_MEDIA_TYPES, type FeedFormat } from '@/lib/view-state/feeds';

/** A release as readers of a feed get it. All addresses are absolute. */
export interface FeedEntry {
  /** A `tag:` URI (RFC 4151) that never changes. */
  id: string;
  title: string;
  link: string;
  /** ISO 8601, UTC. */
  updated: string;
  /** Plain text. */
  summary: string;
  html: string;
}

export interface FeedContent {
  id: string;
  title: string;
  subtitle: string;
  author: string;
  language: Locale;
  /** The page of the same. */
  home: string;
  /** The feed itself, in the form that is written. */
  self: string;
  /** When something last changed, ISO 8601, UTC. */
  updated: string;
  /** The newest first. */
  entries: readonly FeedEntry[];
}

/** What XML 1.0 has no place for, not even as a reference (its production Char). */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Plain text as HTML. */
export function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const XML_ROOT = '<feed xmlns="http://www.w3.org/2005/Atom"';

/** Atom (RFC 4287). The library writes titles and summaries as HTML and has no place for the language of the feed. */
function atom(feed: FeedContent): string {
  const written = new Feed({
    id: feed.id,
    title: feed.title,
    description: feed.subtitle,
    link: feed.home,
    feed: feed.self,
    updated: new Date(feed.updated),
    author: { name: feed.author },
    generator: false,
  });
  for (const { id, title, link, updated, summary, html } of feed.entries) {
    written.addItem({
      id,
      title: asHtml(title),
      link,
      date: new Date(updated),
      published: new Date(updated),
      description: asHtml(summary),
      content: html,
    });
  }
  const xml = written.atom1().replace(NOT_XML, '');
  return `${xml.replace(XML_ROOT, `${XML_ROOT} xml:lang="${feed.language}"`)}\n`;
}

/** JSON Feed 1.1 (https://jsonfeed.org/version/1.1); the library writes version 1, which has one author and no language. */
function json(feed: FeedContent): string {
  return `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: feed.home,
      feed_url: feed.self,
      description: feed.subtitle,
      authors: [{ name: feed.author }],
      language: feed.language,
      items: feed.entries.map(({ id, title, link, updated, summary, html }) => ({
        id,
        url: link,
        title,
        summary,
        content_html: html,
        date_published: updated,
        date_modified: updated,
      })),
    },
    null,
    2,
  )}\n`;
}

/** A feed as text, and its media type. */
export function writeFeed(feed: FeedContent, format: FeedFormat): { text: string; mediaType: string } {
  const mediaType = `${FEED_MEDIA_TYPES[format]}; charset=utf-8`;
  switch (format) {
    case 'atom':
      return { text: atom(feed), mediaType };
    case 'json':
      return { text: json(feed), mediaType };
  }
}

/** A `tag:` URI (RFC 4151) of this site: the host of its address, the year in which feeds began, and what is named. */
export function tagUri(origin: string, ...named: readonly string[]): string {
  return `tag:${new URL(origin).hostname},2026:${named.map(encodeURIComponent).join('/')}`;
}
