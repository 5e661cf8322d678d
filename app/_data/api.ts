import 'server-only';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Database, getDatabase } from '@/db/client';
import { inRelease, ReleaseUnavailableError } from '@/db/releases';
import { API_PAGE, API_PATH, type ApiAnswer, askIndex, askItem, askList, askPlain } from '@/lib/api/ask';
import { releaseOfCursor } from '@/lib/api/cursor';
import { knownForApi } from '@/lib/api/known';
import { openApiDigest, openApiText } from '@/lib/api/openapi';
import type { ApiResource, Near, Reading } from '@/lib/api/resource';
import { RESOURCES, resourceNamed } from '@/lib/api/resources';
import { shownValue } from '@/lib/domain/text';
import { currentLoading, knownReleases, type Loading } from '@/lib/queries/releases';
import { type KnownRelease, nearestWords } from '@/lib/view-state/audit';
import { isPacked, packed } from './brotli';
import { answer, CACHE_CONTROL, notUnderstood, originOf, problem } from './respond';

/*
 * The HTTP of the API: methods, which release, ETag, cache, packing, CORS. What is answered is lib/api's.
 */

const METHODS = 'GET, HEAD, OPTIONS';

/** Reading is open to pages of every origin. */
const OPEN: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Content-Language, Retry-After, Deprecation, Sunset',
  'x-content-type-options': 'nosniff',
};

/** Answers that are kept, in bytes: what a release says to an address never changes. */
const KEPT_BYTES = 32 * 1024 * 1024;

interface Kept {
  text: string;
  /** Of the `Link` header. */
  links: string;
  /** The text packed with brotli, once somebody wanted it so. */
  packed: Uint8Array<ArrayBuffer> | null;
}

const kept = new LRUCache<string, Kept>({
  maxSize: KEPT_BYTES,
  // Text is two bytes a character at most; packed it is a fraction of that.
  sizeCalculation: ({ text }) => text.length * 3 + 1,
});

/** What a path below `/api` names. */
type Target =
  | { kind: 'index' }
  | { kind: 'description' }
  | { kind: 'list'; resource: ApiResource }
  | { kind: 'item'; resource: ApiResource; id: string }
  | { kind: 'nothing'; near: Near[] };

function targetOf(path: readonly string[]): Target {
  const [version, name, id, ...more] = path;
  if (version !== 'v1') return { kind: 'nothing', near: [{ id: 'v1', name: API_PATH }] };
  if (name === undefined) return { kind: 'index' };
  if (name === 'openapi.json' && id === undefined) return { kind: 'description' };
  const resource = resourceNamed(name);
  if (resource === null || more.length > 0) {
    const names = RESOURCES.map((known) => known.name);
    const near = nearestWords(name, names);
    return {
      kind: 'nothing',
      near: (near.length > 0 ? near : names).map((one) => ({ id: one, name: `${API_PATH}/${one}` })),
    };
  }
  return id === undefined ? { kind: 'list', resource } : { kind: 'item', resource, id };
}

/** Answers a request to `/api/…`; `path` is what follows, segment by segment, decoded. */
export async function serveApi(request: Request, path: readonly string[]): Promise<Response> {
  const response = await answer(request, () => respond(request, path));
  const body = await bodyOf(request, response);
  for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
  return new Response(body, response);
}

/** What goes out: nothing to HEAD, an error packed where the request is answered so, else the answer's own body. */
async function bodyOf(request: Request, response: Response): Promise<BodyInit | null> {
  if (request.method === 'HEAD') return null;
  if (response.ok || response.body === null || !isPacked(request)) return response.body;
  return packed(await response.text());
}

async function respond(request: Request, path: readonly string[]): Promise<Response> {
  const target = targetOf(path);
  if (target.kind === 'nothing') return noSuchAddress(path, target.near);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return read(request, target);
    case 'OPTIONS':
      return new Response(null, {
        status: 204,
        headers: {
          allow: METHODS,
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': 'Accept, If-None-Match',
          'access-control-max-age': '86400',
          'cache-control': 'public, max-age=86400',
        },
      });
    default:
      return problem(
        405,
        'For reading only',
        `The API is for reading: ${METHODS}. To correct a figure, see /about#report.`,
        {},
        { allow: METHODS },
      );
  }
}

function noSuchAddress(path: readonly string[], near: Near[]): Response {
  return problem(
    404,
    'No such address',
    `There is nothing at “${shownValue(`/api/${path.join('/')}`)}”. What there is: ${API_PATH}; documentation: ${API_PAGE}.`,
    { near },
  );
}

