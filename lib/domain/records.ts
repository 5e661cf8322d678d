import type {
  Basis,
  ConscriptionEventKind,
  ContextTheme,
  Coverage,
  DurationUnit,
  EventType,
  Indicator,
  MeasureType,
  Obligation,
  Organisation,
  PayPeriod,
  Qualifier,
  Region,
  ServiceModel,
  Sex,
  SourceKind,
  Status,
  TaxBasis,
  Verdict,
} from './codes';
import type { PartialDate } from './partial-date';
import type { Period } from './period';

/** A document a figure was read in. `id` is global: the file's scope, a full stop, the id in the file ("fr.ipsos-202511-…"). */
export interface Source {
  id: string;
  title: string;
  publisher: string;
  url: string;
  publishedOn: PartialDate | null;
  language: string;
  kind: SourceKind;
}

export interface Membership {
  organisation: Organisation;
  since: number;
  until: number | null;
  note: string | null;
  sourceId: string;
}

export interface Country {
  iso2: string;
  iso3: string;
  name: string;
  region: Region;
  memberships: Membership[];
  serviceModel: ServiceModel;
  modelNote: string | null;
  modelSourceIds: string[];
}

export interface Eligibility {
  sex: Sex | null;
  ageMin: number | null;
  ageMax: number | null;
  note: string | null;
}

export interface Duration {
  min: number | null;
  max: number | null;
  unit: DurationUnit | null;
  note: string | null;
}

export interface Pay {
  amount: number | null;
  currency: string | null;
  per: PayPeriod | null;
  tax: TaxBasis | null;
  qualifier: Qualifier | null;
  note: string | null;
  sourceIds: string[];
}

/** One national scheme. */
export interface Measure {
  id: string;
  countryIso2: string;
  name: string;
  nativeName: string | null;
  headline: boolean;
  type: MeasureType;
  obligation: Obligation;
  status: Status;
  statusAsOf: PartialDate | null;
  announcedOn: PartialDate | null;
  legislatedOn: PartialDate | null;
  startsOn: PartialDate | null;
  endedOn: PartialDate | null;
  eligibility: Eligibility;
  duration: Duration | null;
  pay: Pay | null;
  summary: string;
  sourceIds: string[];
}

/** One stated figure about a measure. `value` is the middle where `low` and `high` state a range. */
export interface Observation {
  id: string;
  measureId: string;
  indicator: Indicator;
  /** null: the measure's natural scope; else what the figure covers. */
  component: string | null;
  /** null: the source names no year. */
  period: Period | null;
  value: number;
  low: number | null;
  high: number | null;
  qualifier: Qualifier;
  /** persons, percent or an ISO 4217 currency (money nominal, full units). */
  unit: string;
  per: PayPeriod | null;
  tax: TaxBasis | null;
  basis: Basis;
  coverage: Coverage;
  statedOn: PartialDate | null;
  note: string | null;
  sourceIds: string[];
}

/** Something that happened: national (`theme` null) or of the wider context (`theme` set). */
export interface MusterEvent {
  id: string;
  date: PartialDate;
  countryIso2: string | null;
  measureId: string | null;
  type: EventType;
  theme: ContextTheme | null;
  title: string;
  sourceIds: string[];
}

/** A statement from public debate with our verdict. */
export interface Claim {
  id: string;
  statement: string;
  attributedTo: string;
  countryIso2: string | null;
  measureId: string | null;
  verdict: Verdict;
  explanation: string;
  laterDevelopments: string | null;
  sourceIds: string[];
}

/** A value of a yearly context series; `value` is null where only a low and a high are stated. */
export interface SeriesPoint {
  countryIso2: string | null;
  currency: string | null;
  year: number;
  value: number | null;
  low: number | null;
  high: number | null;
  projection: boolean;
  sourceId: string;
}

/** One loading of the data. */
export interface Release {
  id: string;
  /** When it was loaded, ISO 8601 UTC. */
  loadedAt: string;
  note: string | null;
  counts: ReleaseCounts;
}

export interface ReleaseCounts {
  countries: number;
  measures: number;
  observations: number;
  sources: number;
  events: number;
  claims: number;
  seriesPoints: number;
}

/** Where a context series comes from. `id` is global: "series.un-wpp-2024-owid". */
export interface SeriesSource {
  id: string;
  title: string;
  publisher: string;
  url: string;
  vintage: string;
  licence: string;
  notes: string;
}

/** A year in which conscription was introduced, ended, suspended or reinstated, by one reference work. */
export interface ConscriptionEvent {
  id: string;
  countryIso2: string;
  year: number;
  event: ConscriptionEventKind;
  detail: string;
  /** Why the reference work's year is to be checked; null when there is no doubt. */
  doubt: string | null;
  sourceId: string;
}
