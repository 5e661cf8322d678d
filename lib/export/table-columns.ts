import type { ClosedSetName } from '@/lib/domain/codes';
import type { Claim, MusterEvent, Release } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import type { NumberedChange } from '@/lib/queries/changes';
import type { Placed, SeriesRow } from '@/lib/queries/table-rows';
import type { DescribedColumn } from './columns';
import { spaced } from './csv';

/** What a file of events, claims or yearly values is written with. */
export interface TableContext {
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** The address of this server, for absolute links: "https://example.org". */
  origin: string;
  /** Gives the label columns their language; codes, names and data text never change with it. */
  translator: Translator;
}

function labelOf(tr: Translator, set: ClosedSetName, code: string | null): string | null {
  return code === null ? null : tr.label(set, code);
}

function countryLabel(tr: Translator, iso2: string | null, name: string | null): string | null {
  return iso2 === null || name === null ? null : tr.country(iso2, name);
}

function releaseColumns<Row>({ release }: Pick<TableContext, 'release'>): DescribedColumn<Row>[] {
  return [
    { name: 'release_id', holds: 'id', required: true, cell: () => release.id },
    { name: 'release_date', holds: 'day', required: true, cell: () => release.loadedAt.slice(0, 10) },
  ];
}

/** The columns of events.csv; public, they keep name and order, and new ones are added behind. */
export function eventColumns(context: TableContext): DescribedColumn<Placed<MusterEvent>>[] {
  const { origin, translator: tr } = context;
  return [
    { name: 'event_id', holds: 'id', required: true, cell: ({ entry }) => entry.id },
    { name: 'date', holds: 'partial_date', required: true, cell: ({ entry }) => entry.date },
    { name: 'country_iso2', holds: 'id', cell: ({ entry }) => entry.countryIso2 },
    { name: 'country', holds: 'text', cell: ({ country }) => country },
    { name: 'measure_id', holds: 'id', cell: ({ entry }) => entry.measureId },
    { name: 'measure', holds: 'text', cell: ({ measure }) => measure },
    { name: 'event_type', holds: { code: 'eventType' }, required: true, cell: ({ entry }) => entry.type },
    { name: 'theme', holds: { code: 'theme' }, cell: ({ entry }) => entry.theme },
    { name: 'title', holds: 'text', required: true, cell: ({ entry }) => entry.title },
    { name: 'source_ids', holds: 'ids', cell: ({ entry }) => spaced(entry.sourceIds) },
    { name: 'source_urls', holds: 'urls', cell: ({ sourceUrls }) => spaced(sourceUrls) },
    {
      name: 'country_label',
      holds: { labelOf: 'country' },
      cell: ({ entry, country }) => countryLabel(tr, entry.countryIso2, country),
    },
    {
      name: 'event_type_label',
      holds: { labelOf: 'event_type' },
      required: true,
      cell: ({ entry }) => tr.label('eventType', entry.type),
    },
    {
      name: 'theme_label',
      holds: { labelOf: 'theme' },
      cell: ({ entry }) => labelOf(tr, 'theme', entry.theme),
    },
    { name: 'url', holds: 'url', required: true, cell: ({ entry }) => `${origin}/timeline/${entry.id}` },
    ...releaseColumns<Placed<MusterEvent>>(context),
  ];
}

