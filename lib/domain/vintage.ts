import { byDate, compareDates, lastDay } from './partial-date';
import type { Observation } from './records';

/** What a figure is about, whoever said it and whenever: figures with equal keys are statements of the same thing. */
export function subjectKey(o: Observation): string {
  return JSON.stringify([
    o.measureId,
    o.indicator,
    o.component,
    o.unit,
    o.per,
    o.tax,
    o.coverage,
    o.basis,
    o.period ? [o.period.start, o.period.end] : null,
  ]);
}

/**
 * True when `newer` replaces `older`: both about the same thing and surely stated later. A figure without a stated
 * date is replaced by any dated one and replaces none; dates that overlap (2026-01 and 2026-01-12) replace nothing.
 */
export function supersedes(newer: Observation, older: Observation): boolean {
  if (subjectKey(newer) !== subjectKey(older)) return false;
  if (newer.statedOn === null) return false;
  if (older.statedOn === null) return true;
  return compareDates(newer.statedOn, older.statedOn) === 'after';
}

export interface LatestVintage {
  /** The statements that nothing later replaces, by subject; more than one with different values is a conflict. */
  current: Observation[];
  /** What was said before. */
  superseded: Observation[];
  /** Subjects on which current statements differ in value, range or qualifier. */
  conflicts: Observation[][];
}

function sameFigure(a: Observation, b: Observation): boolean {
  return a.value === b.value && a.low === b.low && a.high === b.high;
}

/** Splits figures into what holds now, what it replaced, and where sources disagree. Nothing is averaged or dropped. */
export function latestVintage(observations: readonly Observation[]): LatestVintage {
  const bySubject = new Map<string, Observation[]>();
  for (const o of observations) {
    const key = subjectKey(o);
    const group = bySubject.get(key);
    if (group) group.push(o);
    else bySubject.set(key, [o]);
  }
  const result: LatestVintage = { current: [], superseded: [], conflicts: [] };
  for (const group of bySubject.values()) {
    const current = group.filter((o) => !group.some((other) => supersedes(other, o)));
    const first = current[0];
    result.current.push(...current);
    result.superseded.push(...group.filter((o) => !current.includes(o)));
    if (first && current.some((o) => !sameFigure(o, first))) {
      result.conflicts.push([...current].sort((a, b) => byDate(a.statedOn, b.statedOn)));
    }
  }
  return result;
}

/**
 * The figures as they had been stated by the end of `day` (YYYY-MM-DD). A figure counts once its whole stated date has
 * passed: one "stated in November 2025" is known from 30 November. Figures without a stated date are left out and
 * returned apart, so that the page can say so.
 */
export function asKnownOn(
  observations: readonly Observation[],
  day: string,
): { known: Observation[]; later: Observation[]; undated: Observation[] } {
  const known: Observation[] = [];
  const later: Observation[] = [];
  const undated: Observation[] = [];
  for (const o of observations) {
    if (o.statedOn === null) undated.push(o);
    else if (lastDay(o.statedOn) <= day) known.push(o);
    else later.push(o);
  }
  return { known, later, undated };
}
