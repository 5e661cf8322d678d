import type { ChartSpec, PlainValue } from '@/lib/charts/spec';
import { type ClosedSetName, isOneOf } from '@/lib/domain/codes';
import type { Translator } from '@/lib/i18n/translator';
import type { ColumnHolds } from './columns';
import type { ExplainedColumn } from './xlsx';

/** A row of a chart's table: as the page shows it, and plain for programs. */
export interface ChartLine {
  words: Record<string, string>;
  values: Record<string, PlainValue>;
}

/** Codes of plain columns, by the last part of their name, without the `_code` that keeps some apart from words' columns. */
const CODES: Readonly<Record<string, ClosedSetName>> = {
  type: 'type',
  obligation: 'obligation',
  status: 'status',
  indicator: 'indicator',
  basis: 'basis',
  coverage: 'coverage',
  qualifier: 'qualifier',
  tax: 'tax',
  duration_unit: 'durationUnit',
  pay_per: 'payPeriod',
  pay_tax: 'tax',
  pay_qualifier: 'qualifier',
  series: 'series',
  service_model: 'serviceModel',
  event_type: 'eventType',
};

/** What stands before the name of a figure's part: `planned_value` is the value of what was planned. */
const FIGURES = [
  'planned',
  'came',
  'gap',
  'required_growth',
  'derived',
  'budget',
  'people',
  'cost_per_recruit',
  'month',
] as const;

/** A plain column taken apart: which of several figures of a row it belongs to (null: the row's one), and which part. */
function partsOf(name: string): { figure: (typeof FIGURES)[number] | null; part: string } {
  const figure = FIGURES.find((candidate) => name.startsWith(`${candidate}_`)) ?? null;
  return { figure, part: (figure === null ? name : name.slice(figure.length + 1)).replace(/_code$/, '') };
}

/** Figures that Muster computes itself: their qualifier may be more than a source's ("at least about"). */
const COMPUTED = ['gap', 'required_growth', 'derived', 'cost_per_recruit', 'month'] as const;

function plainHolds({ figure, part }: ReturnType<typeof partsOf>): ColumnHolds {
  if (part === 'qualifier' && isOneOf(COMPUTED, figure)) return 'text';
  const set = CODES[part];
  if (set !== undefined) return { code: set };
  if (/^(?:value|low|high|(?:duration|months)_(?:min|max)|pay_amount|event_number)$/.test(part))
    return 'number';
  if (/^(?:period_start|period_end|year|last_target_year)$/.test(part)) return 'year';
  if (/_on$|^event_date$/.test(part)) return 'partial_date';
  if (/^(?:as_of|release_date)$/.test(part)) return 'day';
  return 'id';
}

/** A plain column's meaning; null where the messages have none. */
function plainMeaning(name: string, tr: Translator): string | null {
  const { figure, part } = partsOf(name);
  const own = `takeAway.xlsx.column.${part}`;
  const words = tr.has(own) ? tr.t(own) : tr.has(`columns.${part}`) ? tr.t(`columns.${part}`) : null;
  return figure === null || words === null ? words : `${tr.t(`takeAway.xlsx.figure.${figure}`)} ${words}`;
}

type Filed = Pick<ChartSpec, 'table' | 'asOf' | 'releaseId' | 'releaseDate'>;

/** The last columns of every chart's file: they say as of when it is, so that a row says it wherever it is pasted. */
const asOfWhen = ({ asOf, releaseId, releaseDate }: Filed) => ({
  as_of: asOf,
  release_id: releaseId,
  release_date: releaseDate,
});

/** The rows of a chart's files: those of its table, drawn or left out, each with the release and the day of a past view. */
export function chartLines(spec: Filed): ChartLine[] {
  const { table } = spec;
  const when = asOfWhen(spec);
  return table.rows.map((words, index) => ({ words, values: { ...table.plain[index], ...when } }));
}

/**
 * The columns of a chart's files: first the words of its table in the language of the view, then codes and plain numbers
 * under names of their own, which do not change with the language. A column without an explanation has an empty meaning.
 */
export function chartColumns(spec: Filed, tr: Translator): ExplainedColumn<ChartLine>[] {
  const { table } = spec;
  return [
    ...table.columns.map(
      ({ key, label }): ExplainedColumn<ChartLine> => ({
        name: label,
        holds: 'text',
        meaning: tr.t('takeAway.xlsx.words'),
        cell: ({ words }) => words[key] ?? null,
      }),
    ),
    ...Object.keys({ ...table.plain[0], ...asOfWhen(spec) }).map(
      (name): ExplainedColumn<ChartLine> => ({
        name,
        holds: plainHolds(partsOf(name)),
        meaning: plainMeaning(name, tr) ?? '',
        cell: ({ values }) => values[name] ?? null,
      }),
    ),
  ];
}
