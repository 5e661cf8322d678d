import 'server-only';
import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, max, min, or, type SQL } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { eventColumns } from '@/db/records';
import { events } from '@/db/schema';
import type { ContextTheme, EventType } from '@/lib/domain/codes';
import { type PartialDate, yearOf } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';

/** Which events. A list left out or empty sets no bound. */
export interface EventFilter {
  /** ISO 3166-1 alpha-2, capitals: bounds the national events; those of the wider context stay. */
  countries?: readonly string[];
  types?: readonly EventType[];
  /** Themes of the wider context; `national` stands for events that have none. */
  themes?: readonly (ContextTheme | 'national')[];
  /** First and last year, both included. */
  from?: number;
  to?: number;
}

function themeCondition(themes: readonly (ContextTheme | 'national')[]): SQL | undefined {
  if (themes.length === 0) return undefined;
  const context = themes.filter((theme) => theme !== 'national');
  return or(
    themes.includes('national') ? isNull(events.theme) : undefined,
    context.length > 0 ? inArray(events.theme, context) : undefined,
  );
}

/** The events that match, the earliest first; a date that names only its year comes before those within the year. */
export async function listEvents(db: Database, filter: EventFilter = {}): Promise<MusterEvent[]> {
  const { countries = [], types = [], themes = [], from, to } = filter;
  return db
    .select(eventColumns)
    .from(events)
    .where(
      and(
        countries.length > 0
          ? or(isNotNull(events.theme), inArray(events.countryIso2, [...countries]))
          : undefined,
        types.length > 0 ? inArray(events.type, [...types]) : undefined,
        themeCondition(themes),
        // Dates are text that begins with the year, so years compare as text.
        from !== undefined ? gte(events.date, String(from) as PartialDate) : undefined,
        to !== undefined ? lt(events.date, String(to + 1) as PartialDate) : undefined,
      ),
    )
    .orderBy(asc(events.date), asc(events.id));
}

/** One event; null when there is none of that id. */
export async function getEvent(db: Database, id: string): Promise<MusterEvent | null> {
  const [event] = await db.select(eventColumns).from(events).where(eq(events.id, id));
  return event ?? null;
}

/** Whether there is an event of that id. */
export async function eventExists(db: Database, id: string): Promise<boolean> {
  const [row] = await db.select({ id: events.id }).from(events).where(eq(events.id, id));
  return row !== undefined;
}

export interface EventYears {
  first: number;
  last: number;
  /** The first year in which something of the wider context is recorded: where the timeline starts; null without any. */
  firstContext: number | null;
}

/** The years that events span; null when there is no event. */
export async function eventYears(db: Database): Promise<EventYears | null> {
  const [all] = await db.select({ first: min(events.date), last: max(events.date) }).from(events);
  const [context] = await db
    .select({ first: min(events.date) })
    .from(events)
    .where(isNotNull(events.theme));
  if (!all?.first || !all.last) return null;
  return {
    first: yearOf(all.first),
    last: yearOf(all.last),
    firstContext: context?.first ? yearOf(context.first) : null,
  };
}
