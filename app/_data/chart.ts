import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import { buildChart } from '@/lib/charts/build';
import type { ChartSpec } from '@/lib/charts/spec';
import type { ChartSlug } from '@/lib/domain/codes';
import type { SeriesSource, Source } from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import { chartContext } from '@/lib/queries/chart-context';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures, measureNames } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { currentRelease } from '@/lib/queries/releases';
import { priceYears } from '@/lib/queries/series';
import { sourcesByIds } from '@/lib/queries/sources';
import { type ChartViewState, readChart } from '@/lib/view-state/charts';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';

export type ChartAnswer =
  | {
      ok: true;
      spec: ChartSpec;
      state: ChartViewState;
      sources: (Source | SeriesSource)[];
      releasedOn: string;
    }
  | { ok: false; reports: ProblemReport[] };

/** The spec of a chart in the view of an address, or what of the address was not understood. */
export async function chartOfAddress(slug: ChartSlug, search: URLSearchParams): Promise<ChartAnswer> {
  return inSnapshot(await getDatabase(), (db) => build(db, slug, search));
}

async function build(db: Database, slug: ChartSlug, search: URLSearchParams): Promise<ChartAnswer> {
  const [countries, names, years] = await Promise.all([listCountries(db), measureNames(db), priceYears(db)]);
  const known = { countries, measures: names.map(({ id }) => id), priceYears: years };
  const { state, problems } = readChart(slug, search, known);
  if (problems.length > 0)
    return { ok: false, reports: problemReports(problems, known, translator(state.lang)) };
  const scope = state.measures.length > 0 ? { ids: state.measures } : { countries: state.countries };
  const [release, measures, observations] = await Promise.all([
    currentRelease(db),
    listMeasures(db, scope),
    listObservations(db, scope),
  ]);
  const shown = [...new Set([...state.countries, ...measures.map(({ countryIso2 }) => countryIso2)])];
  const cited = [...new Set([...measures, ...observations].flatMap(({ sourceIds }) => sourceIds))];
  const [sources, series] = await Promise.all([sourcesByIds(db, cited), chartContext(db, shown)]);
  const spec = buildChart(slug, { countries, measures, observations, sources, release, ...series }, state, {
    locale: state.lang,
    today: new Date().toISOString().slice(0, 10),
  });
  const all = [...sources, ...series.seriesSources];
  return { ok: true, spec, state, sources: all, releasedOn: release.loadedAt.slice(0, 10) };
}
