import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { AddressKind } from '@/lib/serving/address-kind';
import type { Coding } from './packing';

/** By these the framework tells a page from the data of a page, and which part of it. */
const PART_OF_PAGE = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
] as const;

/**
 * What the pages are told of a request. All else stays outside: nothing of ours depends on it, and the framework has switches of its
 * own. Not even by which name we were asked: what an answer says of our address is MUSTER_ORIGIN's, whoever asks.
 */
const TOLD: readonly string[] = [
  ...PART_OF_PAGE,
  'accept',
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
];
/** What networks add to links to follow readers. Each would be a page of its own to make. */
const TRACKING =
  /^(?:utm_[a-z_]+|fbclid|gclid|gbraid|wbraid|gad_source|dclid|msclkid|twclid|ttclid|yclid|igshid|igsh|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi)(?:=|$)/i;

/** An address without the parameters by which networks follow readers; all else stays as it was written. */
export function withoutTracking(url: string): string {
  const mark = url.indexOf('?');
  if (mark === -1) return url;
  const pairs = url.slice(mark + 1).split('&');
  const left = pairs.filter((pair) => !TRACKING.test(pair));
  if (left.length === pairs.length) return url;
  return left.length === 0 ? url.slice(0, mark) : `${url.slice(0, mark)}?${left.join('&')}`;
}

/** Takes from a request what the pages are not told, and says how its answer may be packed: in one of `codings`. */
export function tellOnly(
  request: IncomingMessage,
  { kind, codings }: { kind: AddressKind; codings: readonly Coding[] },
): void {
  for (const name of Object.keys(request.headers)) {
    if (!TOLD.includes(name)) delete request.headers[name];
  }
  // Pages are packed by our response; everything else by its route or by the framework, which knows gzip only.
  if (kind === 'page' && request.headers.rsc === undefined) delete request.headers['accept-encoding'];
  else request.headers['accept-encoding'] = codings.join(', ');
  request.url = withoutTracking(request.url ?? '/');
}

/**
 * What an answer depends on besides the release: two requests with one key get one answer. `request` as `tellOnly` leaves
 * it; `coding` is how a page travels.
 */
export function keyOf({ headers, url = '/' }: IncomingMessage, coding: Coding): string {
  const told = [headers['accept-encoding'], ...PART_OF_PAGE.map((name) => headers[name])];
  return [url, coding, ...told.map(text)].join('\n');
}

function text(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/**
 * True when the reader has the answer already: one of the tags of If-None-Match is its own (RFC 9110, 13.1.2: weak comparison), or, where
 * none is sent, it was not modified after If-Modified-Since (13.1.3: of no effect on an answer without a date).
 */
export function isHad(asked: IncomingHttpHeaders, answer: OutgoingHttpHeaders): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = asked;
  const { etag, 'last-modified': modified } = answer;
  if (tags === undefined) return Date.parse(String(modified)) <= Date.parse(String(since));
  if (typeof etag !== 'string') return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return tags.trim() === '*' || tags.split(',').some((tag) => bare(tag) === bare(etag));
}

/** The headers of a request that an answer to all who ask the same may be made from. */
export function headersForAll(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'if-none-match': _had, 'if-modified-since': _since, ...rest } = headers;
  return rest;
}
