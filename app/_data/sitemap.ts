import 'server-only';
import { PAGE_PATHS } from '@/app/_components/shell/pages';
import { getDatabase, inSnapshot } from '@/db/client';
import { CHART_SLUGS } from '@/lib/domain/codes';
import type { SitemapPage } from '@/lib/export/sitemap';
import { lastChangedPages } from '@/lib/queries/last-changed';

/**
 * Every page there is, without the views of a query: those of one thing with the day of its own last change, those that
 * show many with the release's. Errors of the database pass through.
 */
export async function sitePages(): Promise<{ pages: SitemapPage[]; changedAt: string }> {
  const { release, ...items } = await inSnapshot(await getDatabase(), lastChangedPages);
  const shown = (paths: readonly string[]) => paths.map((path) => ({ path, changedAt: release }));
  return {
    pages: [
      ...shown(PAGE_PATHS),
      ...shown(CHART_SLUGS.map((slug) => `/charts/${slug}`)),
      ...items.countries.map(({ id, changedAt }) => ({ path: `/countries/${id.toLowerCase()}`, changedAt })),
      ...items.measures.map(({ id, changedAt }) => ({ path: `/measures/${id}`, changedAt })),
      ...items.events.map(({ id, changedAt }) => ({ path: `/timeline/${id}`, changedAt })),
    ],
    changedAt: release,
  };
}
