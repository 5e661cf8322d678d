import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { eventColumns } from '@/db/records';
import { events } from '@/db/schema';
import type { ContextTheme } from '@/lib/domain/codes';
import type { MusterEvent } from '@/lib/domain/records';

function byDate(db: Database, condition: SQL | undefined): Promise<MusterEvent[]> {
  return db.select(eventColumns).from(events).where(condition).orderBy(asc(events.date), asc(events.id));
}

/** The events of a measure, the earliest first. */
export async function eventsOfMeasure(db: Database, measureId: string): Promise<MusterEvent[]> {
  return byDate(db, eq(events.measureId, measureId));
}

/** The events of some measures, the earliest first. */
export async function eventsOfMeasures(db: Database, measureIds: readonly string[]): Promise<MusterEvent[]> {
  return measureIds.length === 0 ? [] : byDate(db, inArray(events.measureId, [...measureIds]));
}

/** The national events of a country (ISO 3166-1 alpha-2, capitals), the earliest first. */
export async function eventsOfCountry(db: Database, iso2: string): Promise<MusterEvent[]> {
  return byDate(db, and(eq(events.countryIso2, iso2), isNull(events.theme)));
}

/** The events of the wider context, of all themes or of some, the earliest first. */
export async function contextEvents(
  db: Database,
  themes: readonly ContextTheme[] = [],
): Promise<MusterEvent[]> {
  return byDate(
    db,
    and(isNotNull(events.theme), themes.length > 0 ? inArray(events.theme, [...themes]) : undefined),
  );
}

/** Whether there is an event of this id. */
export async function eventExists(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: events.id }).from(events).where(eq(events.id, id)).limit(1);
  return rows.length > 0;
}
