import type { ChartSlug } from '@/lib/domain/codes';
import { buildBudgetsChart } from './budgets';
import { buildDeliveryChart } from './delivery';
import { buildForcesChart } from './forces';
import { buildIntakeChart } from './intake';
import { buildRecruitCostChart } from './recruit-cost';
import { buildRevisionsChart } from './revisions';
import type { ChartContext, ChartInput, ChartSpec, ChartState } from './spec';
import { buildTimelineChart } from './timeline';

/**
 * The spec of a chart from records and a view state: pure, in the language of `context`, as seen on `context.today`.
 * Throws a RangeError that names an unknown country or measure (view states are checked before).
 */
export function buildChart(
  slug: ChartSlug,
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): ChartSpec {
  switch (slug) {
    case 'intake-targets':
      return buildIntakeChart(input, state, context);
    case 'budgets':
      return buildBudgetsChart(input, state, context);
    case 'timeline':
      return buildTimelineChart(input, state, context);
    case 'forces':
      return buildForcesChart(input, state, context);
    case 'target-revisions':
      return buildRevisionsChart(input, state, context);
    case 'delivery':
      return buildDeliveryChart(input, state, context);
    case 'cost-per-recruit':
      return buildRecruitCostChart(input, state, context);
  }
}
