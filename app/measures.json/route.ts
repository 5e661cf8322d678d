import { measureItem, shownMeasures } from '@/app/_components/explorer/build-answer';
import { inReleaseOf } from '@/app/_data/released';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { releaseShown } from '@/lib/queries/releases';
import { explorerFileHref, readExplorerJson } from '@/lib/view-state/explorer';
import { explorerSentence } from '@/lib/view-state/explorer-sentence';
import { problemReports } from '@/lib/view-state/problems';

// GET /measures.json?countries=&type=&…&q=&asOf=&sort=&lang= – every measure of a view, all pages of it
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(request, async () =>
    inReleaseOf(searchParams, async (db, releases) => {
      const countries = await listCountries(db);
      const known = { countries, releases };
      const { state, problems } = readExplorerJson(searchParams, known);
      const tr = translator(state.lang);
      if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
      const release = await releaseShown(db, state.release);
      const measures = await allMeasures(db, state);
      const rows = shownMeasures(measures, countries, tr);
      const origin = originOf(request);
      const items = measures.flatMap((measure, place) => {
        const shown = rows[place];
        return shown ? [measureItem(measure, shown, origin)] : [];
      });
      const whole = {
        data: items,
        meta: {
          count: items.length,
          sentence: explorerSentence(state, items.length, tr, countries),
          language: tr.locale,
          as_of: state.asOf,
          release: { id: release.id, loaded_at: release.loadedAt },
          url: `${origin}${explorerFileHref('/measures.json', state)}`,
          licence: null,
          licence_note: tr.t('view.export.licenceNote'),
        },
      };
      return new Response(`${JSON.stringify(whole, null, 2)}\n`, {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': CACHE_CONTROL,
        },
      });
    }),
  );
}
