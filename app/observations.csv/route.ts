import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { getDatabase, inSnapshot } from '@/db/client';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, downloadName } from '@/lib/export/filename';
import { observationRows, observationsCsv } from '@/lib/export/observations-csv';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';
import { readMeasuresCsv, readSort } from '@/lib/view-state/measures';
import { problemReports } from '@/lib/view-state/problems';

// GET /observations.csv?countries=&type=&obligation=&status=&q=&bom=&sep=&lang= – every figure of the measures of a view
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const { state, problems } = readMeasuresCsv(new URL(request.url).searchParams, { countries });
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, { countries }, tr));
      const release = await currentRelease(db);
      const measures = await listMeasures(db, state, readSort(state.sort));
      const observations = await listObservations(db, { ids: measures.map(({ id }) => id) });
      const sources = await sourcesByIds(db, [
        ...new Set(observations.flatMap(({ sourceIds }) => sourceIds)),
      ]);
      const csv = observationsCsv(
        observationRows(observations, measures, sources),
        { release, measureUrl: (id) => `${originOf(request)}/measures/${id}`, translator: tr },
        { bom: state.bom, separator: state.sep },
      );
      const name = downloadName('observations', state, release.loadedAt.slice(0, 10), 'csv');
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
