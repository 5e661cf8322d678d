import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { type CitedWork, cslItem, writeCitation } from './citation';

/** An independent reader of BibTeX and RIS. */
const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core') as { Cite: new (text: string) => { data: Read[] } };
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');

interface Read {
  title: string;
  URL: string;
  note: string;
  publisher: string;
  author: { literal?: string; family?: string }[];
  issued: { 'date-parts': number[][] };
}

const WORK: CitedWork = {
  kind: 'webpage',
  title: 'Sweden: from 3,700 to 10,000 conscripts a year',
  url: 'https://muster.example/charts/intake-targets?countries=SE,FR&release=abc123def456',
  release: { id: 'abc123def456', loadedAt: '2026-11-22T10:00:00.000Z' },
  asOf: null,
  accessedOn: '2026-11-23',
};
const en = translator('en');
const ITEM = cslItem(WORK, en);

describe('a citation', () => {
  it('is one CSL-JSON item', () => {
    expect(writeCitation(ITEM, 'csl', en)).toBe(`[
  {
    "id": "muster-2026-ae042eb921",
    "type": "webpage",
    "title": "Sweden: from 3,700 to 10,000 conscripts a year",
    "author": [
      {
        "literal": "Muster"
      }
    ],
    "publisher": "Muster",
    "version": "abc123def456",
    "issued": {
      "date-parts": [
        [
          2026,
          11,
          22
        ]
      ]
    },
    "accessed": {
      "date-parts": [
        [
          2026,
          11,
          23
        ]
      ]
    },
    "URL": "https://muster.example/charts/intake-targets?countries=SE,FR&release=abc123def456",
    "language": "en",
    "note": "Release abc123def456 of 22 Nov 2026."
  }
]
`);
  });

  it('is these bytes of BibTeX', () => {
    expect(
      writeCitation(cslItem({ ...WORK, title: 'A {b} \\c 100 % & #1 $x_y^z~ “Ł”' }, en), 'bibtex', en),
    ).toBe(
      `@misc{muster-2026-ae042eb921,
  author = {{Muster}},
  title = {{A \\textbraceleft{}b\\textbraceright{} \\textbackslash{}c 100 \\% \\& \\#1 \\$x\\_y\\textasciicircum{}z\\textasciitilde{} “Ł”}},
  year = {2026},
  month = nov,
  publisher = {Muster},
  version = {abc123def456},
  url = {https://muster.example/charts/intake-targets?countries=SE,FR&release=abc123def456},
  urldate = {2026-11-23},
  note = {Release abc123def456 of 22 Nov 2026.},
}
`,
    );
  });

  it('is these bytes of RIS, with no address cut in two', () => {
    expect(writeCitation(ITEM, 'ris', en)).toBe(
      [
        'TY  - ELEC',
        'AU  - Muster',
        'TI  - Sweden: from 3,700 to 10,000 conscripts a year',
        'PB  - Muster',
        'PY  - 2026',
        'DA  - 2026/11/22',
        'ET  - abc123def456',
        'LA  - en',
        'N1  - Release abc123def456 of 22 Nov 2026.',
        'UR  - https://muster.example/charts/intake-targets?countries=SE,FR&release=abc123def456',
        'Y2  - 2026/11/23',
        'ID  - muster-2026-ae042eb921',
        'ER  - ',
        '',
      ].join('\r\n'),
    );
  });

  it('is a sentence in every language, with the day of a past view', () => {
    const past: CitedWork = { ...WORK, title: 'X', asOf: '2025-12-01', url: 'https://m.example/x' };
    const sentences = LOCALES.map((locale) =>
      writeCitation(cslItem(past, translator(locale)), 'text', translator(locale)),
    );
    expect(sentences[0]).toBe(
      'Muster: “X”. Release abc123def456 of 22 Nov 2026, as known on 1 Dec 2025. https://m.example/x (accessed 23 Nov 2026).\n',
    );
    for (const sentence of sentences) {
      expect(sentence).toContain('abc123def456');
      expect(sentence).toContain('https://m.example/x');
      expect(sentence.match(/2026/g)).toHaveLength(2);
      expect(sentence).toContain('2025');
    }
    expect(new Set(sentences).size).toBe(LOCALES.length);
  });

  it('is another entry for another release, and the same for the same view', () => {
    const other = cslItem({ ...WORK, release: { ...WORK.release, id: 'ffffffffffff' } }, en);
    expect(other.id).not.toBe(ITEM.id);
    expect(cslItem({ ...WORK, accessedOn: '2027-01-01', title: 'Y' }, en).id).toBe(ITEM.id);
  });
});

