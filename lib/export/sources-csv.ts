import type { Source } from '@/lib/domain/records';
import type { DescribedColumn } from './columns';

/** A source with how often it is cited, by what cites it. */
export interface SourceRow {
  source: Source;
  cited: { measures: number; observations: number; events: number; claims: number };
}

/** The columns of sources.csv; public, they keep name and order, and new ones are added behind. */
export const SOURCE_COLUMNS: readonly DescribedColumn<SourceRow>[] = [
  { name: 'source_id', holds: 'id', required: true, cell: ({ source }) => source.id },
  { name: 'title', holds: 'text', required: true, cell: ({ source }) => source.title },
  { name: 'publisher', holds: 'text', required: true, cell: ({ source }) => source.publisher },
  { name: 'url', holds: 'url', required: true, cell: ({ source }) => source.url },
  { name: 'published_on', holds: 'partial_date', cell: ({ source }) => source.publishedOn },
  { name: 'language', holds: 'id', required: true, cell: ({ source }) => source.language },
  { name: 'kind', holds: { code: 'sourceKind' }, required: true, cell: ({ source }) => source.kind },
  { name: 'cited_by_measures', holds: 'integer', cell: ({ cited }) => cited.measures },
  { name: 'cited_by_observations', holds: 'integer', cell: ({ cited }) => cited.observations },
  { name: 'cited_by_events', holds: 'integer', cell: ({ cited }) => cited.events },
  { name: 'cited_by_claims', holds: 'integer', cell: ({ cited }) => cited.claims },
];
