import type { MeasureCoverage } from '@/lib/queries/coverage';
import type { DescribedColumn } from './columns';
import { type CsvOptions, writeCsv } from './csv';
import type { ExportContext } from './measures-csv';

/**
 * The columns of coverage.csv; public, they keep name and order, and new ones are added behind. Of dates and of
 * eligibility the number found and the number sought; of the other topics whether something was found.
 */
export function coverageColumns({
  release,
  measureUrl,
}: Pick<ExportContext, 'release' | 'measureUrl'>): DescribedColumn<MeasureCoverage>[] {
  return [
    { name: 'measure_id', holds: 'id', required: true, cell: ({ measure }) => measure.id },
    { name: 'country_iso2', holds: 'id', required: true, cell: ({ country }) => country.iso2 },
    { name: 'country_iso3', holds: 'id', required: true, cell: ({ country }) => country.iso3 },
    { name: 'country', holds: 'text', required: true, cell: ({ country }) => country.name },
    { name: 'measure', holds: 'text', required: true, cell: ({ measure }) => measure.name },
    { name: 'type', holds: { code: 'type' }, required: true, cell: ({ measure }) => measure.type },
    { name: 'status', holds: { code: 'status' }, required: true, cell: ({ measure }) => measure.status },
    { name: 'dates_found', holds: 'integer', cell: ({ topics }) => topics.dates.found },
    { name: 'dates_sought', holds: 'integer', cell: ({ topics }) => topics.dates.sought },
    { name: 'length_known', holds: 'boolean', cell: ({ topics }) => topics.length.found > 0 },
    { name: 'pay_known', holds: 'boolean', cell: ({ topics }) => topics.pay.found > 0 },
    { name: 'eligibility_found', holds: 'integer', cell: ({ topics }) => topics.eligibility.found },
    { name: 'eligibility_sought', holds: 'integer', cell: ({ topics }) => topics.eligibility.sought },
    { name: 'intake_target_known', holds: 'boolean', cell: ({ topics }) => topics.intake_target.found > 0 },
    { name: 'intake_actual_known', holds: 'boolean', cell: ({ topics }) => topics.intake_actual.found > 0 },
    { name: 'cost_known', holds: 'boolean', cell: ({ topics }) => topics.cost.found > 0 },
    { name: 'source_count', holds: 'integer', required: true, cell: ({ sourceIds }) => sourceIds.size },
    { name: 'newest_source_on', holds: 'partial_date', cell: ({ newestSourceOn }) => newestSourceOn },
    {
      name: 'newest_source_age_months',
      holds: 'integer',
      cell: ({ newestSourceAgeMonths }) => newestSourceAgeMonths,
    },
    { name: 'figure_count', holds: 'integer', cell: ({ figureCount }) => figureCount },
    { name: 'single_source_figures', holds: 'integer', cell: ({ singleSourceCount }) => singleSourceCount },
    { name: 'non_official_figures', holds: 'integer', cell: ({ nonOfficialCount }) => nonOfficialCount },
    { name: 'open_conflicts', holds: 'integer', cell: ({ conflictCount }) => conflictCount },
    { name: 'url', holds: 'url', required: true, cell: ({ measure }) => measureUrl(measure.id) },
    { name: 'release_id', holds: 'id', required: true, cell: () => release.id },
    { name: 'release_date', holds: 'day', required: true, cell: () => release.loadedAt.slice(0, 10) },
  ];
}

/** coverage.csv: one line a measure, in the order given. */
export function coverageCsv(
  rows: readonly MeasureCoverage[],
  context: Pick<ExportContext, 'release' | 'measureUrl'>,
  options: CsvOptions,
): string {
  return writeCsv(rows, coverageColumns(context), options);
}
