import type { DerivedQualifier } from '@/lib/domain/codes';
import { formatMoney, formatMoneyShort } from '@/lib/domain/money';
import { formatPartialDate, type PartialDate, partialDate } from '@/lib/domain/partial-date';
import { formatPeriod, type Period } from '@/lib/domain/period';
import type { Duration, Eligibility, Observation, Pay } from '@/lib/domain/records';
import { TARGET_INDICATORS, type TargetIndicator } from '@/lib/domain/target';
import { INTL_TAGS } from './locales';
import type { Translator } from './translator';

type Figure = Pick<Observation, 'value' | 'low' | 'high' | 'unit'> & { qualifier: DerivedQualifier };

/** A value with its unit, without qualifier: "10,000", "62%", "€2.3 billion" (short) or "€2,300,000,000". */
export function formatUnitValue(value: number, unit: string, tr: Translator, short = false): string {
  if (unit === 'persons') return tr.number(value);
  if (unit === 'percent') {
    return tr.t('pages.figure.percent', { value: tr.number(value, { maximumFractionDigits: 1 }) });
  }
  const money = { amount: value, currency: unit };
  return short ? formatMoneyShort(money, INTL_TAGS[tr.locale]) : formatMoney(money, INTL_TAGS[tr.locale]);
}

/** Euro rounded to three significant digits, for computed amounts: "€74,200". */
export const euroRounded =
  (tr: Translator) =>
  (amount: number): string =>
    new Intl.NumberFormat(INTL_TAGS[tr.locale], {
      style: 'currency',
      currency: 'EUR',
      maximumSignificantDigits: 3,
    }).format(amount);

/** A figure as stated, qualifier kept: "at least 4,000", "3,000 to 3,500". */
export function formatFigure(figure: Figure, tr: Translator, short = false): string {
  const { qualifier, low, high } = figure;
  if (low !== null && high !== null) {
    return tr.t('pages.figure.range', {
      low: formatUnitValue(low, figure.unit, tr, short),
      high: formatUnitValue(high, figure.unit, tr, short),
    });
  }
  return tr.t(`pages.figure.${qualifier === 'range' ? 'about' : qualifier}`, {
    value: formatUnitValue(figure.value, figure.unit, tr, short),
  });
}

/** A figure with the words its indicator needs beside others: "at least 16,000 trained", "10,000 a year". */
export function formatPeople(figure: Figure & Pick<Observation, 'indicator'>, tr: Translator): string {
  const value = formatFigure(figure, tr);
  const indicator = TARGET_INDICATORS.find((known): known is TargetIndicator => known === figure.indicator);
  return indicator ? tr.t(`pages.unit.${indicator}`, { value }) : value;
}

/** The period, or the words for a figure without one. */
export function formatPeriodOrNone(period: Period | null, tr: Translator): string {
  return period ? formatPeriod(period) : tr.t('pages.figure.noYear');
}

/** The date, or null where none was found (the caller chooses the word that fits its place). */
export function formatDate(date: PartialDate | null, tr: Translator): string | null {
  return date === null ? null : formatPartialDate(date, INTL_TAGS[tr.locale]);
}

/** The length as stated: "10 months", "6–15 months", "up to 12 days"; null when none was found. */
export function formatDuration(duration: Duration | null, tr: Translator): string | null {
  if (!duration?.unit) return null;
  const { min, max, unit } = duration;
  const Unit = `${unit[0]?.toUpperCase()}${unit.slice(1)}`;
  if (min !== null && max !== null) {
    return min === max
      ? tr.t(`pages.duration.${unit}`, { count: min })
      : tr.t(`pages.duration.range${Unit}`, { min: tr.number(min), max: tr.number(max) });
  }
  if (min !== null) return tr.t(`pages.duration.from${Unit}`, { count: min });
  if (max !== null) return tr.t(`pages.duration.upTo${Unit}`, { count: max });
  return null;
}

/** Ages as stated: "aged 18 to 25", "from age 18"; null when none was found. */
export function formatAges(eligibility: Eligibility, tr: Translator): string | null {
  const { ageMin, ageMax } = eligibility;
  if (ageMin !== null && ageMax !== null) {
    return ageMin === ageMax
      ? tr.t('pages.ages.one', { min: ageMin })
      : tr.t('pages.ages.range', { min: ageMin, max: ageMax });
  }
  if (ageMin !== null) return tr.t('pages.ages.from', { min: ageMin });
  if (ageMax !== null) return tr.t('pages.ages.upTo', { max: ageMax });
  return null;
}

/** Pay as stated: "at least €800 a month, gross"; null when no amount was found. */
export function formatPay(pay: Pay | null, tr: Translator): string | null {
  if (!pay || pay.amount === null || pay.currency === null) return null;
  const figure = formatFigure(
    { value: pay.amount, low: null, high: null, qualifier: pay.qualifier ?? 'exact', unit: pay.currency },
    tr,
  );
  const per = pay.per ? ` ${tr.label('payPeriod', pay.per)}` : '';
  const tax = pay.tax ? `, ${tr.label('tax', pay.tax)}` : '';
  return `${figure}${per}${tax}`;
}

/** The day of an ISO 8601 timestamp (UTC) in words: "22 Nov 2026". */
export function formatTimestampDay(timestamp: string, tr: Translator): string {
  return formatPartialDate(partialDate(timestamp.slice(0, 10)), INTL_TAGS[tr.locale]);
}

/**
 * A size in bytes, short: "523 kB", "1.7 MB". A kilobyte is 1,000 bytes (IEC 80000-13). The unit is chosen by the rounded
 * size: 999,600 bytes are 1 MB, not 1,000 kB.
 */
export function formatBytes(bytes: number, tr: Translator): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1e3));
  const [value, unit] = kilobytes < 1000 ? [kilobytes, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return tr.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
}
