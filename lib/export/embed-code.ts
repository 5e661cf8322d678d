import { layoutChart } from '@/lib/charts/layout';
import type { ChartSpec } from '@/lib/charts/spec';
import { wrapText } from '@/lib/charts/text-metrics';
import type { ChartViewState } from '@/lib/view-state/charts';
import { type EmbedTheme, embedHref } from '@/lib/view-state/embed';

/** The width of a story's column, in CSS pixels, for which the height of a frame is reckoned. */
export const STORY_WIDTH = 600;

/** Sizes of what stands around the drawing in an embed, in CSS pixels, as its style sheet has them. */
const HEADLINE = { size: 22, line: 27 } as const;
const SMALL = { size: 15, line: 21 } as const;
/** Margins, the folded table and notes, and two lines with sources and release. */
const FURNITURE = 190;

/**
 * How high a frame of a width must be for the whole embed, in CSS pixels, rounded up to ten: reckoned from the layout and
 * the width of the words, so an estimate. With the loader script the embed says its true height.
 */
export function embedHeight(spec: ChartSpec, width: number = STORY_WIDTH): number {
  const lines = (words: string, size: number, weight: 400 | 600) =>
    wrapText(words, width - 8, size, weight).length;
  const drawing = spec.empty ? SMALL.line * 4 : layoutChart(spec, width).height;
  const key = spec.legend.map(({ label }) => label).join('MMMMM');
  const small = [spec.subtitle, key, spec.ownHeadline?.note ?? ''].filter((words) => words !== '');
  const above =
    lines(spec.title, HEADLINE.size, 600) * HEADLINE.line +
    small.reduce((sum, words) => sum + lines(words, SMALL.size, 400) * SMALL.line, 0);
  return Math.ceil((above + drawing + FURNITURE) / 10) * 10;
}

export interface EmbedCodeOptions {
  /** Absolute address of the site without a slash at the end. */
  origin: string;
  /** True: the figures of the spec's release, whatever is loaded later. False: always the present ones. */
  frozen: boolean;
  theme?: EmbedTheme;
  /** In CSS pixels, where a frame must have a size of its own; left out: as wide as its column. */
  size?: { width: number; height: number };
}

const attribute = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * HTML that shows a chart in another page: a frame as wide as its column, loaded when the reader comes near, and a script of
 * 1 KiB that gives it the right height; without the script the frame stands alone, at the height reckoned here.
 */
export function embedCode(
  spec: ChartSpec,
  state: Partial<ChartViewState>,
  { origin, frozen, theme, size }: EmbedCodeOptions,
): string {
  const release = frozen ? spec.releaseId : null;
  const src = `${origin}${embedHref(spec.slug, { ...state, lang: spec.lang, release }, theme)}`;
  const [width, height] = size ? [size.width, size.height] : ['100%', embedHeight(spec)];
  return [
    `<iframe src="${attribute(src)}" title="${attribute(spec.title)}" width="${width}" height="${height}"`,
    ` loading="lazy" style="border:0${size ? ';max-width:100%' : ''}"></iframe>`,
    `\n<script async src="${attribute(origin)}/embed/loader.js"></script>`,
  ].join('');
}
