import type { ChartSlug } from '@/lib/domain/codes';
import { buildBudgetsChart } from './budgets';
import { buildIntakeChart } from './intake';
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
  }
}
