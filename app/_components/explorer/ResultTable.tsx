import table from '@/app/_components/tables/measure-table.module.css';
import { excerpt, matchesIn, searchWords } from '@/lib/domain/highlight';
import type { ExplorerColumn } from '@/lib/view-state/explorer-codes';
import type { Cell, ExplorerAnswer, ShownMeasure } from './answer';
import styles from './explorer.module.css';
import { Highlighted } from './Highlighted';
import { QueryLink } from './QueryLink';
import { withValue } from './query';
import type { ExplorerStrings } from './strings';

const NUMERIC: ReadonlySet<ExplorerColumn> = new Set([
  'length',
  'pay',
  'first_target',
  'last_target',
  'sources',
]);
const DATES: ReadonlySet<ExplorerColumn> = new Set(['announced', 'legislated', 'starts', 'ended']);
const SORTED_FIRST: ExplorerColumn = 'country';

function classOf(column: ExplorerColumn): string | undefined {
  if (column === 'country') return table.country;
  if (column === 'length') return `${table.numeric} ${table.nowrap}`;
  if (NUMERIC.has(column)) return table.numeric;
  return DATES.has(column) ? table.date : undefined;
}

/** Above the first row there are at least so many pixels of a window, and a row has at least so many. */
const ABOVE_ROWS_PX = 480;
const ROW_PX = 46;

/** At least as many rows as a window shows. */
function rowsInWindow(): number {
  return Math.ceil(Math.max(window.innerHeight - ABOVE_ROWS_PX, 0) / ROW_PX) + 1;
}

/** The measures of an answer as a table, on a narrow screen as records; heads sort it, what the search found is marked. */
export function ResultTable({
  answer,
  query,
  path,
  strings,
  whole,
  onAsk,
}: {
  answer: ExplorerAnswer;
  query: string;
  path: string;
  strings: ExplorerStrings;
  /** Without, only the rows that a window shows are there. */
  whole: boolean;
  onAsk: (query: string) => void;
}) {
  const { columns, sentence, q, sort } = answer.meta;
  const words = searchWords(q);
  const there = whole ? answer.data.length : rowsInWindow();
  // What is said of the rows is true of those shown; a link leads on from what was asked for last.
  const asked = new URLSearchParams(query).get('sort') ?? SORTED_FIRST;
  return (
    <table className={table.table} role="table">
      <caption className="visually-hidden">{sentence}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => {
            const current = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : null;
            const next = asked === column ? `-${column}` : column;
            const { label, ascending, descending } = strings.columns[column];
            return (
              <th
                key={column}
                role="columnheader"
                scope="col"
                className={NUMERIC.has(column) ? table.numeric : undefined}
                aria-sort={current ?? undefined}
              >
                <QueryLink
                  path={path}
                  query={withValue(query, 'sort', next === SORTED_FIRST ? '' : next)}
                  onAsk={onAsk}
                  title={asked === column ? descending : ascending}
                >
                  {label}
                  {current ? <span aria-hidden="true">{current === 'descending' ? ' ↓' : ' ↑'}</span> : null}
                </QueryLink>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {answer.data.slice(0, there).map((measure) => (
          <tr role="row" key={measure.id} className="piece">
            <Cells of={() => measure} columns={columns} words={words} strings={strings} />
          </tr>
        ))}
        {there < answer.data.length
          ? WIDTHS.map((width) => (
              // The columns are as wide as they will be when all rows are there.
              <tr key={width} className={styles.sizing}>
                <Cells
                  of={(column) => widest(answer.data, column, width, strings.table.none)}
                  columns={columns}
                  words={words}
                  strings={strings}
                />
              </tr>
            ))
          : null}
      </tbody>
    </table>
  );
}

/** What a column's width comes from: its longest line, and the longest word, which no line breaks. */
const WIDTHS = ['line', 'word'] as const;

/** The measure whose cell in the column has the longest line or word, by its letters. */
function widest(
  data: readonly ShownMeasure[],
  column: ExplorerColumn,
  width: (typeof WIDTHS)[number],
  none: string,
): ShownMeasure {
  const lengthOf = ({ name, native_name: nativeName, cells }: ShownMeasure) => {
    const { text, aside, note } = cells[column];
    const lines = column === 'name' ? [name, nativeName] : [[text ?? none, aside].join(' '), note];
    const parts = width === 'line' ? lines : lines.flatMap((line) => line?.split(' '));
    return Math.max(...parts.map((part) => part?.length ?? 0));
  };
  return data.reduce((most, measure) => (lengthOf(measure) > lengthOf(most) ? measure : most));
}

function Cells({
  of,
  columns,
  words,
  strings,
}: {
  /** Whose cell stands in a column. */
  of: (column: ExplorerColumn) => ShownMeasure;
  columns: readonly ExplorerColumn[];
  words: readonly string[];
  strings: ExplorerStrings;
}) {
  return columns.map((column) =>
    column === 'name' ? (
      <NameCell key={column} measure={of(column)} words={words} inSummary={strings.table.inSummary} />
    ) : (
      <td
        key={column}
        role="cell"
        className={classOf(column)}
        data-label={column === 'country' ? undefined : strings.columns[column].label}
      >
        <CellText
          cell={of(column).cells[column]}
          words={column === 'country' ? words : []}
          none={strings.table.none}
        />
      </td>
    ),
  );
}

function NameCell({
  measure,
  words,
  inSummary,
}: {
  measure: ShownMeasure;
  words: readonly string[];
  inSummary: string;
}) {
  const { name, native_name: nativeName, summary, path, cells } = measure;
  const inView = [name, nativeName ?? '', cells.country.text ?? ''].join(' ');
  const explained = words.every((word) => matchesIn(inView, [word]).length > 0);
  const found = explained ? null : excerpt(summary, words);
  return (
    <th role="rowheader" scope="row" className={table.name}>
      <a href={path} lang="en" className={table.nameLink}>
        <Highlighted text={name} words={words} />
      </a>
      {nativeName === null ? null : (
        <span className={table.native}>
          <Highlighted text={nativeName} words={words} />
        </span>
      )}
      {found === null ? null : (
        <span className={styles.excerpt}>
          {inSummary}{' '}
          <span lang="en">
            <Highlighted text={found} words={words} />
          </span>
        </span>
      )}
    </th>
  );
}

function CellText({ cell, words, none }: { cell: Cell; words: readonly string[]; none: string }) {
  if (cell.text === null) return <span className={`soft ${table.nowrap}`}>{none}</span>;
  return (
    <>
      <span>
        <Highlighted text={cell.text} words={words} />
      </span>
      {cell.aside === undefined ? null : <span className="soft"> {cell.aside}</span>}
      {cell.note === undefined ? null : <span className={table.native}>{cell.note}</span>}
    </>
  );
}
