import { LRUCache } from 'lru-cache';
import { LIGHT } from '@/lib/charts/palette';
import type { Publication } from '@/lib/charts/publication';
import type { Brief, BriefRow, BriefTable, CellLine, Fact, Note, Run, Words } from './brief';
import { columnsOf } from './columns';
import { type Line, layLines } from './lines';
import { drawSvg } from './svg';

/*
 * Writes a brief as a PDF: text that can be selected, charts as vectors, tagged for screen readers (PDF/UA). All lengths are
 * points, from the sheet's upper left corner.
 */

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** What the writer needs of the place it runs in. */
export interface BriefTools {
  /** Paths of the font files. */
  faces: Readonly<Record<Face, string>>;
  /** Draws a publication in light colours, as the root of an SVG document. */
  draw: (publication: Publication) => globalThis.Element;
}

const FACES = ['sans', 'strong', 'serif'] as const;
type Face = (typeof FACES)[number];

/** A manner of text: its face, size, line and colour. */
interface Manner {
  face: Face;
  size: number;
  line: number;
  colour: string;
}

const { ink, inkSoft, hairline, accent } = LIGHT;
const MANNERS = {
  kicker: { face: 'strong', size: 8.5, line: 12, colour: accent },
  title: { face: 'serif', size: 27, line: 31, colour: ink },
  /** A title that takes more than a line. */
  longTitle: { face: 'serif', size: 20, line: 24, colour: ink },
  deck: { face: 'sans', size: 9.5, line: 12.6, colour: ink },
  notice: { face: 'strong', size: 9, line: 12, colour: ink },
  section: { face: 'serif', size: 13, line: 17, colour: ink },
  term: { face: 'sans', size: 8, line: 10, colour: inkSoft },
  figure: { face: 'serif', size: 14, line: 17, colour: ink },
  cell: { face: 'sans', size: 8.2, line: 10.2, colour: ink },
  aside: { face: 'sans', size: 7.2, line: 9, colour: inkSoft },
  head: { face: 'strong', size: 7.6, line: 9.6, colour: inkSoft },
  note: { face: 'sans', size: 7.2, line: 8.9, colour: ink },
  imprint: { face: 'sans', size: 7.6, line: 10, colour: inkSoft },
} as const satisfies Record<string, Manner>;
type MannerName = keyof typeof MANNERS;

/** Widths of words by face at `UNIT` points: measuring is most of the work, and briefs share most of their words. */
const WIDTHS = new LRUCache<string, number>({ max: 50_000 });
const UNIT = 1000;

const SHEET = { short: 595.28, long: 841.89 } as const;
const MARGIN = { side: 45, top: 36, foot: 46 } as const;
const GAP = { block: 14, cell: 8, row: 3.5, columns: 16, charts: 16 } as const;
/** Notes stand in columns about this wide. */
const NOTE_COLUMN = { usual: 230, dense: 150 } as const;
const NUMBER_ROOM = 17;
const FACT_COLUMNS = 5;

/** How many sheets a brief takes: as `writeBrief`, without drawing. */
export async function countSheets(brief: Brief, faces: BriefTools['faces']): Promise<number> {
  const doc = await openDocument(brief, faces);
  return new BriefWriter(doc, brief, null).write();
}

/** Writes a brief as the bytes of a PDF. Throws when a chart holds what a brief cannot draw. */
export async function writeBrief(brief: Brief, { faces, draw }: BriefTools): Promise<Uint8Array> {
  const doc = await openDocument(brief, faces);
  const pieces: Uint8Array[] = [];
  doc.on('data', (piece: Uint8Array) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  new BriefWriter(doc, brief, draw).write();
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(pieces));
}

async function openDocument(brief: Brief, faces: BriefTools['faces']): Promise<Doc> {
  // A third of a second to load, which the threads that draw charts need not spend.
  const { default: PDFDocument } = await import('pdfkit');
  // Its types do not know this subset yet.
  const accessible: object = { subset: 'PDF/UA' };
  const doc = new PDFDocument({
    ...accessible,
    size: 'A4',
    layout: brief.orientation,
    margin: 0,
    // None before the faces below: each is opened once.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: brief.lang,
    bufferPages: true,
    info: {
      Title: brief.title,
      Subject: brief.subject,
      Author: 'Muster',
      Creator: 'Muster',
      CreationDate: new Date(brief.createdAt),
    },
  });
  for (const face of FACES) doc.registerFont(face, faces[face]);
  return doc;
}

class BriefWriter {
  private readonly root: Element;
  private readonly width: number;
  private readonly bottom: number;
  /** Where the next thing can begin. */
  private y: number = MARGIN.top;
  private sheets = 1;

