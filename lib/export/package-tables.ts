import 'server-only';
import { asc, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '@/db/client';
import {
  claimSources,
  conscriptionEvents,
  countryModelSources,
  eventSources,
  measureSources,
  memberships,
  observationSources,
  paySources,
  releases,
  seriesSources,
} from '@/db/schema';
import type { PackageTable } from '@/lib/domain/data-files';
import type { Release } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import { changeBatches } from '@/lib/queries/changes';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures } from '@/lib/queries/measures';
import { citationCounts, listSources } from '@/lib/queries/source-use';
import { placedClaims, placedEvents, seriesBatches } from '@/lib/queries/table-rows';
import type { DescribedColumn } from './columns';
import { type CsvCell, type CsvOptions, csvChunks } from './csv';
import { measureColumns } from './measures-csv';
import { observationRowBatches } from './observation-batches';
import { observationColumns } from './observations-csv';
import { SOURCE_COLUMNS } from './sources-csv';
import { CHANGE_COLUMNS, claimColumns, eventColumns, seriesColumns } from './table-columns';

/** A column whose values are keys of another table. */
export interface ForeignKey {
  column: string;
  table: PackageTable;
  refersTo: string;
}

/** A table of the data package: what its columns are, what identifies a row, what it refers to, and its CSV. */
export interface PackagedTable {
  name: PackageTable;
  columns: readonly Pick<DescribedColumn<never>, 'name' | 'holds' | 'required' | 'group'>[];
  primaryKey: readonly string[];
  foreignKeys: readonly ForeignKey[];
  csv: () => AsyncGenerator<string>;
  /** The cells of its rows, batch by batch, in the order of the columns. */
  cells: () => AsyncGenerator<CsvCell[][]>;
}

export interface PackageContext {
  db: Database;
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** The address of the server, for links in the files: "https://example.org". */
  origin: string;
  translator: Translator;
}

/** As the public addresses write them by default, so that a file of the package is the file of its address, byte by byte. */
const WRITING: CsvOptions = { bom: false, separator: ',' };

async function* all<Row>(rows: () => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield await rows();
}

/** The table with its rows bound to its columns: outside, only the CSV is of interest. */
function packaged<Row>(
  name: PackageTable,
  columns: readonly DescribedColumn<Row>[],
  batches: () => AsyncIterable<readonly Row[]>,
  primaryKey: readonly string[],
  foreignKeys: readonly ForeignKey[],
): PackagedTable {
  return {
    name,
    columns,
    primaryKey,
    foreignKeys,
    csv: () => csvChunks(batches(), columns, WRITING),
    async *cells() {
      for await (const rows of batches()) yield rows.map((row) => columns.map(({ cell }) => cell(row)));
    },
  };
}

const ofCountry: ForeignKey = { column: 'country_iso2', table: 'countries', refersTo: 'country_iso2' };
const ofMeasure: ForeignKey = { column: 'measure_id', table: 'measures', refersTo: 'measure_id' };
const ofSource: ForeignKey = { column: 'source_id', table: 'sources', refersTo: 'source_id' };
const ofSeriesSource: ForeignKey = {
  column: 'series_source_id',
  table: 'series_sources',
  refersTo: 'series_source_id',
};
const ofObservation: ForeignKey = {
  column: 'observation_id',
  table: 'observations',
  refersTo: 'observation_id',
};
const ofEvent: ForeignKey = { column: 'event_id', table: 'events', refersTo: 'event_id' };
const ofClaim: ForeignKey = { column: 'claim_id', table: 'claims', refersTo: 'claim_id' };
const ofTarget = (group: string): ForeignKey => ({
  column: `${group}_observation_id`,
  table: 'observations',
  refersTo: 'observation_id',
});

interface Citation {
  owner: string;
  ordinal: number;
  sourceId: string;
}

type CitationTable =
  | typeof countryModelSources
  | typeof measureSources
  | typeof paySources
  | typeof observationSources
  | typeof eventSources
  | typeof claimSources;

