import type { ClosedSetName } from '@/lib/domain/codes';
import type { Measure, Observation, Release } from '@/lib/domain/records';
import type { FirstAndLastTarget } from '@/lib/domain/target';
import type { Translator } from '@/lib/i18n/translator';
import type { ColumnGroup, DescribedColumn } from './columns';
import { type CsvOptions, writeCsv } from './csv';

/** A measure as a table shows it: what lib/queries/measures.ts lists. */
export interface MeasureRow extends Measure {
  country: { iso2: string; iso3: string; name: string };
  /** Distinct sources of the measure, its pay and its figures. */
  sourceCount: number;
  targets: FirstAndLastTarget | null;
}

export interface ExportContext {
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** The absolute address of a measure's page. */
  measureUrl: (measureId: string) => string;
  /** YYYY-MM-DD of a past view: what was known by the end of that day; null or left out: all that is known. */
  asOf?: string | null;
  /** Gives the label columns their language; codes, names and data text never change with it. */
  translator: Translator;
}

/** A target's columns: `first_target_value` …; all empty where the measure has none. */
function targetColumns(
  group: ColumnGroup,
  target: (row: MeasureRow) => Observation | undefined,
): DescribedColumn<MeasureRow>[] {
  return [
    { name: `${group}_value`, holds: 'number', group, cell: (row) => target(row)?.value ?? null },
    { name: `${group}_low`, holds: 'number', group, cell: (row) => target(row)?.low ?? null },
    { name: `${group}_high`, holds: 'number', group, cell: (row) => target(row)?.high ?? null },
    {
      name: `${group}_qualifier`,
      holds: { code: 'qualifier' },
      group,
      cell: (row) => target(row)?.qualifier ?? null,
    },
    {
      name: `${group}_period_start`,
      holds: 'year',
      group,
      cell: (row) => target(row)?.period?.start ?? null,
    },
    { name: `${group}_period_end`, holds: 'year', group, cell: (row) => target(row)?.period?.end ?? null },
    {
      name: `${group}_stated_on`,
      holds: 'partial_date',
      group,
      cell: (row) => target(row)?.statedOn ?? null,
    },
    { name: `${group}_observation_id`, holds: 'id', group, cell: (row) => target(row)?.id ?? null },
  ];
}

