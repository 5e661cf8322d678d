import { inReleaseOf } from '@/app/_data/released';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { coverageCsv } from '@/lib/export/coverage-csv';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, fileName } from '@/lib/export/filename';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { readCoverage } from '@/lib/queries/coverage';
import { sortMeasureCoverage } from '@/lib/queries/coverage-order';
import { releaseShown } from '@/lib/queries/releases';
import { readCoverageCsv, readCoverageSort } from '@/lib/view-state/coverage';
import { problemReports } from '@/lib/view-state/problems';

// GET /coverage.csv?countries=&sort=&bom=&sep=&lang= – what is known about each measure and what it rests on
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, async () =>
    inReleaseOf(searchParams, async (db, releases) => {
      const countries = await listCountries(db);
      const known = { countries, releases };
      const { state, problems } = readCoverageCsv(searchParams, known);
      if (problems.length > 0) {
        return notUnderstood(problemReports(problems, known, translator(state.lang)));
      }
      const release = await releaseShown(db, state.release);
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
