import type { ClosedSetName } from '@/lib/domain/codes';
import type { Observation, Source } from '@/lib/domain/records';
import type { DescribedColumn } from './columns';
import { spaced } from './csv';
import type { ExportContext, MeasureRow } from './measures-csv';

/** A figure with what it is about and where it was read. */
export interface ObservationRow {
  observation: Observation;
  measure: Pick<MeasureRow, 'id' | 'name' | 'country'>;
  /** In the order of the observation's `sourceIds`. */
  sources: readonly Pick<Source, 'id' | 'url'>[];
}

/**
 * Puts measures and sources beside their observations. Throws an Error that names observation and id when one of them
 * was not given: a figure is never exported without what it rests on.
 */
export function observationRows(
  observations: readonly Observation[],
  measures: readonly Pick<MeasureRow, 'id' | 'name' | 'country'>[],
  sourceOf: ReadonlyMap<string, Pick<Source, 'id' | 'url'>>,
): ObservationRow[] {
  const measureOf = new Map(measures.map((measure) => [measure.id, measure]));
  return observations.map((observation) => {
    const measure = measureOf.get(observation.measureId);
    if (!measure) throw new Error(`observation ${observation.id}: no measure "${observation.measureId}"`);
    const cited = observation.sourceIds.map((id) => {
      const source = sourceOf.get(id);
      if (!source) throw new Error(`observation ${observation.id}: no source "${id}"`);
      return source;
    });
    return { observation, measure, sources: cited };
  });
}

/** The columns of observations.csv. The first 22 are public and keep name and order; new ones are added behind. */
export function observationColumns(context: ExportContext): DescribedColumn<ObservationRow>[] {
  const { translator, release, measureUrl } = context;
  const label = (set: ClosedSetName, code: string | null) =>
    code === null ? null : translator.label(set, code);
  return [
    { name: 'observation_id', holds: 'id', required: true, cell: ({ observation }) => observation.id },
    { name: 'measure_id', holds: 'id', required: true, cell: ({ observation }) => observation.measureId },
    { name: 'country_iso2', holds: 'id', required: true, cell: ({ measure }) => measure.country.iso2 },
    { name: 'country', holds: 'text', required: true, cell: ({ measure }) => measure.country.name },
    { name: 'measure', holds: 'text', required: true, cell: ({ measure }) => measure.name },
    {
      name: 'indicator',
      holds: { code: 'indicator' },
      required: true,
      cell: ({ observation }) => observation.indicator,
    },
    { name: 'component', holds: 'id', cell: ({ observation }) => observation.component },
    { name: 'period_start', holds: 'year', cell: ({ observation }) => observation.period?.start ?? null },
    { name: 'period_end', holds: 'year', cell: ({ observation }) => observation.period?.end ?? null },
    { name: 'value', holds: 'number', required: true, cell: ({ observation }) => observation.value },
    { name: 'low', holds: 'number', cell: ({ observation }) => observation.low },
    { name: 'high', holds: 'number', cell: ({ observation }) => observation.high },
    {
      name: 'qualifier',
      holds: { code: 'qualifier' },
      required: true,
      cell: ({ observation }) => observation.qualifier,
    },
    { name: 'unit', holds: 'id', required: true, cell: ({ observation }) => observation.unit },
    { name: 'per', holds: { code: 'payPeriod' }, cell: ({ observation }) => observation.per },
    { name: 'tax', holds: { code: 'tax' }, cell: ({ observation }) => observation.tax },
    { name: 'basis', holds: { code: 'basis' }, required: true, cell: ({ observation }) => observation.basis },
    {
      name: 'coverage',
      holds: { code: 'coverage' },
      required: true,
      cell: ({ observation }) => observation.coverage,
    },
    { name: 'stated_on', holds: 'partial_date', cell: ({ observation }) => observation.statedOn },
    { name: 'note', holds: 'text', cell: ({ observation }) => observation.note },
    {
      name: 'source_ids',
      holds: 'ids',
      required: true,
      cell: ({ observation }) => spaced(observation.sourceIds),
    },
    {
      name: 'source_urls',
      holds: 'urls',
      required: true,
      cell: ({ sources }) => spaced(sources.map(({ url }) => url)),
    },
    { name: 'country_iso3', holds: 'id', required: true, cell: ({ measure }) => measure.country.iso3 },
    {
      name: 'country_label',
      holds: { labelOf: 'country' },
      required: true,
      cell: ({ measure }) => translator.country(measure.country.iso2, measure.country.name),
    },
    {
      name: 'indicator_label',
      holds: { labelOf: 'indicator' },
      required: true,
      cell: ({ observation }) => label('indicator', observation.indicator),
    },
    {
      name: 'qualifier_label',
      holds: { labelOf: 'qualifier' },
      required: true,
      cell: ({ observation }) => label('qualifier', observation.qualifier),
    },
    {
      name: 'per_label',
      holds: { labelOf: 'per' },
      cell: ({ observation }) => label('payPeriod', observation.per),
    },
    {
      name: 'tax_label',
      holds: { labelOf: 'tax' },
      cell: ({ observation }) => label('tax', observation.tax),
    },
    {
      name: 'basis_label',
      holds: { labelOf: 'basis' },
      required: true,
      cell: ({ observation }) => label('basis', observation.basis),
    },
    {
      name: 'coverage_label',
      holds: { labelOf: 'coverage' },
      required: true,
      cell: ({ observation }) => label('coverage', observation.coverage),
    },
    {
      name: 'url',
      holds: 'url',
      required: true,
      cell: ({ observation }) => measureUrl(observation.measureId),
    },
    { name: 'release_id', holds: 'id', required: true, cell: () => release.id },
    { name: 'release_date', holds: 'day', required: true, cell: () => release.loadedAt.slice(0, 10) },
  ];
}
