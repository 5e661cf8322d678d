/** Widths that an embed's drawings are laid out for, in CSS pixels: a phone's, a story's column, and a whole page's. */
export const EMBED_WIDTHS = [288, 600, 1120] as const;
