import {
  type CellStyle,
  type CellValue,
  type ColumnDef,
  rangeRef,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import { readPartialDate } from '@/lib/domain/partial-date';
import type { Translator } from '@/lib/i18n/translator';
import { allowedCodes, type DescribedColumn, describeColumn } from './columns';
import type { CsvCell } from './csv';

/** A column of a workbook: what its cells are, and what it means in the language of the file. */
export type ExplainedColumn<Row> = Pick<DescribedColumn<Row>, 'name' | 'cell' | 'holds'> & {
  meaning: string;
};

/** What a workbook says of itself on its sheet "About", one line each: what it is, and what is said. */
export interface AboutLine {
  label: string;
  text: string;
}

export interface WorkbookContent<Row> {
  title: string;
  rows: readonly Row[];
  columns: readonly ExplainedColumn<Row>[];
  about: readonly AboutLine[];
  /** ISO 8601: when the release was loaded. The same content gives the same bytes. */
  loadedAt: string;
  translator: Translator;
}

/** The media type of a workbook. */
export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What Excel can hold (its specification): rows of a sheet, characters of a cell. */
const LIMITS = { rows: 1_048_576, characters: 32_767 } as const;
/** Excel takes 1900 for a leap year: only from here on does its calendar count days as everybody else's. */
const FIRST_DATE = '1900-03-01';
/** In characters of the default face. */
const WIDTH = { min: 9, max: 60, room: 2 } as const;
const DAY_FORMAT = 'yyyy-mm-dd';

const HEAD: CellStyle = { font: { bold: true }, alignment: { vertical: 'bottom' } };
const LABEL: CellStyle = { font: { bold: true }, alignment: { vertical: 'top' } };
const PROSE: CellStyle = { alignment: { vertical: 'top', wrapText: true } };

/** Columns of a file with their meaning in a language. */
export function explained<Row>(
  columns: readonly DescribedColumn<Row>[],
  tr: Translator,
): ExplainedColumn<Row>[] {
  return columns.map((column) => ({ ...column, meaning: describeColumn(column, tr) }));
}

/**
 * Rows as an Excel workbook: a sheet with the data (typed cells, head frozen, filters on), "About" and "Codebook". Full
 * dates are dates; `2025` and `2025-11` stay text, because they are no day. Text stays text, whatever it begins with.
 * Throws a RangeError that names column and row for what Excel cannot hold: a number that is not finite, more than 32,767
 * characters, more than 1,048,575 rows.
 */
export async function workbook<Row>(content: WorkbookContent<Row>): Promise<Uint8Array<ArrayBuffer>> {
  const { title, loadedAt } = content;
  const loaded = new Date(loadedAt);
  const bytes = await writeXlsx({
    sheets: [dataSheet(content), aboutSheet(content), codebookSheet(content)],
    properties: { title, creator: 'Muster', lastModifiedBy: 'Muster', created: loaded, modified: loaded },
    defaultFont: { name: 'Calibri', size: 11 },
  });
  return new Uint8Array(bytes);
}

function isCalendarDay(text: string): boolean {
  return readPartialDate(text)?.precision === 'day' && text >= FIRST_DATE;
}

/** Excel reads `_x0041_` in a text as an escaped A: what only looks like an escape gets its underscore escaped. */
function literal(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function holdsDates({ holds }: Pick<ExplainedColumn<never>, 'holds'>): boolean {
  return holds === 'partial_date' || holds === 'day';
}

function typedCell(
  value: CsvCell,
  column: Pick<ExplainedColumn<never>, 'name' | 'holds'>,
  row: number,
): CellValue {
  const refuse = (why: string) => new RangeError(`column ${column.name}, row ${row}: ${why}`);
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw refuse(`${value} is not a finite number`);
      return value;
    case 'string':
      if (value.length > LIMITS.characters)
        throw refuse(`${value.length} characters, Excel holds ${LIMITS.characters}`);
      return holdsDates(column) && isCalendarDay(value) ? new Date(`${value}T00:00:00Z`) : literal(value);
    case 'boolean':
      return value;
    default:
      return null;
  }
}

/** How wide a column must be for what stands in it, within bounds. */
function widthOf(cells: readonly CellValue[]): number {
  const longest = cells.reduce<number>((widest, cell) => {
    const words = cell instanceof Date ? DAY_FORMAT : String(cell ?? '');
    return Math.max(widest, words.length);
  }, 0);
  return Math.min(WIDTH.max, Math.max(WIDTH.min, longest + WIDTH.room));
}

/** A sheet whose first row is a head: bold, frozen and with filters. */
function tableSheet(name: string, rows: CellValue[][], columns: ColumnDef[]): WriteSheet {
  const [head = []] = rows;
  return {
    name,
    rows,
    columns,
    cells: new Map(head.map((value, index) => [`0,${index}`, { value, style: HEAD }])),
    freezePane: { rows: 1 },
    autoFilter: { range: rangeRef(0, 0, Math.max(rows.length - 1, 0), Math.max(head.length - 1, 0)) },
  };
}

function dataSheet<Row>({ rows, columns, translator }: WorkbookContent<Row>): WriteSheet {
  if (rows.length >= LIMITS.rows) {
    throw new RangeError(`${rows.length} rows and a head: a sheet of Excel holds ${LIMITS.rows}`);
  }
  const head: CellValue[] = columns.map(({ name }) => name);
  const body = rows.map((row, index) =>
    columns.map((column) => typedCell(column.cell(row), column, index + 1)),
  );
  const all = [head, ...body];
  return tableSheet(
    translator.t('takeAway.xlsx.sheet.data'),
    all,
    columns.map((column, index) => ({
      width: widthOf(all.map((cells) => cells[index] ?? null)),
      ...(holdsDates(column) && { numFmt: DAY_FORMAT }),
    })),
  );
}

function aboutSheet<Row>({ title, about, translator }: WorkbookContent<Row>): WriteSheet {
  const lines = [{ label: translator.t('takeAway.xlsx.about.what'), text: title }, ...about];
  return {
    name: translator.t('takeAway.xlsx.sheet.about'),
    rows: lines.map(({ label, text }) => [label, literal(text)]),
    columns: [{ width: widthOf(lines.map(({ label }) => label)) }, { width: 100 }],
    cells: new Map(
      lines.flatMap(({ label, text }, row) => [
        [`${row},0`, { value: label, style: LABEL }],
        [`${row},1`, { value: literal(text), style: PROSE }],
      ]),
    ),
  };
}

/** Figures whose columns name no unit, because they are always people. */
const COUNTS_PEOPLE = /^(?:first_target|last_target|people|planned|came)$/;

/** In what the numbers of a column are counted, or how its dates are written; empty for words. */
function unitWords(
  { name, holds }: Pick<ExplainedColumn<never>, 'name' | 'holds'>,
  names: ReadonlySet<string>,
  tr: Translator,
): string {
  if (holds === 'year') return tr.t('takeAway.xlsx.unit.year');
  if (holds === 'partial_date' || holds === 'day') return tr.t(`takeAway.xlsx.unit.${holds}`);
  if (holds !== 'number' && holds !== 'integer') return '';
  if (name.startsWith('age_')) return tr.t('takeAway.xlsx.unit.years');
  if (name.endsWith('_months') || name.startsWith('months_')) return tr.t('takeAway.xlsx.unit.months');
  const [, figure = null] = /^(.*?)_?(?:value|low|high|min|max|amount)$/.exec(name) ?? [];
  if (figure === null) return tr.t('takeAway.xlsx.unit.count');
  const stem = figure === '' ? '' : `${figure}_`;
  const column = [`${stem}unit`, `${stem}currency`].find((candidate) => names.has(candidate));
  if (column !== undefined) return tr.t('takeAway.xlsx.unit.column', { column });
  return COUNTS_PEOPLE.test(figure) ? tr.t('takeAway.xlsx.unit.persons') : '';
}

function codebookSheet<Row>({ columns, translator: tr }: WorkbookContent<Row>): WriteSheet {
  const names = new Set(columns.map(({ name }) => name));
  const allowed = ({ holds }: ExplainedColumn<Row>) => {
    const set = typeof holds === 'object' && 'code' in holds ? holds.code : null;
    const codes = allowedCodes({ holds });
    return codes === null || set === null
      ? ''
      : tr.series(codes.map((code) => `${code} (${tr.label(set, code)})`));
  };
  const rows = [
    ['column', 'meaning', 'unit', 'allowed'].map((key) => tr.t(`takeAway.xlsx.codebook.${key}`)),
    ...columns.map((column) => [column.name, column.meaning, unitWords(column, names, tr), allowed(column)]),
  ];
  const widths = rows[0]?.map((_, index) => widthOf(rows.map((row) => row[index] ?? null))) ?? [];
  return tableSheet(
    tr.t('takeAway.xlsx.sheet.codebook'),
    rows,
    widths.map((width) => ({ width, style: PROSE })),
  );
}

/** What the sheet "About" says beside the title. */
export interface WorkbookAbout {
  /** The filter in words; null: everything, or what the title says. */
  filter: string | null;
  /** Unit and scope of a chart's figures; it stands in the place of the filter. */
  subtitle?: string;
  /** YYYY-MM-DD of a past view. */
  asOf: string | null;
  rows: number;
  release: { id: string; loadedAt: string };
  /** How to cite the file, as a sentence. */
  citation: string;
  /** Absolute address of the file. */
  address: string;
  /** What a reader must know of the figures. */
  notes?: readonly string[];
  /** In the order of their numbers in the data; null where the data's own columns name them. */
  sources?: readonly string[];
}

/** The lines of the sheet "About", in the order in which they are read. */
export function aboutLines(about: WorkbookAbout, tr: Translator): AboutLine[] {
  const { filter, subtitle, asOf, rows, release, citation, address, notes = [], sources = [] } = about;
  const line = (key: string, text: string) => ({ label: tr.t(`takeAway.xlsx.about.${key}`), text });
  return [
    subtitle === undefined
      ? line('filter', filter ?? tr.t('takeAway.xlsx.about.allRows'))
      : line('subtitle', subtitle),
    ...(asOf === null ? [] : [line('asOf', asOf)]),
    line('rows', tr.number(rows)),
    line('release', release.id),
    line('releasedOn', release.loadedAt.slice(0, 10)),
    line('licence', tr.t('view.export.licenceNote')),
    line('citation', citation),
    line('address', address),
    ...notes.map((note) => line('notes', note)),
    ...sources.map((source, index) => ({
      label: tr.t('takeAway.xlsx.about.source', { number: index + 1 }),
      text: source,
    })),
  ];
}
