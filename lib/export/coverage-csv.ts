import type { MeasureCoverage } from '@/lib/queries/coverage';
import { type CsvColumn, type CsvOptions, writeCsv } from './csv';
import type { ExportContext } from './measures-csv';

/**
 * The columns of coverage.csv; public, they keep name and order, and new ones are added behind. Of dates and of
 * eligibility the number found and the number sought; of the other topics whether something was found.
 */
export function coverageColumns({
  release,
  measureUrl,
}: Pick<ExportContext, 'release' | 'measureUrl'>): CsvColumn<MeasureCoverage>[] {
  return [
    { name: 'measure_id', cell: ({ measure }) => measure.id },
    { name: 'country_iso2', cell: ({ country }) => country.iso2 },
    { name: 'country_iso3', cell: ({ country }) => country.iso3 },
    { name: 'country', cell: ({ country }) => country.name },
    { name: 'measure', cell: ({ measure }) => measure.name },
    { name: 'type', cell: ({ measure }) => measure.type },
    { name: 'status', cell: ({ measure }) => measure.status },
    { name: 'dates_found', cell: ({ topics }) => topics.dates.found },
    { name: 'dates_sought', cell: ({ topics }) => topics.dates.sought },
    { name: 'length_known', cell: ({ topics }) => topics.length.found > 0 },
    { name: 'pay_known', cell: ({ topics }) => topics.pay.found > 0 },
    { name: 'eligibility_found', cell: ({ topics }) => topics.eligibility.found },
    { name: 'eligibility_sought', cell: ({ topics }) => topics.eligibility.sought },
    { name: 'intake_target_known', cell: ({ topics }) => topics.intake_target.found > 0 },
    { name: 'intake_actual_known', cell: ({ topics }) => topics.intake_actual.found > 0 },
    { name: 'cost_known', cell: ({ topics }) => topics.cost.found > 0 },
    { name: 'source_count', cell: ({ sourceIds }) => sourceIds.size },
    { name: 'newest_source_on', cell: ({ newestSourceOn }) => newestSourceOn },
    { name: 'newest_source_age_months', cell: ({ newestSourceAgeMonths }) => newestSourceAgeMonths },
    { name: 'figure_count', cell: ({ figureCount }) => figureCount },
    { name: 'single_source_figures', cell: ({ singleSourceCount }) => singleSourceCount },
    { name: 'non_official_figures', cell: ({ nonOfficialCount }) => nonOfficialCount },
    { name: 'open_conflicts', cell: ({ conflictCount }) => conflictCount },
    { name: 'url', cell: ({ measure }) => measureUrl(measure.id) },
    { name: 'release_id', cell: () => release.id },
    { name: 'release_date', cell: () => release.loadedAt.slice(0, 10) },
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
