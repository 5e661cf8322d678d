import 'server-only';
import { loadCountry } from '@/app/_components/countries/load';
import { latestActual, measureTerms, targetLine } from '@/app/_components/figures/measure-words';
import { PAGE_PATHS } from '@/app/_components/shell/pages';
import { sectionDescription, sectionTitle } from '@/app/_components/shell/titles';
import { getDatabase, inSnapshot } from '@/db/client';
import { type Card, cardSvg } from '@/lib/cards/card';
import { assignCountryColours } from '@/lib/charts/palette';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import type { Release } from '@/lib/domain/records';
import { shownValue } from '@/lib/domain/text';
import { fileName } from '@/lib/export/filename';
import { formatTimestampDay } from '@/lib/i18n/format';
import { DEFAULT_LOCALE, isLocale, LOCALES, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { listMeasures } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { currentRelease } from '@/lib/queries/releases';
import { type CardKind, pageCardId } from '@/lib/view-state/cards';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';
import { chartOfAddress } from './chart';
import { citedAt } from './cited';
import { pictureOfAddress, sendPicture } from './picture';
import { notUnderstood, originOf, problem } from './respond';

/** What a card says, a picture in its place, or what of its address was not understood; null where there is no such thing. */
type Found = { card: Card; day: string } | { picture: Response } | { reports: ProblemReport[] } | null;

/** GET /cards/{kind}/{id}.png: what a network shows under a link to a page of ours, in the page's language and view. */
export async function cardOfAddress(request: Request, kind: CardKind, id: string): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const lang = search.get('lang') ?? DEFAULT_LOCALE;
  if (!isLocale(lang)) {
    const message = `Unknown value “${shownValue(lang)}” for parameter lang. Allowed: ${LOCALES.join(', ')}.`;
    return notUnderstood([{ param: 'lang', value: shownValue(lang), allowed: [...LOCALES], message }]);
  }
  const tr = translator(lang);
  const found = await find(request, kind, id, tr);
  if (found === null)
    return problem(404, 'No such card', `There is no page "${shownValue(id)}" among ${kind}.`);
  if ('reports' in found) return notUnderstood(found.reports);
  if ('picture' in found) return found.picture;
  return sendPicture({ card: cardSvg(found.card) }, fileName(`card ${kind} ${id}`, [], [], found.day, 'png'));
}

async function find(request: Request, kind: CardKind, id: string, tr: Translator): Promise<Found> {
  switch (kind) {
    case 'charts':
      return chartCard(request, id, tr);
    case 'measures':
      return measureCard(id, tr);
    case 'countries':
      return countryCard(request, id, tr);
    case 'events':
      return pageCard(request, 'timeline', `/timeline/${encodeURIComponent(id)}`, tr);
    case 'pages': {
      const path = PAGE_PATHS.find((one) => pageCardId(one) === id);
      return path === undefined ? null : pageCard(request, path.slice(1), path, tr);
    }
  }
}

const footerOf = (release: Pick<Release, 'id' | 'loadedAt'>, tr: Translator): string =>
  tr.t('pages.shell.footerRelease', {
    release: release.id,
    day: formatTimestampDay(release.loadedAt, tr),
  });

const pastWords = (asOf: string | null, tr: Translator): string[] =>
  asOf === null ? [] : [tr.t('charts.asOf.subtitle', { day: formatTimestampDay(asOf, tr) })];

/** A chart is its own card; one with nothing to draw says so. */
async function chartCard(request: Request, slug: string, tr: Translator): Promise<Found> {
  if (!isOneOf(CHART_SLUGS, slug)) return null;
  const url = new URL(request.url);
  const chart = await chartOfAddress(slug, new URLSearchParams(url.searchParams));
  if (!chart.ok) return chart;
  const { spec, releasedOn } = chart;
  if (!spec.empty) {
    url.searchParams.set('preset', 'social');
    return { picture: await pictureOfAddress(new Request(url, request), slug, 'png') };
  }
  const card: Card = {
    kicker: tr.label('chart', slug),
    tone: null,
    title: spec.title,
    deck: spec.emptyMessage ?? '',
    facts: [],
    footer: footerOf({ id: spec.releaseId, loadedAt: spec.releaseDate }, tr),
  };
  return { card, day: releasedOn };
}

/** Any other page by its title, which says the view, and its description. */
async function pageCard(request: Request, section: string, path: string, tr: Translator): Promise<Found> {
  const url = new URL(localePath(tr.locale, path), originOf(request));
  url.search = new URL(request.url).search;
  url.searchParams.delete('lang');
  const cited = await citedAt(url);
  if (!cited.found) return cited.reports === null ? null : { reports: cited.reports };
  const { title, asOf, release } = cited.work;
  const own = sectionTitle(section, tr);
  const card: Card = {
    kicker: [...(title === own ? [] : [own]), ...pastWords(asOf, tr)].join(', '),
    tone: null,
    title,
    deck: sectionDescription(section, tr),
    facts: [],
    footer: footerOf(release, tr),
  };
  return { card, day: release.loadedAt.slice(0, 10) };
}

async function measureCard(id: string, tr: Translator): Promise<Found> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [[measure], observations, release] = await Promise.all([
      listMeasures(db, { ids: [id] }),
      listObservations(db, { ids: [id] }),
      currentRelease(db),
    ]);
    if (!measure) return null;
    const { country } = measure;
    const card: Card = {
      kicker: tr.country(country.iso2, country.name),
      tone: assignCountryColours([country.iso2]).get(country.iso2) ?? null,
      title: measure.name,
      deck: measureTerms(measure, tr),
      facts: [
        { term: tr.t('pages.card.targetTerm'), words: targetLine(measure, tr) },
        { term: tr.t('pages.card.actualTerm'), words: latestActual(observations, tr) },
      ],
      footer: footerOf(release, tr),
    };
    return { card, day: release.loadedAt.slice(0, 10) };
  });
}

async function countryCard(request: Request, id: string, tr: Translator): Promise<Found> {
  const search = new URL(request.url).searchParams;
  search.delete('lang');
  const view = /^[a-z]{2}$/.test(id) ? await loadCountry(id, search) : null;
  if (!view) return null;
  const { country, countries, measures, problems, release, state } = view;
  if (problems.length > 0) return { reports: problemReports(problems, { countries }, tr) };
  const headline = measures.filter((measure) => measure.headline);
  const card: Card = {
    kicker: [tr.label('serviceModel', country.serviceModel), ...pastWords(state.asOf, tr)].join(', '),
    tone: assignCountryColours([country.iso2]).get(country.iso2) ?? null,
    title: tr.country(country.iso2, country.name),
    deck: '',
    facts: headline.map((measure) => ({ term: measure.name, words: targetLine(measure, tr) })),
    footer: footerOf(release, tr),
  };
  return { card, day: release.loadedAt.slice(0, 10) };
}
