import { createHash } from 'node:crypto';
import { PLACE_HASH, PLACE_SCRIPT } from './place';

/** On every answer. Pictures and data may be used by other sites; what a browser may do on our pages is not theirs. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), display-capture=()',
};

/** A year; not for subdomains, which are not ours to speak for. Only over TLS (RFC 6797, 7.2). */
export const STRICT_TRANSPORT = 'max-age=31536000';

/** Pages load nothing of other sites, are in nobody's frame, and run only our own files and the scripts of these hashes. */
function pagePolicy(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A file opened by itself runs nothing, loads nothing and has no origin; an SVG may have the styles that stand in it. */
const FILE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/** Browsers show a PDF with a program of their own, which a sandbox keeps from starting. */
const PDF_POLICY = "frame-ancestors 'none'";

/** The policy of an answer that is no page of ours with scripts in it. */
export function policyFor(contentType: string): string {
  if (/^text\/html\b/i.test(contentType)) return pagePolicy([], []);
  return /^application\/pdf\b/i.test(contentType) ? PDF_POLICY : FILE_POLICY;
}

/** What the framework puts between `push(` and `)` is data: JSON and nothing else. */
function isPushOfData(script: string, opening: string): boolean {
  const [, json] = script.startsWith(opening)
    ? (/^([[{].*[\]}])\);?$/s.exec(script.slice(opening.length)) ?? [])
    : [];
  if (json === undefined) return false;
  try {
    JSON.parse(json);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** How the framework's inline scripts begin: which of its files belong together, and the page's content as React reads it. */
const PUSHES = [
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push(',
  '(self.__next_f=self.__next_f||[]).push(',
  'self.__next_f.push(',
] as const;

const SCRIPT = /<script([^>]*)>(.*?)<\/script>/gs;

/**
 * The policy of a page: the styles that we put into it by `styleHash`, its inline scripts by their hash, if they are the framework's handing over of data, or that of
 * the place (place.ts). A script of any other form gets no hash, wherever in the page it came from, and so does not run.
 */
export function policyForPage(html: string, styleHash: string | null = null): string {
  const hashes = new Set<string>();
  for (const [, attributes = '', script = ''] of html.matchAll(SCRIPT)) {
    if (/\s(?:src|type)=/.test(attributes)) continue;
    if (script === PLACE_SCRIPT) hashes.add(PLACE_HASH);
    if (!PUSHES.some((opening) => isPushOfData(script, opening))) continue;
    hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  }
  return pagePolicy([...hashes], styleHash === null ? [] : [styleHash]);
}

/** The Server-Timing of an answer that was begun at this moment, as of `performance.now`: how long we had it, in milliseconds. */
export function serverTiming(begun: number): string {
  return `app;dur=${(performance.now() - begun).toFixed(1)}`;
}
