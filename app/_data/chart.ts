import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import { buildChart } from '@/lib/charts/build';
import type { ChartSpec } from '@/lib/charts/spec';
import type { ChartSlug } from '@/lib/domain/codes';
import type { Source } from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures, measureNames } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { currentRelease } from '@/lib/queries/releases';
import { exchangeRates } from '@/lib/queries/series';
import { sourcesByIds } from '@/lib/queries/sources';
import { type ChartViewState, readChart } from '@/lib/view-state/charts';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';

export type ChartAnswer =
  | { ok: true; spec: ChartSpec; state: ChartViewState; sources: Source[]; releasedOn: string }
  | { ok: false; reports: ProblemReport[] };

/** The spec of a chart in the view of an address, or what of the address was not understood. */
export async function chartOfAddress(slug: ChartSlug, search: URLSearchParams): Promise<ChartAnswer> {
  return inSnapshot(await getDatabase(), (db) => build(db, slug, search));
}

async function build(db: Database, slug: ChartSlug, search: URLSearchParams): Promise<ChartAnswer> {
  const [countries, names] = [await listCountries(db), await measureNames(db)];
  const known = { countries, measures: names.map(({ id }) => id) };
  const { state, problems } = readChart(slug, search, known);
  if (problems.length > 0)
    return { ok: false, reports: problemReports(problems, known, translator(state.lang)) };
  const scope = state.measures.length > 0 ? { ids: state.measures } : { countries: state.countries };
  const [release, measures, observations, rates] = await Promise.all([
    currentRelease(db),
    listMeasures(db, scope),
    listObservations(db, scope),
    exchangeRates(db),
  ]);
  const cited = [...new Set([...measures, ...observations].flatMap(({ sourceIds }) => sourceIds))];
  const sources = await sourcesByIds(db, cited);
  const spec = buildChart(
    slug,
    { countries, measures, observations, sources, rates, release },
    { countries: state.countries, measures: state.measures, mode: state.mode },
    { locale: state.lang, today: new Date().toISOString().slice(0, 10) },
  );
  return { ok: true, spec, state, sources, releasedOn: release.loadedAt.slice(0, 10) };
}
