import type { Derivation, DerivedCaveat, DerivedRefusal } from '@/lib/domain/derived';

/** Why a derived figure can be refused, and what can be said beside one that is not. A test holds this against the code. */
export interface DerivationReasons {
  refusals: readonly DerivedRefusal[];
  caveats: readonly DerivedCaveat[];
}

const RATE_REFUSALS = ['unknown_currency', 'no_rate_for_year'] as const;
const EURO_REFUSALS = ['not_money', 'no_period', ...RATE_REFUSALS] as const;

export const DERIVATION_REASONS: Readonly<Record<Derivation, DerivationReasons>> = {
  per_100k: {
    refusals: ['not_persons', 'no_period', 'not_full_coverage', 'no_population'],
    caveats: ['projection', 'population_of_span'],
  },
  cohort_share: {
    refusals: [
      'not_persons',
      'stock_not_flow',
      'no_period',
      'span_of_years',
      'not_full_coverage',
      'no_births',
    ],
    caveats: ['half_of_births', 'eligibility_unknown', 'projection'],
  },
  euro: { refusals: EURO_REFUSALS, caveats: ['last_rate_used'] },
  euro_real: {
    refusals: [...EURO_REFUSALS, 'no_price_index'],
    caveats: ['last_rate_used', 'last_price_index_used'],
  },
  index: { refusals: ['different_scope', 'not_full_coverage', 'base_is_zero'], caveats: [] },
  gap: {
    refusals: [
      'not_an_actual',
      'not_a_target',
      'different_scope',
      'not_full_coverage',
      'no_period',
      'different_period',
    ],
    caveats: [],
  },
  required_growth: {
    refusals: [
      'not_an_actual',
      'not_a_target',
      'different_scope',
      'not_full_coverage',
      'no_period',
      'target_not_later',
      'actual_is_zero',
    ],
    caveats: [],
  },
  cost_per_recruit: {
    refusals: [
      'no_budget',
      'no_period',
      'different_scope',
      'different_period',
      'span_of_years',
      'not_full_coverage',
      'not_persons',
      'path_incomplete',
      'base_is_zero',
      'not_money',
      ...RATE_REFUSALS,
    ],
    caveats: ['path_interpolated', 'statements_differ', 'last_rate_used'],
  },
  length_days: { refusals: [], caveats: [] },
  pay_per_month: {
    refusals: ['not_per_month', ...RATE_REFUSALS],
    caveats: ['year_unknown', 'last_rate_used'],
  },
};
