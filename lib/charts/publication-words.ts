import type { SeriesSource, Source } from '@/lib/domain/records';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { type ChartViewState, chartHref } from '@/lib/view-state/charts';
import { coverageAsDrawn } from './coverage';
import type { PublicationWords } from './publication';
import type { ChartSpec } from './spec';

/** More names than this are counted, however much room there is: the page lists every document. */
const MAX_PUBLISHERS = 8;

/** Publishers of the sources that a spec cites: of official documents and data sets first, then who has most documents. */
function publishers(spec: ChartSpec, sources: readonly (Source | SeriesSource)[]): string[] {
  const cited = new Set(spec.sourceIds);
  const documents = new Map<string, { first: boolean; count: number }>();
  for (const source of sources) {
    if (!cited.has(source.id)) continue;
    const known = documents.get(source.publisher);
    const first = 'vintage' in source || source.kind === 'official' || source.kind === 'dataset';
    documents.set(source.publisher, {
      first: first || (known?.first ?? false),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...documents]
    .sort(([, a], [, b]) => Number(b.first) - Number(a.first) || b.count - a.count)
    .map(([publisher]) => publisher);
}

/** Where a chart's page is found, as it is printed: without "https://"; the language is in the path, the reader's own words are left out. */
function printedAddress(spec: ChartSpec, state: ChartViewState, origin: string): string {
  const href = chartHref(spec.slug, '', { ...state, lang: undefined, title: null, subtitle: null });
  const { host, pathname, search } = new URL(localePath(state.lang, href), origin);
  return `${host}${pathname}${search}`;
}

/** How much a drawing holds of what was considered; rows may have found no room in it. */
export function coverageOf(drawn: ChartSpec, tr: Translator): string {
  switch (drawn.slug) {
    case 'intake-targets':
    case 'target-revisions':
    case 'defence-spending':
    case 'service-model':
      return drawn.coverage;
    case 'budgets':
    case 'timeline':
    case 'service-length':
    case 'pay':
    case 'forces':
    case 'delivery':
    case 'cost-per-recruit':
    case 'public-support':
      return coverageAsDrawn(drawn, tr);
  }
}

/**
 * The words printed around a chart in its language: publishers, what is drawn of what was considered, release, licence
 * and address. `sources` are at least those the spec cites; `origin` is the address under which readers reach us.
 */
export function publicationWords(
  spec: ChartSpec,
  state: ChartViewState,
  sources: readonly (Source | SeriesSource)[],
  origin: string,
): PublicationWords {
  const tr = translator(spec.lang);
  const all = publishers(spec, sources);
  const naming = (count: number) => {
    const more = all.length - count;
    const named = all.slice(0, count);
    const listed = more > 0 ? [...named, tr.t('charts.tooltip.morePublishers', { count: more })] : named;
    // Names of publishers hold commas.
    return tr.t('charts.tooltip.sources', { count: all.length, names: tr.series(listed) });
  };
  const most = Math.min(all.length, MAX_PUBLISHERS);
  const terms = [
    tr.sentence([
      tr.t('charts.figure.release', {
        release: spec.releaseId,
        day: formatTimestampDay(spec.releaseDate, tr),
      }),
    ]),
    ...(spec.pastRelease ? [spec.pastRelease.note] : []),
    tr.t('view.export.licenceNote'),
  ];
  return {
    sources: Array.from({ length: most }, (_, index) => naming(most - index)),
    facts: (drawn) => [tr.sentence([coverageOf(drawn, tr)]), ...terms].join(' '),
    rowsLeft: ({ leftOut, kept }) => tr.sentence([tr.t('charts.picture.rowsLeft', { count: leftOut, kept })]),
    name: 'Muster',
    address: printedAddress(spec, state, origin),
  };
}
