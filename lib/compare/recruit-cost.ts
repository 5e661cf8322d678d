import { type Context, costPerRecruit, type Derived } from '@/lib/domain/derived';
import { byPeriod } from '@/lib/domain/period';
import type { Observation } from '@/lib/domain/records';
import { byStatedLast, latestVintage, subjectKey } from '@/lib/domain/vintage';

/** One cost of a scheme over the people it was to take in. */
export interface RecruitCost {
  /** Every statement of the cost, the one that holds first: they may differ. */
  budgets: Observation[];
  derived: Derived;
}

/** People are counted as they enter service; a scheme of short courses, which has no intake, by people trained. */
const PEOPLE = ['intake_per_year', 'trained_total'] as const;

/**
 * The statements that hold on the people of a measure in each year, of its natural scope: for a cost that was spent those
 * who came, for any other those planned. A promise never stands in for a delivery, nor the other way round.
 */
function peopleByYear(observations: readonly Observation[], spent: boolean): Observation[] {
  const whole = observations.filter(
    (o) => o.component === null && o.coverage === 'full' && o.basis === (spent ? 'actual' : 'target'),
  );
  const indicator = PEOPLE.find((candidate) => whole.some((o) => o.indicator === candidate));
  return latestVintage(whole.filter((o) => o.indicator === indicator)).current.sort((a, b) =>
    byPeriod(a.period, b.period),
  );
}

/**
 * Cost per recruit of a measure: for each cost of the whole scheme, whole period before yearly and earlier years first, all its
 * statements over the people of the same years (`costPerRecruit` has the formula and the refusals). Costs that cover a part
 * are refused together; without any cost the one answer is `no_budget`. `observations` are those of one measure; `pricesOf` is
 * the year in whose prices the euro are, nominal without one.
 */
export function recruitCosts(
  observations: readonly Observation[],
  context: Context,
  pricesOf: number | null = null,
): RecruitCost[] {
  const budgets = observations.filter(
    (o) => o.indicator === 'budget_total' || o.indicator === 'budget_annual',
  );
  const whole = budgets.filter((o) => o.component === null);
  if (whole.length === 0) {
    const reason = budgets.length === 0 ? 'no_budget' : 'different_scope';
    return [{ budgets, derived: { ok: false, reason } }];
  }
  const subjects = new Map<string, Observation[]>();
  for (const budget of [...whole].sort(byStatedLast)) {
    const key = subjectKey(budget);
    subjects.set(key, [...(subjects.get(key) ?? []), budget]);
  }
  return [...subjects.values()]
    .sort(([a], [b]) =>
      a && b
        ? Number(a.indicator === 'budget_annual') - Number(b.indicator === 'budget_annual') ||
          byPeriod(a.period, b.period)
        : 0,
    )
    .map((statements) => {
      const people = peopleByYear(observations, statements[0]?.basis === 'actual');
      return { budgets: statements, derived: costPerRecruit(statements, people, context, pricesOf) };
    });
}
