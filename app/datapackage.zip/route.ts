import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { streamed } from '@/app/_data/stream';
import { dataPackage } from '@/lib/export/data-package';
import { attachment, fileName } from '@/lib/export/filename';
import { translator } from '@/lib/i18n/translator';
import { releaseShown } from '@/lib/queries/releases';
import { chargeFor } from '@/lib/serving/costly';
import { readWholeFile } from '@/lib/view-state/files';
import { problemReports } from '@/lib/view-state/problems';

// GET /datapackage.zip?release=&lang= – all tables as a data package
export function GET(request: Request): Promise<Response> {
  return answer(request, () =>
    streamed(request, async (db, releases) => {
      const known = { countries: [], releases };
      const { state, problems } = readWholeFile(new URL(request.url).searchParams, known);
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
      if (request.method !== 'HEAD') chargeFor('package');
      const release = await releaseShown(db, state.release);
      const name = fileName('datapackage', [], [], release.loadedAt.slice(0, 10), 'zip');
      return {
        headers: {
          'content-type': 'application/zip',
          'content-disposition': attachment(name),
          'cache-control': CACHE_CONTROL,
        },
        chunks: dataPackage({ db, release, origin: originOf(request), translator: tr }),
      };
    }),
  );
}
