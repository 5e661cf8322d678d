import 'server-only';
import { pageCitation } from '@/app/_components/cite/words';
import { EXCEL_SEPARATOR } from '@/app/_components/controls/CsvLinks';
import { filteredTitle, sectionTitle } from '@/app/_components/shell/titles';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { partialDate } from '@/lib/domain/partial-date';
import type { Country, Observation } from '@/lib/domain/records';
import type { CitedWork } from '@/lib/export/citation';
import {
  formatAges,
  formatDate,
  formatDuration,
  formatFigure,
  formatPay,
  formatPeriodOrNone,
} from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { Exploration, Facet } from '@/lib/queries/facets';
import type { PastCounts } from '@/lib/queries/measure-index';
import type { MeasureSummary } from '@/lib/queries/measures';
import type { CurrentRelease } from '@/lib/queries/releases';
import { chosenIn, type ExplorerState, explorerFileHref, explorerHref } from '@/lib/view-state/explorer';
import {
  DEFAULT_COLUMNS,
  EXPLORER_PAGE_SIZE,
  type ExplorerColumn,
  FACETS,
  UNKNOWN,
} from '@/lib/view-state/explorer-codes';
import { explorerFilterWords, explorerSentence } from '@/lib/view-state/explorer-sentence';
import { byCountryCode } from '@/lib/view-state/parsers';
import type { AnsweredFacet, Cell, ExplorerLinks, ExplorerMeta, ShownMeasure } from './answer';

/** As many countries as /compare puts side by side. */
const MOST_COMPARED = 8;

function targetCell(target: Observation | undefined, tr: Translator): Cell {
  if (!target) return { text: null };
  return {
    text: formatFigure(target, tr),
    aside: target.period ? formatPeriodOrNone(target.period, tr) : tr.t('pages.table.noYear'),
    ...(target.indicator === 'intake_per_year' ? {} : { note: tr.label('indicator', target.indicator) }),
  };
}

function whoCell({ eligibility }: MeasureSummary, tr: Translator): Cell {
  const sex = eligibility.sex === null ? null : tr.label('sex', eligibility.sex);
  const said = [sex, formatAges(eligibility, tr)].filter((part) => part !== null);
  return { text: said.length === 0 ? null : said.join(', ') };
}

function cellOf(measure: MeasureSummary, column: ExplorerColumn, region: string, tr: Translator): Cell {
  switch (column) {
    case 'country':
      return { text: tr.country(measure.country.iso2, measure.country.name) };
    case 'name':
      return measure.nativeName === null
        ? { text: measure.name }
        : { text: measure.name, note: measure.nativeName };
    case 'region':
      return { text: region };
    case 'type':
      return { text: tr.label('type', measure.type) };
    case 'obligation':
      return { text: tr.label('obligation', measure.obligation) };
    case 'status':
      return { text: tr.label('status', measure.status) };
    case 'who':
      return whoCell(measure, tr);
    case 'announced':
      return { text: formatDate(measure.announcedOn, tr) };
    case 'legislated':
      return { text: formatDate(measure.legislatedOn, tr) };
    case 'starts':
      return { text: formatDate(measure.startsOn, tr) };
    case 'ended':
      return { text: formatDate(measure.endedOn, tr) };
    case 'length':
      return { text: formatDuration(measure.duration, tr) };
    case 'pay':
      return { text: formatPay(measure.pay, tr) };
    case 'first_target':
      return targetCell(measure.targets?.first, tr);
    case 'last_target':
      return targetCell(measure.targets?.last, tr);
    case 'sources':
      return { text: tr.number(measure.sourceCount) };
  }
}

function shownMeasure(measure: MeasureSummary, region: string, tr: Translator): ShownMeasure {
  const cell = (column: ExplorerColumn) => cellOf(measure, column, region, tr);
  return {
    id: measure.id,
    name: measure.name,
    native_name: measure.nativeName,
    summary: measure.summary,
    path: localePath(tr.locale, `/measures/${measure.id}`),
    cells: {
      country: cell('country'),
      name: cell('name'),
      region: cell('region'),
      type: cell('type'),
      obligation: cell('obligation'),
      status: cell('status'),
      who: cell('who'),
      announced: cell('announced'),
      legislated: cell('legislated'),
      starts: cell('starts'),
      ended: cell('ended'),
      length: cell('length'),
      pay: cell('pay'),
      first_target: cell('first_target'),
      last_target: cell('last_target'),
      sources: cell('sources'),
    },
  };
}

