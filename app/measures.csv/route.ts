import { inReleaseOf } from '@/app/_data/released';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, explorerFileName } from '@/lib/export/filename';
import { measuresCsv } from '@/lib/export/measures-csv';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { releaseShown } from '@/lib/queries/releases';
import { readExplorerCsv } from '@/lib/view-state/explorer';
import { problemReports } from '@/lib/view-state/problems';

// GET /measures.csv?countries=&type=&…&q=&asOf=&sort=&bom=&sep=&lang= – every measure of a view, one line each
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, async () =>
    inReleaseOf(searchParams, async (db, releases) => {
      const countries = await listCountries(db);
      const known = { countries, releases };
      const { state, problems } = readExplorerCsv(searchParams, known);
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
      const release = await releaseShown(db, state.release);
      const measures = await allMeasures(db, state);
      const measureUrl = (id: string) => `${originOf(request)}/measures/${id}`;
      const csv = measuresCsv(
        measures,
        { release, measureUrl, translator: tr, asOf: state.asOf },
        { bom: state.bom, separator: state.sep },
      );
      const name = explorerFileName(state, release.loadedAt.slice(0, 10), 'csv');
      return new Response(csv, {
        headers: {
          'content-type': CSV_MEDIA_TYPE,
          'content-disposition': attachment(name),
          'cache-control': CACHE_CONTROL,
        },
      });
    }),
  );
}
