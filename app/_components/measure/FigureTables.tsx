import { ReportErrorLink } from '@/app/_components/about/ReportErrorLink';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { INDICATORS } from '@/lib/domain/codes';
import { byDate } from '@/lib/domain/partial-date';
import { byPeriod } from '@/lib/domain/period';
import type { Observation } from '@/lib/domain/records';
import { type LatestVintage, supersedes } from '@/lib/domain/vintage';
import { formatDate, formatFigure, formatPeriodOrNone } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import styles from './measure.module.css';

/** Every observation of a measure, a table an indicator; what a later statement replaced or disputes is marked. */
export function FigureTables({
  observations,
  vintage,
  numbers,
  tr,
}: {
  observations: readonly Observation[];
  vintage: LatestVintage;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const superseded = new Set(vintage.superseded.map(({ id }) => id));
  const disputed = new Set(vintage.conflicts.flat().map(({ id }) => id));
  return INDICATORS.filter((indicator) => observations.some((o) => o.indicator === indicator)).map(
    (indicator) => {
      const rows = observations
        .filter((o) => o.indicator === indicator)
        .sort(
          (a, b) =>
            (a.component ?? '').localeCompare(b.component ?? '') ||
            byPeriod(a.period, b.period) ||
            a.basis.localeCompare(b.basis) ||
            byDate(a.statedOn, b.statedOn),
        );
      const title = tr.label('indicator', indicator);
      return (
        <section key={indicator} className={styles.indicator} aria-labelledby={`figures-${indicator}`}>
          <h3 id={`figures-${indicator}`}>{title}</h3>
          <table className={styles.figures} role="table">
            <caption className="visually-hidden">{title}</caption>
            <thead role="rowgroup">
              <tr role="row">
                {(
                  [
                    'colPeriod',
                    'colValue',
                    'colBasis',
                    'colComponent',
                    'colStated',
                    'colNote',
                    'colSources',
                  ] as const
                ).map((column) => (
                  <th
                    key={column}
                    role="columnheader"
                    scope="col"
                    className={column === 'colValue' ? styles.numeric : undefined}
                  >
                    {tr.t(`pages.measure.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((o) => (
                <tr
                  key={o.id}
                  id={o.id}
                  role="row"
                  className={superseded.has(o.id) ? styles.superseded : undefined}
                >
                  <th role="rowheader" scope="row">
                    {formatPeriodOrNone(o.period, tr)}
                  </th>
                  <td role="cell" className={`${styles.numeric} ${styles.value}`}>
                    {figureWithTerms(o, tr)}
                  </td>
                  <td role="cell">{tr.label('basis', o.basis)}</td>
                  <td role="cell">{scope(o, tr)}</td>
                  <td role="cell" className={styles.date}>
                    {formatDate(o.statedOn, tr) ?? (
                      <span className="soft">{tr.t('pages.figure.notStated')}</span>
                    )}
                  </td>
                  <td role="cell" className={styles.note}>
                    {superseded.has(o.id) ? <em>{tr.t(`pages.measure.${later(o, vintage)}`)}</em> : null}
                    {disputed.has(o.id) ? (
                      <em className={styles.disputed}>{tr.t('pages.measure.disputed')}</em>
                    ) : null}
                    {o.note ? <span lang="en">{o.note}</span> : null}
                  </td>
                  <td role="cell">
                    <SourceRefs ids={o.sourceIds} numbers={numbers} tr={tr} />{' '}
                    <ReportErrorLink observationId={o.id} locale={tr.locale} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      );
    },
  );
}

/** Whether the statements that came later say the same or something else. */
function later(o: Observation, { current }: LatestVintage): 'restated' | 'replaced' {
  const newer = current.filter((candidate) => supersedes(candidate, o));
  return newer.every(({ value, low, high }) => value === o.value && low === o.low && high === o.high)
    ? 'restated'
    : 'replaced';
}

/** The figure as stated, with the pay period and tax basis where it is pay. */
export function figureWithTerms(o: Observation, tr: Translator): string {
  const per = o.per ? ` ${tr.label('payPeriod', o.per)}` : '';
  const tax = o.tax ? `, ${tr.label('tax', o.tax)}` : '';
  return `${formatFigure(o, tr)}${per}${tax}`;
}

function scope(o: Observation, tr: Translator) {
  const component = o.component === null ? tr.t('pages.measure.componentWhole') : o.component;
  return (
    <>
      <span lang={o.component === null ? undefined : 'en'}>{component}</span>
      {o.coverage === 'full' ? null : <span className="soft"> ({tr.label('coverage', o.coverage)})</span>}
    </>
  );
}
