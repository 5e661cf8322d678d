/**
 * The closed sets of the data, defined once. Database checks, zod schemas, URL parsers, labels, legends,
 * the codebook and the API description all derive from these arrays. Their wording is in the data codebook
 * (db/data/README.md); their labels are in messages/<locale>/codes.json.
 */

export const SERVICE_MODELS = [
  'universal_conscription',
  'selective_conscription',
  'voluntary_service',
  'professional_only',
  'no_armed_forces',
] as const;
export type ServiceModel = (typeof SERVICE_MODELS)[number];

export const MEASURE_TYPES = [
  'universal_conscription',
  'selective_conscription',
  'voluntary_service',
  'reserve_expansion',
  'mass_training',
  'youth_programme',
  'force_expansion',
] as const;
export type MeasureType = (typeof MEASURE_TYPES)[number];

export const OBLIGATIONS = ['compulsory', 'selective', 'voluntary', 'conditional'] as const;
export type Obligation = (typeof OBLIGATIONS)[number];

export const STATUSES = [
  'under_debate',
  'announced',
  'legislating',
  'in_force',
  'suspended',
  'ended',
  'rejected',
] as const;
export type Status = (typeof STATUSES)[number];

export const SEXES = ['men', 'women', 'all', 'men_compulsory_women_voluntary'] as const;
export type Sex = (typeof SEXES)[number];

export const DURATION_UNITS = ['hours', 'days', 'weeks', 'months'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export const PAY_PERIODS = ['day', 'month', 'year', 'total', 'once'] as const;
export type PayPeriod = (typeof PAY_PERIODS)[number];

export const TAX_BASES = ['gross', 'net', 'unspecified'] as const;
export type TaxBasis = (typeof TAX_BASES)[number];

export const INDICATORS = [
  'intake_per_year',
  'intake_total',
  'assessed_per_year',
  'applicants',
  'registered_total',
  'trained_total',
  'active_personnel',
  'reserve_personnel',
  'budget_total',
  'budget_annual',
  'pay',
  'public_support_percent',
] as const;
export type Indicator = (typeof INDICATORS)[number];

export const QUALIFIERS = ['exact', 'about', 'at_least', 'up_to', 'range'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** What a computed figure can be: made of a bound and an "about" it is a bound that is itself about. */
export type DerivedQualifier = Qualifier | 'at_least_about' | 'up_to_about';

export const BASES = ['actual', 'target', 'ceiling', 'ambition', 'estimate', 'claim'] as const;
export type Basis = (typeof BASES)[number];

export const COVERAGES = ['full', 'partial', 'cumulative'] as const;
export type Coverage = (typeof COVERAGES)[number];

export const SOURCE_KINDS = ['official', 'press', 'dataset', 'research', 'encyclopedia'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const EVENT_TYPES = [
  'announcement',
  'decision',
  'law',
  'entry_into_force',
  'first_intake',
  'target_change',
  'abolition',
  'suspension',
  'reinstatement',
  'referendum',
  'court',
  'poll',
  'other',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const CONTEXT_THEMES = ['summit', 'negotiation', 'battlefield', 'policy', 'spending'] as const;
export type ContextTheme = (typeof CONTEXT_THEMES)[number];

export const VERDICTS = [
  'confirmed',
  'partly_confirmed',
  'disputed',
  'not_supported',
  'outdated',
  'unverifiable',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REGIONS = [
  'nordic',
  'baltic',
  'western_europe',
  'central_europe',
  'southern_europe',
  'south_eastern_europe',
  'eastern_europe',
  'south_caucasus',
  'central_asia',
  'middle_east',
  'east_and_south_east_asia',
  'north_america',
] as const;
export type Region = (typeof REGIONS)[number];

export const ORGANISATIONS = ['NATO', 'EU', 'CSTO'] as const;
export type Organisation = (typeof ORGANISATIONS)[number];

export const SERIES_IDS = [
  'population',
  'births',
  'population_15_24',
  'defence_spending_pct_gdp',
  'active_forces',
  'exchange_rates_per_eur',
  'hicp_euro_area',
] as const;
export type SeriesId = (typeof SERIES_IDS)[number];

/** As written in series/conscription_events.csv, column `event`. */
export const CONSCRIPTION_EVENTS = [
  'introduced',
  'registration introduced',
  'extended',
  'extended to women',
  'reduced',
  'changed',
  'retained',
  'suspended',
  'abolished',
  'planned abolition',
  'reinstated',
  'planned reinstatement',
] as const;
export type ConscriptionEventKind = (typeof CONSCRIPTION_EVENTS)[number];

export const CHART_SLUGS = [
  'intake-targets',
  'budgets',
  'timeline',
  'service-length',
  'pay',
  'forces',
  'target-revisions',
  'delivery',
  'cost-per-recruit',
  'service-model',
  'defence-spending',
  'public-support',
] as const;
export type ChartSlug = (typeof CHART_SLUGS)[number];

/** Every closed set by its name in messages/<locale>/codes.json, for checks that walk all of them. */
export const CLOSED_SETS = {
  serviceModel: SERVICE_MODELS,
  type: MEASURE_TYPES,
  obligation: OBLIGATIONS,
  status: STATUSES,
  sex: SEXES,
  durationUnit: DURATION_UNITS,
  payPeriod: PAY_PERIODS,
  tax: TAX_BASES,
  indicator: INDICATORS,
  qualifier: QUALIFIERS,
  basis: BASES,
  coverage: COVERAGES,
  sourceKind: SOURCE_KINDS,
  eventType: EVENT_TYPES,
  theme: CONTEXT_THEMES,
  verdict: VERDICTS,
  region: REGIONS,
  organisation: ORGANISATIONS,
  series: SERIES_IDS,
  conscriptionEvent: CONSCRIPTION_EVENTS,
  chart: CHART_SLUGS,
} as const;
export type ClosedSetName = keyof typeof CLOSED_SETS;

/** True when `value` is one of `set`; narrows its type. */
export function isOneOf<const T extends readonly string[]>(set: T, value: unknown): value is T[number] {
  return typeof value === 'string' && set.includes(value);
}
