/**
 * Words as shapes. librsvg and Inkscape take a face only from the machine they run on, so a downloaded picture carries
 * the outlines of its words; each keeps its words as a label, as Inkscape writes them itself when it turns text to paths.
 */

const TEXT = /<text\b([^>]*)>([\s\S]*?)<\/text>/g;
const PATH = /<path\b([^>]*?) d="([^"]*)"([^>]*)\/>/g;
const NUMBER_OR_COMMAND = /[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?/g;

/** Hundredths of a pixel as a number without a needless zero: ".39", "-2". */
function written(hundredths: number): string {
  return String(hundredths / 100).replace(/^(-?)0\./, '$1.');
}

/** Numbers side by side with a separator only where one is needed. */
function joined(numbers: readonly number[]): string {
  return numbers.map(written).reduce((line, number) => {
    const apart = line === '' || number.startsWith('-') || (number.startsWith('.') && /\.\d*$/.test(line));
    return apart ? `${line}${number}` : `${line} ${number}`;
  }, '');
}

const COORDINATES: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, Z: 0 };

/**
 * Path data of absolute M, L, Q, C and Z, as the outliner writes it, in relative coordinates of a hundredth of a pixel:
 * about a quarter of the length. Throws on any other command.
 */
export function compactPath(d: string): string {
  const tokens = d.match(NUMBER_OR_COMMAND) ?? [];
  let out = '';
  let [x, y, startX, startY] = [0, 0, 0, 0];
  /** The control point of the curve before, in whose mirror image most curves of a letter begin. */
  let control: [number, number] | null = null;
  for (let at = 0; at < tokens.length; ) {
    const command = tokens[at] ?? '';
    const count = COORDINATES[command];
    if (count === undefined)
      throw new Error(`Path data hold the command "${command}", which is not expected.`);
    const absolute = tokens.slice(at + 1, at + 1 + count).map((token) => Math.round(Number(token) * 100));
    at += 1 + count;
    if (command === 'Z') {
      out += 'z';
      [x, y] = [startX, startY];
      continue;
    }
    const before: [number, number] | null = control;
    control = null;
    const [fromX, fromY] = [x, y];
    const relative = absolute.map((value, index) => value - (index % 2 === 0 ? x : y));
    [x, y] = [absolute.at(-2) ?? x, absolute.at(-1) ?? y];
    const [dx = 0, dy = 0] = relative;
    if (command === 'M') {
      [startX, startY] = [x, y];
      // A path starts absolute, so that it does not depend on what stands before it.
      out += out === '' ? `M${joined(absolute)}` : `m${joined(relative)}`;
    } else if (command === 'L' && dy === 0) {
      out += `h${written(dx)}`;
    } else if (command === 'L' && dx === 0) {
      out += `v${written(dy)}`;
    } else if (command === 'Q') {
      const [controlX = 0, controlY = 0] = absolute;
      const mirrored: [number, number] | null = before && [2 * fromX - before[0], 2 * fromY - before[1]];
      const isMirrored: boolean =
        mirrored !== null && Math.abs(mirrored[0] - controlX) <= 1 && Math.abs(mirrored[1] - controlY) <= 1;
      control = isMirrored ? mirrored : [controlX, controlY];
      out += isMirrored ? `t${joined(relative.slice(2))}` : `q${joined(relative)}`;
    } else {
      out += `${command.toLowerCase()}${joined(relative)}`;
    }
  }
  return out;
}

const wordsOf = (inside: string): string => inside.replace(/<[^>]*>/g, '').trim();

/** The SVG with an id on each text, by which the outlines are found again. */
export function markTexts(svg: string): string {
  let count = 0;
  return svg.replace(/<text\b/g, () => `<text id="outline-${count++}"`);
}

/**
 * `svg` with each text replaced by its outlines. `resolved` is the marked SVG (`markTexts`) as a renderer resolved it:
 * every text a group of paths under its id. Throws when a text has no outlines there.
 */
export function withOutlines(svg: string, resolved: string): string {
  const shapes = new Map<string, string>();
  for (const [, id = '', inside = ''] of resolved.matchAll(/<g id="outline-(\d+)"[^>]*>([\s\S]*?)<\/g>/g)) {
    const paths = [...inside.matchAll(PATH)].map(
      ([, before = '', d = '', after = '']) => `<path${before}${after} d="${compactPath(d)}"/>`,
    );
    shapes.set(id, paths.join(''));
  }
  let count = 0;
  return svg.replace(TEXT, (_all, _attributes: string, inside: string) => {
    const id = String(count++);
    const words = wordsOf(inside);
    const shape = shapes.get(id);
    if (words !== '' && !shape) throw new Error(`The words "${words}" have no outlines.`);
    return shape ? `<g aria-label="${words}">${shape}</g>` : '';
  });
}
