import { LRUCache } from 'lru-cache';

/**
 * Drawings on their way into a page's HTML, by key. A server component draws and leaves the SVG here; the client component
 * that stands in its place takes it while the same request is rendered to HTML. So the SVG is in the HTML once, and not a
 * second time in the data that React sends along to bring the page to life.
 */
const holder = globalThis as typeof globalThis & { musterDrawn?: LRUCache<string, string> };

/** Far more than the drawings of the requests under way; a drawing that fell out is fetched by the browser. */
const MAX_BYTES = 12_000_000;

function drawn(): LRUCache<string, string> {
  holder.musterDrawn ??= new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: (svg) => svg.length });
  return holder.musterDrawn;
}

/** Leaves a drawing for the HTML under its key. */
export function leaveDrawing(key: string, svg: string): void {
  drawn().set(key, svg);
}

/** The drawing of a key; the empty string when there is none. */
export function takeDrawing(key: string): string {
  return drawn().get(key) ?? '';
}
