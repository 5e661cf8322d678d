import { answer, CACHE_CONTROL, notUnderstood } from '@/app/_data/respond';
import { getDatabase, inSnapshot } from '@/db/client';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, fileName } from '@/lib/export/filename';
import { sourcesCsv } from '@/lib/export/sources-csv';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { currentRelease } from '@/lib/queries/releases';
import { citationCounts, listSources, sourceFacets } from '@/lib/queries/source-use';
import { problemReports } from '@/lib/view-state/problems';
import { readSourcesCsv } from '@/lib/view-state/sources';

// GET /sources.csv?q=&kind=&countries=&language=&year=&bom=&sep=&lang= – the sources of a view with what cites each
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const facets = await sourceFacets(db);
      const { state, problems } = readSourcesCsv(new URL(request.url).searchParams, {
        countries,
        languages: facets.languages.map(({ language }) => language),
        years: facets.years.map(({ year }) => year),
      });
      if (problems.length > 0) {
        return notUnderstood(problemReports(problems, { countries }, translator(state.lang)));
      }
      const release = await currentRelease(db);
      const cited = await citationCounts(db);
      const rows = (await listSources(db, state)).map((source) => ({ source, cited: cited(source.id) }));
      const filters = [state.kinds, state.languages, state.years, [state.q]];
      return new Response(sourcesCsv(rows, { bom: state.bom, separator: state.sep }), {
        headers: {
          'content-type': CSV_MEDIA_TYPE,
          'content-disposition': attachment(
            fileName('sources', state.countries, filters, release.loadedAt.slice(0, 10), 'csv'),
          ),
          'cache-control': CACHE_CONTROL,
        },
      });
    }),
  );
}
