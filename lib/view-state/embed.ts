import type { ChartSlug } from '@/lib/domain/codes';
import { type ChartViewState, chartHref } from './charts';

/** Colours of an embed: as the reader's system is set (default), or always light or dark. */
export const EMBED_THEMES = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/** The address of a chart for a frame in another page: `/embed/charts/budgets?…`, with the chart's own parameters. */
export function embedHref(
  slug: ChartSlug,
  state: Partial<ChartViewState>,
  theme: EmbedTheme = 'auto',
): string {
  const href = `/embed${chartHref(slug, '', state)}`;
  return theme === 'auto' ? href : `${href}${href.includes('?') ? '&' : '?'}theme=${theme}`;
}
