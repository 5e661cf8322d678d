import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { Claim, Country, Source } from '@/lib/domain/records';
import { listClaims } from '@/lib/queries/claims';
import { listCountries } from '@/lib/queries/countries';
import { type MeasureName, measureNames } from '@/lib/queries/measures';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { type ClaimsState, readClaims } from '@/lib/view-state/claims';

export interface ClaimsView {
  state: ClaimsState;
  problems: Problem[];
  countries: Country[];
  release: CurrentRelease;
  all: Claim[];
  /** Those the filter finds, in the order of the article. */
  shown: Claim[];
  /** Sources of the claims shown, in the order in which the page first refers to them. */
  sources: Source[];
  measureNames: ReadonlyMap<string, MeasureName>;
}

/** Reads everything that the page of claims shows. Errors of the database pass through. */
export async function loadClaims(search: SearchParamsInput): Promise<ClaimsView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries, all, names] = await Promise.all([
      currentRelease(db),
      listCountries(db),
      listClaims(db),
      measureNames(db),
    ]);
    const { state, problems } = readClaims(search, { countries });
    const shown = all.filter(
      ({ verdict, countryIso2 }) =>
        (state.verdicts.length === 0 || state.verdicts.includes(verdict)) &&
        (state.countries.length === 0 || (countryIso2 !== null && state.countries.includes(countryIso2))),
    );
    const ids = [...new Set(shown.flatMap(({ sourceIds }) => sourceIds))];
    const byId = new Map((await sourcesByIds(db, ids)).map((source) => [source.id, source]));
    return {
      state,
      problems,
      countries,
      release,
      all,
      shown,
      sources: ids.flatMap((id) => byId.get(id) ?? []),
      measureNames: new Map(names.map((measure) => [measure.id, measure])),
    };
  });
}
