/**
 * Services that fetch a page once because somebody shared it, by the names that they give themselves: the card they show is
 * that of the view shared, so they may read it.
 */
const LINK_PREVIEWS = [
  'facebookexternalhit',
  'Twitterbot',
  'LinkedInBot',
  'Slackbot',
  'Discordbot',
  'TelegramBot',
  'WhatsApp',
] as const;

/** The file robots.txt (RFC 9309). `origin` is without a slash at the end. */
export function robotsText(origin: string): string {
  return [
    '# Every page, file and picture may be read and listed.',
    '# Views with a query are not crawled: filters, countries and years combine without end, each view is computed and its',
    '# charts are drawn for it, and all that they show is on the pages that the sitemap names or in the files on /downloads.',
    'User-agent: *',
    'Disallow: /*?',
    '# Pictures: only as many as the pages crawled name.',
    'Allow: /*.png?',
    'Allow: /sitemap.xml',
    '# Answers for the pages themselves; the API is at /api.',
    'Disallow: /data/',
    '',
    '# Cards of links that people share, one view at a time.',
    ...LINK_PREVIEWS.map((name) => `User-agent: ${name}`),
    'Allow: /',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');
}
