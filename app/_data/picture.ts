import 'server-only';
import { chartOfAddress } from '@/app/_data/chart';
import { CACHE_CONTROL, notUnderstood, problem } from '@/app/_data/respond';
import { drawChart, drawPng } from '@/lib/charts/draw';
import type { ChartSlug } from '@/lib/domain/codes';
import { translator } from '@/lib/i18n/translator';
import { type PictureFormat, readPicture, sizeOf } from '@/lib/view-state/pictures';
import { problemReports } from '@/lib/view-state/problems';

const ID = /^[a-z][a-z0-9-]{0,60}$/;

/** The drawing alone, coloured by the page it is put into: what a page fetches for a chart it was not loaded with. */
async function drawingForPage(slug: ChartSlug, search: URLSearchParams): Promise<Response> {
  const [width, id] = [Number(search.get('width')), search.get('id') ?? ''];
  for (const name of ['width', 'theme', 'id']) search.delete(name);
  if (!Number.isInteger(width) || width < 240 || width > 2400 || !ID.test(id)) {
    return problem(
      400,
      'The address was not understood',
      'With theme=page, width takes a whole number from 240 to 2400 and id letters a–z, digits and hyphens.',
    );
  }
  const chart = await chartOfAddress(slug, search);
  if (!chart.ok) return notUnderstood(chart.reports);
  if (chart.spec.empty) return problem(404, 'Nothing to draw', chart.spec.emptyMessage ?? '');
  return new Response(await drawChart(chart.spec, { width, theme: 'page', idPrefix: id }), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': CACHE_CONTROL },
  });
}

/** GET /charts/{slug}.svg and .png: a chart's view as a picture. */
export async function pictureOfAddress(
  slug: ChartSlug,
  format: PictureFormat,
  search: URLSearchParams,
): Promise<Response> {
  if (format === 'svg' && search.get('theme') === 'page') return drawingForPage(slug, search);
  const { picture, rest, problems } = readPicture(search);
  const chart = await chartOfAddress(slug, rest);
  const reports = problemReports(problems, { countries: [] }, translator(chart.ok ? chart.state.lang : 'en'));
  if (!chart.ok) return notUnderstood([...reports, ...chart.reports]);
  if (reports.length > 0) return notUnderstood(reports);
  if (chart.spec.empty) return problem(404, 'Nothing to draw', chart.spec.emptyMessage ?? '');
  const { width, scale } = sizeOf(picture);
  const options = { width, theme: picture.theme, idPrefix: 'chart' };
  const [body, type] =
    format === 'svg'
      ? [await drawChart(chart.spec, options), 'image/svg+xml; charset=utf-8']
      : [Buffer.from(await drawPng(chart.spec, options, scale)), 'image/png'];
  return new Response(body, { headers: { 'content-type': type, 'cache-control': CACHE_CONTROL } });
}
