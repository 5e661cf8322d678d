import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import { isOneOf } from '@/lib/domain/codes';
import type { Country, Observation } from '@/lib/domain/records';
import { chartContext } from '@/lib/queries/chart-context';
import { claimCounts } from '@/lib/queries/claims';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures, type MeasureSummary } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { type DashboardState, readDashboard, tableView } from '@/lib/view-state/dashboard';
import { readSort } from '@/lib/view-state/measures';

export const PAGE_SIZE = 50;

/** The three measures of the mission; of a country's headline measures they come first. */
export const MISSION = ['fr-service-national', 'se-varnplikt', 'pl-wgotowosci'] as const;

export interface HeadlineMeasure {
  measure: MeasureSummary;
  observations: Observation[];
  claimCount: number;
}

export interface DashboardView {
  state: DashboardState;
  problems: Problem[];
  countries: Country[];
  release: CurrentRelease;
  chartInput: ChartInput;
  /** Headline measures of the chosen countries, in the order of the countries. */
  headline: HeadlineMeasure[];
  /** All measures the filter finds, sorted. */
  matching: MeasureSummary[];
  /** Those on this page of the table. */
  shown: MeasureSummary[];
  /** The page shown: the one asked for, or the last there is. */
  page: number;
}

/** Reads everything the dashboard shows. Errors of the database pass through. */
export async function loadDashboard(search: SearchParamsInput): Promise<DashboardView> {
  return inSnapshot(await getDatabase(), (db) => readView(db, search));
}

async function readView(db: Database, search: SearchParamsInput): Promise<DashboardView> {
  const [release, countries] = await Promise.all([currentRelease(db), listCountries(db)]);
  const { state, problems } = readDashboard(search, { countries });
  const { types, obligations, statuses, q, countries: inCountries, sort } = tableView(state);
  const [matching, charted, observations, series, claims] = await Promise.all([
    listMeasures(db, { countries: inCountries, types, obligations, statuses, q }, readSort(sort)),
    listMeasures(db, { countries: state.chartCountries }),
    listObservations(db, { countries: state.chartCountries }),
    chartContext(db, state.chartCountries),
    claimCounts(db),
  ]);
  const sources = await sourcesByIds(db, [
    ...new Set([...observations, ...charted].flatMap((cited) => cited.sourceIds)),
  ]);
  const headline = state.chartCountries.flatMap((iso2) =>
    charted
      .filter((measure) => measure.headline && measure.countryIso2 === iso2)
      .sort((a, b) => Number(isOneOf(MISSION, b.id)) - Number(isOneOf(MISSION, a.id)))
      .map((measure) => ({
        measure,
        observations: observations.filter((o) => o.measureId === measure.id),
        claimCount: claims.get(measure.id) ?? 0,
      })),
  );
  const page = Math.max(1, Math.min(state.page, Math.ceil(matching.length / PAGE_SIZE)));
  return {
    state: { ...state, page },
    problems,
    countries,
    release,
    chartInput: { countries, measures: charted, observations, sources, release, ...series },
    headline,
    matching,
    shown: matching.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    page,
  };
}
