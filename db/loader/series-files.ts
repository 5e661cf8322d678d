import type { SeriesId } from '../../lib/domain/codes';

export type SeriesColumn =
  | 'country_iso2'
  | 'currency'
  | 'year'
  | 'value'
  | 'per_eur'
  | 'index_2015'
  | 'low'
  | 'high'
  | 'projection'
  | 'source_id';

export interface SeriesFile {
  title: string;
  unit: string;
  /** What the reader must know before using it. */
  limits: string;
  /** The header line, in order. */
  columns: readonly SeriesColumn[];
}

/** The context series by id; `series/<id>.csv` holds each. Wording: codebook, "Series". */
export const SERIES_FILES: Readonly<Record<SeriesId, SeriesFile>> = {
  population: {
    title: 'Total population',
    unit: 'persons',
    limits: 'UN territory definitions; a projection (medium variant) from 2024.',
    columns: ['country_iso2', 'year', 'value', 'projection', 'source_id'],
  },
  births: {
    title: 'Live births',
    unit: 'persons',
    limits:
      'Those born in a year turn 18 eighteen years later: a proxy for the cohort, without migration or deaths. Cohorts to 2041 rest on estimates.',
    columns: ['country_iso2', 'year', 'value', 'projection', 'source_id'],
  },
  population_15_24: {
    title: 'Population aged 15 to 24, both sexes',
    unit: 'persons',
    limits: 'No projection.',
    columns: ['country_iso2', 'year', 'value', 'source_id'],
  },
  defence_spending_pct_gdp: {
    title: 'Defence spending',
    unit: 'percent of GDP',
    limits:
      "NATO's figures for members, other estimates for the rest; mostly rounded to 0.1. Not to be mixed with other publishers.",
    columns: ['country_iso2', 'year', 'value', 'source_id'],
  },
  active_forces: {
    title: 'Active military personnel, low and high as stated',
    unit: 'persons',
    limits:
      'Rounded; the scope changes between years (Poland from 2024 includes the territorial force). Not to be joined with other series.',
    columns: ['country_iso2', 'year', 'low', 'high', 'source_id'],
  },
  exchange_rates_per_eur: {
    title: 'Exchange rates, yearly average',
    unit: 'units of currency per euro',
    limits:
      'Some years are missing (suspended or unquoted). For 2026 and later the last year is used and said.',
    columns: ['currency', 'year', 'per_eur', 'source_id'],
  },
  hicp_euro_area: {
    title: 'Harmonised consumer prices, euro area',
    unit: 'index, 2015 = 100',
    limits: 'Yearly average.',
    columns: ['year', 'index_2015', 'source_id'],
  },
};

/** The header line of `series/conscription_events.csv`. */
export const CONSCRIPTION_COLUMNS = [
  'country_iso2',
  'year',
  'event',
  'detail',
  'doubt',
  'source_id',
] as const;
