import type { Serving } from '@/lib/serving/context';

/** Read here without that module, whose store is of Node alone. */
interface ServingHolder {
  musterServing?: { getStore: () => Serving | undefined };
}

/**
 * The markup of a part of the page that is being made (lib/serving/context.ts, in whose store the request's own is); the empty string in the
 * browser. Throws when the server has none: a page without the part must not be sent.
 */
export function partOfPage(part: string): string {
  if (typeof window !== 'undefined') return '';
  const html = (globalThis as ServingHolder).musterServing?.getStore()?.markup?.parts.get(part);
  if (html === undefined)
    throw new Error(`The part "${part}" of a page is not there to be put into its HTML.`);
  return html;
}
