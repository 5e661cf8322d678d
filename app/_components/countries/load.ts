import 'server-only';
import { inReleaseOf } from '@/app/_data/released';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import { isPartialDate, lastDay } from '@/lib/domain/partial-date';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import type {
  ConscriptionEvent,
  Country,
  MusterEvent,
  Observation,
  SeriesSource,
  Source,
} from '@/lib/domain/records';
import { firstAndLastTarget } from '@/lib/domain/target';
import { asKnownOn } from '@/lib/domain/vintage';
import { chartContext } from '@/lib/queries/chart-context';
import { claimCounts } from '@/lib/queries/claims';
import { listCountries } from '@/lib/queries/countries';
import { type CountrySeries, countrySeries } from '@/lib/queries/country-context';
import { type CountryOverview, countryOverviews } from '@/lib/queries/country-overview';
import { eventsOfCountry } from '@/lib/queries/events';
import { listMeasures, type MeasureSummary } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { listConscriptionEvents, listSeriesSources } from '@/lib/queries/series';
import { sourcesByIds } from '@/lib/queries/sources';
import type { KnownRelease, Problem, SearchParamsInput } from '@/lib/view-state/audit';
import {
  type CountriesState,
  type CountryBriefState,
  type CountryState,
  readCountries,
  readCountry,
  readCountryBrief,
} from '@/lib/view-state/country';

/** What a view of a past day leaves out of what is known today. */
export interface PastCounts {
  day: string;
  laterMeasures: number;
  laterFigures: number;
  /** Shown, but dated by their source's publication only. */
  figuresByPublication: number;
  undatableFigures: number;
  laterEvents: number;
}

export interface CountryView<State extends CountryState = CountryState> {
  state: State;
  problems: Problem[];
  country: Country;
  countries: Country[];
  release: CurrentRelease;
  /** Headline measures first. */
  measures: MeasureSummary[];
  observations: Observation[];
  events: MusterEvent[];
  conscriptionEvents: ConscriptionEvent[];
  claims: ReadonlyMap<string, number>;
  series: CountrySeries[];
  /** Sources in the order in which the page first refers to them: the first is [1]; those of the context follow. */
  sources: Source[];
  seriesSources: SeriesSource[];
  /** Records as they are today: charts take from them what the day of the view knows. */
  chartInput: ChartInput;
  /** null today. */
  past: PastCounts | null;
}

/** Reads what a country's page shows; null when the data has no such country. Errors of the database pass through. */
export async function loadCountry(iso2: string, search: SearchParamsInput): Promise<CountryView | null> {
  return inSnapshot(await getDatabase(), (db) =>
    readView(db, iso2.toUpperCase(), (countries) => readCountry(search, { countries })),
  );
}

/** Reads as `loadCountry` what a country's brief says, in its language and of the release that its address names. */
export async function loadCountryBrief(
  iso2: string,
  search: URLSearchParams,
): Promise<{ view: CountryView<CountryBriefState> | null; releases: KnownRelease[] }> {
  return inReleaseOf(search, async (db, releases) => ({
    view: await readView(db, iso2.toUpperCase(), (countries) =>
      readCountryBrief(search, { countries, releases }),
    ),
    releases,
  }));
}

