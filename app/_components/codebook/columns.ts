import { type DescribedColumn, describeColumn } from '@/lib/export/columns';
import { coverageColumns } from '@/lib/export/coverage-csv';
import { measureColumns } from '@/lib/export/measures-csv';
import { observationColumns } from '@/lib/export/observations-csv';
import { SOURCE_COLUMNS } from '@/lib/export/sources-csv';
import { CHANGE_COLUMNS, claimColumns, eventColumns, seriesColumns } from '@/lib/export/table-columns';
import type { Translator } from '@/lib/i18n/translator';
import type { CurrentRelease } from '@/lib/queries/releases';

/** A data file and its columns, in their order. */
export interface DescribedFile {
  name: string;
  columns: { name: string; meaning: string }[];
}

type AnyColumn = Pick<DescribedColumn<never>, 'name' | 'holds' | 'group'>;

/** The columns of every data file as its writer has them, with what they hold. */
export function describedFiles(release: CurrentRelease, tr: Translator): DescribedFile[] {
  const context = { release, origin: '', measureUrl: (id: string) => `/measures/${id}`, translator: tr };
  const files: { name: string; columns: readonly AnyColumn[] }[] = [
    { name: 'measures.csv', columns: measureColumns(context) },
    { name: 'observations.csv', columns: observationColumns(context) },
    { name: 'sources.csv', columns: SOURCE_COLUMNS },
    { name: 'events.csv', columns: eventColumns(context) },
    { name: 'claims.csv', columns: claimColumns(context) },
    { name: 'series.csv', columns: seriesColumns(context) },
    { name: 'changes.csv', columns: CHANGE_COLUMNS },
    { name: 'coverage.csv', columns: coverageColumns(context) },
  ];
  return files.map((file) => ({
    name: file.name,
    columns: file.columns.map((column) => ({
      name: column.name,
      meaning: `${describeColumn(column, tr)}.`,
    })),
  }));
}
