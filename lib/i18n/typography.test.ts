import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { translator } from './translator';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The files under a folder of the project, by path from its root. */
const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));

/** Every text of a catalogue. */
const leavesOf = (node: unknown): string[] =>
  typeof node === 'string' ? [node] : Object.values(node ?? {}).flatMap(leavesOf);

const linesOf = (file: string): string[] => readFileSync(join(ROOT, file), 'utf8').split('\n');

/** The lines of files in which something is found, with where they stand. */
const linesWith = (files: readonly string[], isFound: (line: string) => boolean): string[] =>
  files.flatMap((file) =>
    linesOf(file).flatMap((line, index) => (isFound(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );

const frenchWords = (): string[] =>
  filesUnder('messages/fr').flatMap((file) => leavesOf(JSON.parse(readFileSync(join(ROOT, file), 'utf8'))));

it('leaves no French word that elides before what may begin with a vowel', () => {
  // "de {figure}" would be "de environ 8 250"; years, dates and bare counts begin with a digit or stay whole.
  const elided =
    /\b(de|que|ce|se|ne|le|la|si) \{(figure|value|target|now|came|planned|measure|country|countries|name|names|who|title|list)\}/i;
  expect(frenchWords().filter((text) => elided.test(text))).toEqual([]);
});

describe('a sign that French sets apart', () => {
  it('has a space before it that does not break, and in French only', () => {
    expect(translator('fr').mark(':')).toBe('\u00a0:');
    expect(translator('fr').series(['a', 'b'])).toBe('a\u00a0; b');
    expect(['en', 'sv', 'pl', 'de'].map((locale) => translator(locale as 'en').mark(':'))).toEqual(
      Array(4).fill(':'),
    );
  });

  it('has that space in every message', () => {
    const apart = /[^\u00a0][;?!»]|[^\u00a0]:(?![/\d])|«(?!\u00a0)|\d \d{3}/;
    expect(frenchWords().filter((text) => apart.test(text))).toEqual([]);
  });

  it('is set by the translator wherever code puts words together', () => {
    // Between two pieces of a text, after one or at the start of one in JSX, or alone in quotes.
    const composed = /\}[:;] ?(\$\{|\{'|<)|\)\}[:;]$|>[:;] [<{]|(join\(|\{|text: )'[:;] '/;
    const code = [...filesUnder('app'), ...filesUnder('lib')].filter(
      (file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\./.test(file),
    );
    // English, whatever the language of the pages: the API, what is kept of a change, the data package, a server's own words.
    const english =
      /^(lib\/(api|domain|serving)\/|lib\/export\/(data-package|sitemap|csv|citation)\.ts|app\/_embed\/|app\/_data\/(api|respond)\.ts)/;
    const ours = code.filter((file) => !english.test(file));
    const inEnglish = /<span lang="en">.*?<\/span>/g;
    expect(
      linesWith(ours, (line) => !line.includes('Error(') && composed.test(line.replace(inEnglish, ''))),
    ).toEqual([]);
    const styles = filesUnder('app').filter((file) => file.endsWith('.css'));
    expect(linesWith(styles, (line) => /content:.*"[^"]*[:;?!][^"]*"/.test(line))).toEqual([]);
  });
});
