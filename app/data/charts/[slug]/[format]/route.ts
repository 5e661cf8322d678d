import { type ChartAnswer, chartOfAddress } from '@/app/_data/chart';
import { takePictureOptions } from '@/app/_data/picture';
import { answer, CACHE_CONTROL, notUnderstood, problem } from '@/app/_data/respond';
import { drawChart } from '@/lib/charts/draw';
import { CHART_SLUGS, type ChartSlug, isOneOf } from '@/lib/domain/codes';
import { CSV_MEDIA_TYPE, writeCsv } from '@/lib/export/csv';
import { attachment, downloadName } from '@/lib/export/filename';
import { shownValue } from '@/lib/view-state/audit';

interface Context {
  params: Promise<{ slug: string; format: string }>;
}

type Chart = Extract<ChartAnswer, { ok: true }>;

// GET /charts/{slug}.json – the spec that draws the chart; .csv – its table; .svg – the drawing (rewritten here by next.config.js)
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { slug, format } = await params;
    if (!isOneOf(CHART_SLUGS, slug)) {
      return problem(404, 'No such chart', `There is no chart "${shownValue(slug)}".`, {
        charts: CHART_SLUGS,
      });
    }
    const search = new URL(request.url).searchParams;
    if (format === 'svg') return svg(slug, search);
    const chart = await chartOfAddress(slug, search);
    if (!chart.ok) return notUnderstood(chart.reports);
    return format === 'csv' ? csv(slug, chart) : json(chart);
  });
}

function json({ spec, sources }: Chart): Response {
  const cited = sources.filter(({ id }) => spec.sourceIds.includes(id));
  return Response.json({ spec, sources: cited }, { headers: { 'cache-control': CACHE_CONTROL } });
}

function csv(slug: ChartSlug, { spec, state, releasedOn }: Chart): Response {
  const filter = { countries: state.countries, types: [], obligations: [], statuses: [], q: '' };
  const columns = spec.table.columns.map(({ key, label }) => ({
    name: label,
    cell: (row: Record<string, string>) => row[key] ?? null,
  }));
  return new Response(writeCsv(spec.table.rows, columns, { bom: false, separator: ',' }), {
    headers: {
      'content-type': CSV_MEDIA_TYPE,
      'content-disposition': attachment(downloadName(slug, filter, releasedOn, 'csv')),
      'cache-control': CACHE_CONTROL,
    },
  });
}

async function svg(slug: ChartSlug, search: URLSearchParams): Promise<Response> {
  const { options, mistakes } = takePictureOptions(search);
  if (mistakes.length > 0) return problem(400, 'The address was not understood', mistakes.join(' '));
  const chart = await chartOfAddress(slug, search);
  if (!chart.ok) return notUnderstood(chart.reports);
  if (chart.spec.empty) return problem(404, 'Nothing to draw', chart.spec.emptyMessage ?? '');
  return new Response(await drawChart(chart.spec, options), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': CACHE_CONTROL },
  });
}