const CITATION_BATCH = 5_000;

async function* citationBatches(
  db: Database,
  table: CitationTable,
  owner: SQLiteColumn,
): AsyncGenerator<Citation[]> {
  let last: Citation | undefined;
  for (;;) {
    const rows: Citation[] = await db
      .select({ owner: sql<string>`${owner}`, ordinal: table.ordinal, sourceId: table.sourceId })
      .from(table)
      .where(last && sql`(${owner}, ${table.ordinal}) > (${last.owner}, ${last.ordinal})`)
      .orderBy(asc(owner), asc(table.ordinal))
      .limit(CITATION_BATCH);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1);
  }
}

/** Which sources an entry cites, one line a citation, in the entry's order. */
function citations(
  name: PackageTable,
  entry: ForeignKey,
  db: Database,
  table: CitationTable,
  owner: SQLiteColumn,
): PackagedTable {
  return packaged<Citation>(
    name,
    [
      { name: entry.column, holds: 'id', required: true, cell: (row) => row.owner },
      { name: 'ordinal', holds: 'integer', required: true, cell: ({ ordinal }) => ordinal },
      { name: 'source_id', holds: 'id', required: true, cell: ({ sourceId }) => sourceId },
    ],
    () => citationBatches(db, table, owner),
    [entry.column, 'ordinal'],
    [entry, ofSource],
  );
}

