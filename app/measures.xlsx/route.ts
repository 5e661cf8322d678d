import { inReleaseOf } from '@/app/_data/released';
import { answer, notUnderstood, originOf } from '@/app/_data/respond';
import { workbookResponse } from '@/app/_data/workbook';
import { explorerFileName } from '@/lib/export/filename';
import { measureColumns } from '@/lib/export/measures-csv';
import { explained } from '@/lib/export/xlsx';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { releaseShown } from '@/lib/queries/releases';
import { explorerFileHref, readExplorerJson } from '@/lib/view-state/explorer';
import { explorerFilterWords } from '@/lib/view-state/explorer-sentence';
import { problemReports } from '@/lib/view-state/problems';

// GET /measures.xlsx?countries=&type=&…&q=&asOf=&sort=&lang= – every measure of a view, as a workbook
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, async () =>
    inReleaseOf(searchParams, async (db, releases) => {
      const countries = await listCountries(db);
      const known = { countries, releases };
      const { state, problems } = readExplorerJson(searchParams, known);
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
      const [release, rows] = [await releaseShown(db, state.release), await allMeasures(db, state)];
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
