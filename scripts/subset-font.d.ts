/** What is used of subset-font, which has no types. */
declare module 'subset-font' {
  /** Gives the font with the characters of `text` only, or with all of them. Throws when the font or an axis is none. */
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: {
      targetFormat: 'woff2';
      keepAllGlyphs?: boolean;
      variationAxes?: Record<string, { min: number; max: number }>;
    },
  ): Promise<Buffer>;
}
