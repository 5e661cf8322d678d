import { byDate, compareDates, lastDay, type PartialDate } from './partial-date';
import { byPeriod, type Period, samePeriod } from './period';
import type { Observation } from './records';

/** A goal as stated on a day. */
interface DatedGoal extends Observation {
  period: Period;
  statedOn: PartialDate;
}

/** A goal whose number changed: same year, another value stated later. */
export interface RevisedGoal {
  kind: 'revised';
  period: Period;
  /** First to last statement, each with another value than the one before. */
  statements: DatedGoal[];
}

/** A goal that was put off: the same number for a later year, said before the earlier year had come. */
export interface PostponedGoal {
  kind: 'postponed';
  value: number;
  statements: DatedGoal[];
}

export type MovedGoal = RevisedGoal | PostponedGoal;

const GOAL_INDICATORS: ReadonlySet<string> = new Set(['intake_per_year', 'trained_total']);

function isDatedGoal(o: Observation): o is DatedGoal {
  return (
    (o.basis === 'target' || o.basis === 'ambition') &&
    o.coverage === 'full' &&
    o.component === null &&
    o.period !== null &&
    o.statedOn !== null &&
    GOAL_INDICATORS.has(o.indicator)
  );
}

/** Statements whose order in time is sure; one that may have been made in the same month as another is left out. */
function inSureOrder(goals: readonly DatedGoal[]): DatedGoal[] {
  const sorted = [...goals].sort((a, b) => byDate(a.statedOn, b.statedOn));
  return sorted.filter((goal) =>
    sorted.every((other) => {
      if (other === goal || other.value === goal.value) return true;
      const order = compareDates(goal.statedOn, other.statedOn);
      return order === 'before' || order === 'after';
    }),
  );
}

/** "About 9,100" and 9,127 are one number: within 1 % where one of them is rounded. */
function sameNumber(a: DatedGoal, b: DatedGoal): boolean {
  if (a.value === b.value) return true;
  const rounded = a.qualifier === 'about' || b.qualifier === 'about';
  return rounded && Math.abs(a.value - b.value) <= 0.01 * Math.max(a.value, b.value);
}

function revisedGoals(goals: readonly DatedGoal[]): RevisedGoal[] {
  const periods = goals
    .map((goal) => goal.period)
    .filter((period, index, all) => all.findIndex((other) => samePeriod(other, period)) === index);
  return periods.flatMap((period): RevisedGoal[] => {
    const ordered = inSureOrder(goals.filter((goal) => samePeriod(goal.period, period)));
    const statements = ordered.filter((goal, index) => {
      const before = ordered[index - 1];
      return before === undefined || !sameNumber(goal, before);
    });
    return statements.length > 1 ? [{ kind: 'revised', period, statements }] : [];
  });
}

function postponedGoals(goals: readonly DatedGoal[]): PostponedGoal[] {
  const values = [...new Set(goals.map((goal) => goal.value))];
  return values.flatMap((value): PostponedGoal[] => {
    const sorted = goals
      .filter((goal) => goal.value === value)
      .sort((a, b) => byDate(a.statedOn, b.statedOn) || byPeriod(a.period, b.period));
    const chain: DatedGoal[] = [];
    for (const goal of sorted) {
      const before = chain.at(-1);
      if (!before) chain.push(goal);
      else if (
        compareDates(before.statedOn, goal.statedOn) === 'before' &&
        goal.period.start > before.period.end &&
        lastDay(goal.statedOn) < `${before.period.start}-01-01`
      ) {
        chain.push(goal);
      }
    }
    return chain.length > 1 ? [{ kind: 'postponed', value, statements: chain }] : [];
  });
}

/**
 * Goals of one measure that moved: targets and ambitions of its natural scope and full coverage, per indicator, with a
 * year and a stated date. Revised goals first, the one for the latest year first; then postponed ones, longest chain
 * first. A yearly plan repeated after its year has passed is neither.
 */
export function movedGoals(observations: readonly Observation[]): MovedGoal[] {
  const goals = observations.filter(isDatedGoal);
  const perIndicator = [...GOAL_INDICATORS].map((indicator) =>
    goals.filter((goal) => goal.indicator === indicator),
  );
  const revised = perIndicator.flatMap(revisedGoals).sort((a, b) => byPeriod(b.period, a.period));
  const postponed = perIndicator
    .flatMap(postponedGoals)
    .sort((a, b) => b.statements.length - a.statements.length || b.value - a.value);
  return [...revised, ...postponed];
}
