import type { ChartSlug } from '@/lib/domain/codes';

/** Widths that an embed's drawings are laid out for, in CSS pixels: a phone's, a story's column, and a whole page's. */
const WIDTHS: readonly number[] = [288, 600, 1120];
/** Coastlines weigh as much at each width, and a map grows well: a third drawing would be a third of the embed. */
const MAP_WIDTHS: readonly number[] = [288, 720];

/** The widths of a chart's drawings in an embed, the narrowest first. */
export function embedWidths(slug: ChartSlug): readonly number[] {
  return slug === 'service-model' ? MAP_WIDTHS : WIDTHS;
}
