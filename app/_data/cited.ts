import 'server-only';
import { pageKind } from '@/app/_components/shell/pages';
import {
  countryTitle,
  eventTitle,
  filteredTitle,
  measureTitle,
  sectionTitle,
} from '@/app/_components/shell/titles';
import type { Database } from '@/db/client';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { FILE_FORMATS, isDataFile } from '@/lib/domain/data-files';
import { readPartialDate } from '@/lib/domain/partial-date';
import type { Country } from '@/lib/domain/records';
import type { CitedWork } from '@/lib/export/citation';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { getCountry, listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { getMeasure, listMeasures } from '@/lib/queries/measures';
import { releaseShown } from '@/lib/queries/releases';
import { getEvent } from '@/lib/queries/timeline';
import {
  auditSearchParams,
  isForeign,
  type KnownCodes,
  type KnownRelease,
  type Problem,
} from '@/lib/view-state/audit';
import { readRelease } from '@/lib/view-state/charts';
import { readCompareCsv } from '@/lib/view-state/compare';
import { readCoverageCsv, readCoverageView } from '@/lib/view-state/coverage';
import { readDashboard } from '@/lib/view-state/dashboard';
import { readExplorerCsv } from '@/lib/view-state/explorer';
import { explorerFilterWords } from '@/lib/view-state/explorer-sentence';
import { FEED_FORMATS } from '@/lib/view-state/feeds';
import { readWholeFile } from '@/lib/view-state/files';
import { readMeasuresCsv } from '@/lib/view-state/measures';
import { DEFAULT_CHART_COUNTRIES } from '@/lib/view-state/parsers';
import { readPicture } from '@/lib/view-state/pictures';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';
import { filterWords } from '@/lib/view-state/sentence';
import { chartOfAddress } from './chart';
import { inReleaseOf } from './released';
import { fileFilter, type TableFile } from './table-file';

export type Cited =
  | { found: true; work: Omit<CitedWork, 'accessedOn'>; tr: Translator }
  /** Nothing of ours stands at the address. */
  | { found: false; reports: null }
  /** A chart whose view was not understood, or a release that cannot be read. */
  | { found: false; reports: ProblemReport[] };

/** An address, and what it is read with. */
interface View {
  db: Database;
  url: URL;
  tr: Translator;
  releases: KnownRelease[];
}

/** What a page, file or view is called, and the day of a past one. */
interface Named {
  title: string;
  asOf: string | null;
}

const NOT_FOUND: Cited = { found: false, reports: null };
const FILE = /^(.+)\.(csv|json|xlsx|pdf|svg|png|zip|sqlite|atom)$/;
/** Files beside those of `DATA_FILES`, by the formats that there are. */
const OTHER_FILES: Readonly<Record<string, readonly string[]>> = {
  coverage: ['csv'],
  compare: ['csv', 'pdf'],
  datapackage: ['zip'],
  muster: ['sqlite'],
};
/** Of one thing, by the first segment. */
const ITEM_FILES: Readonly<Record<string, readonly string[]>> = {
  measures: ['json'],
  countries: ['json', 'pdf'],
};

/** Headlines of the reader's own: what is cited is our work, under our headline. */
const READERS_OWN = ['title', 'subtitle'];

/** The address as one of ours, without what networks and mail tools add to it; null when it leads elsewhere. */
export function ownAddress(written: string, origin: string): URL | null {
  if (!URL.canParse(written, origin)) return null;
  const url = new URL(written, origin);
  if (url.origin !== origin || url.username !== '' || url.password !== '') return null;
  for (const name of [...url.searchParams.keys()]) if (isForeign(name)) url.searchParams.delete(name);
  return url;
}

/** Commas stay commas, as in every address of ours. */
function spelled(url: URL): string {
  return url.href.replaceAll('%2C', ',');
}

/** A segment of a path as it reads; one that is no valid encoding as it stands. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}

/**
 * What stands at an address of ours (see `ownAddress`), as a work that can be cited. The titles are those of the pages'
 * own heads; a filtered list says its filter. Errors of the database pass through.
 */
export async function citedAt(url: URL): Promise<Cited> {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const [first = '', ...rest] = segments.map(decoded);
  const prefixed = isLocale(first);
  const locale: Locale = prefixed ? first : DEFAULT_LOCALE;
  const path = prefixed ? rest : first === '' ? [] : [first, ...rest];
  const inside = path[0] === 'embed' ? path.slice(1) : path;
  if (inside[0] === 'charts' && inside.length === 2) return citedChart(url, inside[1] ?? '', locale);
  const file = FILE.exec(path.at(-1) ?? '');
  const language = url.searchParams.get('lang') ?? '';
  const tr = translator(file && isLocale(language) ? language : locale);
  // Files stand at one address for all languages.
  if (file && prefixed) return NOT_FOUND;
  const [name, format] = [[...path.slice(0, -1), file?.[1] ?? ''], file?.[2] ?? ''];
  const pinned = file !== null && isPinned(name, format);
  const asked = new URLSearchParams(pinned ? url.searchParams : undefined);
  return inReleaseOf(asked, async (db, releases): Promise<Cited> => {
    const problems = releaseProblems(asked, releases);
    if (problems.length > 0) {
      return { found: false, reports: problemReports(problems, { countries: [], releases }, tr) };
    }
    const release = await releaseShown(db, readRelease(asked, releases));
    const view: View = { db, url, tr, releases };
    const named = file ? await namedFile(view, name, format) : await namedPage(view, path);
    if (!named) return NOT_FOUND;
    if ('reports' in named) return { found: false, ...named };
    const address = new URL(url);
    if (pinned) address.searchParams.set('release', release.id);
    const kind = file === null || format === 'pdf' || name.at(-1) === 'feed' ? 'webpage' : 'dataset';
    return { found: true, work: { kind, ...named, url: spelled(address), release }, tr };
  });
}

/**
 * True for a file that can be had of a past release, by its path without suffix. A page and the data of one thing are always of
 * the present one, a feed and the record of changes go over all.
 */
function isPinned([name, item]: readonly string[], format: string): boolean {
  if (format === 'pdf') return true;
  return item === undefined && name !== 'feed' && name !== 'changes';
}

/** What is wrong with the release that an address names: unknown, or no longer kept. */
function releaseProblems(search: URLSearchParams, releases: readonly KnownRelease[]): Problem[] {
  const named = new URLSearchParams(search.getAll('release').map((id) => ['release', id]));
  return auditSearchParams(named, { release: { kind: 'release' } }, { countries: [], releases }).problems;
}

async function citedChart(url: URL, name: string, locale: Locale): Promise<Cited> {
  const file = FILE.exec(name);
  const slug = file?.[1] ?? name;
  if (!isOneOf(CHART_SLUGS, slug)) return NOT_FOUND;
  // Size and theme of a picture or a frame say nothing about what is seen.
  const view = readPicture(new URLSearchParams(url.searchParams)).rest;
  if (!file && locale !== DEFAULT_LOCALE) view.set('lang', locale);
  const chart = await chartOfAddress(slug, view);
  if (!chart.ok) return { found: false, reports: chart.reports };
  const { spec } = chart;
  const address = new URL(url);
  for (const own of READERS_OWN) address.searchParams.delete(own);
  address.searchParams.set('release', spec.releaseId);
  return {
    found: true,
    work: {
      kind: file?.[2] === 'csv' || file?.[2] === 'json' || file?.[2] === 'xlsx' ? 'dataset' : 'webpage',
      title: spec.ownHeadline?.title ?? spec.title,
      asOf: spec.asOf,
      url: spelled(address),
      release: { id: spec.releaseId, loadedAt: spec.releaseDate },
    },
    tr: translator(spec.lang),
  };
}

/** The day of a past view, where the address names one that has come. */
function pastDay(url: URL): string | null {
  const day = url.searchParams.get('asOf');
  const today = new Date().toISOString().slice(0, 10);
  return day !== null && readPartialDate(day)?.precision === 'day' && day < today ? day : null;
}

async function namedPage(view: View, path: string[]): Promise<Named | null> {
  const { db, url, tr } = view;
  const [section = '', item, ...more] = path;
  const kind = pageKind(section);
  if (!kind || more.length > 0) return null;
  const asOf = pastDay(url);
  if (item !== undefined) {
    if (kind.parts?.includes(item)) return { title: sectionTitle(`${section}/${item}`, tr), asOf: null };
    // A chart is cited with its view, by `citedChart`.
    const { item: what } = kind;
    const title = what === null || what === 'chart' ? null : await itemTitle(db, what, item, tr);
    return title === null ? null : { title, asOf };
  }
  const title = sectionTitle(section, tr);
  switch (section) {
    case '':
      return { title: await charted(view, title), asOf };
    case 'measures':
      return withFilter(view, title);
    case 'compare':
      return { title: await compared(view, title), asOf };
    case 'coverage':
      return { title: await covered(view, title), asOf: null };
    case 'timeline':
      return { title: await narrowed(view, title, 'events'), asOf: null };
    case 'changes':
    case 'claims':
    case 'sources':
      return { title: await narrowed(view, title, section), asOf: null };
    default:
      return { title, asOf: null };
  }
}

async function itemTitle(
  db: Database,
  kind: 'measure' | 'country' | 'event',
  id: string,
  tr: Translator,
): Promise<string | null> {
  switch (kind) {
    case 'measure': {
      const measure = await getMeasure(db, id);
      const country = measure && (await getCountry(db, measure.countryIso2));
      return measure && country ? measureTitle(measure, country, tr) : null;
    }
    case 'country': {
      const country = /^[a-z]{2}$/.test(id) ? await getCountry(db, id) : null;
      return country && countryTitle(country, tr);
    }
    case 'event': {
      const event = await getEvent(db, id);
      return event && eventTitle(event, tr);
    }
  }
}

/** What a file holds, of those that exist in that format; what of its address would be refused. */
async function namedFile(
  view: View,
  path: string[],
  format: string,
): Promise<Named | { reports: ProblemReport[] } | null> {
  const { db, url, tr } = view;
  const [name = '', item, ...more] = path;
  if (more.at(-1) === 'feed' || name === 'feed') return namedFeed(view, path, format);
  if (more.length > 0) return null;
  if (item !== undefined) {
    const formats = Object.hasOwn(ITEM_FILES, name) ? ITEM_FILES[name] : [];
    return formats?.includes(format) ? namedPage(view, path) : null;
  }
  const formats = isDataFile(name) ? FILE_FORMATS : Object.hasOwn(OTHER_FILES, name) ? OTHER_FILES[name] : [];
  if (!formats?.some((one) => one === format)) return null;
  const title = (file: string) => tr.t(`takeAway.citation.file.${file}`);
  const known = { countries: await listCountries(db), releases: view.releases };
  const problems = refusals(url.searchParams, name, known);
  if (problems.length > 0) return { reports: problemReports(problems, known, tr) };
  switch (name) {
    case 'measures':
      return withFilter(view, title(name));
    case 'observations':
      return ofMeasures(db, title(name), url, tr);
    case 'sources':
    case 'events':
    case 'claims':
    case 'series':
    case 'changes': {
      const filter = await filterOf(view, name);
      if (filter.problems.length > 0) return { reports: problemReports(filter.problems, known, tr) };
      const { words } = filter;
      return { title: filteredTitle(title(name), words, tr), asOf: null };
    }
    case 'coverage':
      return { title: await covered(view, title(name)), asOf: null };
    case 'compare':
      return { title: await compared(view, sectionTitle(name, tr)), asOf: pastDay(url) };
    case 'datapackage':
      return { title: tr.t('files.package.title'), asOf: null };
    case 'muster':
      return { title: title('sqlite'), asOf: null };
    default:
      return null;
  }
}

/** `/feed.atom`, `/countries/fr/feed.json`: under the feed's own title. */
async function namedFeed({ db, tr }: View, path: string[], format: string): Promise<Named | null> {
  if (!isOneOf(FEED_FORMATS, format)) return null;
  if (path.length === 1) return { title: tr.t('changes.feed.title'), asOf: null };
  const [section, iso2 = '', ...rest] = path;
  if (section !== 'countries' || rest.length !== 1 || !/^[a-z]{2}$/.test(iso2)) return null;
  const country = await getCountry(db, iso2);
  if (!country) return null;
  const title = tr.t('changes.feed.titleOf', { country: tr.country(country.iso2, country.name) });
  return { title, asOf: null };
}

/** The filter of a file in words, with what of its address would be refused. */
async function filterOf({ db, url: { searchParams: search }, releases }: View, file: TableFile) {
  return fileFilter({ db, search, known: { countries: await listCountries(db), releases } }, file);
}

/** What of a file's address the file itself would refuse; for those that `filterOf` knows, that says it. */
function refusals(search: URLSearchParams, name: string, known: KnownCodes): Problem[] {
  switch (name) {
    case 'measures':
      return readExplorerCsv(search, known).problems;
    case 'observations':
      return readMeasuresCsv(search, known).problems;
    case 'coverage':
      return readCoverageCsv(search, known).problems;
    case 'datapackage':
    case 'muster':
      return readWholeFile(search, known).problems;
    default:
      return [];
  }
}

/** The title of a page with its filter, which is that of its file, in the language of the page. */
async function narrowed(view: View, title: string, file: TableFile): Promise<string> {
  const url = new URL(view.url);
  url.searchParams.set('lang', view.tr.locale);
  return filteredTitle(title, (await filterOf({ ...view, url }, file)).words, view.tr);
}

/** "Measures: 12 measures in France: voluntary"; the title alone where nothing was filtered. */
async function withFilter({ db, url, tr }: View, title: string): Promise<Named> {
  const countries = await listCountries(db);
  const { state } = readExplorerCsv(url.searchParams, { countries });
  const { length } = await allMeasures(db, state);
  const filter = explorerFilterWords(state, length, tr, countries);
  return { title: filteredTitle(title, filter === null ? [] : [filter], tr), asOf: pastDay(url) };
}

/** The same for the figures of the measures of a view. */
async function ofMeasures(db: Database, title: string, url: URL, tr: Translator): Promise<Named> {
  const countries = await listCountries(db);
  const { state } = readMeasuresCsv(url.searchParams, { countries });
  const { length } = await listMeasures(db, state);
  const words = filterWords(state, length, tr, countries);
  const filter = words === null ? [] : [tr.t('takeAway.citation.figuresOf', { filter: words })];
  return { title: filteredTitle(title, filter, tr), asOf: null };
}

/** "Compare countries: France, Sweden and Poland". */
async function compared({ db, url, tr }: View, title: string): Promise<string> {
  const countries = await listCountries(db);
  const known = { countries, measures: [], measureCountry: new Map<string, string>(), priceYears: [] };
  const { state } = readCompareCsv(url.searchParams, known);
  return filteredTitle(title, [tr.list(namesOf(state.countries, countries, tr))], tr);
}

/** The dashboard's title, with the countries of its charts where they are not the usual ones. */
async function charted({ db, url, tr }: View, title: string): Promise<string> {
  const countries = await listCountries(db);
  const { chartCountries } = readDashboard(url.searchParams, { countries }).state;
  const usual = chartCountries.join() === DEFAULT_CHART_COUNTRIES.join();
  return filteredTitle(title, usual ? [] : [tr.list(namesOf(chartCountries, countries, tr))], tr);
}

/** The title of the coverage, with the countries that it is narrowed to. */
async function covered({ db, url, tr }: View, title: string): Promise<string> {
  const countries = await listCountries(db);
  const { state } = readCoverageView(url.searchParams, { countries });
  const names = namesOf(state.countries, countries, tr);
  return filteredTitle(title, names.length === 0 ? [] : [tr.list(names)], tr);
}

function namesOf(codes: readonly string[], countries: readonly Country[], tr: Translator): string[] {
  const nameOf = new Map(countries.map(({ iso2, name }) => [iso2, name]));
  return codes.map((iso2) => tr.country(iso2, nameOf.get(iso2) ?? iso2));
}