async function read(request: Request, target: Exclude<Target, { kind: 'nothing' }>): Promise<Response> {
  const live = await getDatabase();
  const newest = await currentLoading(live);
  const etag = etagOf(request, newest);
  const known = kept.get(etag);
  if (known) return found(request, etag, known);
  const search = new URL(request.url).searchParams;
  const releases = await knownReleases(live);
  const wanted = releaseWanted(target, search, releases);
  try {
    return await inRelease(wanted, async (db) => {
      // Without a release of its own the answer is of the one in this snapshot, which may have come a moment ago.
      const shown = await currentLoading(db);
      const current = wanted === null ? shown : newest;
      const said = await ask(target, {
        db,
        live: wanted === null ? db : live,
        newest: current,
        shown,
        releases,
        search,
        origin: originOf(request),
      });
      return toResponse(request, etagOf(request, current), said);
    });
  } catch (error) {
    if (!(error instanceof ReleaseUnavailableError)) throw error;
    return problem(
      404,
      'No longer kept',
      `Release “${error.releaseId}” cannot be read. Those that can: ${error.readable.join(', ')}.`,
    );
  }
}

/** The release that is asked for by name or by a cursor and can be read; null is the present one. */
function releaseWanted(
  target: Target,
  search: URLSearchParams,
  releases: readonly KnownRelease[],
): string | null {
  if (target.kind === 'index' || target.kind === 'description' || target.kind === 'nothing') return null;
  if (!target.resource.ofRelease) return null;
  const cursor = target.kind === 'list' ? search.get('cursor') : null;
  const named = search.get('release')?.trim().toLowerCase() || (cursor && releaseOfCursor(cursor.trim()));
  const [present] = releases;
  const readable = releases.find(({ id, kept: isKept }) => id === named && isKept);
  return readable === undefined || readable.id === present?.id ? null : readable.id;
}

interface Asked {
  db: Database;
  live: Database;
  newest: Loading;
  /** The loading of the release that is read. */
  shown: Loading;
  releases: readonly KnownRelease[];
  search: URLSearchParams;
  origin: string;
}

/** The text of an answer and the next page, or why there is none. */
async function ask(
  target: Exclude<Target, { kind: 'nothing' }>,
  { db, live, newest, shown, releases, search, origin }: Asked,
): Promise<ApiAnswer | { kind: 'text'; text: string }> {
  const known = await knownForApi(db, shown, releases);
  const reading: Reading = { db, live, newest, known, origin, throughLoad: newest.loadNumber };
  switch (target.kind) {
    case 'index':
      return askIndex(reading, search);
    case 'description':
      return askPlain(reading, search) ?? { kind: 'text', text: openApiText() };
    case 'list':
      return askList(target.resource, reading, shown.release, search);
    case 'item':
      return askItem(target.resource, target.id, reading, shown.release, search);
  }
}

async function toResponse(
  request: Request,
  etag: string,
  said: Awaited<ReturnType<typeof ask>>,
): Promise<Response> {
  switch (said.kind) {
    case 'refused':
      return notUnderstood(said.reports);
    case 'missing':
      return problem(404, said.title, said.detail, { near: said.near });
    case 'text':
    case 'found': {
      const text = said.kind === 'text' ? said.text : `${JSON.stringify(said.body)}\n`;
      const description = `<${API_PATH}/openapi.json>; rel="service-desc"; type="application/json"`;
      const next = said.kind === 'found' && said.next !== null ? `<${said.next}>; rel="next", ` : '';
      const entry: Kept = { text, links: `${next}${description}`, packed: null };
      kept.set(etag, entry);
      return found(request, etag, entry);
    }
  }
}

async function found(request: Request, etag: string, entry: Kept): Promise<Response> {
  if (isPacked(request)) entry.packed ??= await packed(entry.text);
  return new Response(isPacked(request) ? entry.packed : entry.text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-language': 'en',
      'cache-control': CACHE_CONTROL,
      etag,
      link: entry.links,
      vary: 'Accept-Encoding',
    },
  });
}

/**
 * Names the answer to an address by the loading it is made from, the address, and the description of this version of the API.
 * Weak: the same answer goes out packed and plain (RFC 9110, 8.8.3).
 */
function etagOf(request: Request, { loadNumber, release }: Loading): string {
  const { pathname, search } = new URL(request.url);
  const made = createHash('sha256')
    .update(
      JSON.stringify([loadNumber, release.loadedAt, originOf(request), pathname, search, openApiDigest()]),
    )
    .digest('base64url')
    .slice(0, 16);
  return `W/"${release.id}-${made}"`;
}
