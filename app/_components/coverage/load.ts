import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { Country } from '@/lib/domain/records';
import { listCountries } from '@/lib/queries/countries';
import { type Coverage, readCoverage } from '@/lib/queries/coverage';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { type CoverageState, readCoverageView } from '@/lib/view-state/coverage';

export interface CoverageView extends Coverage {
  state: CoverageState;
  problems: Problem[];
  countries: Country[];
  release: CurrentRelease;
  /** The day from which the age of sources is counted, YYYY-MM-DD. */
  releaseDay: string;
}

/** Reads everything that the page of coverage shows. Errors of the database pass through. */
export async function loadCoverage(search: SearchParamsInput): Promise<CoverageView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries] = await Promise.all([currentRelease(db), listCountries(db)]);
    const { state, problems } = readCoverageView(search, { countries });
    const releaseDay = release.loadedAt.slice(0, 10);
    const coverage = await readCoverage(db, state.countries, releaseDay);
    return { ...coverage, state, problems, countries, release, releaseDay };
  });
}
