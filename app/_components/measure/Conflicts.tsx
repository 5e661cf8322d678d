import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import type { Observation } from '@/lib/domain/records';
import { formatDate, formatPeriodOrNone } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import { figureWithTerms } from './FigureTables';
import styles from './measure.module.css';

/** Statements of one thing that differ and that nothing later settles, side by side. Nothing when there are none. */
export function Conflicts({
  conflicts,
  numbers,
  tr,
}: {
  conflicts: readonly Observation[][];
  numbers: SourceNumbers;
  tr: Translator;
}) {
  if (conflicts.length === 0) return null;
  return (
    <section className={styles.conflicts} aria-labelledby="conflicts-title">
      <h3 id="conflicts-title">{tr.t('pages.measure.conflicts')}</h3>
      <p className="soft">{tr.t('pages.measure.conflictDeck')}</p>
      <ul>
        {conflicts.map((statements) => {
          const first = statements[0];
          if (!first) return null;
          const subject = [
            tr.label('indicator', first.indicator),
            first.component,
            formatPeriodOrNone(first.period, tr),
            tr.label('basis', first.basis),
          ].filter((part) => part !== null);
          return (
            <li key={first.id}>
              <p className={styles.conflictSubject}>{subject.join(', ')}</p>
              <ul className={styles.sides}>
                {statements.map((o) => (
                  <li key={o.id}>
                    <strong>{figureWithTerms(o, tr)}</strong>{' '}
                    <span className="soft">
                      {formatDate(o.statedOn, tr) ?? tr.t('pages.figure.notStated')}
                    </span>{' '}
                    <SourceRefs ids={o.sourceIds} numbers={numbers} tr={tr} />
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