/** The columns of claims.csv; public, they keep name and order, and new ones are added behind. */
export function claimColumns(context: TableContext): DescribedColumn<Placed<Claim>>[] {
  const { origin, translator: tr } = context;
  return [
    { name: 'claim_id', holds: 'id', required: true, cell: ({ entry }) => entry.id },
    { name: 'statement', holds: 'text', required: true, cell: ({ entry }) => entry.statement },
    { name: 'attributed_to', holds: 'text', required: true, cell: ({ entry }) => entry.attributedTo },
    { name: 'country_iso2', holds: 'id', cell: ({ entry }) => entry.countryIso2 },
    { name: 'country', holds: 'text', cell: ({ country }) => country },
    { name: 'measure_id', holds: 'id', cell: ({ entry }) => entry.measureId },
    { name: 'measure', holds: 'text', cell: ({ measure }) => measure },
    { name: 'verdict', holds: { code: 'verdict' }, required: true, cell: ({ entry }) => entry.verdict },
    { name: 'explanation', holds: 'text', required: true, cell: ({ entry }) => entry.explanation },
    { name: 'later_developments', holds: 'text', cell: ({ entry }) => entry.laterDevelopments },
    { name: 'source_ids', holds: 'ids', cell: ({ entry }) => spaced(entry.sourceIds) },
    { name: 'source_urls', holds: 'urls', cell: ({ sourceUrls }) => spaced(sourceUrls) },
    {
      name: 'country_label',
      holds: { labelOf: 'country' },
      cell: ({ entry, country }) => countryLabel(tr, entry.countryIso2, country),
    },
    {
      name: 'verdict_label',
      holds: { labelOf: 'verdict' },
      required: true,
      cell: ({ entry }) => tr.label('verdict', entry.verdict),
    },
    { name: 'url', holds: 'url', required: true, cell: ({ entry }) => `${origin}/claims#${entry.id}` },
    ...releaseColumns<Placed<Claim>>(context),
  ];
}

/** The columns of series.csv; public, they keep name and order, and new ones are added behind. */
export function seriesColumns(context: TableContext): DescribedColumn<SeriesRow>[] {
  const { translator: tr } = context;
  return [
    { name: 'series_point_id', holds: 'id', required: true, cell: ({ id }) => id },
    { name: 'series', holds: { code: 'series' }, required: true, cell: ({ seriesId }) => seriesId },
    { name: 'country_iso2', holds: 'id', cell: ({ countryIso2 }) => countryIso2 },
    { name: 'country', holds: 'text', cell: ({ country }) => country },
    { name: 'currency', holds: 'id', cell: ({ currency }) => currency },
    { name: 'year', holds: 'year', required: true, cell: ({ year }) => year },
    { name: 'value', holds: 'number', cell: ({ value }) => value },
    { name: 'low', holds: 'number', cell: ({ low }) => low },
    { name: 'high', holds: 'number', cell: ({ high }) => high },
    { name: 'unit', holds: 'id', required: true, cell: ({ unit }) => unit },
    { name: 'projection', holds: 'boolean', required: true, cell: ({ projection }) => projection },
    { name: 'series_source_id', holds: 'id', required: true, cell: ({ sourceId }) => sourceId },
    { name: 'source_url', holds: 'url', required: true, cell: ({ sourceUrl }) => sourceUrl },
    {
      name: 'series_label',
      holds: { labelOf: 'series' },
      required: true,
      cell: ({ seriesId }) => tr.label('series', seriesId),
    },
    {
      name: 'country_label',
      holds: { labelOf: 'country' },
      cell: ({ countryIso2, country }) => countryLabel(tr, countryIso2, country),
    },
    ...releaseColumns<SeriesRow>(context),
  ];
}

/** The columns of changes.csv; public, they keep name and order, and new ones are added behind. */
export const CHANGE_COLUMNS: readonly DescribedColumn<NumberedChange>[] = [
  { name: 'load_number', holds: 'integer', required: true, cell: (row) => row.loadNumber },
  { name: 'ordinal', holds: 'integer', required: true, cell: (row) => row.ordinal },
  { name: 'entity', holds: 'id', required: true, cell: (row) => row.entity },
  { name: 'entity_id', holds: 'id', required: true, cell: (row) => row.entityId },
  { name: 'measure_id', holds: 'id', cell: (row) => row.measureId },
  { name: 'country_iso2', holds: 'id', cell: (row) => row.countryIso2 },
  { name: 'change', holds: 'id', required: true, cell: (row) => row.kind },
  { name: 'subject', holds: 'text', required: true, cell: (row) => row.subject },
  { name: 'field', holds: 'text', cell: (row) => row.field },
  { name: 'before', holds: 'text', cell: (row) => row.before },
  { name: 'after', holds: 'text', cell: (row) => row.after },
  { name: 'brought_by', holds: 'id', required: true, cell: (row) => row.releaseId },
  { name: 'brought_on', holds: 'day', required: true, cell: (row) => row.loadedAt.slice(0, 10) },
];
