import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { Country, Source } from '@/lib/domain/records';
import { listCountries } from '@/lib/queries/countries';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import {
  listSources,
  type SourceFacets,
  type SourceSupport,
  sourceFacets,
  sourceSupport,
} from '@/lib/queries/source-use';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { readSources, type SourcesState } from '@/lib/view-state/sources';

export const PAGE_SIZE = 50;

export interface SourcesView {
  state: SourcesState;
  problems: Problem[];
  countries: Country[];
  release: CurrentRelease;
  facets: SourceFacets;
  /** Sources that the filter finds, the newest first. */
  matching: Source[];
  /** Sources of the filter without its kinds, for the counts by kind. */
  ofAnyKind: Source[];
  /** Those on this page. */
  shown: Source[];
  support: ReadonlyMap<string, SourceSupport>;
  /** The page shown: the one asked for, or the last there is. */
  page: number;
}

/** Reads everything that the page of sources shows. Errors of the database pass through. */
export async function loadSources(search: SearchParamsInput): Promise<SourcesView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries, facets] = await Promise.all([
      currentRelease(db),
      listCountries(db),
      sourceFacets(db),
    ]);
    const { state, problems } = readSources(search, {
      countries,
      languages: facets.languages.map(({ language }) => language),
      years: facets.years.map(({ year }) => year),
    });
    const ofAnyKind = await listSources(db, { ...state, kinds: [] });
    const matching =
      state.kinds.length === 0 ? ofAnyKind : ofAnyKind.filter(({ kind }) => state.kinds.includes(kind));
    const page = Math.max(1, Math.min(state.page, Math.ceil(matching.length / PAGE_SIZE)));
    const shown = matching.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const support = await sourceSupport(
      db,
      shown.map(({ id }) => id),
    );
    return {
      state: { ...state, page },
      problems,
      countries,
      release,
      facets,
      matching,
      ofAnyKind,
      shown,
      support,
      page,
    };
  });
}
