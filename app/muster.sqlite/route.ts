import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { inReleaseOf } from '@/app/_data/released';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { attachment, fileName } from '@/lib/export/filename';
import { sqliteFile } from '@/lib/export/sqlite-file';
import { translator } from '@/lib/i18n/translator';
import { releaseShown } from '@/lib/queries/releases';
import { readWholeFile } from '@/lib/view-state/files';
import { problemReports } from '@/lib/view-state/problems';

// GET /muster.sqlite?release=&lang= – all tables as one SQLite file with plain views
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, () =>
    inReleaseOf(searchParams, async (db, releases) => {
      const known = { countries: [], releases };
      const { state, problems } = readWholeFile(searchParams, known);
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
      const release = await releaseShown(db, state.release);
      const path = await sqliteFile({ db, release, origin: originOf(request), translator: tr });
      const name = fileName('data', [], [], release.loadedAt.slice(0, 10), 'sqlite');
      const body = request.method === 'HEAD' ? null : Readable.toWeb(createReadStream(path));
      return new Response(body as ReadableStream<Uint8Array> | null, {
        headers: {
          'content-type': 'application/vnd.sqlite3',
          // Its name says all that the file is made from.
          etag: `"${basename(path, '.sqlite')}"`,
          'content-disposition': attachment(name),
          'cache-control': CACHE_CONTROL,
        },
      });
    }),
  );
}
