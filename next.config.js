import { readFileSync } from 'node:fs';

/** Which answers app/_data/brotli.ts packs: paths, and requests that accept it. */
const brotli = JSON.parse(readFileSync(new URL('./app/_data/brotli.json', import.meta.url), 'utf8'));

/** How addresses of files end; proxy.ts passes them by. */
const FILE_SUFFIXES = 'csv|json|xlsx|pdf|svg|png|ico|txt|xml|zip|sqlite|atom';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // No page has pictures for it: it would resize any picture of ours for anybody, and keep each size on the disk, for which it makes a
  // folder even where it is off.
  images: { unoptimized: true, maximumDiskCacheSize: 0 },
  // Title and description stand in the head for everyone: a page is sent when it is whole.
  htmlLimitedBots: /.*/,
  // A page that was fetched ahead is shown for half a minute at most, the least there is: after a load another is asked for.
  experimental: { staleTimes: { static: 30 } },
  serverExternalPackages: ['@libsql/client', 'libsql', 'jsdom', 'piscina', 'esbuild'],
  // A dynamic segment is a whole segment, so the addresses that end in a suffix are led to routes of their own.
  rewrites: async () => [
    { source: '/measures/:id([^/]+).json', destination: '/data/measures/:id' },
    { source: '/countries/:iso2([^/]+).json', destination: '/data/countries/:iso2' },
    { source: '/feed.:format(atom|json)', destination: '/data/feeds/:format' },
    { source: '/countries/:iso2/feed.:format(atom|json)', destination: '/data/feeds/:format/:iso2' },
    { source: '/countries/:iso2([^/]+).pdf', destination: '/data/briefs/:iso2' },
    { source: '/cards/:kind([^/]+)/:id([^/]+).png', destination: '/data/cards/:kind/:id' },
    {
      source: '/:file(observations|sources|events|claims|series|changes).:format(csv|json|xlsx)',
      destination: '/data/tables/:file/:format',
    },
    {
      source: '/charts/:slug([^/]+).:format(json|csv|xlsx|svg|png)',
      destination: '/data/charts/:slug/:format',
    },
    { source: `/:path((?!api/|_next/).*\\.(?:${FILE_SUFFIXES}))`, destination: '/data/nothing' },
  ],
  // A suffix behind the address of a page gives its data in the page's language.
  redirects: async () => [
    {
      source: `/:lang(en|fr|sv|pl|de)/:path(.*\\.(?:${FILE_SUFFIXES}))`,
      destination: '/:path?lang=:lang',
      permanent: false,
    },
  ],
  headers: async () => [
    // Next.js packs with gzip only, and drops the header by which a route says that it packed its answer: so it is said here.
    {
      source: brotli.path,
      has: [{ type: 'header', key: 'accept-encoding', value: brotli.acceptEncoding }],
      headers: [{ key: 'content-encoding', value: 'br' }],
    },
  ],
};

export default config;
