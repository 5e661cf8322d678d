import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { type Exploration, exploreMeasures } from '@/lib/queries/facets';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { type ExplorerState, readExplorer } from '@/lib/view-state/explorer';
import { problemMessages } from '@/lib/view-state/problems';
import type { ExplorerAnswer } from './answer';
import { explorerLinks, explorerMeta, shownMeasures } from './build-answer';

/** A view of the explorer as it was found, all of one release. */
export interface FoundView {
  state: ExplorerState;
  found: Exploration;
  countries: Country[];
  release: CurrentRelease;
}

/** Reads what a view shows. Errors of the database pass through. */
export async function findView(db: Database, state: ExplorerState, countries: Country[]): Promise<FoundView> {
  return { state, found: await exploreMeasures(db, state), countries, release: await currentRelease(db) };
}

/** A view as its page shows it, without what only programs read. */
export function shownAnswer({ state, found, countries, release }: FoundView, tr: Translator): ExplorerAnswer {
  return {
    data: shownMeasures(found.measures, countries, tr),
    meta: explorerMeta(found, state, { countries, release, tr }),
    links: explorerLinks(found, state, tr),
  };
}

/** Reads the explorer's page for an address; what of it was not understood is in `messages`. */
export async function loadExplorer(
  search: SearchParamsInput,
  tr: Translator,
): Promise<{ answer: ExplorerAnswer; messages: string[]; release: CurrentRelease }> {
  return inSnapshot(await getDatabase(), async (db) => {
    const countries = await listCountries(db);
    const { state, problems } = readExplorer(search, { countries });
    const view = await findView(db, state, countries);
    return {
      answer: shownAnswer(view, tr),
      messages: problemMessages(problems, { countries }, tr),
      release: view.release,
    };
  });
}