  constructor(
    private readonly doc: Doc,
    private readonly brief: Brief,
    /** null: only the room is taken. */
    private readonly drawing: BriefTools['draw'] | null,
  ) {
    const [across, down] =
      brief.orientation === 'portrait' ? [SHEET.short, SHEET.long] : [SHEET.long, SHEET.short];
    this.width = across - 2 * MARGIN.side;
    this.bottom = down - MARGIN.foot;
    this.root = doc.struct('Document', { title: brief.title });
    doc.addStructure(this.root);
  }

  /** Writes everything; gives the number of sheets it took. */
  write(): number {
    this.head();
    if (this.brief.facts.length > 0) this.facts(this.brief.facts);
    for (const table of this.brief.tables) this.table(table);
    if (this.brief.chartsLast) this.notes();
    for (const row of this.brief.charts) this.charts(row);
    if (!this.brief.chartsLast) this.notes();
    this.imprint();
    this.footers();
    this.root.end();
    return this.sheets;
  }

  // ---- words

  private mannerOf(name: MannerName, run: Run): Manner {
    const manner = MANNERS[name];
    if (run.look === 'strong') return { ...manner, face: 'strong' };
    return run.look === 'soft' ? { ...manner, colour: inkSoft } : manner;
  }

  private lines(words: Words, name: MannerName, room: number): Line[] {
    return layLines(words, room, (text, run) => {
      const { face, size } = this.mannerOf(name, run);
      const key = `${face} ${text}`;
      const known = WIDTHS.get(key);
      const width = known ?? this.doc.font(face).fontSize(UNIT).widthOfString(text);
      if (known === undefined) WIDTHS.set(key, width);
      return (width * size) / UNIT;
    });
  }

  private heightOf(words: Words, name: MannerName, room: number): number {
    return this.lines(words, name, room).length * MANNERS[name].line;
  }

  /** Puts words into an element of the structure, their first line at `top`; gives where they end. */
  private put(
    parent: Element,
    tag: string,
    words: Words,
    name: MannerName,
    place: { x: number; top: number; room: number },
  ): number {
    const { doc } = this;
    const { line: step } = MANNERS[name];
    const lines = this.lines(words, name, place.room);
    const end = place.top + lines.length * step;
    if (!this.drawing) return end;
    const element = doc.struct(tag);
    parent.add(element);
    for (const [index, run] of words.entries()) {
      const { face, size, colour } = this.mannerOf(name, run);
      const draw = () => {
        for (const [row, line] of lines.entries()) {
          for (const piece of line.filter((one) => one.run === index)) {
            doc.font(face).fontSize(size).fillColor(colour);
            const baseline = place.top + row * step + step * 0.5 + MANNERS[name].size * 0.33;
            doc.text(piece.text, place.x + piece.x, baseline, {
              lineBreak: false,
              baseline: 'alphabetic',
              link: run.link,
            });
          }
        }
      };
      const lang = run.lang === this.brief.lang ? undefined : run.lang;
      if (run.link !== undefined) element.add(doc.struct('Link', { lang }, [draw]));
      else if (lang !== undefined) element.add(doc.struct('Span', { lang }, [draw]));
      else element.add(draw);
    }
    element.end();
    return end;
  }

  /** A paragraph over the whole width at the place where we are. */
  private paragraph(tag: string, words: Words, name: MannerName, gap = 0): void {
    this.need(this.heightOf(words, name, this.width));
    const place = { x: MARGIN.side, top: this.y, room: this.width };
    this.y = this.put(this.root, tag, words, name, place) + gap;
  }

  // ---- sheets and rules

  /** Goes to a new sheet where the height does not fit on this one. */
  private need(height: number): boolean {
    if (this.y + height <= this.bottom || this.y === MARGIN.top) return false;
    this.newSheet();
    return true;
  }

  private newSheet(): void {
    this.doc.addPage();
    this.sheets += 1;
    this.y = MARGIN.top;
  }

  private rule(y: number, weight: 'opening' | 'hairline', x: number = MARGIN.side, room = this.width): void {
    const { doc } = this;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(x, y)
      .lineTo(x + room, y)
      .lineWidth(weight === 'opening' ? 1.5 : 0.5)
      .stroke(weight === 'opening' ? ink : hairline);
    doc.endMarkedContent();
  }

  // ---- blocks

