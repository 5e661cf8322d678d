import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { SeriesId } from '@/lib/domain/codes';
import type { SeriesSource } from '@/lib/domain/records';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { listSeries, listSeriesSources } from '@/lib/queries/series';

export interface LicenceView {
  release: CurrentRelease;
  /** Each source of context series, with the series that it is used for. */
  sources: { source: SeriesSource; series: SeriesId[] }[];
}

/** Reads what the page about licences shows. Errors of the database pass through. */
export async function loadLicence(): Promise<LicenceView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, sources, series] = await Promise.all([
      currentRelease(db),
      listSeriesSources(db),
      listSeries(db),
    ]);
    return {
      release,
      sources: sources.map((source) => ({
        source,
        series: series.filter((one) => one.sources.some(({ id }) => id === source.id)).map(({ id }) => id),
      })),
    };
  });
}
