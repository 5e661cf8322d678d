import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { getDatabase, inSnapshot } from '@/db/client';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, downloadName } from '@/lib/export/filename';
import { measuresCsv } from '@/lib/export/measures-csv';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures } from '@/lib/queries/measures';
import { currentRelease } from '@/lib/queries/releases';
import { readMeasuresCsv, readSort } from '@/lib/view-state/measures';
import { problemReports } from '@/lib/view-state/problems';

// GET /measures.csv?countries=&type=&obligation=&status=&q=&sort=&bom=&sep=&lang= – the measures of a view, one line each
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const { state, problems } = readMeasuresCsv(new URL(request.url).searchParams, { countries });
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, { countries }, tr));
      const release = await currentRelease(db);
      const measures = await listMeasures(db, state, readSort(state.sort));
      const measureUrl = (id: string) => `${originOf(request)}/measures/${id}`;
      const csv = measuresCsv(
        measures,
        { release, measureUrl, translator: tr },
        { bom: state.bom, separator: state.sep },
      );
      const name = downloadName('measures', state, release.loadedAt.slice(0, 10), 'csv');
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
