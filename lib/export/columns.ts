import { CLOSED_SETS, type ClosedSetName } from '@/lib/domain/codes';
import type { Translator } from '@/lib/i18n/translator';
import type { CsvColumn } from './csv';

/**
 * What the cells of a column are. `id`, `code` and `text` are words; `ids` and `urls` are several, parted by single
 * spaces; `partial_date` is YYYY, YYYY-MM or YYYY-MM-DD, `day` always the whole; `labelOf` names the column whose code
 * it puts into words, in the language asked for.
 */
export type ColumnHolds =
  | 'id'
  | 'text'
  | 'url'
  | 'ids'
  | 'urls'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'year'
  | 'day'
  | 'partial_date'
  | 'instant'
  | { code: ClosedSetName }
  | { labelOf: string };

/** A group of columns that describe one figure: `first_target_value` is the `value` of the first target. */
export type ColumnGroup = 'first_target' | 'last_target';

/** A column of a file with what it means: the head of a CSV, a spreadsheet's codebook and a table schema come from it. */
export interface DescribedColumn<Row> extends CsvColumn<Row> {
  holds: ColumnHolds;
  /** True when no cell of it is ever empty. */
  required?: boolean;
  group?: ColumnGroup;
}

/** What a column is, in one sentence without a full stop, in the translator's language. */
export function describeColumn(
  { name, holds, group }: Pick<DescribedColumn<unknown>, 'name' | 'holds' | 'group'>,
  tr: Translator,
): string {
  if (group !== undefined) {
    return `${tr.t(`columns.${group}`)} ${tr.t(`columns.${name.slice(group.length + 1)}`)}`;
  }
  if (typeof holds === 'object' && 'labelOf' in holds) {
    return tr.t('columns.label', { column: holds.labelOf });
  }
  return tr.t(`columns.${name}`);
}

/** The codes that a column can hold; null when it is not one of codes. */
export function allowedCodes({ holds }: Pick<DescribedColumn<unknown>, 'holds'>): readonly string[] | null {
  return typeof holds === 'object' && 'code' in holds ? CLOSED_SETS[holds.code] : null;
}
