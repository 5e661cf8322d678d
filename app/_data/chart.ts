import 'server-only';
import { type Database, getDatabase } from '@/db/client';
import { inRelease } from '@/db/releases';
import { buildChart } from '@/lib/charts/build';
import { asksForEvents } from '@/lib/charts/events';
import type { ChartInput, ChartSpec } from '@/lib/charts/spec';
import type { ChartSlug } from '@/lib/domain/codes';
import type { Country, SeriesSource, Source } from '@/lib/domain/records';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartContext } from '@/lib/queries/chart-context';
import { listCountries } from '@/lib/queries/countries';
import { eventsOfMeasures } from '@/lib/queries/events';
import { listMeasures, type MeasureName, measureNames } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, knownReleases, releaseShown } from '@/lib/queries/releases';
import { priceYears } from '@/lib/queries/series';
import { sourcesByIds } from '@/lib/queries/sources';
import type { KnownRelease, Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { type ChartViewState, type KnownForCharts, readChart, readRelease } from '@/lib/view-state/charts';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';

/** A chart in the view of an address: what was asked for, what of that was not understood, and what is drawn. */
export interface ChartView {
  state: ChartViewState;
  problems: Problem[];
  known: KnownForCharts & { countries: Country[] };
  /** Id, name and country of every measure. */
  names: MeasureName[];
  release: CurrentRelease;
  input: ChartInput;
  spec: ChartSpec;
  /** All that the spec can cite. */
  sources: (Source | SeriesSource)[];
}

export type ChartAnswer =
  | {
      ok: true;
      spec: ChartSpec;
      state: ChartViewState;
      sources: (Source | SeriesSource)[];
      releasedOn: string;
    }
  | { ok: false; reports: ProblemReport[] };

/**
 * The spec of a chart in the view of an address, with what of the address was not understood; `lang` is that of the page
 * where the address has none of its own. Where the address names a release, its data is read, and its day is today: the
 * drawing does not move. Errors of the database pass through.
 */
export async function loadChart(
  slug: ChartSlug,
  search: SearchParamsInput,
  lang?: Locale,
): Promise<ChartView> {
  const releases = await knownReleases(await getDatabase());
  return inRelease(readRelease(search, releases), (db) => build(db, slug, search, releases, lang));
}

/** The spec of a chart in the view of an address, or what of the address was not understood. */
export async function chartOfAddress(slug: ChartSlug, search: URLSearchParams): Promise<ChartAnswer> {
  const { state, problems, known, spec, sources, release } = await loadChart(slug, search);
  if (problems.length > 0) {
    return { ok: false, reports: problemReports(problems, known, translator(state.lang)) };
  }
  return { ok: true, spec, state, sources, releasedOn: release.loadedAt.slice(0, 10) };
}

async function build(
  db: Database,
  slug: ChartSlug,
  search: SearchParamsInput,
  releases: KnownRelease[],
  lang?: Locale,
): Promise<ChartView> {
  const [countries, names, years] = await Promise.all([listCountries(db), measureNames(db), priceYears(db)]);
  const known = { countries, measures: names.map(({ id }) => id), priceYears: years, releases };
  const read = readChart(slug, search, known);
  const state = lang === undefined ? read.state : { ...read.state, lang };
  const scope = state.measures.length > 0 ? { ids: state.measures } : { countries: state.countries };
  const [release, measures, observations] = await Promise.all([
    releaseShown(db, state.release ?? null),
    listMeasures(db, scope),
    // The map is drawn from countries and measures; it has no figures.
    slug === 'service-model' ? [] : listObservations(db, scope),
  ]);
  const shown = [...new Set([...state.countries, ...measures.map(({ countryIso2 }) => countryIso2)])];
  const models = slug === 'service-model' ? countries.flatMap(({ modelSourceIds }) => modelSourceIds) : [];
  const events = asksForEvents(state)
    ? await eventsOfMeasures(
        db,
        measures.map(({ id }) => id),
      )
    : [];
  const citing = [...measures, ...measures.flatMap(({ pay }) => pay ?? []), ...observations, ...events];
  const cited = [...new Set([...citing.flatMap(({ sourceIds }) => sourceIds), ...models])];
  const [sources, series] = await Promise.all([sourcesByIds(db, cited), chartContext(db, shown)]);
  const input = { countries, measures, observations, events, sources, release, ...series };
  const spec = buildChart(slug, input, state, {
    locale: state.lang,
    today: (state.release ? release.loadedAt : new Date().toISOString()).slice(0, 10),
    newestReleaseId: releases[0]?.id,
  });
  const all = [...sources, ...series.seriesSources];
  return { state, problems: read.problems, known, names, release, input, spec, sources: all };
}
