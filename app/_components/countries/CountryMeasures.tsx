import { PageLink } from '@/app/_components/shell/PageLink';
import { formatDate, formatDuration, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureSummary } from '@/lib/queries/measures';
import styles from './countries.module.css';

/** The measures of a country in a few columns; on a narrow screen each is a record. */
export function CountryMeasures({
  measures,
  caption,
  tr,
}: {
  measures: readonly MeasureSummary[];
  caption: string;
  tr: Translator;
}) {
  const label = (column: string) => tr.t(`pages.table.${column}`);
  const columns = [
    label('name'),
    tr.t('countries.page.type'),
    label('status'),
    label('starts'),
    label('length'),
  ];
  return (
    <table className={styles.list} role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
          <th role="columnheader" scope="col" className={styles.numeric}>
            {label('lastTarget')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {measures.map((measure) => (
          <tr key={measure.id} role="row" className="piece">
            <th role="rowheader" scope="row" className={styles.name}>
              <PageLink href={localePath(tr.locale, `/measures/${measure.id}`)} lang="en">
                {measure.name}
              </PageLink>
              {measure.nativeName ? <span className={styles.aside}>{measure.nativeName}</span> : null}
            </th>
            <td role="cell" data-label={tr.t('countries.page.type')}>
              {tr.label('type', measure.type)}
              <span className={styles.aside}>{tr.label('obligation', measure.obligation)}</span>
            </td>
            <td role="cell" data-label={label('status')}>
              {tr.label('status', measure.status)}
            </td>
            <td role="cell" data-label={label('starts')} className={styles.date}>
              {formatDate(measure.startsOn, tr) ?? <NoneFound tr={tr} />}
            </td>
            <td role="cell" data-label={label('length')}>
              {formatDuration(measure.duration, tr) ?? <NoneFound tr={tr} />}
            </td>
            <td role="cell" data-label={label('lastTarget')} className={styles.numeric}>
              <LastTarget measure={measure} tr={tr} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastTarget({ measure: { targets }, tr }: { measure: MeasureSummary; tr: Translator }) {
  if (!targets) return <NoneFound tr={tr} />;
  const { last } = targets;
  return (
    <>
      {formatFigure(last, tr)} <span className="soft">{formatPeriodOrNone(last.period, tr)}</span>
      {last.indicator === 'intake_per_year' ? null : (
        <span className={styles.aside}>{tr.label('indicator', last.indicator)}</span>
      )}
    </>
  );
}

function NoneFound({ tr }: { tr: Translator }) {
  return <span className="soft">{tr.t('pages.figure.noneFound')}</span>;
}
