import 'server-only';
import { comparisonTitle, loadComparison, selectionReports } from '@/app/_components/compare/load';
import { loadCountryBrief } from '@/app/_components/countries/load';
import { momentOf, sendAgain, sendPicture } from '@/app/_data/picture';
import { notUnderstood, originOf, problem } from '@/app/_data/respond';
import { getDatabase } from '@/db/client';
import { compareFileName, fileName } from '@/lib/export/filename';
import { translator } from '@/lib/i18n/translator';
import { knownReleases } from '@/lib/queries/releases';
import { type KnownForCompare, readCompareBrief } from '@/lib/view-state/compare';
import { problemReports } from '@/lib/view-state/problems';
import { compareBriefs } from './compare-brief';
import { countryBriefs } from './country-brief';

const todayOf = (): string => new Date().toISOString().slice(0, 10);

/** GET /countries/{iso2}.pdf: what a country's page says, on two sheets at most. */
export async function briefOfCountry(request: Request, iso2: string): Promise<Response> {
  const moment = await momentOf(request, 'brief', iso2);
  const kept = sendAgain(moment);
  if (kept) return kept;
  const { searchParams } = new URL(request.url);
  const { view, releases } = await loadCountryBrief(iso2, searchParams);
  if (!view)
    return problem(
      404,
      'No such country',
      `Release ${searchParams.get('release')} has no country “${iso2}”.`,
    );
  const { state, problems, countries, country, release } = view;
  if (problems.length > 0) {
    return notUnderstood(problemReports(problems, { countries, releases }, translator(state.lang)));
  }
  const newestReleaseId = releases[0]?.id ?? release.id;
  const versions = countryBriefs(view, { origin: originOf(request), today: todayOf(), newestReleaseId });
  const past = state.asOf === null ? [] : ['as-known-on', state.asOf];
  const name = fileName('brief', [country.iso2], [past], release.loadedAt.slice(0, 10), 'pdf');
  return sendPicture({ versions }, name, moment);
}

/** GET /compare.pdf: a comparison on two sheets at most. */
export async function briefOfComparison(request: Request): Promise<Response> {
  const moment = await momentOf(request, 'brief', 'compare');
  const kept = sendAgain(moment);
  if (kept) return kept;
  const { searchParams } = new URL(request.url);
  const today = todayOf();
  const read = (known: KnownForCompare) => readCompareBrief(searchParams, known);
  const view = await loadComparison(read, today, searchParams);
  const { state, problems, selection, known, comparison, release } = view;
  const tr = translator(state.lang);
  if (problems.length > 0 || selection.length > 0) {
    return notUnderstood([
      ...problemReports(problems, known, tr),
      ...selectionReports(view, searchParams, tr),
    ]);
  }
  const names = tr.list(comparison.columns.map(({ country }) => tr.country(country.iso2, country.name)));
  const [newest] = await knownReleases(await getDatabase());
  const versions = compareBriefs(view, {
    origin: originOf(request),
    today,
    newestReleaseId: newest?.id ?? release.id,
    title: comparisonTitle(comparison.columns.length, names, tr),
    names,
  });
  const name = compareFileName('brief compare', state, release.loadedAt.slice(0, 10), 'pdf');
  return sendPicture({ versions }, name, moment);
}