async function readView<State extends CountryState>(
  db: Database,
  iso2: string,
  read: (countries: Country[]) => { state: State; problems: Problem[] },
): Promise<CountryView<State> | null> {
  const countries = await listCountries(db);
  const country = countries.find((known) => known.iso2 === iso2);
  if (!country) return null;
  const { state, problems } = read(countries);
  const [
    release,
    measures,
    observations,
    events,
    conscriptionEvents,
    claims,
    series,
    seriesSources,
    charted,
  ] = await Promise.all([
    currentRelease(db),
    listMeasures(db, { countries: [iso2] }),
    listObservations(db, { countries: [iso2] }),
    eventsOfCountry(db, iso2),
    listConscriptionEvents(db, [iso2]),
    claimCounts(db),
    countrySeries(db, iso2),
    listSeriesSources(db),
    chartContext(db, [iso2]),
  ]);
  const shown = await throughDay(db, state.asOf, { measures, observations, events, conscriptionEvents });
  const sorted = [...shown.measures].sort((a, b) => Number(b.headline) - Number(a.headline));
  const cited = [
    ...country.modelSourceIds,
    ...country.memberships.map(({ sourceId }) => sourceId),
    ...sorted.flatMap((measure) => [...measure.sourceIds, ...(measure.pay?.sourceIds ?? [])]),
    ...[...shown.observations, ...shown.events].flatMap(({ sourceIds }) => sourceIds),
  ];
  const ids = [...new Set(cited)];
  const ofFigures = observations.flatMap(({ sourceIds }) => sourceIds);
  const allSources = await sourcesByIds(db, [...new Set([...ids, ...ofFigures])]);
  const byId = new Map(allSources.map((source) => [source.id, source]));
  const sources = ids.flatMap((id) => byId.get(id) ?? []);
  const citedSeries = new Set([
    ...series.flatMap(({ points }) => points.map(({ sourceId }) => sourceId)),
    ...shown.conscriptionEvents.map(({ sourceId }) => sourceId),
  ]);
  return {
    state,
    problems,
    country,
    countries,
    release,
    ...shown,
    measures: sorted,
    claims,
    series,
    sources,
    seriesSources: seriesSources.filter(({ id }) => citedSeries.has(id)),
    chartInput: {
      countries,
      measures,
      observations,
      sources: allSources,
      release,
      ...charted,
    },
  };
}

interface DatedRecords {
  measures: MeasureSummary[];
  observations: Observation[];
  events: MusterEvent[];
  conscriptionEvents: ConscriptionEvent[];
}

/** The records that were surely known by the end of a day, and how many were not; all of them for today (null). */
async function throughDay(
  db: Database,
  day: string | null,
  records: DatedRecords,
): Promise<DatedRecords & { past: PastCounts | null }> {
  if (day === null) return { ...records, past: null };
  const sources = await sourcesByIds(db, [
    ...new Set(records.observations.flatMap(({ sourceIds }) => sourceIds)),
  ]);
  const publishedOn = new Map(sources.map((source) => [source.id, source.publishedOn]));
  const figures = asKnownOn(records.observations, day, publishedOn);
  const measures = records.measures.flatMap((measure): MeasureSummary[] => {
    const past = measureAsKnownOn(measure, day);
    return past.known
      ? [{ ...measure, ...past.measure, targets: firstAndLastTarget(measure, figures.known) }]
      : [];
  });
  const known = new Set(measures.map(({ id }) => id));
  const observations = figures.known.filter(({ measureId }) => known.has(measureId));
  const events = records.events.filter(({ date }) => lastDay(date) <= day);
  return {
    measures,
    observations,
    events,
    conscriptionEvents: records.conscriptionEvents.filter(({ year }) => isOver(year, day)),
    past: {
      day,
      laterMeasures: records.measures.length - measures.length,
      laterFigures: figures.later.length + figures.known.length - observations.length,
      figuresByPublication: figures.byPublication.filter(({ measureId }) => known.has(measureId)).length,
      undatableFigures: figures.undatable.length,
      laterEvents: records.events.length - events.length,
    },
  };
}

/** True when the whole year had passed by the end of the day. */
function isOver(year: number, day: string): boolean {
  const date = String(year);
  return isPartialDate(date) && lastDay(date) <= day;
}

export interface CountriesView {
  state: CountriesState;
  problems: Problem[];
  countries: CountryOverview[];
  release: CurrentRelease;
}

/** Reads the list of countries. Errors of the database pass through. */
export async function loadCountries(search: SearchParamsInput): Promise<CountriesView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries] = await Promise.all([currentRelease(db), countryOverviews(db)]);
    return { ...readCountries(search, { countries }), countries, release };
  });
}
