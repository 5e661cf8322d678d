import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { countryColumns } from '@/db/records';
import { countries } from '@/db/schema';
import type { Country } from '@/lib/domain/records';

/** Every country with a file, by English name. */
export async function listCountries(db: Database): Promise<Country[]> {
  return db.select(countryColumns).from(countries).orderBy(asc(countries.name));
}

/** The country of an ISO 3166-1 alpha-2 code, in any case; null when the data has none. */
export async function getCountry(db: Database, iso2: string): Promise<Country | null> {
  const [country] = await db
    .select(countryColumns)
    .from(countries)
    .where(eq(countries.iso2, iso2.toUpperCase()));
  return country ?? null;
}