/** The measures of a page as it shows them. */
export function shownMeasures(
  measures: readonly MeasureSummary[],
  countries: readonly Country[],
  tr: Translator,
): ShownMeasure[] {
  const regions = new Map(countries.map(({ iso2, region }) => [iso2, tr.label('region', region)]));
  return measures.map((measure) => shownMeasure(measure, regions.get(measure.countryIso2) ?? '', tr));
}

function targetJson(target: Observation) {
  const { id, indicator, period, value, low, high, qualifier, statedOn } = target;
  return { observation_id: id, indicator, period, value, low, high, qualifier, stated_on: statedOn };
}

/**
 * A measure as /data/explorer and /measures.json answer it: fields as in the data codebook (as in /measures/{id}.json),
 * its first and last target, the number of its sources, and `cells`, the row of the table in the language asked for.
 */
export function measureItem(measure: MeasureSummary, shown: ShownMeasure, origin: string) {
  const { eligibility, duration, pay, targets } = measure;
  return {
    ...shown,
    url: `${origin}/measures/${measure.id}`,
    country: measure.country,
    headline: measure.headline,
    type: measure.type,
    obligation: measure.obligation,
    status: measure.status,
    status_as_of: measure.statusAsOf,
    announced_on: measure.announcedOn,
    legislated_on: measure.legislatedOn,
    starts_on: measure.startsOn,
    ended_on: measure.endedOn,
    eligibility: {
      sex: eligibility.sex,
      age_min: eligibility.ageMin,
      age_max: eligibility.ageMax,
      note: eligibility.note,
    },
    duration,
    pay: pay && {
      amount: pay.amount,
      currency: pay.currency,
      per: pay.per,
      tax: pay.tax,
      qualifier: pay.qualifier,
      note: pay.note,
      source_ids: pay.sourceIds,
    },
    targets: targets && { first: targetJson(targets.first), last: targetJson(targets.last) },
    source_count: measure.sourceCount,
    source_ids: measure.sourceIds,
  };
}

function valueLabel(
  facet: Facet['facet'],
  code: string,
  countries: readonly Country[],
  tr: Translator,
): string {
  switch (facet) {
    case 'countries':
      return tr.country(code, countries.find(({ iso2 }) => iso2 === code)?.name ?? code);
    case 'type':
    case 'obligation':
    case 'status':
    case 'region':
      return tr.label(facet, code);
    case 'sex':
      return code === UNKNOWN ? tr.t('explorer.value.sex.unknown') : tr.label('sex', code);
    case 'alliance':
    case 'length':
    case 'start':
      return tr.t(`explorer.value.${facet}.${code}`);
  }
}

function answeredFacet(
  { facet, values }: Facet,
  countries: readonly Country[],
  tr: Translator,
): AnsweredFacet {
  const labelled = values.map(({ code, count }) => ({
    code,
    label: valueLabel(facet, code, countries, tr),
    count,
    counted: tr.number(count),
  }));
  const collator = new Intl.Collator(tr.locale);
  return {
    param: facet,
    label: tr.t(`explorer.facet.${facet}`),
    hint: facet === 'alliance' || facet === 'length' ? tr.t(`explorer.hint.${facet}`) : null,
    values: facet === 'countries' ? labelled.sort((a, b) => collator.compare(a.label, b.label)) : labelled,
  };
}

function pastWords(asOf: string, past: PastCounts, tr: Translator): ExplorerMeta['past'] {
  const day = formatDate(partialDate(asOf), tr) ?? asOf;
  return {
    as_of: asOf,
    title: tr.t('explorer.past.title', { day }),
    left_out: [
      tr.t('explorer.past.measures', { total: past.measures, later: past.measuresLater }),
      tr.t('explorer.past.targets', { later: past.targetsLater, undatable: past.targetsUndatable }).trim(),
      tr.t('explorer.past.published', { count: past.targetsByPublication }),
    ].join(' '),
    rules: [tr.t('explorer.past.rule'), tr.t('explorer.past.today')],
  };
}

