import 'server-only';
import { count, countDistinct, eq, isNotNull, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '@/db/client';
import {
  claims,
  conscriptionEvents,
  countries,
  events,
  measures,
  memberships,
  observations,
  series,
  seriesPoints,
  sources,
} from '@/db/schema';
import { type ClosedSetName, SERIES_IDS, type SeriesId } from '@/lib/domain/codes';

/** The kinds of record whose fields hold codes of a closed set. */
export const CODE_USERS = [
  'country',
  'membership',
  'measure',
  'observation',
  'source',
  'event',
  'claim',
  'series_point',
  'conscription_event',
] as const;
export type CodeUser = (typeof CODE_USERS)[number];

/** How many records of one kind hold each code; a code that none holds is not among the keys. */
export interface CodeUse {
  user: CodeUser;
  counts: ReadonlyMap<string, number>;
}

/** The columns that hold the codes of each set. Charts are pages, not records: no column holds them. */
const COLUMNS: Readonly<Record<ClosedSetName, readonly { user: CodeUser; column: SQLiteColumn }[]>> = {
  serviceModel: [{ user: 'country', column: countries.serviceModel }],
  type: [{ user: 'measure', column: measures.type }],
  obligation: [{ user: 'measure', column: measures.obligation }],
  status: [{ user: 'measure', column: measures.status }],
  sex: [{ user: 'measure', column: measures.sex }],
  durationUnit: [{ user: 'measure', column: measures.durationUnit }],
  payPeriod: [
    { user: 'measure', column: measures.payPer },
    { user: 'observation', column: observations.per },
  ],
  tax: [
    { user: 'measure', column: measures.payTax },
    { user: 'observation', column: observations.tax },
  ],
  indicator: [{ user: 'observation', column: observations.indicator }],
  qualifier: [
    { user: 'observation', column: observations.qualifier },
    { user: 'measure', column: measures.payQualifier },
  ],
  basis: [{ user: 'observation', column: observations.basis }],
  coverage: [{ user: 'observation', column: observations.coverage }],
  sourceKind: [{ user: 'source', column: sources.kind }],
  eventType: [{ user: 'event', column: events.type }],
  theme: [{ user: 'event', column: events.theme }],
  verdict: [{ user: 'claim', column: claims.verdict }],
  region: [{ user: 'country', column: countries.region }],
  organisation: [{ user: 'membership', column: memberships.organisation }],
  series: [{ user: 'series_point', column: seriesPoints.seriesId }],
  conscriptionEvent: [{ user: 'conscription_event', column: conscriptionEvents.event }],
  chart: [],
};

/** How many records of one kind hold each code of a set. */
async function countCodes(db: Database, column: SQLiteColumn): Promise<Map<string, number>> {
  const rows = await db
    .select({ code: column, uses: count() })
    .from(column.table)
    .where(isNotNull(column))
    .groupBy(column);
  return new Map(rows.map(({ code, uses }) => [String(code), uses]));
}

/** For every closed set, by kind of record, how many records hold each of its codes. */
export async function codeUse(db: Database): Promise<ReadonlyMap<ClosedSetName, CodeUse[]>> {
  const uses = new Map<ClosedSetName, CodeUse[]>();
  for (const [set, columns] of Object.entries(COLUMNS) as [
    ClosedSetName,
    (typeof COLUMNS)[ClosedSetName],
  ][]) {
    const ofSet: CodeUse[] = [];
    for (const { user, column } of columns) ofSet.push({ user, counts: await countCodes(db, column) });
    uses.set(set, ofSet);
  }
  return uses;
}

/** What the codebook says of a context series beside its title. */
export interface SeriesExtent {
  id: SeriesId;
  title: string;
  unit: string;
  limits: string;
  firstYear: number;
  lastYear: number;
  points: number;
  projectedPoints: number;
  countries: number;
  currencies: number;
  sourceIds: string[];
}

/** Every context series that has points, with the years, countries and sources its points span. */
export async function seriesExtents(db: Database): Promise<SeriesExtent[]> {
  const rows = await db
    .select({
      id: series.id,
      title: series.title,
      unit: series.unit,
      limits: series.limits,
      firstYear: sql<number>`min(${seriesPoints.year})`,
      lastYear: sql<number>`max(${seriesPoints.year})`,
      points: count(),
      projectedPoints: sql<number>`sum(${seriesPoints.projection})`,
      countries: countDistinct(seriesPoints.countryIso2),
      currencies: countDistinct(seriesPoints.currency),
      sourceIds: sql<string>`json_group_array(distinct ${seriesPoints.sourceId})`,
    })
    .from(series)
    .innerJoin(seriesPoints, eq(seriesPoints.seriesId, series.id))
    .groupBy(series.id);
  return rows
    .map((row) => ({ ...row, sourceIds: (JSON.parse(row.sourceIds) as string[]).sort() }))
    .sort((a, b) => SERIES_IDS.indexOf(a.id) - SERIES_IDS.indexOf(b.id));
}
