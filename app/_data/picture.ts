import 'server-only';
import { LRUCache } from 'lru-cache';
import { chartOfAddress } from '@/app/_data/chart';
import { CACHE_CONTROL, notUnderstood, originOf, problem } from '@/app/_data/respond';
import { getDatabase } from '@/db/client';
import { drawChart } from '@/lib/charts/draw';
import { missingLetters } from '@/lib/charts/letters';
import { isOfPage } from '@/lib/charts/page-drawings';
import { type Drawable, drawPicture, keptPicture, PicturesBusyError, pictureKey } from '@/lib/charts/picture';
import { layoutPublication, type Publication, type PublicationWords } from '@/lib/charts/publication';
import { publicationWords } from '@/lib/charts/publication-words';
import type { ChartSpec } from '@/lib/charts/spec';
import type { ChartSlug } from '@/lib/domain/codes';
import { chartFileName, inline } from '@/lib/export/filename';
import { translator } from '@/lib/i18n/translator';
import { currentLoading } from '@/lib/queries/releases';
import { chargeFor } from '@/lib/serving/costly';
import type { ChartViewState } from '@/lib/view-state/charts';
import {
  PICTURE_LIMITS,
  type PictureFormat,
  type PictureSize,
  type PictureState,
  readPicture,
  sizeOf,
} from '@/lib/view-state/pictures';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';

const MEDIA_TYPES: Readonly<Record<PictureFormat, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};

/** The drawing alone, coloured by the page it is put into: what a page fetches for a chart it was not loaded with. */
async function drawingForPage(slug: ChartSlug, search: URLSearchParams): Promise<Response> {
  const [width, id] = [Number(search.get('width')), search.get('id') ?? ''];
  for (const name of ['width', 'theme', 'id']) search.delete(name);
  const chart = await chartOfAddress(slug, search);
  if (!chart.ok) return notUnderstood(chart.reports);
  if (!isOfPage(chart.spec, width, id)) {
    return problem(
      400,
      'The address was not understood',
      'With theme=page, width and id are those of a drawing on a page. A picture to take away is asked for without theme=page.',
    );
  }
  if (chart.spec.empty) return problem(404, 'Nothing to draw', chart.spec.emptyMessage ?? '');
  return new Response(await drawChart(chart.spec, { width, theme: 'page', idPrefix: id }), {
    headers: { 'content-type': MEDIA_TYPES.svg, 'cache-control': CACHE_CONTROL },
  });
}

/** What decides the size in an address, for a message on it. */
function sizeParameter({ preset, height }: PictureState): { param: string; value: string } {
  if (preset !== null) return { param: 'preset', value: preset };
  return height === null ? { param: 'width', value: '' } : { param: 'height', value: String(height) };
}

/** What of the reader's own words cannot be drawn. */
function unwritable(state: ChartViewState): ProblemReport[] {
  return (['title', 'subtitle'] as const).flatMap((param): ProblemReport[] => {
    const value = state[param] ?? '';
    const missing = missingLetters(value);
    if (missing.length === 0) return [];
    const { t } = translator(state.lang);
    const message = t('charts.picture.missingLetters', { param, characters: missing.join(' ') });
    return [{ param, value, allowed: [], message }];
  });
}

/** The publication in the size asked for, or why it cannot have that size. */
function inSize(
  spec: ChartSpec,
  words: PublicationWords,
  picture: PictureState,
  size: PictureSize,
  format: PictureFormat,
): Publication | ProblemReport {
  const { t } = translator(spec.lang);
  const publication = layoutPublication(spec, words, size);
  if (!publication) {
    const message = t('charts.picture.tooSmall', { width: size.width, height: size.height ?? 0 });
    return { ...sizeParameter(picture), allowed: [], message };
  }
  // An SVG has no pixels: its scale is how large it says it is, and a preset's is left to the PNG.
  if (format === 'svg') return { ...publication, zoom: publication.zoom * (picture.scale ?? 1) };
  const pixels = (side: number) => Math.round(side * publication.zoom * size.scale);
  const [width, height] = [pixels(publication.width), pixels(publication.height)];
  if (width * height <= PICTURE_LIMITS.pixels) return publication;
  return {
    param: 'scale',
    value: String(size.scale),
    allowed: [],
    message: t('charts.picture.tooLarge', {
      width,
      height,
      millions: Math.ceil((width * height) / 1_000_000),
      limit: PICTURE_LIMITS.pixels / 1_000_000,
    }),
  };
}

