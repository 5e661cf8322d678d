import { DerivedFigure } from '@/app/_components/derived/DerivedFigure';
import { CountryName } from '@/app/_components/figures/CountryName';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { Cell, Column, Comparison, Entry, Group, Row } from '@/lib/compare/comparison';
import { absenceWords, attributeWords, entrySources, entryWords, groupTerms } from '@/lib/compare/words';
import type { DerivedRecords } from '@/lib/i18n/derived-words';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import { type CompareState, compareHref, priceYear } from '@/lib/view-state/compare';
import styles from './compare.module.css';

/** As many columns as a desktop screen shows without scrolling. */
const FITTING_COLUMNS = 4;

interface TableContext {
  state: CompareState;
  numbers: SourceNumbers;
  records: DerivedRecords;
  tr: Translator;
}

/**
 * A comparison as a table: attributes as rows in groups, one column a country. It scrolls sideways in its own frame with the
 * first column kept; on a phone each row is a record with a line for each country.
 */
export function ComparisonTable({
  comparison,
  state,
  caption,
  path,
  tones,
  numbers,
  records,
  tr,
}: TableContext & {
  comparison: Comparison;
  caption: string;
  /** The page's address in its language. */
  path: string;
  tones: ReadonlyMap<string, number | null>;
}) {
  const { columns, groups } = comparison;
  const context: TableContext = { state, numbers, records, tr };
  return (
    <>
      <p className={`soft small ${styles.key}`}>
        {tr.t('compare.table.key')}{' '}
        <span className={columns.length > FITTING_COLUMNS ? styles.scrollHint : styles.narrowScrollHint}>
          {tr.t('compare.table.scroll')}
        </span>
      </p>
      <section className={styles.region} aria-label={tr.t('compare.table.region')} tabIndex={0}>
        <table className={styles.table} role="table" data-columns={columns.length}>
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                <span className="visually-hidden">{tr.t('compare.table.attribute')}</span>
              </th>
              {columns.map((column) => (
                <th key={column.country.iso2} role="columnheader" scope="col">
                  <ColumnHead column={column} state={state} path={path} tones={tones} tr={tr} />
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ group, rows }, index) => (
            <tbody
              key={group}
              role="rowgroup"
              // The first is in view, and is not left out only to be laid out after all.
              className={index === 0 ? styles.group : `piece ${styles.group}`}
            >
              <tr role="row">
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  <GroupHead group={group} state={state} tr={tr} />
                </th>
              </tr>
              {rows.map((row) => (
                <AttributeRow key={row.attribute} row={row} columns={columns} tones={tones} {...context} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  );
}

function ColumnHead({
  column: { country, measure, choices },
  state,
  path,
  tones,
  tr,
}: {
  column: Column;
  state: CompareState;
  path: string;
  tones: ReadonlyMap<string, number | null>;
  tr: Translator;
}) {
  const others = choices.filter(({ id }) => id !== measure?.id);
  const isOfCountry = (id: string) => choices.some((choice) => choice.id === id);
  const named = choices.find(({ id }) => state.measures.includes(id));
  const hrefOf = (id: string) =>
    compareHref(path, {
      ...state,
      measures: [...state.measures.filter((other) => !isOfCountry(other)), id],
    });
  return (
    <div className={styles.head}>
      <span className={styles.country}>
        <CountryName iso2={country.iso2} name={country.name} tone={tones.get(country.iso2) ?? null} tr={tr} />
      </span>
      {measure ? (
        <PageLink
          href={localePath(tr.locale, `/measures/${measure.id}`)}
          className={styles.measure}
          lang="en"
        >
          {measure.name}
        </PageLink>
      ) : (
        <span className="soft">
          {choices.length === 0
            ? tr.t('compare.table.noMeasure')
            : named
              ? tr.t('compare.table.chosenNotKnown', { measure: named.name })
              : tr.t('compare.table.notKnown')}
        </span>
      )}
      {others.length > 0 ? (
        <details className={styles.choices}>
          <summary>{tr.t('compare.table.otherMeasures', { count: others.length })}</summary>
          <ul>
            {others.map(({ id, name }) => (
              <li key={id}>
                <PageLink href={hrefOf(id)} keepsPlace lang="en">
                  {name}
                </PageLink>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function GroupHead({ group, state, tr }: { group: Group; state: CompareState; tr: Translator }) {
  const terms = groupTerms(group, state, tr);
  const inPricesOf = priceYear(state.money);
  const note =
    group === 'people'
      ? tr.t(`compare.modeNote.${state.mode}`)
      : group === 'cost'
        ? inPricesOf === null
          ? tr.t(`compare.moneyNote.${state.money}`)
          : tr.t('compare.moneyNote.prices', { year: String(inPricesOf) })
        : null;
  return (
    <div className={styles.groupHead}>
      <span className={styles.groupName}>
        {tr.t(`compare.group.${group}`)}
        {terms === null ? null : <span className={styles.groupTerms}> {terms}</span>}
      </span>
      {note === null ? null : <span className={styles.groupNote}>{note}</span>}
    </div>
  );
}

function AttributeRow({
  row,
  columns,
  tones,
  ...context
}: TableContext & {
  row: Row;
  columns: readonly Column[];
  tones: ReadonlyMap<string, number | null>;
}) {
  const { state, tr } = context;
  return (
    <tr role="row" className={row.agreement === 'same' ? styles.same : undefined}>
      <th role="rowheader" scope="row">
        {attributeWords(row.attribute, state, tr)}
        {row.agreement === 'same' ? (
          <span className={styles.rowNote} title={tr.t('compare.mark.same')}>
            <span aria-hidden="true"> =</span>
            <span className="visually-hidden">, {tr.t('compare.mark.same')}</span>
          </span>
        ) : null}
        {row.mixed ? <span className={styles.mixed}>{tr.t('compare.mark.mixed')}</span> : null}
      </th>
      {columns.map(({ country }, index) => {
        const cell = row.cells[index];
        if (!cell) throw new Error(`row ${row.attribute}: no cell for ${country.iso2}`);
        return (
          <td
            key={country.iso2}
            role="cell"
            data-label={tr.country(country.iso2, country.name)}
            className={cell.mark === 'differs' ? styles.differs : undefined}
          >
            <CellContent cell={cell} tone={tones.get(country.iso2) ?? null} {...context} />
          </td>
        );
      })}
    </tr>
  );
}

function CellContent({ cell, tone, ...context }: TableContext & { cell: Cell; tone: number | null }) {
  const { state, tr } = context;
  if (cell.absence !== null) {
    return <span className={styles.absent}>{absenceWords(cell.absence, state, tr)}</span>;
  }
  return (
    <div className={styles.cell}>
      {cell.mark === 'differs' ? (
        <span className={styles.mark} title={tr.t('compare.mark.differs')}>
          <span aria-hidden="true">≠</span>
          <span className="visually-hidden">{`${tr.t('compare.mark.differs')}${tr.mark(':')} `}</span>
        </span>
      ) : null}
      <div className={styles.entries}>
        {cell.entries.map((entry) => (
          <CellEntry key={entryKey(entry)} entry={entry} {...context} />
        ))}
        {cell.share === null ? null : <Bar share={cell.share} tone={tone} />}
        {cell.mark === 'highest' || cell.mark === 'lowest' ? (
          <span className={styles.rank}>{tr.t(`compare.mark.${cell.mark}`)}</span>
        ) : null}
      </div>
    </div>
  );
}

function entryKey(entry: Entry): string {
  switch (entry.kind) {
    case 'figure':
      return entry.observation.id;
    case 'derived':
      return `${entry.derivation} ${entry.of?.id ?? ''}`;
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
    case 'ages':
    case 'duration':
    case 'pay':
    case 'date':
    case 'sources':
      return entry.kind;
  }
}

function CellEntry({ entry, numbers, records, tr }: TableContext & { entry: Entry }) {
  const { text, scope, aside } = entryWords(entry, tr);
  const refs = entrySources(entry);
  const isEarlier = (entry.kind === 'figure' || entry.kind === 'derived') && entry.standing === 'earlier';
  return (
    <div className={isEarlier ? styles.earlier : undefined}>
      {entry.kind === 'derived' ? (
        <DerivedFigure derived={entry.derived} records={records} numbers={numbers} tr={tr} />
      ) : (
        <span className={styles.value}>{text}</span>
      )}
      {scope === null && aside.length === 0 && refs.length === 0 ? null : (
        <span className={styles.aside}>
          {scope === null ? null : (
            <>
              <span lang="en">{scope}</span>
              {aside.length > 0 ? ' · ' : ''}
            </>
          )}
          {aside.join(' · ')} <SourceRefs ids={refs} numbers={numbers} tr={tr} />
        </span>
      )}
    </div>
  );
}

/** Holds a figure against the highest of its row; the figure itself says it in words. */
function Bar({ share, tone }: { share: number; tone: number | null }) {
  return (
    <svg
      className={`${styles.bar} tone-${tone ?? 'grey'}`}
      viewBox="0 0 100 3"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect width={Math.max(share * 100, 0.5).toFixed(1)} height="3" fill="currentColor" />
    </svg>
  );
}
