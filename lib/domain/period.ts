/** The years a figure is about: one year (`start === end`) or a span, both ends included. */
export interface Period {
  start: number;
  end: number;
}

const SHAPE = /^(\d{4})(?:\/(\d{4}))?$/;

/** Reads `2025` or `2026/2030` (ISO 8601 interval of years); null when it is neither or ends before it starts. */
export function readPeriod(text: string): Period | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const start = Number(match[1]);
  const end = match[2] === undefined ? start : Number(match[2]);
  return end < start ? null : { start, end };
}

/** Number of calendar years covered, both ends included: 2026/2030 has 5. */
export function yearsIn(period: Period): number {
  return period.end - period.start + 1;
}

/** True when both are about exactly the same years, or both name none. */
export function samePeriod(a: Period | null, b: Period | null): boolean {
  if (a === null || b === null) return a === b;
  return a.start === b.start && a.end === b.end;
}

/** True when the periods share a year. */
export function periodsOverlap(a: Period, b: Period): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** A total order for lists: by first year, then by last; no period last. */
export function byPeriod(a: Period | null, b: Period | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a.start - b.start || a.end - b.end;
}

/** "2025" or "2026–2030". Years need no locale; a caller words the missing period itself. */
export function formatPeriod(period: Period): string {
  return period.start === period.end ? String(period.start) : `${period.start}–${period.end}`;
}
