import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { ClosedSetName } from '@/lib/domain/codes';
import type { Country, SeriesSource } from '@/lib/domain/records';
import { type CodeUse, codeUse, type SeriesExtent, seriesExtents } from '@/lib/queries/code-use';
import { listCountries } from '@/lib/queries/countries';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { listSeriesSources } from '@/lib/queries/series';

export interface CodebookView {
  release: CurrentRelease;
  countries: Country[];
  uses: ReadonlyMap<ClosedSetName, CodeUse[]>;
  series: SeriesExtent[];
  seriesSources: ReadonlyMap<string, SeriesSource>;
}

/** Reads everything that the codebook shows of the data. Errors of the database pass through. */
export async function loadCodebook(): Promise<CodebookView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries, uses, series, sources] = await Promise.all([
      currentRelease(db),
      listCountries(db),
      codeUse(db),
      seriesExtents(db),
      listSeriesSources(db),
    ]);
    return {
      release,
      countries,
      uses,
      series,
      seriesSources: new Map(sources.map((source) => [source.id, source])),
    };
  });
}
