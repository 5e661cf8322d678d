/**
 * A date as exact as its source: `2025`, `2025-11` or `2025-11-27` (ISO 8601 reduced precision, calendar dates).
 * Kept as the text it was written in; the functions here read it.
 */
export type PartialDate = string & { readonly __partialDate: unique symbol };

export type DatePrecision = 'year' | 'month' | 'day';

export interface DateParts {
  precision: DatePrecision;
  year: number;
  month: number | null;
  day: number | null;
}

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Reads a partial date; null when it is not one (wrong shape, month 13, 30 February). */
export function readPartialDate(text: string): DateParts | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  if (year < 1) return null;
  if (month !== null && (month < 1 || month > 12)) return null;
  if (month !== null && day !== null && (day < 1 || day > daysInMonth(year, month))) return null;
  return { precision: day !== null ? 'day' : month !== null ? 'month' : 'year', year, month, day };
}

/** True when `text` is a partial date; narrows its type. */
export function isPartialDate(text: string): text is PartialDate {
  return readPartialDate(text) !== null;
}

/** The text as a partial date. Throws a RangeError that names the text when it is not one. */
export function partialDate(text: string): PartialDate {
  if (!isPartialDate(text)) {
    throw new RangeError(`"${text}" is not a date; allowed: YYYY, YYYY-MM or YYYY-MM-DD`);
  }
  return text;
}

function partsOf(date: PartialDate): DateParts {
  const parts = readPartialDate(date);
  if (!parts) throw new RangeError(`"${date}" is not a date; allowed: YYYY, YYYY-MM or YYYY-MM-DD`);
  return parts;
}

const two = (n: number) => String(n).padStart(2, '0');
const four = (n: number) => String(n).padStart(4, '0');

/** The first day the date can mean, `YYYY-MM-DD`. */
export function firstDay(date: PartialDate): string {
  const { year, month, day } = partsOf(date);
  return `${four(year)}-${two(month ?? 1)}-${two(day ?? 1)}`;
}

/** The last day the date can mean, `YYYY-MM-DD`. */
export function lastDay(date: PartialDate): string {
  const { year, month, day } = partsOf(date);
  const m = month ?? 12;
  return `${four(year)}-${two(m)}-${two(day ?? daysInMonth(year, m))}`;
}

/** The calendar year. */
export function yearOf(date: PartialDate): number {
  return partsOf(date).year;
}

/** The middle of what the date can mean as a decimal year (2025 → 2025.5), for a place on a time axis. */
export function decimalYear(date: PartialDate): number {
  const { year, month, day } = partsOf(date);
  if (month === null) return year + 0.5;
  if (day === null) return year + (month - 0.5) / 12;
  return year + (month - 1 + (day - 0.5) / daysInMonth(year, month)) / 12;
}

export type DateOrder = 'before' | 'after' | 'same' | 'overlaps';

/**
 * How two partial dates stand. `overlaps` when neither is surely first: 2026-01 and 2026-01-12 overlap,
 * because the first may mean any day of that January.
 */
export function compareDates(a: PartialDate, b: PartialDate): DateOrder {
  if (a === b) return 'same';
  if (lastDay(a) < firstDay(b)) return 'before';
  if (lastDay(b) < firstDay(a)) return 'after';
  return 'overlaps';
}

/** A total order for lists: by first day, the more exact date later; null (no date) first. */
export function byDate(a: PartialDate | null, b: PartialDate | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const left = firstDay(a);
  const right = firstDay(b);
  return left < right ? -1 : left > right ? 1 : a.length - b.length;
}

/** A formatter takes a thousand times longer to make than to use, and there are few of them. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormatter(tag: string, month: 'short' | 'long', withDay: boolean): Intl.DateTimeFormat {
  const key = `${tag} ${month} ${withDay}`;
  const made =
    formatters.get(key) ??
    new Intl.DateTimeFormat(tag, {
      year: 'numeric',
      month,
      ...(withDay && { day: 'numeric' }),
      timeZone: 'UTC',
    });
  formatters.set(key, made);
  return made;
}

/** French counts the first of a month and numbers the other days: "1er janvier", "2 janvier". */
const FIRST_OF_MONTH: ReadonlyMap<string, string> = new Map([['fr', '1er']]);

/** The date for a BCP 47 tag, no more exact than it is: "27 Nov 2025", "Nov 2025", "2025". */
export function formatPartialDate(date: PartialDate, tag: string, month: 'short' | 'long' = 'short'): string {
  const { precision, year, month: m, day } = partsOf(date);
  if (precision === 'year') return String(year);
  const firstPossible = new Date(Date.UTC(year, (m ?? 1) - 1, day ?? 1));
  const formatter = dateFormatter(tag, month, precision === 'day');
  const first = day === 1 ? FIRST_OF_MONTH.get(tag) : undefined;
  if (first === undefined) return formatter.format(firstPossible);
  return formatter
    .formatToParts(firstPossible)
    .map(({ type, value }) => (type === 'day' ? first : value))
    .join('');
}
