import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { getDatabase, inSnapshot } from '@/db/client';
import { coverageCsv } from '@/lib/export/coverage-csv';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, fileName } from '@/lib/export/filename';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { readCoverage } from '@/lib/queries/coverage';
import { sortMeasureCoverage } from '@/lib/queries/coverage-order';
import { currentRelease } from '@/lib/queries/releases';
import { readCoverageCsv, readCoverageSort } from '@/lib/view-state/coverage';
import { problemReports } from '@/lib/view-state/problems';

// GET /coverage.csv?countries=&sort=&bom=&sep=&lang= – what is known about each measure and what it rests on
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const { state, problems } = readCoverageCsv(new URL(request.url).searchParams, { countries });
      if (problems.length > 0) {
        return notUnderstood(problemReports(problems, { countries }, translator(state.lang)));
      }
      const release = await currentRelease(db);
      const day = release.loadedAt.slice(0, 10);
      const { key, descending } = readCoverageSort(state.sort);
      const rows = sortMeasureCoverage(
        (await readCoverage(db, state.countries, day)).measures,
        key,
        descending,
        ({ country }) => country.name,
        new Intl.Collator('en'),
      );
      const measureUrl = (id: string) => `${originOf(request)}/measures/${id}`;
      const csv = coverageCsv(rows, { release, measureUrl }, { bom: state.bom, separator: state.sep });
      return new Response(csv, {
        headers: {
          'content-type': CSV_MEDIA_TYPE,
          'content-disposition': attachment(fileName('coverage', state.countries, [], day, 'csv')),
          'cache-control': CACHE_CONTROL,
        },
      });
    }),
  );
}
