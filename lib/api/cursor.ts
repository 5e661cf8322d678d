import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * Where a page of a list begins. The content of a release never changes, so a place in its order is stable; the loading
 * bounds the lists of releases and changes, which grow.
 */
export interface Cursor {
  release: string;
  load: number;
  offset: number;
}

const MOST = 1e9;
const shape = z.tuple([
  z.string().regex(/^[0-9a-f]{12}$/),
  z.int().min(0).max(MOST),
  z.int().min(0).max(MOST),
  z.string().length(8),
]);

/** Short name of a query, so that a cursor is not taken for another one's. */
function fingerprint(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 8);
}

/** The cursor as it stands in an address, bound to the resource and query (canonical, without limit and cursor) it pages. */
export function writeCursor({ release, load, offset }: Cursor, query: string): string {
  return Buffer.from(JSON.stringify([release, load, offset, fingerprint(query)])).toString('base64url');
}

/** What a cursor says; `null` for text that is no cursor of ours, `other_query` for one of another query. */
export function readCursor(text: string, query: string): Cursor | 'other_query' | null {
  const read = unpack(text);
  if (read === null) return null;
  const [release, load, offset, of] = read;
  return of === fingerprint(query) ? { release, load, offset } : 'other_query';
}

/** The release that a cursor names, whatever query it belongs to; null for text that is no cursor of ours. */
export function releaseOfCursor(text: string): string | null {
  return unpack(text)?.[0] ?? null;
}

function unpack(text: string): z.infer<typeof shape> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    // Text that is not JSON is no cursor; the caller says so.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const read = shape.safeParse(parsed);
  return read.success ? read.data : null;
}
