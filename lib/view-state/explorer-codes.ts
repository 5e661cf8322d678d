import { MEASURE_TYPES, OBLIGATIONS, REGIONS, SEXES, STATUSES } from '@/lib/domain/codes';

/** The columns of the explorer's table in their order; each is also a way to sort it. */
export const EXPLORER_COLUMNS = [
  'country',
  'name',
  'region',
  'type',
  'obligation',
  'status',
  'who',
  'announced',
  'legislated',
  'starts',
  'ended',
  'length',
  'pay',
  'first_target',
  'last_target',
  'sources',
] as const;
export type ExplorerColumn = (typeof EXPLORER_COLUMNS)[number];

/** The table as it starts: what fits beside the filters. A measure's name is always shown. */
export const DEFAULT_COLUMNS: readonly ExplorerColumn[] = [
  'country',
  'name',
  'obligation',
  'status',
  'starts',
  'length',
  'last_target',
  'sources',
];

/** A column, or a column with `-` before it: the other way round. */
export type ExplorerSort = ExplorerColumn | `-${ExplorerColumn}`;
export const EXPLORER_SORTS: readonly ExplorerSort[] = EXPLORER_COLUMNS.flatMap((column): ExplorerSort[] => [
  column,
  `-${column}`,
]);

/** Nothing found by us: a value of its own, so that it can be asked for and is never mistaken for "no". */
export const UNKNOWN = 'unknown';

/** Organisations as an address writes them, and `none` for countries in none of the three. */
export const ALLIANCES = ['nato', 'eu', 'csto', 'none'] as const;
export type Alliance = (typeof ALLIANCES)[number];

/**
 * Bands of the length of service. In days: a month is a twelfth of the mean Gregorian year, so 30 days are under a month.
 * A measure whose length is stated as a range is in every band the range touches.
 */
export const LENGTH_BANDS = [
  'under_1_month',
  '1_to_5_months',
  '6_to_11_months',
  '12_to_17_months',
  '18_months_and_more',
  UNKNOWN,
] as const;
export type LengthBand = (typeof LENGTH_BANDS)[number];

/** Bands of the year of the start: before and after 2014 and 2022, and what is new or still to come. */
export const START_BANDS = [
  'before_2014',
  '2014_to_2021',
  '2022_to_2024',
  '2025_and_later',
  UNKNOWN,
] as const;
export type StartBand = (typeof START_BANDS)[number];

export const SEX_CHOICES = [...SEXES, UNKNOWN] as const;

/** What measures can be filtered by, under the names the address has; the country's values are data, not code. */
export const FACET_CODES = {
  type: MEASURE_TYPES,
  obligation: OBLIGATIONS,
  status: STATUSES,
  region: REGIONS,
  alliance: ALLIANCES,
  sex: SEX_CHOICES,
  length: LENGTH_BANDS,
  start: START_BANDS,
} as const;
export type CodedFacet = keyof typeof FACET_CODES;
export type FacetName = 'countries' | CodedFacet;

/** The facets in the order in which a reader meets them. */
export const FACETS: readonly FacetName[] = [
  'type',
  'obligation',
  'status',
  'countries',
  'region',
  'alliance',
  'sex',
  'length',
  'start',
];

/** Rows of one page of the table. */
export const EXPLORER_PAGE_SIZE = 50;
