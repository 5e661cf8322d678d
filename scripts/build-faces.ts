import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const FAMILIES = { serif: 'source-serif-4', sans: 'source-sans-3' } as const;

/** The weights that style sheets ask for; the packages hold 200 to 900. */
const WEIGHTS = { wght: { min: 400, max: 700 } };

/**
 * Latin Extended-A, which Polish, Czech, Slovak, Hungarian, Turkish and the Baltic languages write with, the comma letters of
 * Romanian and the schwa of Azerbaijani: the unicode-range of the same faces in app/fonts.ts.
 */
const LETTERS = [
  ...Array.from({ length: 0x80 }, (_, offset) => 0x100 + offset),
  0x18f,
  0x218,
  0x219,
  0x21a,
  0x21b,
  0x259,
];

/**
 * Makes the faces of the pages from those of the packages into .generated/faces/: in the weights that are used, and the letters beyond Latin-1
 * that the languages here write with apart from the hundreds that they do not. Throws when a package's file cannot be read.
 */
export async function buildFaces(root: string): Promise<void> {
  const directory = join(root, '.generated/faces');
  mkdirSync(directory, { recursive: true });
  const letters = String.fromCodePoint(...LETTERS);
  const sizes: string[] = [];
  for (const [family, name] of Object.entries(FAMILIES)) {
    const source = (range: string): Buffer =>
      readFileSync(
        join(root, 'node_modules/@fontsource-variable', name, 'files', `${name}-${range}-wght-normal.woff2`),
      );
    const whole = {
      targetFormat: 'woff2',
      variationAxes: WEIGHTS,
      keepAllGlyphs: true,
    } as const;
    const made = {
      [`${family}-latin`]: await subsetFont(source('latin'), undefined, whole),
      [`${family}-letters`]: await subsetFont(source('latin-ext'), letters, {
        targetFormat: 'woff2',
        variationAxes: WEIGHTS,
      }),
      [`${family}-rare`]: await subsetFont(source('latin-ext'), undefined, whole),
    };
    for (const [face, bytes] of Object.entries(made)) {
      const path = join(directory, `${face}.woff2`);
      if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes);
      sizes.push(`${face} ${(bytes.length / 1000).toFixed(0)} kB`);
    }
  }
  console.log(`Faces: ${sizes.join(', ')}.`);
}
