import { type Basis, type ChartSlug, type DerivedQualifier, SERVICE_MODELS } from '@/lib/domain/codes';
import type { Context } from '@/lib/domain/derived';
import type { PartialDate } from '@/lib/domain/partial-date';
import type {
  Country,
  Measure,
  MusterEvent,
  Observation,
  Release,
  SeriesPoint,
  SeriesSource,
  Source,
} from '@/lib/domain/records';
import type { Locale } from '@/lib/i18n/locales';
import type { AxisScale, BudgetMode, ChartMode, EventChoice, VintageChoice } from '@/lib/view-state/charts';
import type { MapView } from '@/lib/view-state/country';
import type { MoneyMode, PeopleMode } from '@/lib/view-state/terms';
import type { MapDrawing } from './map';

/**
 * A chart as plain data, before any pixel: what is seen, in words and numbers of one language. The same object becomes
 * the picture, its table, its alt text and its tooltips; it is sent to the browser as JSON, so it holds no functions.
 */
export type ChartSpec =
  | IntakeSpec
  | BudgetsSpec
  | TimelineSpec
  | LengthSpec
  | PaySpec
  | ForcesSpec
  | RevisionsSpec
  | DeliverySpec
  | RecruitCostSpec
  | ServiceMapSpec
  | SpendingSpec
  | SupportSpec;

