import 'server-only';
import { asc, max, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { measures, sources } from '@/db/schema';
import type { PartialDate } from '@/lib/domain/partial-date';
import type { Country } from '@/lib/domain/records';
import { listCountries } from './countries';

/** A country as the list of countries shows it. */
export interface CountryOverview extends Country {
  measureCount: number;
  /** The measures that a reader comparing countries looks at first. */
  headlineMeasures: { id: string; name: string }[];
  /** Latest date of publication among the sources of the country's file; null when none is dated. */
  newestSourceOn: PartialDate | null;
}

/** Every country with its number of measures, headline measures and newest source, by English name. */
export async function countryOverviews(db: Database): Promise<CountryOverview[]> {
  // A source's id begins with its file's scope, which for a country's file is its code ("fr.ipsos-202511-…").
  const scope = sql<string>`upper(substr(${sources.id}, 1, instr(${sources.id}, '.') - 1))`;
  const [countries, measureRows, newestRows] = await Promise.all([
    listCountries(db),
    db
      .select({
        id: measures.id,
        name: measures.name,
        headline: measures.headline,
        countryIso2: measures.countryIso2,
      })
      .from(measures)
      .orderBy(asc(measures.name)),
    db
      .select({ scope, newestOn: max(sources.publishedOn) })
      .from(sources)
      .groupBy(scope),
  ]);
  const newestOf = new Map(newestRows.map((row) => [row.scope, row.newestOn]));
  return countries.map((country) => {
    const own = measureRows.filter(({ countryIso2 }) => countryIso2 === country.iso2);
    return {
      ...country,
      measureCount: own.length,
      headlineMeasures: own.filter(({ headline }) => headline).map(({ id, name }) => ({ id, name })),
      newestSourceOn: newestOf.get(country.iso2) ?? null,
    };
  });
}