/** Titles as a hostile or careless hand writes them: TeX, RIS tags, markup, line breaks, invisible signs. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '\\',
        '%',
        '&',
        '#',
        '_',
        '$',
        '^',
        '~',
        '"',
        "'",
        '\n',
        '\r',
        '\t',
        ' ',
        ',',
        '@',
        '=',
      ),
      fc.constantFrom(
        '\nER  - \r\n',
        'TY  - BOOK',
        '<i>',
        '</i>',
        '<b',
        '\\input{x}',
        '}}, url = {x',
        '@misc{a,',
        '\u202e',
        '\u2028',
        '€',
        'Ł',
        'ß',
        'Ω',
        'ж',
        '≥',
        '𝕏',
        'Word',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => `T${parts.join('')}t`);

describe('whatever the title holds', () => {
  it('BibTeX has balanced braces, one entry, and gives back title and address', () => {
    fc.assert(
      fc.property(hostile, (title) => {
        const item = cslItem({ ...WORK, title }, en);
        const written = writeCitation(item, 'bibtex', en);
        let depth = 0;
        for (const sign of written) {
          depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        const title_ = /^ {2}title = \{\{(.*)\}\},$/m.exec(written)?.[1] ?? '';
        const read = title_
          .replace(/\\([%&#_$])/g, '$1')
          .replaceAll('\\textbraceleft{}', '{')
          .replaceAll('\\textbraceright{}', '}')
          .replaceAll('\\textasciicircum{}', '^')
          .replaceAll('\\textasciitilde{}', '~')
          .replaceAll('\\textbackslash{}', '\\');
        expect(read).toBe(item.title);
        expect(written.split('\n')).toHaveLength(12);
      }),
      { numRuns: 500 },
    );
  });

  it('RIS has one record of thirteen tags, and the title on its line', () => {
    fc.assert(
      fc.property(hostile, (title) => {
        const item = cslItem({ ...WORK, title }, en);
        const lines = writeCitation(item, 'ris', en).split('\r\n');
        expect(lines).toHaveLength(14);
        expect(lines.slice(0, 13).every((line) => /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true);
        expect(lines[2]).toBe(`TI  - ${item.title}`);
        expect(lines.filter((line) => line.startsWith('ER'))).toEqual(['ER  - ']);
      }),
      { numRuns: 500 },
    );
  });

  it('an independent reader finds what was written', () => {
    const words = fc
      .array(
        fc.constantFrom(
          'Sweden',
          'värnplikt',
          'Łódź',
          '10,000',
          '50 %',
          'A & B',
          '#1',
          'x_y',
          '$5',
          'c: d',
          '“q”',
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, (title) => {
        const item = cslItem({ ...WORK, title }, en);
        for (const format of ['bibtex', 'ris'] as const) {
          const [read] = new Cite(writeCitation(item, format, en)).data;
          const plain = (text: string | undefined) =>
            (text ?? '').replace(/<\/?span[^>]*>/g, '').normalize('NFC');
          expect(plain(read?.title)).toBe(item.title);
          expect(read?.URL).toBe(item.URL);
          expect(read?.note).toBe(item.note);
          expect(read?.publisher).toBe('Muster');
          expect(read?.author[0]?.literal ?? read?.author[0]?.family).toBe('Muster');
          expect(read?.issued['date-parts'][0]?.slice(0, 2)).toEqual([2026, 11]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('an address keeps its braces and backslashes from BibTeX', () => {
    const item = cslItem({ ...WORK, url: 'https://muster.example/measures?q={a}\\b' }, en);
    expect(item.URL).toBe('https://muster.example/measures?q=%7Ba%7D%5Cb');
  });
});
