import type { Basis, ChartSlug, Qualifier } from '@/lib/domain/codes';
import type { ExchangeRates } from '@/lib/domain/money';
import type { PartialDate } from '@/lib/domain/partial-date';
import type { Country, Measure, Observation, Release, Source } from '@/lib/domain/records';
import type { Locale } from '@/lib/i18n/locales';
import type { BudgetMode } from '@/lib/view-state/charts';

/**
 * A chart as plain data, before any pixel: what is seen, in words and numbers of one language. The same object becomes
 * the picture, its table, its alt text and its tooltips; it is sent to the browser as JSON, so it holds no functions.
 */
export type ChartSpec = IntakeSpec | BudgetsSpec | TimelineSpec;

/** How a figure or date looks. Meaning never rests on colour: each is told apart by form alone. */
export const MARKS = [
  'actual',
  'target',
  'ambition',
  'ceiling',
  'estimate',
  'claim',
  'earlier',
  'announced',
  'legislated',
  'in_force',
  'planned_start',
  'ended',
  'target_year',
] as const;
export type Mark = (typeof MARKS)[number];

/** What the key below a headline can explain: marks, and the other signs of a drawing. */
export const KEY_SIGNS = [
  ...MARKS,
  'trained_actual',
  'trained_target',
  'bar_actual',
  'bar_target',
  'bar_estimate',
  'bar_other',
  'range',
  'span',
  'at_least',
  'up_to',
  'open_start',
] as const;
export type KeySign = (typeof KEY_SIGNS)[number];

export interface LegendEntry {
  sign: KeySign;
  label: string;
}

/** What a tooltip says; every line is ready to show. */
export interface Tooltip {
  /** Country and measure. */
  title: string;
  /** The figure with its qualifier and unit, or what happened. */
  value: string;
  /** Basis and period, date stated, sources by publisher. */
  lines: string[];
}

export interface ChartPoint {
  /** Unique in the spec. */
  id: string;
  /** Position on the horizontal axis: a year (its middle is the whole number), a decimal year, or euro. */
  x: number;
  /** Position on the vertical axis: persons, or the index of the row from the top. */
  y: number;
  /** Ends of a stated range, in the unit of the value's axis; null when none is stated. */
  low: number | null;
  high: number | null;
  /** First year of a span of years that the figure is about; null for one year. */
  spanStart: number | null;
  mark: Mark;
  qualifier: Qualifier;
  /** null for a date of a measure, which is not a figure. */
  basis: Basis | null;
  statedOn: PartialDate | null;
  /** null for a date of a measure. */
  observationId: string | null;
  sourceIds: string[];
  tooltip: Tooltip;
}

export interface Tick {
  value: number;
  label: string;
}

export interface Axis {
  min: number;
  max: number;
  ticks: Tick[];
}

/** Words at a mark: what it is, in the country's colour, and how much. */
export interface DirectLabel {
  pointId: string;
  name: string;
  value: string;
  /** Colour of the country (0–7), null for grey. */
  colour: number | null;
}

export interface TableColumn {
  key: string;
  label: string;
  numeric: boolean;
  /** True when the cells are words of the data, which are English in every language of the pages. */
  english: boolean;
}

export interface ChartTable {
  caption: string;
  columns: TableColumn[];
  rows: Record<string, string>[];
}

/** Words that the interactive chart needs in the browser. */
export interface InteractionTexts {
  /** How to use it with a keyboard. */
  instructions: string;
  /** "{n} of {m}", with those two placeholders left in. */
  position: string;
}

export interface ChartSpecBase {
  slug: ChartSlug;
  lang: Locale;
  /** The headline: says what is seen. */
  title: string;
  /** Unit and scope. */
  subtitle: string;
  altText: string;
  /** True when there is nothing to draw; `emptyMessage` says why. */
  empty: boolean;
  emptyMessage: string | null;
  /** How many of the figures considered are drawn, in words. */
  coverage: string;
  /** What was left out and why, and how to read what is drawn. */
  notes: string[];
  legend: LegendEntry[];
  /** Sources of every row of the table, in the order of the numbers used there (1 is the first). */
  sourceIds: string[];
  /** Every figure considered, drawn or not: those of the table. */
  observationIds: string[];
  table: ChartTable;
  releaseId: string;
  /** YYYY-MM-DD */
  releaseDate: string;
  interaction: InteractionTexts;
}

/** Figures of one measure, indicator, component and basis. A line joins them only where that is allowed. */
export interface IntakeSeries {
  key: string;
  countryIso2: string;
  measureId: string;
  component: string | null;
  basis: Basis;
  /** People trained stand in for intake where a scheme trains in short courses: other marks, never joined to intake. */
  kind: 'intake' | 'trained';
  colour: number | null;
  points: ChartPoint[];
  /** Ids of the points that the line passes through, in order; fewer than two: no line. */
  line: string[];
}

export interface IntakeSpec extends ChartSpecBase {
  slug: 'intake-targets';
  xAxis: Axis;
  yAxis: Axis;
  /** Today on the horizontal axis; null when outside it. */
  today: { x: number; label: string } | null;
  series: IntakeSeries[];
  labels: DirectLabel[];
}

/** One row: a scheme's cost for one scope and period; the first point is the statement that holds, the bar. */
export interface BudgetRow {
  key: string;
  countryIso2: string;
  countryName: string;
  measureId: string;
  measureName: string;
  /** Scope and period: "equipment, 2025–2028". */
  scope: string;
  colour: number | null;
  /** `bar`: drawn to scale. `stated`: in words only, because it covers more than a scheme. */
  kind: 'bar' | 'stated';
  /** Euro, with the native amount where that is another currency. */
  valueLabel: string;
  /** Words on other statements of the same thing: earlier, or in conflict; null when there are none. */
  otherLabel: string | null;
  points: ChartPoint[];
}

export interface BudgetsSpec extends ChartSpecBase {
  slug: 'budgets';
  mode: BudgetMode;
  xAxis: Axis;
  series: BudgetRow[];
  /** Heading over the rows that are stated and not drawn. */
  statedHeading: string;
}

/** One row: the years of a measure. */
export interface TimelineRow {
  key: string;
  countryIso2: string;
  countryName: string;
  measureId: string;
  measureName: string;
  colour: number | null;
  /** When it was in force; `openStart` when the start is not known to us or lies left of the axis. */
  inForce: { from: number; to: number; openStart: boolean } | null;
  /** From announcement to start: prepared, not in force. */
  preparing: { from: number; to: number } | null;
  /** From today (or a planned start) to the last target year. */
  ahead: { from: number; to: number } | null;
  points: ChartPoint[];
}

export interface TimelineSpec extends ChartSpecBase {
  slug: 'timeline';
  xAxis: Axis;
  today: { x: number; label: string } | null;
  series: TimelineRow[];
}

/** What a chart is built from: records as the queries give them. */
export interface ChartInput {
  countries: Country[];
  measures: Measure[];
  observations: Observation[];
  sources: Source[];
  rates: ExchangeRates;
  release: Release;
}

export interface ChartState {
  /** ISO alpha-2, in the order of selection: it decides colours and order. */
  countries: string[];
  /** Empty: the chart's own rule per country. Else exactly these. */
  measures: string[];
  /** For budgets: over the whole period (default), or in a year. Never both. */
  mode?: BudgetMode;
}

export interface ChartContext {
  locale: Locale;
  /** YYYY-MM-DD */
  today: string;
}
