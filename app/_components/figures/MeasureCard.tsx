import Link from 'next/link';
import { CountryName } from '@/app/_components/figures/CountryName';
import { type MovedGoal, movedGoals } from '@/lib/domain/moved-goals';
import { byPeriod } from '@/lib/domain/period';
import type { Observation } from '@/lib/domain/records';
import { TARGET_INDICATORS } from '@/lib/domain/target';
import { latestVintage } from '@/lib/domain/vintage';
import {
  formatAges,
  formatDate,
  formatDuration,
  formatFigure,
  formatPay,
  formatPeople,
  formatPeriodOrNone,
} from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureSummary } from '@/lib/queries/measures';
import styles from './measure-card.module.css';

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
  const terms = [
    tr.label('type', measure.type),
    formatDuration(measure.duration, tr),
    formatAges(measure.eligibility, tr),
    formatPay(measure.pay, tr),
  ].filter((term) => term !== null);
  const moved = movedGoals(observations)[0];
  const address = localePath(tr.locale, `/measures/${measure.id}`);
  return (
    <article className={styles.card}>
      <p className={styles.country}>
        <CountryName iso2={measure.country.iso2} name={measure.country.name} tone={tone} tr={tr} />
      </p>
      <h3>
        <Link href={address} prefetch={false} lang="en">
          {measure.name}
        </Link>
      </h3>
      <p className={styles.terms}>{tr.sentence(terms)}</p>
      <dl className={styles.figures}>
        <dt>{tr.t('pages.card.actualTerm')}</dt>
        <dd>{latestActual(observations, tr)}</dd>
        <dt>{tr.t('pages.card.targetTerm')}</dt>
        <dd>{targetLine(measure, tr)}</dd>
      </dl>
      {moved ? <p className={styles.aside}>{movedLine(moved, tr)}</p> : null}
      {claimCount > 0 ? (
        <p className={styles.aside}>
          <Link href={`${address}#claims`} prefetch={false}>
            {tr.t('pages.card.claims', { count: claimCount })}
          </Link>
        </p>
      ) : null}
    </article>
  );
}

function latestActual(observations: readonly Observation[], tr: Translator): string {
  for (const indicator of TARGET_INDICATORS) {
    const actuals = observations.filter(
      (o) =>
        o.indicator === indicator &&
        o.basis === 'actual' &&
        o.coverage === 'full' &&
        o.component === null &&
        o.period !== null,
    );
    const latest = latestVintage(actuals).current.sort((a, b) => byPeriod(b.period, a.period))[0];
    if (latest) {
      return tr.t('pages.card.actual', {
        figure: formatPeople(latest, tr),
        period: formatPeriodOrNone(latest.period, tr),
      });
    }
  }
  return tr.t('pages.card.noActual');
}

function targetLine({ targets }: MeasureSummary, tr: Translator): string {
  if (!targets) return tr.t('pages.card.noTarget');
  const { first, last } = targets;
  if (first.id === last.id) {
    const figure = formatPeople(first, tr);
    return first.period
      ? tr.t('pages.card.target', { figure, period: formatPeriodOrNone(first.period, tr) })
      : tr.t('pages.card.targetNoYear', { figure });
  }
  const values = {
    first: formatPeople(first, tr),
    firstPeriod: formatPeriodOrNone(first.period, tr),
    last: formatPeople(last, tr),
    lastPeriod: formatPeriodOrNone(last.period, tr),
  };
  return tr.t(last.period ? 'pages.card.targets' : 'pages.card.targetsNoYear', values);
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
