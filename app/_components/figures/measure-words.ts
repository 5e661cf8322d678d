import { byPeriod } from '@/lib/domain/period';
import type { Measure, Observation } from '@/lib/domain/records';
import { TARGET_INDICATORS } from '@/lib/domain/target';
import { byStatedLast, latestVintage } from '@/lib/domain/vintage';
import { formatAges, formatDuration, formatPay, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureSummary } from '@/lib/queries/measures';

/** What a measure is, in a sentence: type, length, ages, pay. */
export function measureTerms(measure: Measure, tr: Translator): string {
  return tr.sentence(
    [
      tr.label('type', measure.type),
      formatDuration(measure.duration, tr),
      formatAges(measure.eligibility, tr),
      formatPay(measure.pay, tr),
    ].filter((term) => term !== null),
  );
}

/** The last figure of people that happened, of the whole scheme; null where none is known. */
export function latestActualFigure(observations: readonly Observation[]): Observation | null {
  for (const indicator of TARGET_INDICATORS) {
    const actuals = observations.filter(
      (o) =>
        o.indicator === indicator &&
        o.basis === 'actual' &&
        o.coverage === 'full' &&
        o.component === null &&
        o.period !== null,
    );
    const latest = latestVintage(actuals).current.sort(
      (a, b) => byPeriod(b.period, a.period) || byStatedLast(a, b),
    )[0];
    if (latest) return latest;
  }
  return null;
}

/** The last figure of people that happened, in words, or that none is known. */
export function latestActual(observations: readonly Observation[], tr: Translator): string {
  const latest = latestActualFigure(observations);
  if (!latest) return tr.t('pages.card.noActual');
  return tr.t('pages.card.actual', {
    figure: formatPeople(latest, tr),
    period: formatPeriodOrNone(latest.period, tr),
  });
}

/** The first and the last target of a measure, or that there is none. */
export function targetLine({ targets }: MeasureSummary, tr: Translator): string {
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
