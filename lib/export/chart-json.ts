import type { ChartSpec } from '@/lib/charts/spec';
import type { SeriesSource, Source } from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import { chartLines } from './chart-table';
import { cslItem, writeCitation } from './citation';

export interface ChartDossier {
  spec: ChartSpec;
  /** At least those that the spec cites. */
  sources: readonly (Source | SeriesSource)[];
  /** Absolute addresses of the chart's page, of that page in exactly this release, and the one that was asked. */
  pageUrl: string;
  fixedUrl: string;
  askedUrl: string;
  /** YYYY-MM-DD */
  today: string;
}

/**
 * A chart as JSON: `spec` draws it (without the plain rows of its table), `data` are the rows of its CSV for programs, drawn
 * or left out, `sources` the documents cited, `metadata` what a reader needs to use it.
 */
export function chartJson({ spec, sources, pageUrl, fixedUrl, askedUrl, today }: ChartDossier) {
  const tr = translator(spec.lang);
  const { plain: _plain, ...table } = spec.table;
  const cited = new Set(spec.sourceIds);
  const release = { id: spec.releaseId, loadedAt: spec.releaseDate };
  const work = {
    kind: 'dataset',
    title: spec.title,
    url: fixedUrl,
    release,
    asOf: spec.asOf,
    accessedOn: today,
  } as const;
  return {
    spec: { ...spec, table },
    data: chartLines(spec).map(({ values }) => values),
    sources: sources.filter(({ id }) => cited.has(id)),
    metadata: {
      title: spec.title,
      subtitle: spec.subtitle,
      headline_set_by_reader: spec.ownHeadline !== undefined,
      notes: spec.notes,
      url: pageUrl,
      retrieved_from: askedUrl,
      language: spec.lang,
      as_of: spec.asOf,
      release: { id: spec.releaseId, date: spec.releaseDate },
      licence: null,
      licence_note: tr.t('view.export.licenceNote'),
      citation: writeCitation(cslItem(work, tr), 'text', tr).trim(),
    },
  };
}