/** How a figure or date looks. Meaning never rests on colour: each is told apart by form alone. */
export const MARKS = [
  'actual',
  'target',
  'ambition',
  'ceiling',
  'estimate',
  'claim',
  'earlier',
  'earlier_target',
  'reference',
  'announced',
  'legislated',
  'in_force',
  'planned_start',
  'ended',
  'target_year',
  'yearly',
  'gross',
  'net',
  'tax_unknown',
  'gross_hollow',
  'net_hollow',
  'tax_unknown_hollow',
  'event',
  'area',
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
  'bar_interval',
  'bar_range',
  'range',
  'derived_range',
  'span',
  'at_least',
  'up_to',
  'open_start',
  'faint_target',
  'move',
  'gap',
  'growth',
  'planned',
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
  qualifier: DerivedQualifier;
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
  /** Left out: linear. */
  scale?: AxisScale;
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

/** A cell for programs: a code, a number in full units, or nothing known. */
export type PlainValue = string | number | null;

export interface ChartTable {
  caption: string;
  columns: TableColumn[];
  rows: Record<string, string>[];
  /** The same rows for programs, in files beside the words: codes and plain numbers by column name, one entry a row. */
  plain: Record<string, PlainValue>[];
}

/** Words that the interactive chart needs in the browser. */
export interface InteractionTexts {
  /** How to use it with a keyboard. */
  instructions: string;
  /** "{n} of {m}", with those two placeholders left in. */
  position: string;
  /** How to bring a country out, with the placeholder "{country}" left in. */
  focus: string;
  /** That it is, with the same placeholder. */
  focused: string;
  /** Names of the countries drawn, by code. */
  countryNames: Record<string, string>;
}

/** What a headline set by the reader took the place of. */
export interface OwnHeadline {
  /** The headline and the subtitle that the chart wrote from what is selected. */
  title: string;
  subtitle: string;
  /** "Headline set by the reader …", with unit and scope where the subtitle is the reader's too: for every picture. */
  note: string;
}

/** Says that a chart of a past release is one. */
export interface PastRelease {
  /** "Release of 3 May 2026; newer data exists." */
  note: string;
  /** Words of a link to the same view of the newest data. */
  link: string;
}

export interface ChartSpecBase {
  slug: ChartSlug;
  lang: Locale;
  /** The headline: says what is seen. */
  title: string;
  /** Unit and scope. */
  subtitle: string;
  /** Only where the reader's own words stand in `title` or `subtitle`: those that the chart wrote, and that this is so. */
  ownHeadline?: OwnHeadline;
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
  /** YYYY-MM-DD of a past view: drawn only from what was known by the end of that day. */
  asOf: string | null;
  releaseId: string;
  /** YYYY-MM-DD */
  releaseDate: string;
  /** Only where the release is not the newest: for every picture and page. */
  pastRelease?: PastRelease;
  interaction: InteractionTexts;
  /** ISO code of the country that is brought out: the others are drawn in grey. Left out: each has its colour. */
  focus?: string;
}

/** A chart of rows or panels: a picture of a fixed size may have no room for all of them. */
interface RowsSpecBase extends ChartSpecBase {
  /** Keys of the rows that the headline is about, the first first: where not all find room, these stay. */
  headlineRows: string[];
  /** How many there are of what `coverage` counts, drawn or not. */
  considered: number;
}

/** Figures that a line may join, or that stand alone. */
export interface LineSeries {
  key: string;
  countryIso2: string;
  /** null for a context series. */
  measureId: string | null;
  component: string | null;
  /** What the line is: what happened is solid, what is promised dashed; null for a context series, which states none. */
  basis: Basis | null;
  /** People trained stand in for intake where a scheme trains in short courses: other marks, never joined to intake. */
  kind: 'intake' | 'trained' | 'context';
  colour: number | null;
  /** True for what a later statement replaced: drawn behind, thinner. */
  faint: boolean;
  points: ChartPoint[];
  /** Ids of the points that the line passes through, in order; fewer than two: no line. */
  line: string[];
}

/** Something that happened, at its day on the axis of years, explained by its number. */
export interface ChartEvent {
  number: number;
  countryIso2: string;
  colour: number | null;
  /** "Sweden, 2 Mar 2017: …" */
  words: string;
  point: ChartPoint;
}

interface LinesSpecBase extends ChartSpecBase {
  xAxis: Axis;
  yAxis: Axis;
  /** Today, or the day of a past view, on the horizontal axis; null when outside it. */
  today: { x: number; label: string } | null;
  series: LineSeries[];
  labels: DirectLabel[];
  /** Arrows from a promise to the one that took its place. */
  moves: { fromId: string; toId: string }[];
  /** By date; left out where none were asked for. */
  events?: ChartEvent[];
}

/** One series a measure, indicator, component and basis. */
export interface IntakeSpec extends LinesSpecBase {
  slug: 'intake-targets';
  mode: PeopleMode;
}

/** What happened as one series, then one a vintage: the targets and ambitions that were stated together. */
export interface RevisionsSpec extends LinesSpecBase {
  slug: 'target-revisions';
}

/** One series a country and run of neighbouring years. */
export interface SpendingSpec extends LinesSpecBase {
  slug: 'defence-spending';
}

export type LinesSpec = IntakeSpec | RevisionsSpec | SpendingSpec;

/** One row: an amount that a measure states (a cost, a length of service, pay); the first point is what leads. */
export interface AmountRow {
  key: string;
  countryIso2: string;
  countryName: string;
  measureId: string;
  measureName: string;
  /** What narrows the measure, as scope and period: "equipment, 2025–2028"; empty when nothing does. */
  scope: string;
  colour: number | null;
  /** Words over the row where a group of rows begins; null elsewhere. */
  heading: string | null;
  /** `bar`: from zero. `interval`: from its low to its high end. `mark`: a mark, led to from zero. `stated`: in words only. */
  kind: 'bar' | 'interval' | 'mark' | 'stated';
  /** The amount, with the native one where that is another currency; or why there is none. */
  valueLabel: string;
  /** Words on other statements of the same thing, or on how it was computed; null when there are none. */
  otherLabel: string | null;
  /** Where the row's own axis ends; null: that of the chart. Rows of different currencies share no axis. */
  ownMax: number | null;
  points: ChartPoint[];
}

export interface BudgetsSpec extends RowsSpecBase {
  slug: 'budgets';
  mode: BudgetMode;
  money: MoneyMode;
  xAxis: Axis;
  series: AmountRow[];
}

export interface RecruitCostSpec extends RowsSpecBase {
  slug: 'cost-per-recruit';
  money: MoneyMode;
  xAxis: Axis;
  series: AmountRow[];
}

/** Horizontal positions are months. */
export interface LengthSpec extends RowsSpecBase {
  slug: 'service-length';
  xAxis: Axis;
  series: AmountRow[];
}

/** Horizontal positions are euro a month. */
export interface PaySpec extends RowsSpecBase {
  slug: 'pay';
  xAxis: Axis;
  series: AmountRow[];
}

export type AmountsSpec = BudgetsSpec | RecruitCostSpec | LengthSpec | PaySpec;

/**
 * One row, a track with marks: the strength of a force or reserve as a measure states it, of one scope, or as a reference
 * work has it; or what one survey found.
 */
export interface TrackRow {
  key: string;
  countryIso2: string;
  countryName: string;
  /** null for the reference work's. */
  measureId: string | null;
  /** What is counted, and the measure that states it; or what was asked. */
  words: string;
  colour: number | null;
  /** "184,200 (2025); planned: 188,000 (2026)". */
  valueLabel: string;
  /** Years at the marks, by point id. */
  labels: { pointId: string; label: string }[];
  /** Ids of what is now and of the furthest target: an arrow shows the way planned. */
  ahead: { fromId: string; toId: string } | null;
  points: ChartPoint[];
}

export interface ForcesSpec extends RowsSpecBase {
  slug: 'forces';
  xAxis: Axis;
  series: TrackRow[];
}

export interface SupportSpec extends RowsSpecBase {
  slug: 'public-support';
  xAxis: Axis;
  series: TrackRow[];
}

export type TracksSpec = ForcesSpec | SupportSpec;

/** One panel: what was planned and what came of one measure, indicator and component. */
export interface DeliveryPanel {
  key: string;
  countryIso2: string;
  countryName: string;
  measureId: string;
  /** Measure, what is counted and its scope. */
  words: string;
  colour: number | null;
  xAxis: Axis;
  yAxis: Axis;
  points: ChartPoint[];
  /** Ids of what came, in order of years. */
  line: string[];
  /** Years in which both are known. */
  gaps: { plannedId: string; cameId: string; label: string }[];
  /** From what came last to the next target. */
  ahead: { fromId: string; toId: string; label: string } | null;
}

export interface DeliverySpec extends RowsSpecBase {
  slug: 'delivery';
  series: DeliveryPanel[];
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

export interface TimelineSpec extends RowsSpecBase {
  slug: 'timeline';
  xAxis: Axis;
  today: { x: number; label: string } | null;
  series: TimelineRow[];
}

/** What a map can say of a country: its service model, or that it was not surely known by the day of a past view. */
export const MAP_CATEGORIES = [...SERVICE_MODELS, 'not_known'] as const;
export type MapCategory = (typeof MAP_CATEGORIES)[number];

/** The countries of one model. A point has no axes: `x` is its place in the group, `y` the place of the group. */
export interface MapGroup {
  key: MapCategory;
  label: string;
  /** How many countries, as a number of the language. */
  count: string;
  /** The country of each point, in the order of the points. */
  countries: { iso2: string; name: string }[];
  points: ChartPoint[];
}

/** The service model of each country on a map. */
export interface ServiceMapSpec extends ChartSpecBase {
  slug: 'service-model';
  region: MapView;
  /** The same map at its levels of detail, the smallest first; drawn at any width by scaling one. */
  drawings: MapDrawing[];
  series: MapGroup[];
  /** Words for land that no group has. */
  notCovered: string;
  /** Whose shapes they are and what their borders mean: printed below the map. */
  credit: string;
}

/** Charts of rows or panels. */
export type RowsSpec = AmountsSpec | TracksSpec | TimelineSpec | DeliverySpec;

/** A headline with the rows that it is about, as a chart of rows has it. */
export type RowsHeadline = Pick<RowsSpec, 'title' | 'headlineRows'>;

/** What a chart is built from: records as the queries give them. */
export interface ChartInput {
  countries: Country[];
  measures: Measure[];
  observations: Observation[];
  sources: Source[];
  /** Population, births, rates and prices, from which figures are derived. */
  context: Context;
  /** The yearly strength of active forces by a reference work. */
  activeForces: SeriesPoint[];
  /** Defence spending by year, per cent of GDP, by the same reference work. */
  defenceSpending: SeriesPoint[];
  /** Where the context comes from. */
  seriesSources: SeriesSource[];
  /** Events of the measures; left out where the view asks for none. */
  events?: MusterEvent[];
  release: Release;
}

export interface ChartState {
  /** ISO alpha-2, in the order of selection: it decides colours and order. */
  countries: string[];
  /** Empty: the chart's own rule per country. Else exactly these. */
  measures: string[];
  /** For people: as stated (default) or on equal terms; for budgets: over the whole period (default), or in a year. */
  mode?: ChartMode;
  /** For costs; default: euro at the year's average rate. */
  money?: MoneyMode;
  /** First and last year shown. */
  from?: number | null;
  to?: number | null;
  axis?: AxisScale;
  /** Goals that a later statement replaced: hidden (default), or drawn faint. */
  vintages?: VintageChoice;
  /** Events of the measures drawn; default: none. */
  events?: EventChoice;
  /** For the map: what part of the world it shows. */
  region?: MapView;
  /** YYYY-MM-DD: only what was known by the end of that day. */
  asOf?: string | null;
  /** ISO code of the country to bring out. */
  focus?: string | null;
  /** A headline and a subtitle of the reader's own, plain text. */
  title?: string | null;
  subtitle?: string | null;
}

export interface ChartContext {
  locale: Locale;
  /** YYYY-MM-DD */
  today: string;
  /** Id of the newest release; left out: that of the input. */
  newestReleaseId?: string;
}
