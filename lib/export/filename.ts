import type { ChartSlug } from '@/lib/domain/codes';
import { foldText } from '@/lib/domain/text';
import { type ChartViewState, chartHref } from '@/lib/view-state/charts';
import type { CompareState } from '@/lib/view-state/compare';
import type { ExplorerRows } from '@/lib/view-state/explorer';
import type { MeasuresState } from '@/lib/view-state/measures';

const NAMED_COUNTRIES = 6;
const LONGEST_PART = 60;

function slug(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_PART);
}

/**
 * A file name that says what is inside, how it was filtered and as of when: "muster-measures_fr-se_voluntary_in-force_2026-11-22.csv".
 * ASCII letters, digits, `-`, `_` and `.` only, so it stands in a Content-Disposition header as it is. `countries` are
 * named or counted, the values of each further filter follow in the order given.
 * `releasedOn` is the day of the release (YYYY-MM-DD), not of the download.
 */
export function fileName(
  subject: string,
  countries: readonly string[],
  filters: readonly (readonly string[])[],
  releasedOn: string,
  extension: string,
): string {
  const parts = [
    slug(subject),
    countries.length > NAMED_COUNTRIES ? `${countries.length}-countries` : slug(countries.join('-')),
    ...filters.map((values) => slug(values.join('-'))),
    slug(releasedOn),
  ];
  return `muster-${parts.filter((part) => part !== '').join('_')}.${extension}`;
}

/** The name of a file of a view of measures; see `fileName`. */
export function downloadName(
  subject: string,
  filter: Pick<MeasuresState, 'countries' | 'types' | 'obligations' | 'statuses' | 'q'>,
  releasedOn: string,
  extension: string,
): string {
  const { countries, types, obligations, statuses, q } = filter;
  return fileName(subject, countries, [types, obligations, statuses, [q]], releasedOn, extension);
}

/** The name of a file of a view of the explorer: as `downloadName`, with its further filters and the day of a past view. */
export function explorerFileName(state: ExplorerRows, releasedOn: string, extension: string): string {
  const { regions, alliances, sexes, lengths, starts, asOf } = state;
  const past = asOf === null ? [] : [`as known on ${asOf}`];
  const subject = ['measures', ...regions, ...alliances, ...sexes, ...lengths, ...starts, ...past].join(' ');
  return downloadName(subject, state, releasedOn, extension);
}

/**
 * The name of a file of a chart: the chart, its countries, what differs from its usual view, and the day of the release.
 * `further` says what the file is beside that: the preset of a picture.
 */
export function chartFileName(
  slug: ChartSlug,
  state: Partial<ChartViewState>,
  releasedOn: string,
  extension: string,
  further: readonly string[] = [],
): string {
  const view = { ...state, countries: undefined, lang: undefined, title: undefined, subtitle: undefined };
  const query = chartHref(slug, '', view).split('?')[1] ?? '';
  const parts = [...new URLSearchParams(query)].map(([name, value]) =>
    name === 'mode' || name === 'money' || name === 'measures' ? [value] : [name, value],
  );
  return fileName(slug, state.countries ?? [], [...parts, further], releasedOn, extension);
}

/** The name of a file of a comparison: its countries, what differs from the usual view, and the day of the release. */
export function compareFileName(
  subject: string,
  { countries, measures, year, mode, money, asOf }: CompareState,
  releasedOn: string,
  extension: string,
): string {
  const view = [
    measures,
    [String(year)],
    mode === 'people' ? [] : [mode],
    money === 'eur' ? [] : [money],
    asOf === null ? [] : ['as-known-on', asOf],
  ];
  return fileName(subject, countries, view, releasedOn, extension);
}

/** The header that makes a browser save the answer under this name. */
export function attachment(name: string): string {
  return `attachment; filename="${name}"`;
}

/** The header that names an answer without making a browser save it. */
export function inline(name: string): string {
  return `inline; filename="${name}"`;
}

const NAMED_PARAMETERS = 6;

/** The name of the citation of an address of ours: what is cited, its view (the first six parameters), the release's day. */
export function citationName({ pathname, searchParams }: URL, releasedOn: string, extension: string): string {
  const view = [...searchParams.values()].slice(0, NAMED_PARAMETERS).map((value) => [value]);
  return fileName(`citation ${pathname}`, [], view, releasedOn, extension);
}
