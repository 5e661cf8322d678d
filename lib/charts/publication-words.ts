import type { SeriesSource, Source } from '@/lib/domain/records';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { type ChartViewState, chartHref } from '@/lib/view-state/charts';
import type { PublicationWords } from './publication';
import type { ChartSpec } from './spec';

/** More names than this are counted, however much room there is. */
const MAX_PUBLISHERS = 24;

/** Publishers of the sources that a spec cites, who has most documents first. */
function publishers(spec: ChartSpec, sources: readonly (Source | SeriesSource)[]): string[] {
  const cited = new Set(spec.sourceIds);
  const documents = new Map<string, number>();
  for (const { id, publisher } of sources) {
    if (cited.has(id)) documents.set(publisher, (documents.get(publisher) ?? 0) + 1);
  }
  return [...documents].sort(([, a], [, b]) => b - a).map(([publisher]) => publisher);
}

/** Where a chart's page is found, as it is printed: without "https://"; the language is in the path, the reader's own words are left out. */
function printedAddress(spec: ChartSpec, state: ChartViewState, origin: string): string[] {
  const href = chartHref(spec.slug, '', { ...state, lang: undefined, title: null, subtitle: null });
  const { host, pathname, search } = new URL(localePath(state.lang, href), origin);
  return search === '' ? [`${host}${pathname}`] : [`${host}${pathname}${search}`, `${host}${pathname}`];
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
    const names = tr.list(
      more > 0 ? [...named, tr.t('charts.tooltip.morePublishers', { count: more })] : named,
    );
    return tr.t('charts.tooltip.sources', { count: all.length, names });
  };
  const most = Math.min(all.length, MAX_PUBLISHERS);
  const facts = [
    tr.sentence([spec.coverage]),
    tr.sentence([
      tr.t('charts.figure.release', {
        release: spec.releaseId,
        date: formatTimestampDay(spec.releaseDate, tr),
      }),
    ]),
    tr.sentence([tr.t('charts.picture.licence')]),
  ];
  return {
    sources: Array.from({ length: most }, (_, index) => naming(most - index)),
    facts: facts.join(' '),
    rowsLeft: (count) => tr.sentence([tr.t('charts.picture.rowsLeft', { count })]),
    name: 'Muster',
    addresses: printedAddress(spec, state, origin),
  };
}
