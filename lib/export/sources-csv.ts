import type { Source } from '@/lib/domain/records';
import { type CsvColumn, type CsvOptions, writeCsv } from './csv';

/** A source with how often it is cited, by what cites it. */
export interface SourceRow {
  source: Source;
  cited: { measures: number; observations: number; events: number; claims: number };
}

/** The columns of sources.csv; public, they keep name and order, and new ones are added behind. */
export const SOURCE_COLUMNS: readonly CsvColumn<SourceRow>[] = [
  { name: 'source_id', cell: ({ source }) => source.id },
  { name: 'title', cell: ({ source }) => source.title },
  { name: 'publisher', cell: ({ source }) => source.publisher },
  { name: 'url', cell: ({ source }) => source.url },
  { name: 'published_on', cell: ({ source }) => source.publishedOn },
  { name: 'language', cell: ({ source }) => source.language },
  { name: 'kind', cell: ({ source }) => source.kind },
  { name: 'cited_by_measures', cell: ({ cited }) => cited.measures },
  { name: 'cited_by_observations', cell: ({ cited }) => cited.observations },
  { name: 'cited_by_events', cell: ({ cited }) => cited.events },
  { name: 'cited_by_claims', cell: ({ cited }) => cited.claims },
];

/** sources.csv: one line a source, in the order given. */
export function sourcesCsv(rows: readonly SourceRow[], options: CsvOptions): string {
  return writeCsv(rows, SOURCE_COLUMNS, options);
}
