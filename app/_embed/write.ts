import 'server-only';
import { createHash } from 'node:crypto';
import { embedAssets, interactionHref } from '@/app/_embed/assets';
import { html, Markup } from '@/app/_embed/html';
import { embedWidths } from '@/app/_embed/widths';
import { drawChart } from '@/lib/charts/draw';
import { publicationWords } from '@/lib/charts/publication-words';
import type { ChartSpec, ChartTable } from '@/lib/charts/spec';
import type { SeriesSource, Source } from '@/lib/domain/records';
import { formatTimestampDay } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { type ChartViewState, chartHref, chartPageHref } from '@/lib/view-state/charts';
import { type EmbedTheme, pointsHref } from '@/lib/view-state/embed';

/** A longer table stays on the chart's page: it would weigh more than all the rest. */
const ROWS_SHOWN = 120;
const PUBLISHERS_NAMED = 4;

interface Frame {
  lang: Locale;
  theme: EmbedTheme;
  title: string;
  /** Address of the page that this is a part of. */
  canonical: string;
  body: Markup;
}

/** The whole document. Links open beside the story, never inside the frame. */
function documentOf({ lang, theme, title, canonical, body }: Frame): string {
  const { css } = embedAssets();
  return html`<!doctype html><html lang="${lang}" data-theme="${theme}"><head><meta charset="utf-8"><title>${title} · Muster</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="canonical" href="${canonical}"><base target="_blank"><style>${new Markup(css)}</style></head><body><main>${body}</main></body></html>`
    .text;
}

function inlineHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * What an embed may do, and that every page may frame it. It stands alone on purpose: no form, no other site, and the
 * two inline texts by their hash.
 */
export function embedPolicy(): string {
  const { css, starter } = embedAssets();
  return [
    "default-src 'none'",
    `style-src ${inlineHash(css)}`,
    `script-src 'self' ${inlineHash(starter)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors *',
  ].join('; ');
}

function key(spec: ChartSpec, tr: Translator): Markup | null {
  if (spec.legend.length === 0) return null;
  const { signs } = embedAssets();
  const entries = spec.legend.map(
    ({ sign, label }) =>
      html`<li><svg width="34" height="18" viewBox="0 0 34 18" aria-hidden="true">${new Markup(signs[sign] ?? '')}</svg>${label}</li>`,
  );
  return html`<ul class="key" aria-label="${tr.t('charts.figure.key')}">${entries}</ul>`;
}

/** The table without its column of source numbers, whose list is on the chart's page. */
function tableOf({ caption, columns, rows }: ChartTable): Markup {
  const shown = columns.filter(({ key: name }) => name !== 'sources');
  const cellClass = (numeric: boolean) => (numeric ? html` class="n"` : null);
  const head = shown.map(({ label, numeric }) => html`<th scope="col"${cellClass(numeric)}>${label}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr>${shown.map(({ key: name, numeric }) => html`<td${cellClass(numeric)}>${row[name] ?? ''}</td>`)}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

async function stage(spec: ChartSpec, state: ChartViewState, tr: Translator): Promise<Markup> {
  if (spec.empty) return html`<p class="empty">${spec.emptyMessage ?? ''}</p>`;
  const drawings = await Promise.all(
    embedWidths(spec.slug).map((width) => drawChart(spec, { width, theme: 'page', idPrefix: `c${width}` })),
  );
  return html`<div class="stage">${drawings.map((svg) => html`<div class="drawing">${new Markup(svg)}</div>`)}<button type="button" class="explore" hidden>${tr.t('charts.interaction.explore')}</button></div><p class="failed" role="status" data-words="${tr.t('charts.interaction.failed', { reason: '{reason}' })}"></p><script data-interaction="${interactionHref()}" data-points="${pointsHref(spec.slug, state)}">${new Markup(embedAssets().starter)}</script>`;
}

export interface EmbeddedChart {
  spec: ChartSpec;
  state: ChartViewState;
  /** At least those the spec cites. */
  sources: readonly (Source | SeriesSource)[];
  theme: EmbedTheme;
  /** Absolute address of the site without a slash at the end. */
  origin: string;
}

/** A chart as a page for a frame: HTML, CSS, its drawings and a small script in one file. */
export async function writeEmbed({ spec, state, sources, theme, origin }: EmbeddedChart): Promise<string> {
  const tr = translator(spec.lang);
  const page = chartPageHref(spec.slug, state);
  const { length } = spec.table.rows;
  const release = tr.t('charts.figure.release', {
    release: spec.releaseId,
    day: formatTimestampDay(spec.releaseDate, tr),
  });
  const past =
    spec.pastRelease &&
    html`<p class="past">${spec.pastRelease.note} <a href="${chartPageHref(spec.slug, { ...state, release: null })}">${spec.pastRelease.link}</a></p>`;
  const own =
    spec.ownHeadline &&
    html`<p class="soft">${spec.ownHeadline.note} ${tr.t('charts.ownHeadline.generated', { title: spec.ownHeadline.title })}</p>`;
  const notes =
    spec.notes.length > 0
      ? html`<details><summary>${tr.t('charts.figure.notes', { coverage: spec.coverage })}</summary><ul>${spec.notes.map((note) => html`<li>${note}</li>`)}</ul></details>`
      : null;
  const table =
    length === 0
      ? null
      : length > ROWS_SHOWN
        ? html`<p>${tr.t('embed.tableElsewhere', { count: length })} <a href="${chartHref(spec.slug, '.csv', state)}">${tr.t('charts.figure.csv')}</a></p>`
        : html`<details><summary>${tr.t('charts.figure.table')}</summary>${tableOf(spec.table)}</details>`;
  const naming = publicationWords(spec, state, sources, origin).sources;
  const publishers = naming[Math.max(0, naming.length - PUBLISHERS_NAMED)] ?? null;
  const body = html`<figure><figcaption><h1>${spec.title}</h1><p class="soft">${spec.subtitle}</p>${own ?? null}${past ?? null}</figcaption>${key(spec, tr)}${await stage(spec, state, tr)}</figure><div class="below">${notes}${table}${publishers === null ? null : html`<p>${publishers}</p>`}<p>Muster · ${release} · <a href="${page}">${tr.t('embed.open')}</a></p></div>`;
  return documentOf({ lang: spec.lang, theme, title: spec.title, canonical: `${origin}${page}`, body });
}

export interface EmbedProblem {
  lang: Locale;
  theme: EmbedTheme;
  /** Sentences, in the language. */
  messages: readonly string[];
  /** A way on, by address and words. */
  link: { href: string; words: string };
}

/** Why a chart cannot be shown, as a page for its frame. */
export function writeEmbedProblem({ lang, theme, messages, link }: EmbedProblem): string {
  const title = translator(lang).t('embed.problem.title');
  const body = html`<h1>${title}</h1>${messages.map((message) => html`<p class="soft">${message}</p>`)}<div class="below"><p>Muster · <a href="${link.href}">${link.words}</a></p></div>`;
  return documentOf({ lang, theme, title, canonical: link.href, body });
}
