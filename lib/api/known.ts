import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Database } from '@/db/client';
import { listCountries } from '@/lib/queries/countries';
import { measureNames } from '@/lib/queries/measures';
import type { Loading } from '@/lib/queries/releases';
import { ratedCurrencies } from '@/lib/queries/series';
import { sourceFacets } from '@/lib/queries/source-use';
import type { KnownRelease } from '@/lib/view-state/audit';
import type { KnownForApi } from './parameters';

/** Codes of the latest releases read: a release never changes, so they are read once. */
const named = new LRUCache<string, Omit<KnownForApi, 'releases'>>({ max: 4 });

/** What addresses can name: codes of the release that is read, and the releases there are. */
export async function knownForApi(
  db: Database,
  { loadNumber, release }: Loading,
  releases: readonly KnownRelease[],
): Promise<KnownForApi> {
  const key = `${loadNumber} ${release.id} ${release.loadedAt}`;
  const known = named.get(key) ?? (await readNames(db));
  named.set(key, known);
  return { ...known, releases };
}

async function readNames(db: Database): Promise<Omit<KnownForApi, 'releases'>> {
  const [countries, names, facets, currencies] = await Promise.all([
    listCountries(db),
    measureNames(db),
    sourceFacets(db),
    ratedCurrencies(db),
  ]);
  return {
    countries,
    measures: names.map(({ id }) => id),
    languages: facets.languages.map(({ language }) => language),
    publicationYears: facets.years.map(({ year }) => year),
    currencies,
  };
}
