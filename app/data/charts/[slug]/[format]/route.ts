import { type ChartAnswer, chartOfAddress } from '@/app/_data/chart';
import { pictureOfAddress } from '@/app/_data/picture';
import { answer, CACHE_CONTROL, notUnderstood, problem } from '@/app/_data/respond';
import type { PlainValue } from '@/lib/charts/spec';
import { CHART_SLUGS, type ChartSlug, isOneOf } from '@/lib/domain/codes';
import { CSV_MEDIA_TYPE, writeCsv } from '@/lib/export/csv';
import { attachment, fileName } from '@/lib/export/filename';
import { shownValue } from '@/lib/view-state/audit';
import { type ChartViewState, chartHref } from '@/lib/view-state/charts';
import { PICTURE_FORMATS } from '@/lib/view-state/pictures';

interface Context {
  params: Promise<{ slug: string; format: string }>;
}

type Chart = Extract<ChartAnswer, { ok: true }>;

interface Line {
  words: Record<string, string>;
  values: Record<string, PlainValue>;
}

// GET /charts/{slug}.json – the spec that draws the chart; .csv – its table, in words and in plain values; .svg and .png – its picture (rewritten here by next.config.js)
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { slug, format } = await params;
    if (!isOneOf(CHART_SLUGS, slug)) {
      return problem(404, 'No such chart', `There is no chart "${shownValue(slug)}".`, {
        charts: CHART_SLUGS,
      });
    }
    const search = new URL(request.url).searchParams;
    if (isOneOf(PICTURE_FORMATS, format)) return pictureOfAddress(slug, format, search);
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
  const { columns, rows, plain } = spec.table;
  const lines = rows.map((words, index) => ({ words, values: plain[index] ?? {} }));
  // What a reader sees comes first; codes and plain numbers for programs follow, under names of their own.
  const csvColumns = [
    ...columns.map(({ key, label }) => ({ name: label, cell: ({ words }: Line) => words[key] ?? null })),
    ...Object.keys(plain[0] ?? {}).map((name) => ({
      name,
      cell: ({ values }: Line) => values[name] ?? null,
    })),
  ];
  return new Response(writeCsv(lines, csvColumns, { bom: false, separator: ',' }), {
    headers: {
      'content-type': CSV_MEDIA_TYPE,
      'content-disposition': attachment(
        fileName(slug, state.countries, viewParts(slug, state), releasedOn, 'csv'),
      ),
      'cache-control': CACHE_CONTROL,
    },
  });
}

/** What differs from the chart's usual view, for the name of its file. */
function viewParts(slug: ChartSlug, state: ChartViewState): string[][] {
  const query =
    chartHref(slug, '', {
      ...state,
      countries: undefined,
      lang: undefined,
      title: undefined,
      subtitle: undefined,
    }).split('?')[1] ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) =>
    name === 'mode' || name === 'money' || name === 'measures' ? [value] : [name, value],
  );
}
