import type { ClosedSetName } from '@/lib/domain/codes';
import type { Measure, Observation, Release } from '@/lib/domain/records';
import type { FirstAndLastTarget } from '@/lib/domain/target';
import type { Translator } from '@/lib/i18n/translator';
import { type CsvColumn, type CsvOptions, writeCsv } from './csv';

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
  /** Gives the label columns their language; codes, names and data text never change with it. */
  translator: Translator;
}

/** A target's columns: `first_target_value` …; all empty where the measure has none. */
function targetColumns(
  prefix: string,
  target: (row: MeasureRow) => Observation | undefined,
): CsvColumn<MeasureRow>[] {
  return [
    { name: `${prefix}_value`, cell: (row) => target(row)?.value ?? null },
    { name: `${prefix}_low`, cell: (row) => target(row)?.low ?? null },
    { name: `${prefix}_high`, cell: (row) => target(row)?.high ?? null },
    { name: `${prefix}_qualifier`, cell: (row) => target(row)?.qualifier ?? null },
    { name: `${prefix}_period_start`, cell: (row) => target(row)?.period?.start ?? null },
    { name: `${prefix}_period_end`, cell: (row) => target(row)?.period?.end ?? null },
    { name: `${prefix}_stated_on`, cell: (row) => target(row)?.statedOn ?? null },
    { name: `${prefix}_observation_id`, cell: (row) => target(row)?.id ?? null },
  ];
}

/** The columns of measures.csv. The first 29 are public and keep name and order; new ones are added behind. */
export function measureColumns(context: ExportContext): CsvColumn<MeasureRow>[] {
  const { translator, release, measureUrl } = context;
  const label = (set: ClosedSetName, code: string | null | undefined) =>
    code === null || code === undefined ? null : translator.label(set, code);
  return [
    { name: 'measure_id', cell: (row) => row.id },
    { name: 'country_iso2', cell: (row) => row.country.iso2 },
    { name: 'country_iso3', cell: (row) => row.country.iso3 },
    { name: 'country', cell: (row) => row.country.name },
    { name: 'name', cell: (row) => row.name },
    { name: 'native_name', cell: (row) => row.nativeName },
    { name: 'type', cell: (row) => row.type },
    { name: 'obligation', cell: (row) => row.obligation },
    { name: 'status', cell: (row) => row.status },
    { name: 'status_as_of', cell: (row) => row.statusAsOf },
    { name: 'announced_on', cell: (row) => row.announcedOn },
    { name: 'legislated_on', cell: (row) => row.legislatedOn },
    { name: 'starts_on', cell: (row) => row.startsOn },
    { name: 'ended_on', cell: (row) => row.endedOn },
    { name: 'sex', cell: (row) => row.eligibility.sex },
    { name: 'age_min', cell: (row) => row.eligibility.ageMin },
    { name: 'age_max', cell: (row) => row.eligibility.ageMax },
    { name: 'duration_min', cell: (row) => row.duration?.min ?? null },
    { name: 'duration_max', cell: (row) => row.duration?.max ?? null },
    { name: 'duration_unit', cell: (row) => row.duration?.unit ?? null },
    { name: 'pay_amount', cell: (row) => row.pay?.amount ?? null },
    { name: 'pay_currency', cell: (row) => row.pay?.currency ?? null },
    { name: 'pay_per', cell: (row) => row.pay?.per ?? null },
    { name: 'pay_tax', cell: (row) => row.pay?.tax ?? null },
    { name: 'pay_qualifier', cell: (row) => row.pay?.qualifier ?? null },
    { name: 'headline', cell: (row) => row.headline },
    { name: 'summary', cell: (row) => row.summary },
    { name: 'source_count', cell: (row) => row.sourceCount },
    { name: 'url', cell: (row) => measureUrl(row.id) },
    { name: 'country_label', cell: (row) => translator.country(row.country.iso2, row.country.name) },
    { name: 'type_label', cell: (row) => label('type', row.type) },
    { name: 'obligation_label', cell: (row) => label('obligation', row.obligation) },
    { name: 'status_label', cell: (row) => label('status', row.status) },
    { name: 'sex_label', cell: (row) => label('sex', row.eligibility.sex) },
    { name: 'duration_unit_label', cell: (row) => label('durationUnit', row.duration?.unit) },
    { name: 'pay_per_label', cell: (row) => label('payPeriod', row.pay?.per) },
    { name: 'pay_tax_label', cell: (row) => label('tax', row.pay?.tax) },
    { name: 'pay_qualifier_label', cell: (row) => label('qualifier', row.pay?.qualifier) },
    { name: 'eligibility_note', cell: (row) => row.eligibility.note },
    { name: 'duration_note', cell: (row) => row.duration?.note ?? null },
    { name: 'pay_note', cell: (row) => row.pay?.note ?? null },
    { name: 'target_indicator', cell: (row) => row.targets?.indicator ?? null },
    { name: 'target_indicator_label', cell: (row) => label('indicator', row.targets?.indicator) },
    ...targetColumns('first_target', (row) => row.targets?.first),
    ...targetColumns('last_target', (row) => row.targets?.last),
    { name: 'source_ids', cell: (row) => (row.sourceIds.length > 0 ? row.sourceIds.join(' ') : null) },
    { name: 'release_id', cell: () => release.id },
    { name: 'release_date', cell: () => release.loadedAt.slice(0, 10) },
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