function pagerPages(page: number, pages: number, tr: Translator): ExplorerMeta['words']['pager'] {
  return Array.from({ length: pages }, (_, place) => place + 1)
    .filter((number) => number === 1 || number === pages || Math.abs(number - page) <= 2)
    .map((number) => ({ page: number, label: tr.t('pages.filter.page', { page: number }) }));
}

/** The query of an address, without its question mark. */
export function queryOf(href: string): string {
  const start = href.indexOf('?');
  return start === -1 ? '' : href.slice(start + 1);
}

/** Everything said about a page of measures in the language asked for: counts, facets, sentence, statement of a past view. */
export function explorerMeta(
  found: Exploration,
  asked: ExplorerState,
  { countries, release, tr }: { countries: readonly Country[]; release: CurrentRelease; tr: Translator },
): ExplorerMeta {
  const { count, page, pages } = found;
  const chosen = FACETS.reduce((sum, facet) => sum + chosenIn(facet, asked).length, 0);
  const compared = found.countries.length;
  return {
    count,
    total: found.total,
    page,
    pages,
    page_size: EXPLORER_PAGE_SIZE,
    language: tr.locale,
    sentence: explorerSentence(asked, count, tr, countries),
    query: queryOf(explorerHref('', { ...asked, page })),
    columns: asked.columns,
    sort: asked.sort,
    q: asked.q,
    past: asked.asOf === null || found.past === null ? null : pastWords(asked.asOf, found.past, tr),
    facets: found.facets.map((facet) => answeredFacet(facet, countries, tr)),
    countries: found.countries,
    release: { id: release.id, loaded_at: release.loadedAt },
    words: {
      showing: tr.t('pages.filter.showing', {
        from: (page - 1) * EXPLORER_PAGE_SIZE + 1,
        to: Math.min(page * EXPLORER_PAGE_SIZE, count),
        total: count,
      }),
      done: tr.t('explorer.filters.done', { count }),
      filters: tr.t('explorer.filters.open', { count: chosen }),
      file: tr.t('pages.dashboard.csvOfTable', { count }),
      compare: isCompared(compared) ? tr.t('explorer.results.compare', { count: compared }) : null,
      citation: pageCitation(citedView(found, asked, { countries, release, tr }), tr),
      pager: pagerPages(page, pages, tr),
    },
  };
}

/** A view as a work to cite, as `/cite` names it. */
function citedView(
  found: Exploration,
  asked: ExplorerState,
  { countries, release, tr }: { countries: readonly Country[]; release: CurrentRelease; tr: Translator },
): Omit<CitedWork, 'accessedOn'> {
  const filter = explorerFilterWords(asked, found.count, tr, countries);
  const address = explorerHref(localePath(tr.locale, '/measures'), { ...asked, page: found.page });
  return {
    kind: 'webpage',
    title: filteredTitle(sectionTitle('measures', tr), filter === null ? [] : [filter], tr),
    asOf: found.past === null ? null : asked.asOf,
    url: `${siteOrigin()}${address}`,
    release,
  };
}

function isCompared(countries: number): boolean {
  return countries >= 2 && countries <= MOST_COMPARED;
}

/** The addresses of a view: its page, its files, the comparison of its countries. */
export function explorerLinks(found: Exploration, asked: ExplorerState, tr: Translator): ExplorerLinks {
  const rows = { ...asked, lang: tr.locale };
  const compared = [...found.countries].sort(byCountryCode);
  return {
    html: explorerHref(localePath(tr.locale, '/measures'), { ...asked, page: found.page }),
    csv: explorerFileHref('/measures.csv', rows),
    csv_excel: explorerFileHref('/measures.csv', { ...rows, bom: true, sep: EXCEL_SEPARATOR[tr.locale] }),
    xlsx: explorerFileHref('/measures.xlsx', rows),
    json: explorerFileHref('/measures.json', rows),
    compare: isCompared(compared.length)
      ? `${localePath(tr.locale, '/compare')}?countries=${compared.join(',')}${asked.asOf === null ? '' : `&asOf=${asked.asOf}`}`
      : null,
    // A call gives every row and every field: columns and page say nothing there.
    code: codeExamples(
      `${siteOrigin()}${explorerHref(`${API_PATH}/measures`, { ...asked, columns: [...DEFAULT_COLUMNS], page: 1 })}`,
      'list',
    ),
  };
}
