import { derivedRecords, loadComparison, selectionReports } from '@/app/_components/compare/load';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { compareLongCsv, compareWideCsv } from '@/lib/compare/csv';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { attachment, compareFileName } from '@/lib/export/filename';
import { localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { compareHref, type KnownForCompare, readCompareCsv } from '@/lib/view-state/compare';
import { problemReports } from '@/lib/view-state/problems';

// GET /compare.csv?countries=&measures=&year=&mode=&money=&asOf=&layout=&bom=&sep=&lang= – the table of /compare with the same query
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const view = await loadComparison(
      (known: KnownForCompare) => readCompareCsv(searchParams, known),
      new Date().toISOString().slice(0, 10),
      searchParams,
    );
    const { state, problems, selection, known, comparison, release, sources, seriesSources } = view;
    const tr = translator(state.lang);
    if (problems.length > 0 || selection.length > 0) {
      return notUnderstood([
        ...problemReports(problems, known, tr),
        ...selectionReports(view, searchParams, tr),
      ]);
    }
    const context = {
      comparison,
      state,
      release,
      sourceUrls: new Map([...sources, ...seriesSources].map(({ id, url }) => [id, url])),
      records: derivedRecords(view, tr),
      pageUrl: `${originOf(request)}${compareHref(localePath(state.lang, '/compare'), state)}`,
      translator: tr,
    };
    const options = { bom: state.bom, separator: state.sep };
    const csv = state.layout === 'wide' ? compareWideCsv(context, options) : compareLongCsv(context, options);
    const name = compareFileName('compare', state, release.loadedAt.slice(0, 10), 'csv');
    return new Response(csv, {
      headers: {
        'content-type': CSV_MEDIA_TYPE,
        'content-disposition': attachment(name),
        'cache-control': CACHE_CONTROL,
      },
    });
  });
}