  private head(): void {
    const { kicker, title, deck, notices } = this.brief;
    this.rule(this.y, 'opening');
    this.y += 8;
    this.paragraph('P', [{ text: kicker }], 'kicker', 2);
    const isLong = this.lines([{ text: title }], 'title', this.width).length > 1;
    this.paragraph('H1', [{ text: title }], isLong ? 'longTitle' : 'title', 4);
    for (const words of deck) this.paragraph('P', words, 'deck', 2);
    for (const text of notices) {
      this.y += 3;
      this.paragraph('P', [{ text }], 'notice', 2);
    }
    this.y += GAP.block - 4;
  }

  private facts(facts: readonly Fact[]): void {
    const columns = Math.min(FACT_COLUMNS, facts.length);
    const room = (this.width - (columns - 1) * GAP.columns) / columns;
    const heights = facts.map(
      ({ term, value, aside }) =>
        this.heightOf([{ text: term }], 'term', room) +
        this.heightOf([{ text: value }], 'figure', room) +
        this.heightOf(aside, 'aside', room),
    );
    const height = Math.max(...heights) + 10;
    this.need(height);
    this.rule(this.y, 'hairline');
    const top = this.y + 5;
    const list = this.doc.struct('L');
    this.root.add(list);
    for (const [index, { term, value, aside }] of facts.entries()) {
      const x = MARGIN.side + index * (room + GAP.columns);
      const item = this.doc.struct('LI');
      list.add(item);
      const body = this.doc.struct('LBody');
      item.add(body);
      let y = this.put(body, 'P', [{ text: term }], 'term', { x, top, room });
      y = this.put(body, 'P', [{ text: value }], 'figure', { x, top: y, room });
      this.put(body, 'P', aside, 'aside', { x, top: y, room });
      body.end();
      item.end();
    }
    list.end();
    this.y += height + GAP.block - 2;
  }

