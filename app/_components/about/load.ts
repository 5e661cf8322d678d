import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { getCountry } from '@/lib/queries/countries';
import { getMeasure } from '@/lib/queries/measures';
import { getObservation } from '@/lib/queries/observations';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { readAbout } from '@/lib/view-state/about';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';

/** The figure that a report is about. */
export interface ReportedFigure {
  observation: Observation;
  measure: Measure;
  country: Country;
}

export interface AboutView {
  release: CurrentRelease;
  problems: Problem[];
  /** The id the address names; null when it names none. */
  asked: string | null;
  /** Null when the address names none, or one that does not exist (any more). */
  figure: ReportedFigure | null;
}

/** Reads everything that the page about the project shows. Errors of the database pass through. */
export async function loadAbout(search: SearchParamsInput): Promise<AboutView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const { figure: asked, problems } = readAbout(search);
    const release = await currentRelease(db);
    const observation = asked === null ? null : await getObservation(db, asked);
    if (!observation) return { release, problems, asked, figure: null };
    const measure = await getMeasure(db, observation.measureId);
    const country = measure && (await getCountry(db, measure.countryIso2));
    if (!measure || !country)
      throw new Error(`observation ${observation.id}: its measure or country is missing`);
    return { release, problems, asked, figure: { observation, measure, country } };
  });
}
