import { coverageColumns } from '@/lib/export/coverage-csv';
import { measureColumns } from '@/lib/export/measures-csv';
import { observationColumns } from '@/lib/export/observations-csv';
import { SOURCE_COLUMNS } from '@/lib/export/sources-csv';
import type { Translator } from '@/lib/i18n/translator';
import type { CurrentRelease } from '@/lib/queries/releases';

/** A data file and its columns, in their order. */
export interface DescribedFile {
  name: string;
  columns: { name: string; meaning: string }[];
}

const TARGET_COLUMN = /^(first|last)_target_(.+)$/;
const LABEL_COLUMN = /^(.+)_label$/;

/** What a column holds. Throws when the messages have no word for it. */
export function columnMeaning(name: string, tr: Translator): string {
  const [, which, rest] = TARGET_COLUMN.exec(name) ?? [];
  if (which !== undefined && rest !== undefined) {
    return tr.t(`codebook.column.${which}_target`, { part: tr.t(`codebook.column.target_part.${rest}`) });
  }
  const [, labelled] = LABEL_COLUMN.exec(name) ?? [];
  if (labelled !== undefined) return tr.t('codebook.column.label', { column: labelled });
  return tr.t(`codebook.column.${name}`);
}

/** The columns of every data file as its writer has them, with what they hold. */
export function describedFiles(release: CurrentRelease, tr: Translator): DescribedFile[] {
  const context = { release, measureUrl: (id: string) => `/measures/${id}`, translator: tr };
  const files = [
    { name: 'measures.csv', columns: measureColumns(context) },
    { name: 'observations.csv', columns: observationColumns(context) },
    { name: 'sources.csv', columns: SOURCE_COLUMNS },
    { name: 'coverage.csv', columns: coverageColumns(context) },
  ];
  return files.map((file) => ({
    name: file.name,
    columns: file.columns.map(({ name }) => ({ name, meaning: columnMeaning(name, tr) })),
  }));
}
