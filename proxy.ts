import { type NextRequest, NextResponse } from 'next/server';
import { unavailability } from '@/app/_components/shell/availability';
import { type ItemKind, pageKind } from '@/app/_components/shell/pages';
import { problem } from '@/app/_data/respond';
import { asDatabaseUnavailable, getDatabase, type UnavailableReason } from '@/db/client';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { shownValue } from '@/lib/domain/text';
import { isLocale, type Locale, localePath } from '@/lib/i18n/locales';
import { getCountry } from '@/lib/queries/countries';
import { eventExists } from '@/lib/queries/events';
import { measureExists } from '@/lib/queries/measures';
import { noteUnavailable, servedNow } from '@/lib/serving/context';
import { canonicalSearch } from '@/lib/view-state/canonical';
import { tidyChartSearch } from '@/lib/view-state/charts';

/**
 * Pages only: data addresses (/data/ or a suffix), icons and the framework's own paths pass by, except where a percent sign
 * in them may be no valid encoding, on which the framework would fail with 500.
 */
export const config = {
  matcher: [
    '/((?!_next/|data/|api/|embed/(?:charts/[^/]+(?:/points)?|\\w+\\.js)$|oembed$|cite$|healthz$|readyz$|.*\\.(?:csv|json|xlsx|pdf|svg|png|ico|txt|xml|zip|sqlite|atom)$).*)',
    '/(.*%.*)',
  ],
};

/** What the first matcher leaves out. */
const NO_PAGE =
  /^\/(?:_next\/|data\/|api\/|embed\/|(?:oembed|cite|healthz|readyz)$)|\.(?:csv|json|xlsx|pdf|svg|png|ico|txt|xml|zip|sqlite|atom)$/;

/**
 * Leads an address to its page. English has no prefix, so the language is put in here; a measure or page that does not exist, and a database that cannot answer, get a page
 * that says so with the right status, already in the HTML.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search, searchParams } = request.nextUrl;
  if (pathname.includes('%') && NO_PAGE.test(pathname)) {
    return isEncoded(pathname) ? NextResponse.next() : unreadable(pathname);
  }
  const [first = '', ...rest] = pathname.split('/').filter((segment) => segment !== '');
  if (first === 'en') return redirectTo(request, `/${rest.join('/')}`, search, 308);
  const prefixed = isLocale(first);
  const locale: Locale = prefixed ? first : 'en';
  const segments = prefixed ? rest : first === '' ? [] : [first, ...rest];
  const [section = '', item, ...more] = segments;
  // What the language links of a page that says "not found" or "not now" lead to.
  const here = `/${segments.join('/')}${search}`;

  const canonical = canonicalSearch(searchParams);
  if (section === 'charts' && isOneOf(CHART_SLUGS, item)) {
    const tidy = tidyChartSearch(item, canonical ?? search);
    if (tidy !== null) {
      return redirectTo(request, localePath(tidy.lang ?? locale, `/charts/${item}`), tidy.search, 307);
    }
  }
  if (canonical !== null) return redirectTo(request, pathname, canonical, 307);

  const notNow = (why: UnavailableReason) => {
    noteUnavailable(why);
    return rewriteTo(request, `/${locale}/unavailable`, { why, here }, 503);
  };
  const unavailable = servedNow()?.unavailable ?? (await unavailability());
  if (unavailable !== null) return notNow(unavailable);
  const kind = pageKind(section);
  const missing = (query: Record<string, string>) =>
    rewriteTo(request, `/${locale}/missing`, { ...query, here }, 404);
  if (!kind || more.length > 0) return missing({ path: decode(pathname) });
  if (item === undefined) {
    return rewriteTo(request, `/${locale}${section === '' ? '' : `/${section}`}`, null);
  }
  if (kind.parts?.includes(item)) return rewriteTo(request, `/${locale}/${section}/${item}`, null);
  if (kind.item === null) return missing({ path: decode(pathname) });
  const lower = item.toLowerCase();
  try {
    if (await exists(kind.item, item)) {
      return rewriteTo(request, `/${locale}/${section}/${item}`, null);
    }
    if (lower !== item && (await exists(kind.item, lower))) {
      return redirectTo(request, localePath(locale, `/${section}/${lower}`), search, 308);
    }
  } catch (error) {
    const met = asDatabaseUnavailable(error);
    if (!met) throw error;
    console.error(`${pathname}: database unavailable (${met.reason}): ${met.message}`);
    return notNow(met.reason);
  }
  return missing({ [kind.item]: decode(item) });
}

async function exists(kind: ItemKind, id: string): Promise<boolean> {
  const db = await getDatabase();
  switch (kind) {
    case 'measure':
      return measureExists(db, id);
    case 'country':
      return /^[a-z]{2}$/.test(id) && (await getCountry(db, id.toUpperCase())) !== null;
    case 'event':
      return eventExists(db, id);
    case 'chart':
      return isOneOf(CHART_SLUGS, id);
  }
}

/** True when the path's percent signs are valid encoding of UTF-8. */
function isEncoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function unreadable(pathname: string): Response {
  return problem(
    400,
    'The address was not understood',
    `The path “${shownValue(pathname)}” is not valid percent-encoding of UTF-8. Write % itself as %25.`,
    {},
    { 'access-control-allow-origin': '*' },
  );
}

/** A path segment as typed; one that is not valid percent-encoding stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function redirectTo(request: NextRequest, pathname: string, search: string, status: 307 | 308): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = pathname === '' ? '/' : pathname;
  url.search = search;
  return NextResponse.redirect(url, status);
}

function rewriteTo(
  request: NextRequest,
  pathname: string,
  search: Record<string, string> | null,
  status = 200,
): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = pathname;
  if (search !== null) url.search = new URLSearchParams(search).toString();
  return status === 200
    ? NextResponse.rewrite(url)
    : NextResponse.rewrite(url, {
        status,
        headers: status === 503 ? { 'retry-after': '30', 'cache-control': 'no-store' } : {},
      });
}
