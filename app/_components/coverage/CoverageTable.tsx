import { PageLink } from '@/app/_components/shell/PageLink';
import { formatDate } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import { COVERAGE_TOPICS, type CountryCoverage, type Evidence, type Found } from '@/lib/queries/coverage';
import { type CoverageSort, type CoverageSortKey, readCoverageSort } from '@/lib/view-state/coverage';
import styles from './coverage.module.css';

/** A row of the table: a country with all its measures, or one measure. */
export interface CoverageRow {
  key: string;
  evidence: Evidence & Pick<CountryCoverage, 'topics'>;
  /** Name and link of the row. */
  head: { label: string; href: string; english: boolean };
  /** Beside the name: the country of a measure, or how many measures a country has. */
  aside: string;
  /** Where conflicts of the row are shown side by side; null when there is no one page. */
  conflictsHref: string | null;
}

const EVIDENCE_COLUMNS = ['sources', 'newest', 'figures', 'single', 'non_official', 'conflicts'] as const;

/** The matrix: what is known about each row in words, what it rests on in numbers, and the total under each column. */
export function CoverageTable({
  rows,
  total,
  totalLabel,
  rowKey,
  asideKey,
  sort,
  sortHref,
  caption,
  tr,
}: {
  rows: readonly CoverageRow[];
  total: Evidence & Pick<CountryCoverage, 'topics'>;
  totalLabel: string;
  /** Column of the row's name, and of what stands beside it. */
  rowKey: CoverageSortKey;
  asideKey: CoverageSortKey;
  sort: CoverageSort;
  sortHref: (sort: CoverageSort) => string;
  caption: string;
  tr: Translator;
}) {
  const sorted = readCoverageSort(sort);
  const column = (key: CoverageSortKey, numeric: boolean) => {
    const current = sorted.key === key;
    return (
      <th
        key={key}
        scope="col"
        className={numeric ? styles.numeric : undefined}
        aria-sort={current ? (sorted.descending ? 'descending' : 'ascending') : undefined}
      >
        <PageLink href={sortHref(current && !sorted.descending ? `-${key}` : key)} keepsPlace>
          {tr.t(`coverage.column.${key}`)}
          {current ? <span aria-hidden="true">{sorted.descending ? ' ↓' : ' ↑'}</span> : null}
        </PageLink>
      </th>
    );
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {column(rowKey, false)}
            {column(asideKey, asideKey === 'measures')}
            {COVERAGE_TOPICS.map((topic) => column(topic, false))}
            {EVIDENCE_COLUMNS.map((key) => column(key, true))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, aside, evidence, conflictsHref }) => (
            <tr key={key}>
              <th scope="row">
                <PageLink href={head.href} lang={head.english ? 'en' : undefined}>
                  {head.label}
                </PageLink>
              </th>
              <td className={asideKey === 'measures' ? styles.numeric : undefined}>{aside}</td>
              <Cells evidence={evidence} conflictsHref={conflictsHref} tr={tr} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{totalLabel}</th>
            <td />
            <Cells evidence={total} conflictsHref={null} tr={tr} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cells({
  evidence,
  conflictsHref,
  tr,
}: {
  evidence: CoverageRow['evidence'];
  conflictsHref: string | null;
  tr: Translator;
}) {
  const { topics, sourceIds, newestSourceOn, newestSourceAgeMonths } = evidence;
  const ofFigures = (count: number) =>
    evidence.figureCount === 0 ? (
      <span className="soft">{tr.t('coverage.noFigures')}</span>
    ) : (
      tr.number(count)
    );
  return (
    <>
      {COVERAGE_TOPICS.map((topic) => (
        <td key={topic}>
          <FoundWords found={topics[topic]} tr={tr} />
        </td>
      ))}
      <td className={styles.numeric}>{tr.number(sourceIds.size)}</td>
      <td className={styles.numeric}>
        {newestSourceOn === null || newestSourceAgeMonths === null ? (
          <span className="soft">{tr.t('coverage.undated')}</span>
        ) : (
          <>
            <span className={styles.date}>{formatDate(newestSourceOn, tr)}</span>
            <span className={styles.age}>{tr.t('coverage.age', { months: newestSourceAgeMonths })}</span>
          </>
        )}
      </td>
      <td className={styles.numeric}>{tr.number(evidence.figureCount)}</td>
      <td className={styles.numeric}>{ofFigures(evidence.singleSourceCount)}</td>
      <td className={styles.numeric}>{ofFigures(evidence.nonOfficialCount)}</td>
      <td className={styles.numeric}>
        {evidence.conflictCount > 0 && conflictsHref !== null ? (
          <PageLink href={conflictsHref}>{tr.number(evidence.conflictCount)}</PageLink>
        ) : (
          tr.number(evidence.conflictCount)
        )}
      </td>
    </>
  );
}

/** "known", "2 of 3" or "none found": the word is the message, the colour of a gap only repeats it. */
function FoundWords({ found: { found, sought }, tr }: { found: Found; tr: Translator }) {
  if (found === 0) return <span className={styles.none}>{tr.t('coverage.none')}</span>;
  if (found === sought && sought === 1) return <span>{tr.t('coverage.known')}</span>;
  return <span className={styles.part}>{tr.t('coverage.part', { found, sought })}</span>;
}
