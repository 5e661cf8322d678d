import 'server-only';
import { chartOfAddress } from '@/app/_data/chart';
import { ownAddress } from '@/app/_data/cited';
import { answer, CACHE_CONTROL, originOf, problem } from '@/app/_data/respond';
import { html, Markup } from '@/app/_embed/html';
import type { ChartSpec } from '@/lib/charts/spec';
import { CHART_SLUGS, type ChartSlug, isOneOf } from '@/lib/domain/codes';
import { shownValue } from '@/lib/domain/text';
import { embedCode, embedHeight, STORY_WIDTH } from '@/lib/export/embed-code';
import { DEFAULT_LOCALE, isLocale, localePath } from '@/lib/i18n/locales';
import type { ChartViewState } from '@/lib/view-state/charts';
import { type EmbedTheme, readEmbed } from '@/lib/view-state/embed';
import { pictureHref, sizeOf } from '@/lib/view-state/pictures';

/** oEmbed 1.0 (oembed.com): what a content system learns about the address of a chart, to show it as an embed. */
interface OEmbed {
  version: '1.0';
  type: 'rich';
  title: string;
  provider_name: string;
  provider_url: string;
  /** Seconds. */
  cache_age: number;
  html: string;
  width: number;
  height: number;
  thumbnail_url?: string;
  thumbnail_width?: number;
  thumbnail_height?: number;
}

const FORMATS = ['json', 'xml'] as const;
const CACHE_SECONDS = 3600;
const HEADERS = { 'cache-control': CACHE_CONTROL, 'access-control-allow-origin': '*' };

interface Limits {
  width: number;
  height: number;
}

/** The chart's slug and view that an address of ours names, of its page in any language or of its embed; null for others. */
function chartAt(url: URL): { slug: ChartSlug; view: URLSearchParams; theme: EmbedTheme } | null {
  const [first = '', ...rest] = url.pathname.split('/').filter((segment) => segment !== '');
  const prefixed = isLocale(first) && first !== DEFAULT_LOCALE;
  const path = prefixed ? rest : [first, ...rest];
  const [section, slug, ...more] = path[0] === 'embed' && !prefixed ? path.slice(1) : path;
  if (section !== 'charts' || more.length > 0 || !isOneOf(CHART_SLUGS, slug)) return null;
  const { rest: view, theme } = readEmbed(url.searchParams);
  if (prefixed) view.set('lang', first);
  return { slug, view, theme };
}

/** A number of pixels in the address; no limit where there is none, null where it is no number of pixels. */
function limitOf(written: string | null): number | null {
  if (written === null || written === '') return Number.POSITIVE_INFINITY;
  return /^[1-9]\d{0,4}$/.test(written) ? Number(written) : null;
}

function described(
  spec: ChartSpec,
  state: ChartViewState,
  theme: EmbedTheme,
  limits: Limits,
  origin: string,
): OEmbed {
  const width = Math.min(STORY_WIDTH, limits.width);
  const height = Math.min(embedHeight(spec, width), limits.height);
  const frozen = state.release !== null && state.release !== undefined;
  const card = { preset: 'social', width: null, height: null, scale: null, theme: 'light' } as const;
  const picture = sizeOf(card);
  const fits = !spec.empty && picture.width <= limits.width && (picture.height ?? 0) <= limits.height;
  return {
    version: '1.0',
    type: 'rich',
    title: spec.title,
    provider_name: 'Muster',
    provider_url: `${origin}${localePath(spec.lang, '/')}`,
    cache_age: CACHE_SECONDS,
    html: embedCode(spec, state, { origin, frozen, theme, size: { width, height } }),
    width,
    height,
    ...(fits && {
      thumbnail_url: `${origin}${pictureHref(spec.slug, 'png', state, { preset: 'social' })}`,
      thumbnail_width: picture.width,
      thumbnail_height: picture.height ?? undefined,
    }),
  };
}

function asXml(described: OEmbed): string {
  const fields = Object.entries(described).map(
    ([name, value]) => html`<${new Markup(name)}>${value}</${new Markup(name)}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${html`<oembed>${fields}</oembed>`.text}\n`;
}

/** GET /oembed?url=…&format=json|xml&maxwidth=&maxheight=. What is not the address of a chart of ours is 404, another format 501. */
export function oembedAnswer(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const written = searchParams.get('url');
    if (written === null) {
      return problem(400, 'No address given', 'Parameter url takes the address of a chart’s page.');
    }
    const format = searchParams.get('format') ?? 'json';
    if (!isOneOf(FORMATS, format)) {
      const detail = `Format "${shownValue(format)}" is not written. Allowed: ${FORMATS.join(', ')}.`;
      return problem(501, 'Format not supported', detail, { formats: FORMATS });
    }
    const [width, height] = [limitOf(searchParams.get('maxwidth')), limitOf(searchParams.get('maxheight'))];
    if (width === null || height === null) {
      const name = width === null ? 'maxwidth' : 'maxheight';
      const detail = `Parameter ${name} takes a whole number of pixels from 1 to 99999, not "${shownValue(searchParams.get(name) ?? '')}".`;
      return problem(400, 'The address was not understood', detail);
    }
    const origin = originOf(request);
    const url = ownAddress(written, origin);
    const asked = url && chartAt(url);
    if (!asked) {
      const detail = `"${shownValue(written)}" is not the address of a chart of ours; those are ${origin}/charts/{chart}.`;
      return problem(404, 'Not a chart of ours', detail, { charts: CHART_SLUGS });
    }
    const chart = await chartOfAddress(asked.slug, asked.view);
    if (!chart.ok) {
      const detail = chart.reports.map(({ message }) => message).join(' ');
      return problem(404, 'No such view of the chart', detail, { errors: chart.reports });
    }
    const made = described(chart.spec, chart.state, asked.theme, { width, height }, origin);
    return format === 'json'
      ? Response.json(made, { headers: HEADERS })
      : new Response(asXml(made), { headers: { ...HEADERS, 'content-type': 'text/xml; charset=utf-8' } });
  });
}
