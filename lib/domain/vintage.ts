import { byDate, compareDates, lastDay, type PartialDate } from './partial-date';
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

/** Which of two statements was made first, where that is sure. */
export type StatedOrder = 'before' | 'after' | 'unknown';

/**
 * Whether `a` was stated before or after `b`. Unknown where either has no stated date, where both have the same, or where
 * the dates overlap (2026-01 and 2026-01-12): what a reader is told of an order rests on this alone.
 */
export function statedOrder(a: Pick<Observation, 'statedOn'>, b: Pick<Observation, 'statedOn'>): StatedOrder {
  if (a.statedOn === null || b.statedOn === null) return 'unknown';
  const order = compareDates(a.statedOn, b.statedOn);
  return order === 'before' || order === 'after' ? order : 'unknown';
}

/** True when `newer` replaces `older`: both about the same thing and surely stated later. */
export function supersedes(newer: Observation, older: Observation): boolean {
  return subjectKey(newer) === subjectKey(older) && statedOrder(newer, older) === 'after';
}

/**
 * An order for lists, and for who leads where several statements hold: the last date by its first possible day, undated ones
 * behind; then the larger. It is a choice, not what is known of their order (`statedOrder`).
 */
export function byStatedLast(a: Observation, b: Observation): number {
  return byDate(b.statedOn, a.statedOn) || b.value - a.value || (a.id < b.id ? -1 : 1);
}

/**
 * Of statements for one time the one that a line passes through: the one stated last, a dated one before an undated one.
 * Null where several that differ are left and their dates do not say which was stated last: then a line passes through none.
 */
export function statedLast(statements: readonly Observation[]): Observation | null {
  const [last, ...others] = [...statements].sort(byStatedLast);
  if (!last) return null;
  const isRival = (o: Observation) =>
    !sameFigure(o, last) &&
    (o.statedOn === null) === (last.statedOn === null) &&
    statedOrder(o, last) === 'unknown';
  return others.some(isRival) ? null : last;
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

/** On which ground a figure counts as known from a day. */
export type KnownGround = 'stated' | 'published';

/**
 * The first day on which a figure was surely known, `YYYY-MM-DD`, and on what ground; null when neither the figure nor any
 * of its sources has a date. A figure counts once its whole stated date has passed: one "stated in November 2025" is known
 * from 30 November. A figure without a stated date counts from the publication of its earliest dated source, because it
 * stood there then; it may have been known before.
 */
export function knownFrom(
  o: Pick<Observation, 'statedOn' | 'sourceIds'>,
  publishedOn: ReadonlyMap<string, PartialDate | null>,
): { day: string; ground: KnownGround } | null {
  if (o.statedOn !== null) return { day: lastDay(o.statedOn), ground: 'stated' };
  const published = o.sourceIds
    .map((id) => publishedOn.get(id) ?? null)
    .filter((date) => date !== null)
    .map(lastDay)
    .sort();
  const first = published[0];
  return first === undefined ? null : { day: first, ground: 'published' };
}

export interface PastView {
  /** Figures that were surely known by the day. */
  known: Observation[];
  /** Of `known`, those that have no stated date and count by their source's. */
  byPublication: Observation[];
  /** Figures stated or published later. */
  later: Observation[];
  /** Figures that neither state a date nor have a dated source: left out of every past view. */
  undatable: Observation[];
}

/** Splits figures by what was surely known by the end of `day` (YYYY-MM-DD), by the rule of `knownFrom`. */
export function asKnownOn(
  observations: readonly Observation[],
  day: string,
  publishedOn: ReadonlyMap<string, PartialDate | null>,
): PastView {
  const view: PastView = { known: [], byPublication: [], later: [], undatable: [] };
  for (const o of observations) {
    const from = knownFrom(o, publishedOn);
    if (from === null) view.undatable.push(o);
    else if (from.day > day) view.later.push(o);
    else {
      view.known.push(o);
      if (from.ground === 'published') view.byPublication.push(o);
    }
  }
  return view;
}
