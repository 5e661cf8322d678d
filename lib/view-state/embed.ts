import type { ChartSlug } from '@/lib/domain/codes';
import { auditSearchParams, type Problem } from './audit';
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

/** The address of what a reader of an embed can reach (EmbedPoints), fetched when they reach for it. */
export function pointsHref(slug: ChartSlug, state: Partial<ChartViewState>): string {
  return `/embed${chartHref(slug, '', state).replace(`/charts/${slug}`, `/charts/${slug}/points`)}`;
}

/** Takes `theme` out of the address of an embed; `rest` is the chart's view, `problems` what of the theme was not understood. */
export function readEmbed(search: URLSearchParams): {
  theme: EmbedTheme;
  rest: URLSearchParams;
  problems: Problem[];
} {
  const own = new URLSearchParams();
  const rest = new URLSearchParams();
  for (const [name, value] of search) (name === 'theme' ? own : rest).append(name, value);
  const rules = { theme: { kind: 'one', set: EMBED_THEMES } } as const;
  const { understood, problems } = auditSearchParams(own, rules, { countries: [] });
  const theme = EMBED_THEMES.find((one) => one === understood.get('theme')) ?? 'auto';
  return { theme, rest, problems };
}

/**
 * Where content systems learn how to embed a page (oEmbed discovery): addresses by media type, as Next's
 * `metadata.alternates.types` takes them. `pageHref` is the page's path with its query; `origin` is empty where the site's
 * own address is not configured, and the links are then relative.
 */
export function oembedLinks(origin: string, pageHref: string): Record<string, string> {
  const at = `${origin}/oembed?url=${encodeURIComponent(`${origin}${pageHref}`)}`;
  return { 'application/json+oembed': `${at}&format=json`, 'text/xml+oembed': `${at}&format=xml` };
}
