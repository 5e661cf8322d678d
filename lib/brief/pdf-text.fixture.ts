import { inflateSync } from 'node:zlib';

/**
 * For tests: reads the text of a PDF as a reader that selects it would get it, from our own files only (streams deflated,
 * every face embedded with its table from glyphs to Unicode). A few lines, because pdf.js wants a newer Node.
 */

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Objects by number: what stands before the stream, and the stream itself. */
function objectsOf(bytes: Uint8Array): Map<string, { dictionary: string; stream: string }> {
  const objects = new Map<string, { dictionary: string; stream: string }>();
  for (const [, number = '', body = ''] of latin1(bytes).matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [dictionary = '', stream = ''] = body.split(/\nstream\n/);
    const packed = Buffer.from(stream.replace(/\nendstream\s*$/, ''), 'latin1');
    const isPacked = dictionary.includes('/FlateDecode') && !dictionary.includes('/Length1');
    objects.set(number, { dictionary, stream: isPacked ? latin1(inflateSync(packed)) : latin1(packed) });
  }
  return objects;
}

/** From glyph to text, of a ToUnicode table. */
function tableOf(cmap: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const entries = [...list.matchAll(/<([0-9a-f ]*)>/gi)];
    for (const [offset, [, hex = '']] of entries.entries()) {
      const units = (hex.replace(/ /g, '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      table.set(Number.parseInt(first, 16) + offset, String.fromCharCode(...units));
    }
  }
  return table;
}

export interface ReadPdf {
  /** Text of each sheet, one line a stretch drawn at once, in the order of drawing. */
  sheets: string[];
  /** All that is not packed: dictionaries of the structure, links, metadata. */
  dictionaries: string;
}

/** The text of each sheet of a PDF of ours. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(bytes);
  const find = (reference: string | undefined) =>
    objects.get(reference ?? '') ?? { dictionary: '', stream: '' };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  const sheets = pages.map(({ dictionary }) => {
    const resources = find(dictionary.match(/\/Resources (\d+) 0 R/)?.[1]).dictionary;
    const faces = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => {
        const unicode = find(font).dictionary.match(/\/ToUnicode (\d+) 0 R/)?.[1];
        return [name, tableOf(find(unicode).stream)];
      }),
    );
    const content = find(dictionary.match(/\/Contents (\d+) 0 R/)?.[1]).stream;
    let face: Map<number, string> = new Map();
    const lines: string[] = [];
    for (const [, name, shown] of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ/gi,
    )) {
      if (name !== undefined) face = faces.get(name) ?? new Map();
      else {
        const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)].flatMap(
          ([, hex = '']) => hex.match(/.{4}/g) ?? [],
        );
        lines.push(glyphs.map((glyph) => face.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join(''));
      }
    }
    return lines.join('\n');
  });
  return { sheets, dictionaries: [...objects.values()].map(({ dictionary }) => dictionary).join('\n') };
}
