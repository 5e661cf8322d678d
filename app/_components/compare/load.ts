import 'server-only';
import { inReleaseOf } from '@/app/_data/released';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { ChartInput } from '@/lib/charts/spec';
import { buildComparison } from '@/lib/compare/build';
import type { Comparison } from '@/lib/compare/comparison';
import type { Country, SeriesSource, Source } from '@/lib/domain/records';
import type { DerivedRecords } from '@/lib/i18n/derived-words';
import type { Translator } from '@/lib/i18n/translator';
import { chartContext } from '@/lib/queries/chart-context';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures, type MeasureName, measureNames } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { priceYears } from '@/lib/queries/series';
import { sourcesByIds } from '@/lib/queries/sources';
import type { KnownRelease, Problem } from '@/lib/view-state/audit';
import {
  type CompareState,
  type KnownForCompare,
  MIN_COMPARED,
  type SelectionProblem,
} from '@/lib/view-state/compare';
import type { ProblemReport } from '@/lib/view-state/problems';

/** An address as one of the readers of lib/view-state/compare.ts understands it. */
export interface Reading<State extends CompareState> {
  state: State;
  problems: Problem[];
  selection: SelectionProblem[];
}

export interface CompareView<State extends CompareState> extends Reading<State> {
  known: KnownForCompare;
  countries: Country[];
  names: MeasureName[];
  release: CurrentRelease;
  comparison: Comparison;
  /** Sources in the order of their numbers: those of observations first, then those of series. */
  sources: Source[];
  seriesSources: SeriesSource[];
  /** Records of the shown measures, as they are today: charts take from them what their view knows. */
  chartInput: ChartInput;
}

/**
 * Reads everything a comparison shows. `read` reads the address against what exists at this moment; `today` is
 * YYYY-MM-DD; a file's address (`ofFile`) can name a release. Errors of the database pass through.
 */
export async function loadComparison<State extends CompareState>(
  read: (known: KnownForCompare) => Reading<State>,
  today: string,
  ofFile?: URLSearchParams,
): Promise<CompareView<State>> {
  return ofFile === undefined
    ? inSnapshot(await getDatabase(), (db) => readView(db, read, today))
    : inReleaseOf(ofFile, (db, releases) => readView(db, read, today, releases));
}

async function readView<State extends CompareState>(
  db: Database,
  read: (known: KnownForCompare) => Reading<State>,
  today: string,
  releases?: KnownRelease[],
): Promise<CompareView<State>> {
  const [release, countries, names, years] = await Promise.all([
    currentRelease(db),
    listCountries(db),
    measureNames(db),
    priceYears(db),
  ]);
  const known: KnownForCompare = {
    countries,
    measures: names.map(({ id }) => id),
    measureCountry: new Map(names.map(({ id, countryIso2 }) => [id, countryIso2])),
    priceYears: years,
    releases,
  };
  const reading = read(known);
  const { state } = reading;
  const [measures, observations, charted] = await Promise.all([
    listMeasures(db, { countries: state.countries }),
    listObservations(db, { countries: state.countries }),
    chartContext(db, state.countries),
  ]);
  const cited = [...measures, ...observations].flatMap(({ sourceIds }) => sourceIds);
  const ofPay = measures.flatMap(({ pay }) => pay?.sourceIds ?? []);
  const allSources = await sourcesByIds(db, [...new Set([...cited, ...ofPay])]);
  const sourceById = new Map(allSources.map((source) => [source.id, source]));
  const compared = state.countries.flatMap((iso2) => countries.filter((country) => country.iso2 === iso2));
  const comparison = buildComparison(
    {
      countries: compared,
      measures,
      observations,
      publishedOn: new Map(allSources.map(({ id, publishedOn }) => [id, publishedOn])),
      context: charted.context,
    },
    state,
    today,
  );
  const shown = new Set(comparison.columns.flatMap(({ measure }) => (measure ? [measure.id] : [])));
  return {
    ...reading,
    known,
    countries,
    names,
    release,
    comparison,
    sources: comparison.sourceIds.flatMap((id) => sourceById.get(id) ?? []),
    seriesSources: comparison.sourceIds.flatMap((id) =>
      charted.seriesSources.filter((source) => source.id === id),
    ),
    chartInput: {
      countries,
      measures: measures.filter(({ id }) => shown.has(id)),
      observations: observations.filter(({ measureId }) => shown.has(measureId)),
      sources: allSources,
      release,
      ...charted,
    },
  };
}

/** More countries than this are counted in the headline, not named. */
const NAMED_COUNTRIES = 4;

/** The headline of a comparison of so many countries; `names` is their names as one line. */
export function comparisonTitle(count: number, names: string, tr: Translator): string {
  if (count < MIN_COMPARED) return tr.t('compare.meta.title');
  return count > NAMED_COUNTRIES ? tr.t('compare.titleMany', { count }) : tr.t('compare.title', { names });
}

/** What opening a derived figure of the view needs. */
export function derivedRecords(view: CompareView<CompareState>, tr: Translator): DerivedRecords {
  const { comparison, countries } = view;
  return {
    observation: (id) => {
      const observation = comparison.observations.get(id);
      if (!observation)
        throw new Error(`a derived figure names the observation ${id}, which is not compared`);
      return observation;
    },
    countryName: (iso2) => {
      const country = countries.find((one) => one.iso2 === iso2);
      return tr.country(iso2, country?.name ?? iso2);
    },
  };
}

function selectionMessage(
  problem: SelectionProblem,
  { names, countries }: CompareView<CompareState>,
  tr: Translator,
): string {
  const country = (iso2: string) =>
    tr.country(iso2, countries.find((one) => one.iso2 === iso2)?.name ?? iso2);
  const measure = (id: string) => names.find((one) => one.id === id)?.name ?? id;
  switch (problem.kind) {
    case 'too_few': {
      const { given, min, max } = problem;
      return tr.t('compare.selection.too_few', { given, min, max });
    }
    case 'too_many': {
      const { leftOut, min, max } = problem;
      const leftOutNames = tr.list(leftOut.map(country));
      return tr.t('compare.selection.too_many', { min, max, names: leftOutNames, count: leftOut.length });
    }
    case 'two_measures':
      return tr.t('compare.selection.two_measures', {
        country: country(problem.country),
        shown: measure(problem.shown),
        leftOut: tr.list(problem.leftOut.map(measure)),
      });
    case 'foreign_measure':
      return tr.t('compare.selection.foreign_measure', {
        measure: measure(problem.measure),
        country: country(problem.country),
      });
  }
}

/** What of a selection cannot be compared, a sentence each, in the order of `selection`. */
export function selectionMessages(view: CompareView<CompareState>, tr: Translator): string[] {
  return view.selection.map((problem) => selectionMessage(problem, view, tr));
}

/** The same for an answer in parts, each with the parameter that it is about. */
export function selectionReports(
  view: CompareView<CompareState>,
  search: URLSearchParams,
  tr: Translator,
): ProblemReport[] {
  return view.selection.map((problem) => {
    const param = problem.kind.endsWith('measures') ? 'measures' : 'countries';
    const message = selectionMessage(problem, view, tr);
    return { param, value: search.get(param) ?? '', allowed: [], message };
  });
}
