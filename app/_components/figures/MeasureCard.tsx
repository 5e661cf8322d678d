import { CountryName } from '@/app/_components/figures/CountryName';
import { PageLink } from '@/app/_components/shell/PageLink';
import { type MovedGoal, movedGoals } from '@/lib/domain/moved-goals';
import type { Observation } from '@/lib/domain/records';
import { formatDate, formatFigure, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureSummary } from '@/lib/queries/measures';
import styles from './measure-card.module.css';
import { latestActual, measureTerms, targetLine } from './measure-words';

/** A headline measure in a few lines: terms, the latest actual, first and last target, and a goal that moved. */
export function MeasureCard({
  measure,
  observations,
  claimCount,
  tone,
  tr,
}: {
  measure: MeasureSummary;
  observations: readonly Observation[];
  claimCount: number;
  tone: number | null;
  tr: Translator;
}) {
  const moved = movedGoals(observations)[0];
  const address = localePath(tr.locale, `/measures/${measure.id}`);
  return (
    <article className={styles.card}>
      <p className={styles.country}>
        <CountryName iso2={measure.country.iso2} name={measure.country.name} tone={tone} tr={tr} />
      </p>
      <h3>
        <PageLink href={address} lang="en">
          {measure.name}
        </PageLink>
      </h3>
      <p className={styles.terms}>{measureTerms(measure, tr)}</p>
      <dl className={styles.figures}>
        <dt>{tr.t('pages.card.actualTerm')}</dt>
        <dd>{latestActual(observations, tr)}</dd>
        <dt>{tr.t('pages.card.targetTerm')}</dt>
        <dd>{targetLine(measure, tr)}</dd>
      </dl>
      {moved ? <p className={styles.aside}>{movedLine(moved, tr)}</p> : null}
      {claimCount > 0 ? (
        <p className={styles.aside}>
          <PageLink href={`${address}#claims`}>{tr.t('pages.card.claims', { count: claimCount })}</PageLink>
        </p>
      ) : null}
    </article>
  );
}

/** "The goal for 2035 changed: up to 50,000 (27 Nov 2025), then 42,500 (Jan 2026)." */
export function movedLine(moved: MovedGoal, tr: Translator): string {
  const then = tr.t('pages.card.then');
  switch (moved.kind) {
    case 'revised':
      return tr.t('pages.card.revised', {
        period: formatPeriodOrNone(moved.period, tr),
        list: moved.statements
          .map((goal) =>
            tr.t('pages.card.revisedItem', {
              figure: formatFigure(goal, tr),
              date: formatDate(goal.statedOn, tr) ?? '',
            }),
          )
          .join(then),
      });
    case 'postponed': {
      const goal = moved.statements[0];
      return tr.t('pages.card.postponed', {
        figure: goal ? formatPeople({ ...goal, qualifier: 'exact' }, tr) : tr.number(moved.value),
        list: moved.statements
          .map((statement) =>
            tr.t('pages.card.postponedItem', {
              period: formatPeriodOrNone(statement.period, tr),
              date: formatDate(statement.statedOn, tr) ?? '',
            }),
          )
          .join(then),
      });
    }
  }
}
