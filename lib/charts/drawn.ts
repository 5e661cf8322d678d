/**
 * The way of a drawing into a page's HTML. A server component has a chart drawn, which stays in the drawing cache; the
 * client component that stands in its place takes it from there while the same request is rendered to HTML. So the SVG is
 * in the HTML once, and not a second time in the data that React sends along to bring the page to life. The two live in
 * different module graphs of one process: they meet on the global object, where lib/charts/draw.ts keeps its cache.
 */
interface DrawingHolder {
  musterDrawing?: { cache: { get: (key: string) => string | undefined } };
}

/** The drawing of a key (see `drawForPage`); the empty string in the browser, or when it fell out of the cache. */
export function takeDrawing(key: string): string {
  return (globalThis as DrawingHolder).musterDrawing?.cache.get(key) ?? '';
}