  private table({ title, summary, columns, rows }: BriefTable): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    let x: number = MARGIN.side;
    const places = columns.map(({ label, share }) => {
      const width = (this.width * share) / shares;
      const place = { label, x, room: width - GAP.cell };
      x += width;
      return place;
    });
    const headHeight =
      Math.max(...places.map(({ label, room }) => this.heightOf([{ text: label }], 'head', room))) + 6;
    this.need(MANNERS.section.line + headHeight + this.rowHeight(rows[0], places) + 20);
    this.paragraph('H2', [{ text: title }], 'section', 2);
    const element = this.doc.struct('Table', { alt: summary });
    this.root.add(element);
    const head = () => {
      this.rule(this.y, 'opening');
      const row = this.doc.struct('TR');
      element.add(row);
      for (const { label, x: left, room } of places) {
        const cell = this.doc.struct('TH', { scope: 'Column' });
        row.add(cell);
        this.put(cell, 'P', [{ text: label }], 'head', { x: left, top: this.y + 4, room });
        cell.end();
      }
      row.end();
      this.y += headHeight;
    };
    head();
    for (const [index, row] of rows.entries()) {
      const following = row.kind === 'group' ? this.rowHeight(rows[index + 1], places) : 0;
      if (this.need(this.rowHeight(row, places) + following)) head();
      this.row(element, row, places);
    }
    element.end();
    this.rule(this.y, 'hairline');
    this.y += GAP.block;
  }

  private rowHeight(row: BriefRow | undefined, places: readonly { room: number }[]): number {
    if (!row) return 0;
    if (row.kind === 'group') return MANNERS.head.line + 2 * GAP.row + 2;
    const heights = row.cells.map((lines, index) =>
      lines.reduce((sum, line) => sum + this.cellLineHeight(line, places[index]?.room ?? this.width), 0),
    );
    return Math.max(...heights) + 2 * GAP.row;
  }

  private cellLineHeight({ words, aside }: CellLine, room: number): number {
    return this.heightOf(words, aside ? 'aside' : 'cell', room);
  }

  private row(table: Element, row: BriefRow, places: readonly { x: number; room: number }[]): void {
    const height = this.rowHeight(row, places);
    this.rule(this.y, 'hairline');
    const element = this.doc.struct('TR');
    table.add(element);
    if (row.kind === 'group') {
      const cell = this.doc.struct('TH', { scope: 'Row' });
      element.add(cell);
      const place = { x: MARGIN.side, top: this.y + GAP.row + 2, room: this.width };
      this.put(cell, 'P', [{ text: row.label }], 'head', place);
      cell.end();
    } else {
      for (const [index, lines] of row.cells.entries()) {
        const place = places[index];
        if (!place) throw new Error(`The table has no column ${index + 1}.`);
        const cell = index === 0 ? this.doc.struct('TH', { scope: 'Row' }) : this.doc.struct('TD');
        element.add(cell);
        let top = this.y + GAP.row;
        for (const { words, aside } of lines) {
          top = this.put(cell, 'P', words, aside ? 'aside' : 'cell', { ...place, top });
        }
        cell.end();
      }
    }
    element.end();
    this.y += height;
  }

  /** Charts side by side, each as wide as its share of the sheet; what stands around their words is the sheet's own. */
  private charts(row: readonly Publication[]): void {
    const room = (this.width - (row.length - 1) * GAP.charts) / row.length;
    const scaled = row.map((publication) => {
      const scale = room / (publication.right - publication.left);
      const [opening] = publication.rules;
      const above = opening?.y ?? 0;
      return { publication, scale, above, height: (publication.height - above) * scale };
    });
    const height = Math.max(...scaled.map((one) => one.height));
    this.need(height);
    for (const [index, { publication, scale, above, height: own }] of scaled.entries()) {
      const { doc } = this;
      const x = MARGIN.side + index * (room + GAP.charts);
      const top = this.y;
      const box: [number, number, number, number] = [x, top, x + room, top + own];
      const options = { alt: publication.chart.spec.altText, bbox: box, placement: 'Block' } as const;
      const draw = () => {
        doc.save();
        doc.translate(x - publication.left * scale, top - above * scale).scale(scale);
        if (this.drawing) drawSvg(doc, this.drawing(publication));
        doc.restore();
      };
      this.root.add(doc.struct('Figure', options, [draw]));
    }
    this.y += height + 2;
  }

  private notes(): void {
    const { title, notes, dense } = this.brief.sources;
    if (notes.length === 0) return;
    const columns = Math.max(2, Math.round(this.width / NOTE_COLUMN[dense ? 'dense' : 'usual']));
    const room = (this.width - (columns - 1) * GAP.columns) / columns;
    const heights = notes.map(({ words }) => this.heightOf(words, 'note', room - NUMBER_ROOM) + 1.5);
    this.need(MANNERS.section.line + 8 + Math.max(...heights.slice(0, columns)));
    this.rule(this.y, 'opening');
    this.y += 6;
    this.paragraph('H2', [{ text: title }], 'section', 3);
    const list = this.doc.struct('L');
    this.root.add(list);
    let next = 0;
    while (next < notes.length) {
      const left = this.bottom - this.y;
      const split = columnsOf(heights.slice(next), columns, left);
      if (split.taken === 0) throw new Error(`Note ${notes[next]?.number} is higher than a sheet.`);
      for (const [column, { from, to }] of split.columns.entries()) {
        let top = this.y;
        for (let index = next + from; index < next + to; index++) {
          const note = notes[index];
          if (note) this.note(list, note, MARGIN.side + column * (room + GAP.columns), top, room);
          top += heights[index] ?? 0;
        }
      }
      this.y += split.height;
      next += split.taken;
      if (next < notes.length) this.newSheet();
    }
    list.end();
    this.y += 8;
  }

  private note(list: Element, { number, words }: Note, x: number, top: number, room: number): void {
    const item = this.doc.struct('LI');
    list.add(item);
    const label = this.doc.struct('Lbl');
    item.add(label);
    this.put(label, 'Span', [{ text: String(number), look: 'soft' }], 'note', { x, top, room: NUMBER_ROOM });
    label.end();
    const body = this.doc.struct('LBody');
    item.add(body);
    const place = { x: x + NUMBER_ROOM, top, room: room - NUMBER_ROOM };
    this.put(body, 'P', words, 'note', place);
    body.end();
    item.end();
  }

  private imprint(): void {
    const { imprint } = this.brief;
    const height = imprint.reduce((sum, words) => sum + this.heightOf(words, 'imprint', this.width), 0);
    this.need(height + 6);
    this.rule(this.y, 'hairline');
    this.y += 5;
    for (const words of imprint) this.paragraph('P', words, 'imprint');
  }

  /** What the file is and which sheet this is, on each: for a sheet that has left its folder. */
  private footers(): void {
    const { doc } = this;
    const { size, face, colour } = MANNERS.imprint;
    for (let sheet = 0; sheet < this.sheets; sheet++) {
      doc.switchToPage(sheet);
      const y = this.bottom + MARGIN.foot - 26;
      this.rule(y - 12, 'hairline');
      doc.markContent('Artifact', { type: 'Pagination' });
      doc.font(face).fontSize(size).fillColor(colour);
      doc.text(this.brief.running, MARGIN.side, y, { lineBreak: false, baseline: 'alphabetic' });
      const count = `${sheet + 1} / ${this.sheets}`;
      const right = MARGIN.side + this.width - doc.widthOfString(count);
      doc.text(count, right, y, { lineBreak: false, baseline: 'alphabetic' });
      doc.endMarkedContent();
    }
  }
}
