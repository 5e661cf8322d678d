import { getTableColumns, sql, type Table } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { SERIES_IDS } from '../../lib/domain/codes';
import type { Change } from '../../lib/domain/history';
import { LOCALES } from '../../lib/domain/languages';
import { foldText } from '../../lib/domain/text';
import type { Queryable } from '../records';
import * as schema from '../schema';
import type { Content } from './normalise';
import { SERIES_FILES } from './series-files';

/**
 * Rows a statement takes. They travel as one JSON text that SQLite unpacks (json_each): measured here at 150,000 rows/s
 * against 95,000 for a statement with a placeholder a value, and no limit on placeholders to mind.
 */
const ROWS_A_STATEMENT = 5_000;

/** Inserts rows into a table in their order, in portions. */
async function insertRows<T extends SQLiteTable>(
  db: Queryable,
  table: T,
  rows: Iterable<T['$inferInsert']>,
): Promise<void> {
  const columns: [string, SQLiteColumn][] = Object.entries(getTableColumns<Table>(table)) as [
    string,
    SQLiteColumn,
  ][];
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const cells = sql.raw(columns.map((_, index) => `value ->> ${index}`).join(', '));
  let portion: unknown[][] = [];
  const flush = async () => {
    if (portion.length === 0) return;
    await db.run(
      sql`insert into ${table} (${names}) select ${cells} from json_each(${JSON.stringify(portion)})`,
    );
    portion = [];
  };
  for (const row of rows) {
    const fields: Record<string, unknown> = row;
    portion.push(columns.map(([property]) => fields[property] ?? null));
    if (portion.length === ROWS_A_STATEMENT) await flush();
  }
  await flush();
}

/** The columns of a citation table beside its owner. */
function citations<T extends string>(owner: T) {
  return function* (ownerId: string, sourceIds: readonly string[]) {
    let ordinal = 0;
    for (const sourceId of sourceIds) {
      yield { [owner]: ownerId, ordinal, sourceId } as Record<T, string> & {
        ordinal: number;
        sourceId: string;
      };
      ordinal += 1;
    }
  };
}

function* eachOf<T, R>(entries: Iterable<T>, rowsOf: (entry: T) => Iterable<R>): Generator<R> {
  for (const entry of entries) yield* rowsOf(entry);
}

const regionNames = LOCALES.map((tag) => new Intl.DisplayNames(tag, { type: 'region' }));

/** What is searched for a country: its codes, the data's name and its names in the languages of the pages. */
function countrySearchText(iso2: string, content: Content): string {
  const country = content.countries.find((c) => c.iso2 === iso2);
  const names = [
    iso2,
    country?.iso3 ?? '',
    country?.name ?? '',
    ...regionNames.map((names) => names.of(iso2) ?? ''),
  ];
  return [...new Set(names)].join(' ');
}

/** Every content table, those that refer to others first: the order in which they can be emptied. */
const CONTENT_TABLES = [
  schema.observationSources,
  schema.measureSources,
  schema.paySources,
  schema.eventSources,
  schema.claimSources,
  schema.countryModelSources,
  schema.observations,
  schema.events,
  schema.claims,
  schema.memberships,
  schema.seriesPoints,
  schema.conscriptionEvents,
  schema.measures,
  schema.countries,
  schema.sources,
  schema.seriesSources,
  schema.series,
] as const;

/** Replaces all content by `content`. To be called inside a transaction; history (releases, changes) is left alone. */
export async function replaceContent(db: Queryable, content: Content): Promise<void> {
  for (const table of CONTENT_TABLES) await db.delete(table);
  await db.run(sql`delete from measure_search`);

  await insertRows(db, schema.sources, content.sources);
  await insertRows(db, schema.countries, content.countries);
  await insertRows(
    db,
    schema.memberships,
    eachOf(content.countries, (c) => c.memberships.map((m) => ({ ...m, countryIso2: c.iso2 }))),
  );
  const ofCountryModel = citations('countryIso2');
  await insertRows(
    db,
    schema.countryModelSources,
    eachOf(content.countries, (c) => ofCountryModel(c.iso2, c.modelSourceIds)),
  );

  await insertRows(
    db,
    schema.measures,
    content.measures.map((m) => ({
      ...m,
      sex: m.eligibility.sex,
      ageMin: m.eligibility.ageMin,
      ageMax: m.eligibility.ageMax,
      eligibilityNote: m.eligibility.note,
      durationMin: m.duration?.min,
      durationMax: m.duration?.max,
      durationUnit: m.duration?.unit,
      durationNote: m.duration?.note,
      payAmount: m.pay?.amount,
      payCurrency: m.pay?.currency,
      payPer: m.pay?.per,
      payTax: m.pay?.tax,
      payQualifier: m.pay?.qualifier,
      payNote: m.pay?.note,
    })),
  );
  const ofMeasure = citations('measureId');
  await insertRows(
    db,
    schema.measureSources,
    eachOf(content.measures, (m) => ofMeasure(m.id, m.sourceIds)),
  );
  await insertRows(
    db,
    schema.paySources,
    eachOf(content.measures, (m) => ofMeasure(m.id, m.pay?.sourceIds ?? [])),
  );
  const searched = content.measures.map((m) => [
    m.id,
    ...[m.name, m.nativeName ?? '', countrySearchText(m.countryIso2, content), m.summary].map(foldText),
  ]);
  await db.run(
    sql`insert into measure_search (measure_id, name, native_name, country, summary)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(${JSON.stringify(searched)})`,
  );

  await insertRows(
    db,
    schema.observations,
    eachOf(content.observations, (o) => [{ ...o, periodStart: o.period?.start, periodEnd: o.period?.end }]),
  );
  const ofObservation = citations('observationId');
  await insertRows(
    db,
    schema.observationSources,
    eachOf(content.observations, (o) => ofObservation(o.id, o.sourceIds)),
  );

  await insertRows(db, schema.events, content.events);
  const ofEvent = citations('eventId');
  await insertRows(
    db,
    schema.eventSources,
    eachOf(content.events, (e) => ofEvent(e.id, e.sourceIds)),
  );
  await insertRows(
    db,
    schema.claims,
    content.claims.map((claim, ordinal) => ({ ...claim, ordinal })),
  );
  const ofClaim = citations('claimId');
  await insertRows(
    db,
    schema.claimSources,
    eachOf(content.claims, (c) => ofClaim(c.id, c.sourceIds)),
  );

  await insertRows(
    db,
    schema.series,
    SERIES_IDS.map((id) => ({ id, ...SERIES_FILES[id] })),
  );
  await insertRows(db, schema.seriesSources, content.seriesSources);
  await insertRows(db, schema.seriesPoints, content.seriesPoints);
  await insertRows(db, schema.conscriptionEvents, content.conscriptionEvents);
}

/** Writes rows of `releases` as they are. */
export async function insertReleases(
  db: Queryable,
  rows: readonly (typeof schema.releases.$inferSelect)[],
): Promise<void> {
  await insertRows(db, schema.releases, rows);
}

/** Writes the changes of one loading, in the order given. */
export async function insertChanges(
  db: Queryable,
  loadNumber: number,
  changes: readonly Change[],
): Promise<void> {
  await insertRows(
    db,
    schema.changes,
    eachOf(changes.entries(), ([ordinal, change]) => [{ ...change, loadNumber, ordinal }]),
  );
}
