import { PageLink } from '@/app/_components/shell/PageLink';
import type { Observation } from '@/lib/domain/records';
import { formatDate, formatDuration, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureSummary } from '@/lib/queries/measures';
import { type MeasureSort, type MeasureSortKey, nextSort, readSort } from '@/lib/view-state/measures';
import styles from './measure-table.module.css';

const COLUMNS: readonly { key: MeasureSortKey; message: string; numeric: boolean }[] = [
  { key: 'country', message: 'country', numeric: false },
  { key: 'name', message: 'name', numeric: false },
  { key: 'obligation', message: 'obligation', numeric: false },
  { key: 'status', message: 'status', numeric: false },
  { key: 'starts', message: 'starts', numeric: false },
  { key: 'length', message: 'length', numeric: true },
  { key: 'first_target', message: 'firstTarget', numeric: true },
  { key: 'last_target', message: 'lastTarget', numeric: true },
  { key: 'sources', message: 'sources', numeric: true },
];

/** Measures as a table; on a narrow screen each row is a record. `sortHref` gives the address of a sorting. */
export function MeasureTable({
  measures,
  caption,
  sort,
  sortHref,
  tr,
}: {
  measures: readonly MeasureSummary[];
  caption: string;
  sort: MeasureSort;
  sortHref: (sort: MeasureSort) => string;
  tr: Translator;
}) {
  const sorted = readSort(sort);
  const label = (message: string) => tr.t(`pages.table.${message}`);
  return (
    <table className={styles.table} role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map(({ key, message, numeric }) => {
            const current = sorted.key === key;
            const next = nextSort(sort, key);
            return (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={numeric ? styles.numeric : undefined}
                aria-sort={current ? (sorted.descending ? 'descending' : 'ascending') : undefined}
              >
                <PageLink
                  href={sortHref(next)}
                  keepsPlace
                  title={tr.t(
                    readSort(next).descending ? 'pages.table.sortDescending' : 'pages.table.sortAscending',
                    { column: label(message) },
                  )}
                >
                  {label(message)}
                  {current ? <span aria-hidden="true">{sorted.descending ? ' ↓' : ' ↑'}</span> : null}
                </PageLink>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {measures.map((measure) => (
          <tr role="row" key={measure.id} className="piece">
            <td role="cell" className={styles.country}>
              <PageLink
                href={localePath(tr.locale, `/countries/${measure.country.iso2.toLowerCase()}`)}
                className={styles.countryLink}
              >
                {tr.country(measure.country.iso2, measure.country.name)}
              </PageLink>
            </td>
            <th role="rowheader" scope="row" className={styles.name}>
              <PageLink
                href={localePath(tr.locale, `/measures/${measure.id}`)}
                className={styles.nameLink}
                lang="en"
              >
                {measure.name}
              </PageLink>
              {measure.nativeName ? <span className={styles.native}>{measure.nativeName}</span> : null}
            </th>
            <td role="cell" data-label={label('obligation')}>
              {tr.label('obligation', measure.obligation)}
            </td>
            <td role="cell" data-label={label('status')}>
              {tr.label('status', measure.status)}
            </td>
            <td role="cell" data-label={label('starts')} className={styles.date}>
              {formatDate(measure.startsOn, tr) ?? <Missing tr={tr} />}
            </td>
            <td role="cell" data-label={label('length')} className={`${styles.numeric} ${styles.nowrap}`}>
              {formatDuration(measure.duration, tr) ?? <Missing tr={tr} />}
            </td>
            <td role="cell" data-label={label('firstTarget')} className={styles.numeric}>
              <Target observation={measure.targets?.first ?? null} tr={tr} />
            </td>
            <td role="cell" data-label={label('lastTarget')} className={styles.numeric}>
              <Target observation={measure.targets?.last ?? null} tr={tr} />
            </td>
            <td role="cell" data-label={label('sources')} className={styles.numeric}>
              {tr.number(measure.sourceCount)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Missing({ tr }: { tr: Translator }) {
  return <span className={`soft ${styles.nowrap}`}>{tr.t('pages.table.none')}</span>;
}

function Target({ observation, tr }: { observation: Observation | null; tr: Translator }) {
  if (!observation) return <Missing tr={tr} />;
  return (
    <>
      <span>{formatFigure(observation, tr)}</span>{' '}
      <span className="soft">
        {observation.period ? formatPeriodOrNone(observation.period, tr) : tr.t('pages.table.noYear')}
      </span>
      {observation.indicator === 'intake_per_year' ? null : (
        <span className={styles.native}>{tr.label('indicator', observation.indicator)}</span>
      )}
    </>
  );
}
