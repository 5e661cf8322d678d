import type { Translator } from '@/lib/i18n/translator';
import type { RowsSpec } from './spec';

/** How much of what was considered is drawn in a chart of rows, in words. */
export function coverageWords(
  slug: RowsSpec['slug'],
  { drawn, count }: { drawn: number; count: number },
  tr: Translator,
): string {
  switch (slug) {
    case 'forces':
    case 'budgets':
    case 'public-support':
      return tr.t('charts.coverage.figures', { drawn, count });
    case 'pay':
      return tr.t('serviceTerms.pay.coverage', { drawn, count });
    case 'service-length':
      return tr.t('serviceTerms.length.coverage', { drawn, count });
    case 'cost-per-recruit':
      return tr.t('charts.recruit.coverage', { computed: drawn, count });
    case 'timeline':
      return tr.t('charts.coverage.measures', { count: drawn });
    case 'delivery':
      return tr.t('charts.coverage.panels', { count: drawn });
  }
}

/** The same of a chart less the rows that found no room: what is said is of the picture as it is drawn. */
export function coverageAsDrawn(spec: RowsSpec, tr: Translator): string {
  return coverageWords(spec.slug, { drawn: drawnIn(spec), count: spec.considered }, tr);
}

function drawnIn(spec: RowsSpec): number {
  switch (spec.slug) {
    case 'timeline':
    case 'delivery':
      return spec.series.length;
    case 'forces':
    case 'public-support':
    case 'budgets':
    case 'pay':
    case 'service-length':
    case 'cost-per-recruit':
      // A reference work's figure is context: it is not among those considered.
      return spec.series.reduce(
        (sum, { points }) => sum + points.filter(({ mark }) => mark !== 'reference').length,
        0,
      );
  }
}
