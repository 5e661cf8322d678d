import { answer, notUnderstood, originOf } from '@/app/_data/respond';
import { workbookResponse } from '@/app/_data/workbook';
import { getDatabase, inSnapshot } from '@/db/client';
import { explorerFileName } from '@/lib/export/filename';
import { measureColumns } from '@/lib/export/measures-csv';
import { explained } from '@/lib/export/xlsx';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { currentRelease } from '@/lib/queries/releases';
import { explorerFileHref, readExplorerJson } from '@/lib/view-state/explorer';
import { explorerFilterWords } from '@/lib/view-state/explorer-sentence';
import { problemReports } from '@/lib/view-state/problems';

// GET /measures.xlsx?countries=&type=&…&q=&asOf=&sort=&lang= – every measure of a view, as a workbook
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const { state, problems } = readExplorerJson(new URL(request.url).searchParams, { countries });
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, { countries }, tr));
      const [release, rows] = [await currentRelease(db), await allMeasures(db, state)];
      const origin = originOf(request);
      const context = {
        release,
        measureUrl: (id: string) => `${origin}/measures/${id}`,
        translator: tr,
        asOf: state.asOf,
      };
      return workbookResponse({
        title: tr.t('takeAway.citation.file.measures'),
        rows,
        columns: explained(measureColumns(context), tr),
        translator: tr,
        name: explorerFileName(state, release.loadedAt.slice(0, 10), 'xlsx'),
        about: {
          filter: explorerFilterWords(state, rows.length, tr, countries),
          asOf: state.asOf,
          release,
          address: `${origin}${explorerFileHref('/measures.xlsx', state)}`,
        },
      });
    }),
  );
}