/** The columns of measures.csv. The first 29 are public and keep name and order; new ones are added behind. */
export function measureColumns(context: ExportContext): DescribedColumn<MeasureRow>[] {
  const { translator, release, measureUrl, asOf = null } = context;
  const label = (set: ClosedSetName, code: string | null | undefined) =>
    code === null || code === undefined ? null : translator.label(set, code);
  return [
    { name: 'measure_id', holds: 'id', required: true, cell: (row) => row.id },
    { name: 'country_iso2', holds: 'id', required: true, cell: (row) => row.country.iso2 },
    { name: 'country_iso3', holds: 'id', required: true, cell: (row) => row.country.iso3 },
    { name: 'country', holds: 'text', required: true, cell: (row) => row.country.name },
    { name: 'name', holds: 'text', required: true, cell: (row) => row.name },
    { name: 'native_name', holds: 'text', cell: (row) => row.nativeName },
    { name: 'type', holds: { code: 'type' }, required: true, cell: (row) => row.type },
    { name: 'obligation', holds: { code: 'obligation' }, required: true, cell: (row) => row.obligation },
    { name: 'status', holds: { code: 'status' }, required: true, cell: (row) => row.status },
    { name: 'status_as_of', holds: 'partial_date', cell: (row) => row.statusAsOf },
    { name: 'announced_on', holds: 'partial_date', cell: (row) => row.announcedOn },
    { name: 'legislated_on', holds: 'partial_date', cell: (row) => row.legislatedOn },
    { name: 'starts_on', holds: 'partial_date', cell: (row) => row.startsOn },
    { name: 'ended_on', holds: 'partial_date', cell: (row) => row.endedOn },
    { name: 'sex', holds: { code: 'sex' }, cell: (row) => row.eligibility.sex },
    { name: 'age_min', holds: 'integer', cell: (row) => row.eligibility.ageMin },
    { name: 'age_max', holds: 'integer', cell: (row) => row.eligibility.ageMax },
    { name: 'duration_min', holds: 'number', cell: (row) => row.duration?.min ?? null },
    { name: 'duration_max', holds: 'number', cell: (row) => row.duration?.max ?? null },
    { name: 'duration_unit', holds: { code: 'durationUnit' }, cell: (row) => row.duration?.unit ?? null },
    { name: 'pay_amount', holds: 'number', cell: (row) => row.pay?.amount ?? null },
    { name: 'pay_currency', holds: 'id', cell: (row) => row.pay?.currency ?? null },
    { name: 'pay_per', holds: { code: 'payPeriod' }, cell: (row) => row.pay?.per ?? null },
    { name: 'pay_tax', holds: { code: 'tax' }, cell: (row) => row.pay?.tax ?? null },
    { name: 'pay_qualifier', holds: { code: 'qualifier' }, cell: (row) => row.pay?.qualifier ?? null },
    { name: 'headline', holds: 'boolean', required: true, cell: (row) => row.headline },
    { name: 'summary', holds: 'text', required: true, cell: (row) => row.summary },
    { name: 'source_count', holds: 'integer', required: true, cell: (row) => row.sourceCount },
    { name: 'url', holds: 'url', required: true, cell: (row) => measureUrl(row.id) },
    {
      name: 'country_label',
      holds: { labelOf: 'country' },
      required: true,
      cell: (row) => translator.country(row.country.iso2, row.country.name),
    },
    {
      name: 'type_label',
      holds: { labelOf: 'type' },
      required: true,
      cell: (row) => label('type', row.type),
    },
    {
      name: 'obligation_label',
      holds: { labelOf: 'obligation' },
      required: true,
      cell: (row) => label('obligation', row.obligation),
    },
    {
      name: 'status_label',
      holds: { labelOf: 'status' },
      required: true,
      cell: (row) => label('status', row.status),
    },
    { name: 'sex_label', holds: { labelOf: 'sex' }, cell: (row) => label('sex', row.eligibility.sex) },
    {
      name: 'duration_unit_label',
      holds: { labelOf: 'duration_unit' },
      cell: (row) => label('durationUnit', row.duration?.unit),
    },
    { name: 'pay_per_label', holds: { labelOf: 'pay_per' }, cell: (row) => label('payPeriod', row.pay?.per) },
    { name: 'pay_tax_label', holds: { labelOf: 'pay_tax' }, cell: (row) => label('tax', row.pay?.tax) },
    {
      name: 'pay_qualifier_label',
      holds: { labelOf: 'pay_qualifier' },
      cell: (row) => label('qualifier', row.pay?.qualifier),
    },
    { name: 'eligibility_note', holds: 'text', cell: (row) => row.eligibility.note },
    { name: 'duration_note', holds: 'text', cell: (row) => row.duration?.note ?? null },
    { name: 'pay_note', holds: 'text', cell: (row) => row.pay?.note ?? null },
    { name: 'target_indicator', holds: { code: 'indicator' }, cell: (row) => row.targets?.indicator ?? null },
    {
      name: 'target_indicator_label',
      holds: { labelOf: 'target_indicator' },
      cell: (row) => label('indicator', row.targets?.indicator),
    },
    ...targetColumns('first_target', (row) => row.targets?.first),
    ...targetColumns('last_target', (row) => row.targets?.last),
    {
      name: 'source_ids',
      holds: 'ids',
      cell: (row) => (row.sourceIds.length > 0 ? row.sourceIds.join(' ') : null),
    },
    { name: 'release_id', holds: 'id', required: true, cell: () => release.id },
    { name: 'release_date', holds: 'day', required: true, cell: () => release.loadedAt.slice(0, 10) },
    { name: 'as_of', holds: 'day', cell: () => asOf },
  ];
}

/** measures.csv: one line a measure, in the order given. */
export function measuresCsv(
  measures: readonly MeasureRow[],
  context: ExportContext,
  options: CsvOptions,
): string {
  return writeCsv(measures, measureColumns(context), options);
}
