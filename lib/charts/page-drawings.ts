import type { ChartSpec } from './spec';

/*
 * The drawings that pages show, each a width and an id of its own: what a page was not loaded with it fetches by these, and no others
 * are drawn for anybody.
 */

/** Widths of a chart's drawings, ascending, in pixels: where it has the whole column, and where two stand side by side. */
export const PAGE_WIDTHS = { full: [288, 600, 1120], half: [288, 540] } as const;

/** Width of a chart in the gallery. */
export const THUMBNAIL_WIDTH = 288;

/** What tells the charts of one page apart: the slug, and for budgets, which stand twice on a page, their mode. */
export function figureName(spec: ChartSpec): string {
  return spec.slug === 'budgets' ? `${spec.slug}-${spec.mode}` : spec.slug;
}

/** The prefix of all ids in a figure's drawing of this width. */
export function figureId(spec: ChartSpec, width: number): string {
  return `${figureName(spec)}-${width}`;
}

/** The prefix of all ids in a chart's drawing in the gallery. */
export function thumbnailId(spec: ChartSpec): string {
  return `gallery-${spec.slug}`;
}

/** True for a width and an id that some page has for this chart. */
export function isOfPage(spec: ChartSpec, width: number, id: string): boolean {
  if (width === THUMBNAIL_WIDTH && id === thumbnailId(spec)) return true;
  return Object.values(PAGE_WIDTHS).some((widths) =>
    widths.some((one) => one === width && id === figureId(spec, one)),
  );
}
