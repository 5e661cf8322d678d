import type { ResultSet } from '@libsql/client';
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { BaseSQLiteDatabase, SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Claim, Measure, Membership, Observation, SeriesPoint } from '../lib/domain/records';
import { type PackedQuery, type RowNumber, selectPacked } from './packed';
import * as schema from './schema';

/*
 * Rows into records, in one place: what the queries give and what the loader compares a new release with.
 * Each `…Columns` is the selection of a query, each `to…` makes the record of one of its rows; where a row is its record
 * already (countries, sources, events, series sources, conscription events) there is none.
 */

/** Any connection of ours that can select: the database, a snapshot of it, or a transaction. */
export type Queryable = BaseSQLiteDatabase<'async', ResultSet, typeof schema>;

/** A column with its table's name: drizzle leaves the name out where a query has one table, and a subquery needs it. */
export function qualified(column: SQLiteColumn): SQL {
  return sql`${sql.identifier(getTableName(column.table))}.${sql.identifier(column.name)}`;
}

/** True when the column is one of `values`; they travel as one text, so there is no limit on how many there are. */
export function isOneOfMany(column: SQLiteColumn, values: readonly string[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

type CitationTable =
  | typeof schema.countryModelSources
  | typeof schema.measureSources
  | typeof schema.paySources
  | typeof schema.observationSources
  | typeof schema.eventSources
  | typeof schema.claimSources;

function parsedList<T>(json: unknown): T[] {
  return JSON.parse(String(json));
}

/**
 * The source ids an entry cites, in the order of its file, as a JSON list. Ordered in a subquery, whose order SQLite keeps for
 * an aggregate to which it matters: libSQL's server does not know "order by" inside of an aggregate.
 */
function citedList(table: CitationTable, ownerColumn: SQLiteColumn, owner: SQLiteColumn) {
  return sql<string[]>`(select json_group_array(cited) from (select ${qualified(table.sourceId)} as cited
    from ${table} where ${qualified(ownerColumn)} = ${qualified(owner)} order by ${qualified(table.ordinal)}))`;
}

function citedBy(table: CitationTable, ownerColumn: SQLiteColumn, owner: SQLiteColumn) {
  return citedList(table, ownerColumn, owner).mapWith((json) => parsedList<string>(json));
}

const { countries, measures, observations, events, claims, memberships } = schema;

export const countryColumns = {
  ...getTableColumns(countries),
  memberships: sql<Membership[]>`(select json_group_array(json_object(
      'organisation', organisation, 'since', since, 'until', until, 'note', note, 'sourceId', source_id))
    from (select ${memberships}.* from ${memberships} where ${qualified(memberships.countryIso2)} = ${qualified(countries.iso2)}
      order by ${qualified(memberships.since)}, ${qualified(memberships.organisation)}))`.mapWith((json) =>
    parsedList<Membership>(json),
  ),
  modelSourceIds: citedBy(schema.countryModelSources, schema.countryModelSources.countryIso2, countries.iso2),
};

export const measureColumns = {
  ...getTableColumns(measures),
  sourceIds: citedBy(schema.measureSources, schema.measureSources.measureId, measures.id),
  paySourceIds: citedBy(schema.paySources, schema.paySources.measureId, measures.id),
};

/** The record of a row of `measureColumns`. A duration without a unit is none, and pay without an amount is none. */
export function toMeasureRecord(
  row: typeof measures.$inferSelect & { sourceIds: string[]; paySourceIds: string[] },
): Measure {
  return {
    id: row.id,
    countryIso2: row.countryIso2,
    name: row.name,
    nativeName: row.nativeName,
    headline: row.headline,
    type: row.type,
    obligation: row.obligation,
    status: row.status,
    statusAsOf: row.statusAsOf,
    announcedOn: row.announcedOn,
    legislatedOn: row.legislatedOn,
    startsOn: row.startsOn,
    endedOn: row.endedOn,
    eligibility: { sex: row.sex, ageMin: row.ageMin, ageMax: row.ageMax, note: row.eligibilityNote },
    duration:
      row.durationUnit === null
        ? null
        : { min: row.durationMin, max: row.durationMax, unit: row.durationUnit, note: row.durationNote },
    pay:
      row.payAmount === null
        ? null
        : {
            amount: row.payAmount,
            currency: row.payCurrency,
            per: row.payPer,
            tax: row.payTax,
            qualifier: row.payQualifier,
            note: row.payNote,
            sourceIds: row.paySourceIds,
          },
    summary: row.summary,
    sourceIds: row.sourceIds,
  };
}

export const observationColumns = {
  ...getTableColumns(observations),
  sourceIds: citedBy(schema.observationSources, schema.observationSources.observationId, observations.id),
};

/** Observations as records, many times faster than a select of `observationColumns`: see `selectPacked`. */
export async function selectObservations(
  db: Queryable,
  which: PackedQuery | readonly RowNumber[],
): Promise<Observation[]> {
  const cited = citedList(
    schema.observationSources,
    schema.observationSources.observationId,
    observations.id,
  );
  const rows = await selectPacked(db, observations, cited, which);
  return rows.map(({ row, list }) => toObservationRecord(Object.assign(row, { sourceIds: list })));
}

/** The record of a row of `observationColumns`. The period is null unless both of its years are known. */
export function toObservationRecord(
  row: typeof observations.$inferSelect & { sourceIds: string[] },
): Observation {
  const { periodStart, periodEnd } = row;
  // Field by field: a record made so is read several times faster than a copy of the rest of another.
  return {
    id: row.id,
    measureId: row.measureId,
    indicator: row.indicator,
    component: row.component,
    period: periodStart === null || periodEnd === null ? null : { start: periodStart, end: periodEnd },
    value: row.value,
    low: row.low,
    high: row.high,
    qualifier: row.qualifier,
    unit: row.unit,
    per: row.per,
    tax: row.tax,
    basis: row.basis,
    coverage: row.coverage,
    statedOn: row.statedOn,
    note: row.note,
    sourceIds: row.sourceIds,
  };
}

export const eventColumns = {
  ...getTableColumns(events),
  sourceIds: citedBy(schema.eventSources, schema.eventSources.eventId, events.id),
};

export const claimColumns = {
  ...getTableColumns(claims),
  sourceIds: citedBy(schema.claimSources, schema.claimSources.claimId, claims.id),
};

/** The record of a row of `claimColumns`, which has the claim's place in its file besides. */
export function toClaimRecord(row: typeof claims.$inferSelect & { sourceIds: string[] }): Claim {
  const { ordinal: _place, ...claim } = row;
  return claim;
}

/** The record of a row of series_points: it does not say of which series it is, which the caller asked for. */
export function toSeriesPointRecord(row: typeof schema.seriesPoints.$inferSelect): SeriesPoint {
  const { id: _id, seriesId: _series, ...point } = row;
  return point;
}
