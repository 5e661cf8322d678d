import { execFileSync } from 'node:child_process';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePictures, drawPicture } from '@/lib/charts/picture';
import { FIRST_VIEW, publicationOf } from '@/lib/charts/pictures.fixture';
import { CHART_SLUGS } from '@/lib/domain/codes';
import type { Brief } from './brief';
import { readPdf } from './pdf-text.fixture';
import { drawSvg } from './svg';

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
}, 120_000);
afterAll(closePictures);

/** Not of the data: made for these tests. */
const BRIEF: Brief = {
  lang: 'pl',
  orientation: 'portrait',
  kicker: 'Notatka o kraju, 22 lis 2026',
  title: 'Żółwia Górka',
  subject: 'A brief for a test',
  deck: [
    [
      { text: 'Professional forces', lang: 'en' },
      { text: ' [1]', look: 'soft' },
    ],
  ],
  notices: ['Widok historyczny'],
  facts: [{ term: 'Cel', value: '40 000', aside: [{ text: 'cel, 2026 [1]' }] }],
  tables: [
    {
      title: 'Działania',
      summary: 'Działania kraju',
      columns: [
        { label: 'Działanie', share: 2 },
        { label: 'Cel', share: 1 },
      ],
      rows: [
        { kind: 'group', label: 'Liczby' },
        {
          kind: 'cells',
          cells: [
            [{ words: [{ text: 'Voluntary service', lang: 'en', look: 'strong' }], aside: false }],
            [{ words: [{ text: 'co najmniej 4000' }], aside: false }],
          ],
        },
      ],
    },
  ],
  charts: [],
  chartsLast: false,
  sources: {
    title: 'Źródła',
    notes: [
      {
        number: 1,
        words: [{ text: 'Publisher: ' }, { text: 'Title', lang: 'en', link: 'https://source.example/a?b=1' }],
      },
    ],
    dense: false,
  },
  imprint: [[{ text: 'Wydanie test' }]],
  running: 'Muster, Żółwia Górka',
  createdAt: '2026-11-22T12:00:00.000Z',
};

const written = (...versions: Brief[]) => drawPicture({ versions });

describe('a brief as a PDF', () => {
  it('has text that can be read, and says its title, language and structure', async () => {
    const bytes = await written(BRIEF);
    expect(Buffer.from(bytes.subarray(0, 8)).toString()).toBe('%PDF-1.7');
    const { sheets, dictionaries } = readPdf(bytes);
    expect(sheets).toHaveLength(1);
    const [text = ''] = sheets;
    for (const words of [
      'Żółwia Górka',
      'Professional forces',
      'co najmniej 4000',
      'Źródła',
      '40 000',
      '1 / 1',
    ]) {
      expect(text.split('\n')).toContain(words);
    }
    expect(dictionaries).toContain('/Lang (pl)');
    expect(dictionaries).toContain('/Marked true');
    expect(dictionaries).toContain('/DisplayDocTitle true');
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'Table',
      'TR',
      'TH',
      'TD',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Link',
    ]) {
      expect(dictionaries).toContain(`/S /${tag}\n`);
    }
    expect(dictionaries).toContain('/Scope /Column');
    // English words inside a Polish brief say that they are.
    expect(dictionaries).toMatch(/\/S \/Span\n\/Lang \(en\)/);
    expect(dictionaries).toContain('(https://source.example/a?b=1)');
    expect(Buffer.from(bytes).toString('utf8')).toContain('pdfuaid');
  });

  it('is the same bytes for the same words', async () => {
    const first = await written(BRIEF);
    await closePictures();
    expect(Buffer.from(await written(BRIEF)).equals(Buffer.from(first))).toBe(true);
  });

  it('is the first version that takes two sheets, or the last', async () => {
    const table = BRIEF.tables[0];
    const row = table?.rows[1];
    if (!table || !row) throw new Error('the brief of the test has lost its table');
    const long = (title: string, count: number): Brief => ({
      ...BRIEF,
      title,
      tables: [{ ...table, rows: Array.from({ length: count }, () => row) }],
    });
    const { sheets } = readPdf(await written(long('Long', 200), long('Two', 60), long('One', 2)));
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toContain('Two');
    // The head of the table stands on each sheet that it goes on to.
    for (const sheet of sheets) expect(sheet).toContain('Działanie\n');
    expect(readPdf(await written(long('Long', 200), long('Less', 150))).sheets[0]).toContain('Less');
  });

  it('holds a chart as vectors and text, with its alt text', async () => {
    const chart = publicationOf('intake-targets', { countries: FIRST_VIEW }, { width: 880 });
    const bytes = await written({ ...BRIEF, lang: 'en', charts: [[chart]] });
    const { sheets, dictionaries } = readPdf(bytes);
    const text = sheets.join('\n');
    for (const { text: words } of chart.texts) expect(text).toContain(words);
    for (const { label } of chart.chart.spec.legend) expect(text).toContain(label);
    expect(dictionaries).toMatch(/\/S \/Figure\n\/Alt \(/);
    expect(dictionaries).not.toContain('/Subtype /Image');
    expect(text).not.toContain('\ufffd');
  });

  // A map's hatching has no counterpart here, and no brief has a map.
  it.each(CHART_SLUGS.filter((slug) => slug !== 'service-model'))('can hold %s', async (slug) => {
    const chart = publicationOf(slug, { countries: FIRST_VIEW }, { width: 880 });
    const { sheets } = readPdf(await written({ ...BRIEF, charts: [[chart]] }));
    expect(sheets.join('\n').split('\n')).toContain(chart.texts[0]?.text);
  });

  it('refuses what it cannot draw instead of leaving it out', async () => {
    const map = publicationOf('service-model', { countries: FIRST_VIEW }, { width: 880 });
    await expect(written({ ...BRIEF, charts: [[map]] })).rejects.toThrow(/A brief cannot draw/);
    const { window } = new JSDOM('');
    const root = (inside: string) =>
      new window.DOMParser().parseFromString(
        `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`,
        'image/svg+xml',
      ).documentElement;
    const { default: PDFDocument } = await import('pdfkit');
    const doc = new PDFDocument();
    expect(() => drawSvg(doc, root('<image href="a"/>'))).toThrow('A brief cannot draw <image>.');
    expect(() => drawSvg(doc, root('<g transform="rotate(9)"/>'))).toThrow('rotate(9)');
    expect(() => drawSvg(doc, root('<circle cx="a" r="1"/>'))).toThrow('is not a number');
  });
});
