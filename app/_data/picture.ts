import { THEMES, type Theme } from '@/lib/charts/palette';
import { isOneOf } from '@/lib/domain/codes';

export interface PictureOptions {
  width: number;
  theme: Theme;
  idPrefix: string;
}

const WIDTH = { min: 240, max: 2400, usual: 1120 } as const;
const ID = /^[a-z][a-z0-9-]{0,40}$/;

/**
 * Takes `width`, `theme` and `id` out of the parameters of a picture's address, so that the rest is the chart's view.
 * Gives what of them was not understood as sentences.
 */
export function takePictureOptions(search: URLSearchParams): { options: PictureOptions; mistakes: string[] } {
  const taken = (name: string) => {
    const value = search.get(name);
    search.delete(name);
    return value;
  };
  const [width, theme, id] = [taken('width'), taken('theme'), taken('id')];
  const mistakes: string[] = [];
  const pixels = width === null ? WIDTH.usual : Number(width);
  if (!Number.isInteger(pixels) || pixels < WIDTH.min || pixels > WIDTH.max) {
    mistakes.push(`Parameter width takes a whole number from ${WIDTH.min} to ${WIDTH.max}.`);
  }
  if (theme !== null && !isOneOf(THEMES, theme)) mistakes.push(`Parameter theme takes ${THEMES.join(', ')}.`);
  if (id !== null && !ID.test(id)) mistakes.push('Parameter id takes letters a–z, digits and hyphens.');
  return {
    options: { width: pixels, theme: isOneOf(THEMES, theme) ? theme : 'light', idPrefix: id ?? 'chart' },
    mistakes,
  };
}