/** What the answer to an address is, so that asking again need not read figures and lay them out to know it. */
interface Answered {
  key: string;
  name: string;
  mediaType: string;
}

/** By address, release and day: nothing else decides a picture. */
const answered = new LRUCache<string, Answered>({ max: 2000 });

const headersOf = ({ key, name }: Answered) => ({
  // Weak: it goes out packed and plain (RFC 9110, 8.8.3).
  etag: `W/"${key}"`,
  'cache-control': CACHE_CONTROL,
  'content-disposition': inline(name),
});

/** The answer from what is kept; null where the picture has to be drawn again. */
function sendKept(answer: Answered): Response | null {
  const bytes = keptPicture(answer.key);
  if (!bytes) return null;
  return new Response(Buffer.from(bytes), {
    headers: { ...headersOf(answer), 'content-type': answer.mediaType },
  });
}

/**
 * A picture, a card or a brief as an answer under its ETag, or that too many wait. Where the
 * `moment` is given, the address is answered without making it again (`sendAgain`).
 */
export async function sendPicture(
  picture: Drawable,
  name: string,
  moment: string | null = null,
): Promise<Response> {
  const answer = { key: pictureKey(picture), name, mediaType: mediaTypeOf(picture) };
  if (moment !== null) answered.set(moment, answer);
  return send(picture, answer);
}

/** All that decides an answer beside what it is of: query, loading and day. */
export async function momentOf(request: Request, ...of: readonly string[]): Promise<string> {
  const loading = await currentLoading(await getDatabase());
  const today = new Date().toISOString().slice(0, 10);
  const { searchParams } = new URL(request.url);
  return JSON.stringify([...of, `${searchParams}`, originOf(request), loading, today]);
}

/** The answer to an address that was answered before at this moment, or null. */
export function sendAgain(moment: string): Response | null {
  const before = answered.get(moment);
  return before ? sendKept(before) : null;
}

function mediaTypeOf(picture: Drawable): string {
  if ('versions' in picture) return 'application/pdf';
  return MEDIA_TYPES['card' in picture ? 'png' : picture.format];
}

async function send(picture: Drawable, answer: Answered): Promise<Response> {
  const kept = sendKept(answer);
  if (kept) return kept;
  chargeFor('versions' in picture ? 'document' : 'picture');
  try {
    const body = Buffer.from(await drawPicture(picture));
    return new Response(body, { headers: { ...headersOf(answer), 'content-type': answer.mediaType } });
  } catch (error) {
    if (!(error instanceof PicturesBusyError)) throw error;
    const detail = 'Too many pictures are being drawn. Please ask again in a few seconds.';
    return problem(503, 'Busy drawing', detail, {}, { 'retry-after': String(error.retryAfter) });
  }
}

/** GET /charts/{slug}.svg and .png: a chart's view as a picture. */
export async function pictureOfAddress(
  request: Request,
  slug: ChartSlug,
  format: PictureFormat,
): Promise<Response> {
  const search = new URL(request.url).searchParams;
  if (format === 'svg' && search.get('theme') === 'page') return drawingForPage(slug, search);
  const moment = await momentOf(request, slug, format);
  const kept = sendAgain(moment);
  if (kept) return kept;
  const { picture, rest, problems } = readPicture(search);
  const chart = await chartOfAddress(slug, rest);
  const tr = translator(chart.ok ? chart.state.lang : 'en');
  const reports = [
    ...problemReports(problems, { countries: [] }, tr),
    ...(chart.ok ? unwritable(chart.state) : chart.reports),
  ];
  if (!chart.ok || reports.length > 0) return notUnderstood(reports);
  const { spec, state, sources, releasedOn } = chart;
  if (spec.empty) return problem(404, 'Nothing to draw', spec.emptyMessage ?? '');
  const size = sizeOf(picture);
  const words = publicationWords(spec, state, sources, originOf(request));
  const publication = inSize(spec, words, picture, size, format);
  if ('message' in publication) return notUnderstood([publication]);
  const asked = { publication, theme: picture.theme, format, scale: format === 'svg' ? 1 : size.scale };
  const preset = picture.preset === null ? [] : [picture.preset];
  return sendPicture(asked, chartFileName(slug, state, releasedOn, format, preset), moment);
}
