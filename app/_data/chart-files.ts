import 'server-only';
import { type ChartAnswer, chartOfAddress } from '@/app/_data/chart';
import { CACHE_CONTROL, notUnderstood } from '@/app/_data/respond';
import { workbookResponse } from '@/app/_data/workbook';
import type { ChartSlug } from '@/lib/domain/codes';
import type { SeriesSource, Source } from '@/lib/domain/records';
import { chartJson } from '@/lib/export/chart-json';
import { chartColumns, chartLines } from '@/lib/export/chart-table';
import { CSV_MEDIA_TYPE, writeCsv } from '@/lib/export/csv';
import { attachment, chartFileName } from '@/lib/export/filename';
import { localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { type ChartViewState, chartHref } from '@/lib/view-state/charts';
import { readCsvOptions } from '@/lib/view-state/csv-options';
import { problemReports } from '@/lib/view-state/problems';

/** The data of a chart in one of these forms; pictures are app/_data/picture.ts. */
export const CHART_FILES = ['json', 'csv', 'xlsx'] as const;
export type ChartFile = (typeof CHART_FILES)[number];

type Chart = Extract<ChartAnswer, { ok: true }>;

/** GET /charts/{slug}.json, .csv and .xlsx: a chart's spec, and its table as a file. */
export async function fileOfAddress(
  slug: ChartSlug,
  file: ChartFile,
  search: URLSearchParams,
  origin: string,
): Promise<Response> {
  if (file === 'csv') return csv(slug, search);
  const chart = await chartOfAddress(slug, search);
  if (!chart.ok) return notUnderstood(chart.reports);
  return file === 'json' ? json(slug, chart, origin) : xlsx(slug, chart, origin);
}

function json(slug: ChartSlug, { spec, state, sources }: Chart, origin: string): Response {
  const page = (more: Partial<ChartViewState>) =>
    new URL(localePath(state.lang, chartHref(slug, '', { ...state, lang: undefined, ...more })), origin).href;
  const content = chartJson({
    spec,
    sources,
    pageUrl: page({}),
    fixedUrl: page({ release: spec.releaseId }),
    askedUrl: new URL(chartHref(slug, '.json', state), origin).href,
    today: new Date().toISOString().slice(0, 10),
  });
  return Response.json(content, { headers: { 'cache-control': CACHE_CONTROL } });
}

async function csv(slug: ChartSlug, search: URLSearchParams): Promise<Response> {
  const { options, rest, problems } = readCsvOptions(search);
  const chart = await chartOfAddress(slug, rest);
  const reports = problemReports(problems, { countries: [] }, translator(chart.ok ? chart.state.lang : 'en'));
  if (!chart.ok) return notUnderstood([...reports, ...chart.reports]);
  if (reports.length > 0) return notUnderstood(reports);
  const { spec } = chart;
  const columns = chartColumns(spec, translator(spec.lang));
  return new Response(writeCsv(chartLines(spec), columns, { bom: options.bom, separator: options.sep }), {
    headers: {
      'content-type': CSV_MEDIA_TYPE,
      'content-disposition': attachment(chartFileName(slug, chart.state, chart.releasedOn, 'csv')),
      'cache-control': CACHE_CONTROL,
    },
  });
}

function xlsx(slug: ChartSlug, chart: Chart, origin: string): Promise<Response> {
  const { spec, state, sources, releasedOn } = chart;
  const tr = translator(spec.lang);
  const byId = new Map(sources.map((source) => [source.id, source]));
  return workbookResponse({
    // What the file says of itself is ours: the chart's own headline, not one that the reader set.
    title: spec.ownHeadline?.title ?? spec.title,
    rows: chartLines(spec),
    columns: chartColumns(spec, tr),
    translator: tr,
    name: chartFileName(slug, state, releasedOn, 'xlsx'),
    about: {
      filter: null,
      subtitle: spec.ownHeadline?.subtitle ?? spec.subtitle,
      asOf: spec.asOf,
      release: { id: spec.releaseId, loadedAt: spec.releaseDate },
      address: `${origin}${chartHref(slug, '.xlsx', { ...state, title: null, subtitle: null, release: spec.releaseId })}`,
      notes: spec.notes,
      sources: spec.sourceIds.flatMap((id) => sourceLine(byId.get(id))),
    },
  });
}

function sourceLine(source: Source | SeriesSource | undefined): string[] {
  if (!source) return [];
  const published = 'vintage' in source ? source.vintage : source.publishedOn;
  return [[source.publisher, source.title, published, source.url].filter(Boolean).join(', ')];
}
