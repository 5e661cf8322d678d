import 'server-only';
import { pageKind } from '@/app/_components/shell/pages';
import { countryTitle, eventTitle, measureTitle, sectionTitle } from '@/app/_components/shell/titles';
import type { Database } from '@/db/client';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { readPartialDate } from '@/lib/domain/partial-date';
import type { CitedWork } from '@/lib/export/citation';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { getCountry, listCountries } from '@/lib/queries/countries';
import { allMeasures } from '@/lib/queries/facets';
import { getMeasure, listMeasures } from '@/lib/queries/measures';
import { releaseShown } from '@/lib/queries/releases';
import { getEvent } from '@/lib/queries/timeline';
import { auditSearchParams, isForeign, type KnownRelease, type Problem } from '@/lib/view-state/audit';
import { readRelease } from '@/lib/view-state/charts';
import { readCompareCsv } from '@/lib/view-state/compare';
import { readExplorerCsv } from '@/lib/view-state/explorer';
import { explorerFilterWords } from '@/lib/view-state/explorer-sentence';
import { readMeasuresCsv } from '@/lib/view-state/measures';
import { readPicture } from '@/lib/view-state/pictures';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';
import { filterWords } from '@/lib/view-state/sentence';
import { chartOfAddress } from './chart';
import { inReleaseOf } from './released';

export type Cited =
  | { found: true; work: Omit<CitedWork, 'accessedOn'>; tr: Translator }
  /** Nothing of ours stands at the address. */
  | { found: false; reports: null }
  /** A chart whose view was not understood, or a release that cannot be read. */
  | { found: false; reports: ProblemReport[] };

/** What a page, file or view is called, and the day of a past one. */
interface Named {
  title: string;
  asOf: string | null;
}

const NOT_FOUND: Cited = { found: false, reports: null };
const FILE = /^(.+)\.(csv|json|xlsx|svg|png)$/;
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

function decoded(segment: string): string {
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
  return inReleaseOf(url.searchParams, async (db, releases): Promise<Cited> => {
    const problems = releaseProblems(url.searchParams, releases);
    if (problems.length > 0) {
      return { found: false, reports: problemReports(problems, { countries: [], releases }, tr) };
    }
    const release = await releaseShown(db, readRelease(url.searchParams, releases));
    const named = file
      ? await namedFile(db, [...path.slice(0, -1), file[1] ?? ''], url, tr)
      : await namedPage(db, path, url, tr);
    if (!named) return NOT_FOUND;
    const address = new URL(url);
    if (file && path.length === 1) address.searchParams.set('release', release.id);
    const kind = file ? 'dataset' : 'webpage';
    return { found: true, work: { kind, ...named, url: spelled(address), release }, tr };
  });
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

async function namedPage(db: Database, path: string[], url: URL, tr: Translator): Promise<Named | null> {
  const [section = '', item, ...more] = path;
  const kind = pageKind(section);
  if (!kind || more.length > 0) return null;
  const asOf = pastDay(url);
  if (item !== undefined) {
    // A chart is cited with its view, by `citedChart`.
    const { item: what } = kind;
    const title = what === null || what === 'chart' ? null : await itemTitle(db, what, item, tr);
    return title === null ? null : { title, asOf };
  }
  const title = sectionTitle(section, tr);
  if (section === 'measures') return withFilter(db, title, url, tr);
  if (section === 'compare') return { title: await compared(db, title, url, tr), asOf };
  return { title, asOf };
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

async function namedFile(db: Database, path: string[], url: URL, tr: Translator): Promise<Named | null> {
  const [name = '', item, ...more] = path;
  if (more.length > 0) return null;
  if (item !== undefined) {
    return name === 'measures' || name === 'countries' ? namedPage(db, path, url, tr) : null;
  }
  const title = (file: string) => tr.t(`takeAway.citation.file.${file}`);
  switch (name) {
    case 'measures':
      return withFilter(db, title(name), url, tr);
    case 'observations':
      return ofMeasures(db, title(name), url, tr);
    case 'sources':
    case 'events':
    case 'claims':
    case 'series':
    case 'coverage':
      return { title: title(name), asOf: null };
    case 'compare':
      return { title: await compared(db, sectionTitle(name, tr), url, tr), asOf: pastDay(url) };
    default:
      return null;
  }
}

/** "Measures: 12 measures in France: voluntary"; the title alone where nothing was filtered. */
async function withFilter(db: Database, title: string, url: URL, tr: Translator): Promise<Named> {
  const countries = await listCountries(db);
  const { state } = readExplorerCsv(url.searchParams, { countries });
  const { length } = await allMeasures(db, state);
  const filter = explorerFilterWords(state, length, tr, countries);
  return {
    title: filter === null ? title : tr.t('takeAway.citation.filtered', { title, filter }),
    asOf: pastDay(url),
  };
}

/** The same for the figures of the measures of a view. */
async function ofMeasures(db: Database, title: string, url: URL, tr: Translator): Promise<Named> {
  const countries = await listCountries(db);
  const { state } = readMeasuresCsv(url.searchParams, { countries });
  const { length } = await listMeasures(db, state);
  const words = filterWords(state, length, tr, countries);
  if (words === null) return { title, asOf: null };
  const filter = tr.t('takeAway.citation.figuresOf', { filter: words });
  return { title: tr.t('takeAway.citation.filtered', { title, filter }), asOf: null };
}

/** "Compare countries: France, Sweden and Poland". */
async function compared(db: Database, title: string, url: URL, tr: Translator): Promise<string> {
  const countries = await listCountries(db);
  const known = { countries, measures: [], measureCountry: new Map<string, string>(), priceYears: [] };
  const { state } = readCompareCsv(url.searchParams, known);
  const nameOf = new Map(countries.map(({ iso2, name }) => [iso2, name]));
  const names = state.countries.map((iso2) => tr.country(iso2, nameOf.get(iso2) ?? iso2));
  return tr.t('takeAway.citation.filtered', { title, filter: tr.list(names) });
}
