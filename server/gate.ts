import type { IncomingMessage } from 'node:http';
import { shownValue } from '@/lib/domain/text';
import { isRouterState } from './router-state';

/** An answer that needs no page of ours: an error in the shape of every data address (RFC 9457), or nothing but headers. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const METHODS = 'GET, HEAD, OPTIONS';

/** Longest path and query, in bytes as sent. The longest addresses of ours, a chart with every country and measure chosen, have 6,000. */
export const LONGEST = { path: 2_048, query: 12_288 } as const;

/** A name, an IPv4 address or one of IPv6 in brackets, and a port: what a Host can be that addresses of ours are made from. */
const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** A problem as a refusal. `status` and the sentences as in app/_data/respond.ts, whose copy answers inside the framework. */
export function refusal(
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Refusal {
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      ...headers,
    },
    body: `${JSON.stringify({ type: 'about:blank', title, status, detail }, null, 2)}\n`,
  };
}

/** What is said where the reason is for the log. */
export const OUR_FAULT = refusal(500, 'A fault on our side', 'It has been logged.');

/** The answer to a method that is not for reading. The connection ends: a body that nobody reads would be taken for the next request. */
export function methodRefusal(method: string): Refusal {
  return refusal(
    405,
    'For reading only',
    `${method} is not allowed; Muster is for reading: ${METHODS}. To correct a figure, see /about#report.`,
    { allow: METHODS, connection: 'close' },
  );
}

/** Why the head of a request cannot be answered: RFC 9112, 2.3 (the version) and 3.2 (one Host), and RFC 9110, 10.1.1 (expectations). */
function unclearHead({ headers, rawHeaders, httpVersion }: IncomingMessage): Refusal | null {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    return refusal(
      400,
      'The request was not understood',
      `HTTP/${httpVersion} is not spoken on this connection; HTTP/1.1 is.`,
      { connection: 'close' },
    );
  }
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) {
    return refusal(
      400,
      'The request was not understood',
      `An HTTP/1.1 request has one Host header; this one has ${hosts}.`,
      { connection: 'close' },
    );
  }
  if (headers.host !== undefined && !HOST.test(headers.host)) {
    return refusal(
      400,
      'The request was not understood',
      'The Host header is no name or address of a host.',
      {
        connection: 'close',
      },
    );
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return refusal(417, 'That cannot be expected', 'The only expectation there is is 100-continue.', {
      connection: 'close',
    });
  }
  return null;
}

/** How the framework begins the names of parameters that it keeps for itself and takes out of an address without a word. */
const OF_THE_FRAMEWORK = /^nxt[PI]/;

/**
 * The first parameter that would not reach a page as it was sent: what the framework keeps for itself, and what every object has by
 * inheritance, for it collects parameters in one (`constructor` would arrive twice, `__proto__` not at all). No address of ours
 * takes one of these.
 */
function lostParameter(query: string): string | null {
  for (const name of new URLSearchParams(query).keys()) {
    if (OF_THE_FRAMEWORK.test(name) || name in Object.prototype) return name;
  }
  return null;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Why a request goes no further; null when it may. Muster is for reading: no method that writes, no body; and no address longer than
 * any of ours, or with a parameter that would be lost on the way. What is refused here costs nothing.
 */
export function refusalOf(request: IncomingMessage): Refusal | null {
  const { method = '', url = '' } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') return methodRefusal(method);
  const unclear = unclearHead(request);
  if (unclear !== null) return unclear;
  if (hasBody(request)) {
    return refusal(
      413,
      'No body is taken',
      `A ${method} request is answered without a body; this one has one.`,
      {
        connection: 'close',
      },
    );
  }
  const mark = url.indexOf('?');
  const [path, query] = mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  if (path.length > LONGEST.path || query.length > LONGEST.query) {
    const [part, has, most] =
      path.length > LONGEST.path
        ? ['path', path.length, LONGEST.path]
        : ['query', query.length, LONGEST.query];
    return refusal(
      414,
      'The address is too long',
      `The ${part} has ${has} characters; up to ${most} are read.`,
    );
  }
  if (!path.startsWith('/') || path.startsWith('//')) {
    return refusal(400, 'The address was not understood', 'A path starts with one slash.');
  }
  const lost = lostParameter(query);
  if (lost !== null) {
    return refusal(
      400,
      'The address was not understood',
      `Unknown parameter “${shownValue(lost)}”. No address here takes it.`,
    );
  }
  const from = request.headers['next-router-state-tree'];
  if (from !== undefined && (typeof from !== 'string' || !isRouterState(from))) {
    return refusal(
      400,
      'The request was not understood',
      'The header Next-Router-State-Tree does not say where a page is. A page is asked for without it.',
    );
  }
  // The API and the framework's own routes say for themselves what they answer.
  if (method === 'OPTIONS' && !path.startsWith('/api/')) {
    return { status: 204, headers: { allow: METHODS }, body: '' };
  }
  return null;
}
