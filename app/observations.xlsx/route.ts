import { answer, notUnderstood, originOf } from '@/app/_data/respond';
import { workbookResponse } from '@/app/_data/workbook';
import { getDatabase, inSnapshot } from '@/db/client';
import { downloadName } from '@/lib/export/filename';
import { observationColumns, observationRows } from '@/lib/export/observations-csv';
import { explained } from '@/lib/export/xlsx';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';
import { measuresCsvHref, readMeasuresCsv, readSort } from '@/lib/view-state/measures';
import { problemReports } from '@/lib/view-state/problems';
import { filterWords } from '@/lib/view-state/sentence';

// GET /observations.xlsx?countries=&type=&obligation=&status=&q=&lang= – every figure of the measures of a view, as a workbook
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
      const cited = new Set(observations.flatMap(({ sourceIds }) => sourceIds));
      const origin = originOf(request);
      const context = { release, measureUrl: (id: string) => `${origin}/measures/${id}`, translator: tr };
      return workbookResponse({
        title: tr.t('takeAway.citation.file.observations'),
        rows: observationRows(observations, measures, await sourcesByIds(db, [...cited])),
        columns: explained(observationColumns(context), tr),
        translator: tr,
        name: downloadName('observations', state, release.loadedAt.slice(0, 10), 'xlsx'),
        about: {
          filter: filterWords(state, measures.length, tr, countries),
          asOf: null,
          release,
          address: `${origin}${measuresCsvHref('/observations.xlsx', { ...state, bom: false, sep: ',' })}`,
        },
      });
    }),
  );
}
