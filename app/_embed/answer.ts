import 'server-only';
import { createHash } from 'node:crypto';
import { chartOfAddress } from '@/app/_data/chart';
import { answer, CACHE_CONTROL, notUnderstood, originOf, problem } from '@/app/_data/respond';
import { embedAssets } from '@/app/_embed/assets';
import type { EmbedPoints } from '@/app/_embed/protocol';
import { embedWidths } from '@/app/_embed/widths';
import { type EmbedProblem, embedPolicy, writeEmbed, writeEmbedProblem } from '@/app/_embed/write';
import { asDatabaseUnavailable } from '@/db/client';
import { layoutChart } from '@/lib/charts/layout';
import { pointsOf } from '@/lib/charts/points';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { shownValue } from '@/lib/domain/text';
import { DEFAULT_LOCALE, isLocale, type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { nearestWords } from '@/lib/view-state/audit';
import { chartPageHref } from '@/lib/view-state/charts';
import { readEmbed } from '@/lib/view-state/embed';
import { problemReports } from '@/lib/view-state/problems';

function page(text: string, status: number, headers: Record<string, string>): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': embedPolicy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-robots-tag': 'noindex',
      ...headers,
    },
  });
}

function refusal(status: number, said: EmbedProblem, headers: Record<string, string> = {}): Response {
  return page(writeEmbedProblem(said), status, { 'cache-control': 'no-store', ...headers });
}

/** GET /embed/charts/{slug}: the chart for a frame. Whatever goes wrong is a page too, which can be framed. */
export async function embedAnswer(request: Request, slug: string): Promise<Response> {
  const { theme, rest, problems } = readEmbed(new URL(request.url).searchParams);
  const asked = rest.get('lang') ?? '';
  const lang: Locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const tr = translator(lang);
  const allCharts = { href: localePath(lang, '/charts'), words: tr.t('embed.problem.all') };
  if (!isOneOf(CHART_SLUGS, slug)) {
    const nearest = nearestWords(slug, CHART_SLUGS);
    const messages = [tr.t('embed.problem.noChart', { slug: shownValue(slug) })];
    if (nearest.length > 0) messages.push(tr.t('view.problem.nearest', { values: nearest.join(', ') }));
    return refusal(404, { lang, theme, messages, link: allCharts });
  }
  const usual = { href: chartPageHref(slug, { lang }), words: tr.t('embed.problem.plain') };
  try {
    const chart = await chartOfAddress(slug, rest);
    const reports = [...problemReports(problems, { countries: [] }, tr), ...(chart.ok ? [] : chart.reports)];
    if (!chart.ok || reports.length > 0) {
      const status = reports.every((report) => report.status === 404) ? 404 : 400;
      return refusal(status, { lang, theme, messages: reports.map(({ message }) => message), link: usual });
    }
    const text = await writeEmbed({ ...chart, theme, origin: originOf(request) });
    // Weak: it goes out packed and plain (RFC 9110, 8.8.3).
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    return page(text, 200, { etag, 'cache-control': CACHE_CONTROL });
  } catch (error) {
    const unavailable = asDatabaseUnavailable(error);
    console.error(`/embed/charts/${slug}:`, unavailable?.message ?? error);
    return unavailable
      ? refusal(503, { lang, theme, messages: [tr.t('embed.problem.unavailable')], link: usual }, RETRY)
      : refusal(500, { lang, theme, messages: [tr.t('embed.problem.fault')], link: usual });
  }
}

const RETRY = { 'retry-after': '30' };

/** A frame in a sandbox has no origin of its own, so to it our own address is another site's. */
const ANY_ORIGIN = { 'access-control-allow-origin': '*' };

/** GET /embed/charts/{slug}/points: what the reader of an embed can reach (EmbedPoints). */
export function pointsAnswer(request: Request, slug: string): Promise<Response> {
  return answer(request, async () => {
    if (!isOneOf(CHART_SLUGS, slug)) {
      const detail = `There is no chart "${shownValue(slug)}".`;
      return problem(404, 'No such chart', detail, { charts: CHART_SLUGS }, ANY_ORIGIN);
    }
    const chart = await chartOfAddress(slug, new URL(request.url).searchParams);
    if (!chart.ok) return notUnderstood(chart.reports);
    const { spec } = chart;
    const points: EmbedPoints = {
      title: spec.title,
      texts: spec.interaction,
      points: pointsOf(spec).map(({ id, tooltip }) => ({ id, ...tooltip })),
      drawings: embedWidths(spec.slug).map((width) => {
        const layout = layoutChart(spec, width);
        return { width: layout.width, height: layout.height, hits: layout.hits };
      }),
    };
    return Response.json(points, { headers: { 'cache-control': CACHE_CONTROL, ...ANY_ORIGIN } });
  });
}

const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' };

/** GET /embed/loader.js and /embed/interaction.js. */
export function scriptAnswer(request: Request, name: string): Response {
  const { loader, interaction } = embedAssets();
  switch (name) {
    case 'loader.js':
      return new Response(loader, {
        headers: {
          ...SCRIPT,
          ...ANY_ORIGIN,
          'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
        },
      });
    case 'interaction.js': {
      // An embed that was cached before an update asks for the script of its day and gets the present one, for a while.
      const current = new URL(request.url).searchParams.get('v') === interaction.version;
      const cache = current ? 'public, max-age=31536000, immutable' : 'public, max-age=60';
      return new Response(interaction.text, {
        headers: { ...SCRIPT, ...ANY_ORIGIN, 'cache-control': cache },
      });
    }
    default:
      return problem(404, 'No such script', `There is no script "${shownValue(name)}" for embeds.`, {
        scripts: ['loader.js', 'interaction.js'],
      });
  }
}
