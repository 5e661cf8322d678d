import { measureItem } from '@/app/_components/explorer/build-answer';
import { findView, shownAnswer } from '@/app/_components/explorer/load';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { getDatabase, inSnapshot } from '@/db/client';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { readExplorerApi } from '@/lib/view-state/explorer';
import { problemReports } from '@/lib/view-state/problems';

// GET /data/explorer?countries=&type=&…&q=&asOf=&sort=&columns=&page=&lang= – one page of the explorer as it shows it, with counts of every facet; its own, no part of the API
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    inSnapshot(await getDatabase(), async (db) => {
      const countries = await listCountries(db);
      const { state, problems } = readExplorerApi(new URL(request.url).searchParams, { countries });
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, { countries }, tr));
      const view = await findView(db, state, countries);
      const { data: rows, meta, links } = shownAnswer(view, tr);
      const origin = originOf(request);
      const items = view.found.measures.flatMap((measure, place) => {
        const shown = rows[place];
        return shown ? [measureItem(measure, shown, origin)] : [];
      });
      return Response.json(
        { data: items, meta, links },
        { headers: { 'cache-control': CACHE_CONTROL, 'content-language': tr.locale } },
      );
    }),
  );
}
