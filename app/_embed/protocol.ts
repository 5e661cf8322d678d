import type { HitArea } from '@/lib/charts/layout-parts';
import type { InteractionTexts, Tooltip } from '@/lib/charts/spec';

/** What an embed and the loader script say to each other by postMessage; `height` is in CSS pixels. */
export const HEIGHT_SAID = 'muster:height';
export const HEIGHT_ASKED = 'muster:height?';

/** What the reader can reach in an embed: every point with its words, and where it stands in each drawing. */
export interface EmbedPoints {
  title: string;
  texts: InteractionTexts;
  points: (Tooltip & { id: string })[];
  /** One for each drawing, in the order in which they stand. */
  drawings: { width: number; height: number; hits: HitArea[] }[];
}