/** Every table of the data package in the order of PACKAGE_TABLES; rows are read when a table's CSV is. */
export function packageTables(context: PackageContext): Record<PackageTable, PackagedTable> {
  const { db, release, origin, translator } = context;
  const exported = {
    release,
    translator,
    measureUrl: (id: string) => `${origin}/measures/${id}`,
    asOf: null,
  };
  return {
    sources: packaged(
      'sources',
      SOURCE_COLUMNS,
      () =>
        all(async () => {
          const counts = await citationCounts(db);
          return (await listSources(db)).map((source) => ({ source, cited: counts(source.id) }));
        }),
      ['source_id'],
      [],
    ),
    countries: packaged(
      'countries',
      [
        { name: 'country_iso2', holds: 'id', required: true, cell: ({ iso2 }) => iso2 },
        { name: 'country_iso3', holds: 'id', required: true, cell: ({ iso3 }) => iso3 },
        { name: 'country', holds: 'text', required: true, cell: ({ name }) => name },
        { name: 'region', holds: { code: 'region' }, required: true, cell: ({ region }) => region },
        {
          name: 'service_model',
          holds: { code: 'serviceModel' },
          required: true,
          cell: ({ serviceModel }) => serviceModel,
        },
        { name: 'model_note', holds: 'text', cell: ({ modelNote }) => modelNote },
      ],
      () => all(() => listCountries(db)),
      ['country_iso2'],
      [],
    ),
    country_model_sources: citations(
      'country_model_sources',
      ofCountry,
      db,
      countryModelSources,
      countryModelSources.countryIso2,
    ),
    memberships: packaged<typeof memberships.$inferSelect>(
      'memberships',
      [
        { name: 'country_iso2', holds: 'id', required: true, cell: (row) => row.countryIso2 },
        {
          name: 'organisation',
          holds: { code: 'organisation' },
          required: true,
          cell: (row) => row.organisation,
        },
        { name: 'since', holds: 'year', required: true, cell: (row) => row.since },
        { name: 'until', holds: 'year', cell: (row) => row.until },
        { name: 'note', holds: 'text', cell: (row) => row.note },
        { name: 'source_id', holds: 'id', required: true, cell: (row) => row.sourceId },
      ],
      () =>
        all(() =>
          db
            .select()
            .from(memberships)
            .orderBy(asc(memberships.countryIso2), asc(memberships.organisation), asc(memberships.since)),
        ),
      ['country_iso2', 'organisation', 'since'],
      [ofCountry, ofSource],
    ),
    measures: packaged(
      'measures',
      measureColumns(exported),
      () => all(() => listMeasures(db)),
      ['measure_id'],
      [ofCountry, ofTarget('first_target'), ofTarget('last_target')],
    ),
    measure_sources: citations('measure_sources', ofMeasure, db, measureSources, measureSources.measureId),
    pay_sources: citations('pay_sources', ofMeasure, db, paySources, paySources.measureId),
    observations: packaged(
      'observations',
      observationColumns(exported),
      () => observationRowBatches(db),
      ['observation_id'],
      [ofMeasure, ofCountry],
    ),
    observation_sources: citations(
      'observation_sources',
      ofObservation,
      db,
      observationSources,
      observationSources.observationId,
    ),
    events: packaged(
      'events',
      eventColumns({ release, origin, translator }),
      () => all(() => placedEvents(db, {})),
      ['event_id'],
      [ofCountry, ofMeasure],
    ),
    event_sources: citations('event_sources', ofEvent, db, eventSources, eventSources.eventId),
    claims: packaged(
      'claims',
      claimColumns({ release, origin, translator }),
      () => all(() => placedClaims(db, {})),
      ['claim_id'],
      [ofCountry, ofMeasure],
    ),
    claim_sources: citations('claim_sources', ofClaim, db, claimSources, claimSources.claimId),
    series_sources: packaged<typeof seriesSources.$inferSelect>(
      'series_sources',
      [
        { name: 'series_source_id', holds: 'id', required: true, cell: (row) => row.id },
        { name: 'title', holds: 'text', required: true, cell: (row) => row.title },
        { name: 'publisher', holds: 'text', required: true, cell: (row) => row.publisher },
        { name: 'source_url', holds: 'url', required: true, cell: (row) => row.url },
        { name: 'vintage', holds: 'text', required: true, cell: (row) => row.vintage },
        { name: 'licence', holds: 'text', required: true, cell: (row) => row.licence },
        { name: 'notes', holds: 'text', required: true, cell: (row) => row.notes },
      ],
      () => all(() => db.select().from(seriesSources).orderBy(asc(seriesSources.id))),
      ['series_source_id'],
      [],
    ),
    series: packaged(
      'series',
      seriesColumns({ release, origin, translator }),
      () => seriesBatches(db, {}),
      ['series_point_id'],
      [ofCountry, ofSeriesSource],
    ),
    conscription_events: packaged<typeof conscriptionEvents.$inferSelect>(
      'conscription_events',
      [
        { name: 'conscription_event_id', holds: 'id', required: true, cell: (row) => row.id },
        { name: 'country_iso2', holds: 'id', required: true, cell: (row) => row.countryIso2 },
        { name: 'year', holds: 'year', required: true, cell: (row) => row.year },
        { name: 'event', holds: { code: 'conscriptionEvent' }, required: true, cell: (row) => row.event },
        { name: 'detail', holds: 'text', required: true, cell: (row) => row.detail },
        { name: 'doubt', holds: 'text', cell: (row) => row.doubt },
        { name: 'series_source_id', holds: 'id', required: true, cell: (row) => row.sourceId },
      ],
      () => all(() => db.select().from(conscriptionEvents).orderBy(asc(conscriptionEvents.id))),
      ['conscription_event_id'],
      [ofCountry, ofSeriesSource],
    ),
    releases: packaged<typeof releases.$inferSelect>(
      'releases',
      [
        { name: 'load_number', holds: 'integer', required: true, cell: (row) => row.loadNumber },
        { name: 'release_id', holds: 'id', required: true, cell: (row) => row.id },
        { name: 'released_at', holds: 'instant', required: true, cell: (row) => row.loadedAt },
        { name: 'release_note', holds: 'text', cell: (row) => row.note },
      ],
      () => all(() => db.select().from(releases).orderBy(asc(releases.loadNumber))),
      ['load_number'],
      [],
    ),
    changes: packaged(
      'changes',
      CHANGE_COLUMNS,
      () => changeBatches(db, {}),
      ['load_number', 'ordinal'],
      [{ column: 'load_number', table: 'releases', refersTo: 'load_number' }],
    ),
  };
}
