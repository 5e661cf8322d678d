import { chartOfAddress } from '@/app/_data/chart';
import { answer, CACHE_CONTROL, notUnderstood, problem } from '@/app/_data/respond';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { CSV_MEDIA_TYPE, writeCsv } from '@/lib/export/csv';
import { attachment, downloadName } from '@/lib/export/filename';
import { shownValue } from '@/lib/view-state/audit';

interface Context {
  params: Promise<{ slug: string; format: string }>;
}

const NO_FILTER = { types: [], obligations: [], statuses: [], q: '' };

// GET /charts/{slug}.json – the spec that draws the chart; GET /charts/{slug}.csv – its table (rewritten here by next.config.js)
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { slug, format } = await params;
    if (!isOneOf(CHART_SLUGS, slug)) {
      return problem(404, 'No such chart', `There is no chart "${shownValue(slug)}".`, {
        charts: CHART_SLUGS,
      });
    }
    const chart = await chartOfAddress(slug, new URL(request.url).searchParams);
    if (!chart.ok) return notUnderstood(chart.reports);
    const { spec, state, sources, releasedOn } = chart;
    if (format === 'csv') {
      const { columns, rows } = spec.table;
      const csv = writeCsv(
        rows,
        columns.map(({ key, label }) => ({ name: label, cell: (row) => row[key] ?? null })),
        { bom: false, separator: ',' },
      );
      const name = downloadName(slug, { countries: state.countries, ...NO_FILTER }, releasedOn, 'csv');
      return new Response(csv, {
        headers: {
          'content-type': CSV_MEDIA_TYPE,
          'content-disposition': attachment(name),
          'cache-control': CACHE_CONTROL,
        },
      });
    }
    const cited = sources.filter(({ id }) => spec.sourceIds.includes(id));
    return Response.json({ spec, sources: cited }, { headers: { 'cache-control': CACHE_CONTROL } });
  });
}
