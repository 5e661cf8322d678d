import type { MeasureType, Obligation, Sex, Status } from '@/lib/domain/codes';
import type { Context, Derivation, Derived } from '@/lib/domain/derived';
import type { PartialDate } from '@/lib/domain/partial-date';
import type { Country, Duration, Eligibility, Measure, Observation, Pay } from '@/lib/domain/records';
import type { TargetIndicator } from '@/lib/domain/target';

/** The rows of a comparison, in groups and in order. */
export const GROUPS = {
  obligation: ['type', 'obligation', 'status'],
  who: ['sex', 'ages'],
  length: ['length_days', 'length_stated'],
  pay: ['pay_month_eur', 'pay_month_native', 'pay_stated'],
  dates: ['announced', 'legislated', 'starts', 'ended'],
  people: ['latest_actual', 'first_target', 'next_target', 'year_target', 'last_target', 'growth'],
  cost: ['cost_total', 'cost_annual', 'cost_per_recruit'],
  sources: ['sources'],
} as const;
export type Group = keyof typeof GROUPS;
export type Attribute = (typeof GROUPS)[Group][number];

/** Why a cell holds nothing. */
export const ABSENCES = [
  /** The data has none: never zero. */
  'none_found',
  /** None is stated for the chosen year. */
  'none_for_year',
  /** No target for this year or a later one. */
  'none_ahead',
  'not_ended',
  /** Had not come by the day of the past view. */
  'not_by_then',
  /** Not surely known by the day of the past view. */
  'not_known_then',
  /** The country has no measure in the data. */
  'no_measure',
] as const;
export type Absence = (typeof ABSENCES)[number];

/** Whether a statement holds, or a later one of the same thing replaced it. */
export type Standing = 'current' | 'earlier';

/** One thing said in a cell; a cell holds several where sources disagree or several figures answer. */
export type Entry = { sourceIds: string[] } & (
  | { kind: 'type'; code: MeasureType }
  | { kind: 'obligation'; code: Obligation }
  | { kind: 'status'; code: Status; asOf: PartialDate | null }
  | { kind: 'sex'; code: Sex; note: string | null }
  | { kind: 'ages'; eligibility: Eligibility }
  | { kind: 'duration'; duration: Duration }
  | { kind: 'pay'; pay: Pay }
  /** `ahead`: later than the day of a past view, as recorded today. */
  | { kind: 'date'; date: PartialDate; ahead: boolean }
  | { kind: 'figure'; observation: Observation; standing: Standing }
  /**
   * Computed or refused, from `of` where it is one figure on other terms, or from `pay`; `base` is what an index or a growth
   * starts from.
   */
  | {
      kind: 'derived';
      /** What was asked for, also where it is refused. */
      derivation: Derivation;
      derived: Derived;
      of: Observation | null;
      base: Observation | null;
      pay: Pay | null;
      standing: Standing;
    }
  | { kind: 'sources'; newest: PartialDate | null; later: number }
);

/** How a cell stands to the others of its row: departs from what most share, or is the row's end. */
export type Mark = 'differs' | 'highest' | 'lowest';

export interface Cell {
  entries: Entry[];
  /** Set where `entries` is empty. */
  absence: Absence | null;
  mark: Mark | null;
  /** Length of the cell's bar, 0 to 1 of the row's longest; null where the row is not drawn. */
  share: number | null;
}

export interface Row {
  attribute: Attribute;
  cells: Cell[];
  /** `same`: every column says the same. `alone`: fewer than two columns say anything. */
  agreement: 'same' | 'differs' | 'alone';
  /** True where the figures of a row that would be ranked are of different kinds. */
  mixed: boolean;
}

/** One country with the measure that stands for it. */
export interface Column {
  country: Country;
  /** As known on the day of a past view; null where the country has none, or none was known then. */
  measure: Measure | null;
  /** Every measure of the country, the one that stands for it by default first. */
  choices: Measure[];
  /** What counts the people of this measure; null where no figure does. */
  indicator: TargetIndicator | null;
}

/** What a past view leaves out. */
export interface PastSummary {
  day: string;
  /** Figures stated or published later. */
  later: number;
  /** Figures that count by the publication of their earliest source, because they state no date. */
  byPublication: number;
  /** Figures without any date. */
  undatable: number;
}

export interface Comparison {
  columns: Column[];
  groups: { group: Group; rows: Row[] }[];
  past: PastSummary | null;
  /** The observations of the compared countries by id: what entries and derived figures name is among them. */
  observations: ReadonlyMap<string, Observation>;
  /** Sources of the table in the order in which it first refers to them: the first is [1]. Observations' and series'. */
  sourceIds: string[];
}

/** Records that a comparison is made of, as the queries give them. */
export interface CompareInput {
  /** The compared countries, in order. */
  countries: readonly Country[];
  /** Every measure of these countries. */
  measures: readonly Measure[];
  observations: readonly Observation[];
  /** When each source was published. */
  publishedOn: ReadonlyMap<string, PartialDate | null>;
  context: Context;
}
