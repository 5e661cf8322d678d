import 'server-only';
import { asDatabaseUnavailable } from '@/db/client';
import { TooManyRequestsError } from '@/lib/serving/costly';
import { publicOrigin } from '@/lib/serving/settings';
import type { ProblemReport } from '@/lib/view-state/problems';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An error of a data address in one shape (RFC 9457 problem details); `extra` members explain it further. */
export function problem(
  status: number,
  title: string,
  detail: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  return new Response(
    `${JSON.stringify({ type: 'about:blank', title, status, detail, ...extra }, null, 2)}\n`,
    {
      status,
      headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store', ...headers },
    },
  );
}

/**
 * Status 400 with every parameter that was not understood and what exists instead; 404 when all that is wrong is that
 * what was asked for is gone.
 */
export function notUnderstood(reports: readonly ProblemReport[]): Response {
  const gone = reports.length > 0 && reports.every(({ status }) => status === 404);
  return problem(
    gone ? 404 : 400,
    gone ? 'No longer kept' : 'The address was not understood',
    reports.map(({ message }) => message).join(' '),
    { errors: reports },
  );
}

/**
 * Runs the handler of a data address. A client that has asked for too much is told when to come back (429); a database that
 * cannot answer is 503, any other fault 500, and both are logged.
 */
export async function answer(request: Request, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof TooManyRequestsError) {
      return problem(
        429,
        'Too many files to be made',
        `More pictures, workbooks and packages were asked for from your address than one may have made in a minute. Please ask again in ${error.retryAfter} s; what was made before is not counted.`,
        {},
        { 'retry-after': String(error.retryAfter) },
      );
    }
    const address = new URL(request.url).pathname;
    const unavailable = asDatabaseUnavailable(error);
    if (unavailable) {
      console.error(`${address}: database unavailable (${unavailable.reason}): ${unavailable.message}`);
      return problem(
        503,
        'The data cannot be read right now',
        'A fault on our side, not an empty result. Please try again in a minute.',
        { reason: unavailable.reason },
        { 'retry-after': '30' },
      );
    }
    console.error(`${address}:`, error);
    return problem(500, 'A fault on our side', 'It has been logged. This is not an empty result.');
  }
}

/** How the world calls this site, for absolute links in files; else as `siteOrigin`, whose address the server gives each request. */
export function originOf(request: Request): string {
  return publicOrigin(process.env) ?? new URL(request.url).origin;
}

/** How long shared caches may keep an answer that depends only on the release: short, and refreshed behind the reader. */
export const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=300';
