import 'server-only';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import { CONTEXT_THEMES } from '@/lib/domain/codes';
import type { Country, MusterEvent, Source } from '@/lib/domain/records';
import { listCountries } from '@/lib/queries/countries';
import { getMeasure } from '@/lib/queries/measures';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { sourcesByIds } from '@/lib/queries/sources';
import { eventYears, getEvent, listEvents } from '@/lib/queries/timeline';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import {
  readTimeline,
  type TimelineState,
  type TimelineYears,
  type YearWindow,
} from '@/lib/view-state/timeline';

export interface TimelineView {
  state: TimelineState;
  problems: Problem[];
  years: TimelineYears;
  shown: YearWindow;
  countries: Country[];
  release: CurrentRelease;
  /** Events of the filter within the years shown, the earliest first. */
  events: MusterEvent[];
  /** How many events of the filter lie before and after the years shown. */
  earlier: number;
  later: number;
  sources: ReadonlyMap<string, Source>;
}

/** The years of the timeline. It starts where the wider context does: earlier events are few and one step away. */
async function timelineYears(db: Database, release: CurrentRelease): Promise<TimelineYears> {
  const years = await eventYears(db);
  const thisYear = Number(release.loadedAt.slice(0, 4));
  if (!years) return { bounds: { from: thisYear, to: thisYear }, initial: { from: thisYear, to: thisYear } };
  const bounds = { from: years.first, to: years.last };
  return { bounds, initial: { from: years.firstContext ?? bounds.from, to: bounds.to } };
}

/** Reads everything that the timeline shows. Errors of the database pass through. */
export async function loadTimeline(search: SearchParamsInput): Promise<TimelineView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const [release, countries] = await Promise.all([currentRelease(db), listCountries(db)]);
    const years = await timelineYears(db, release);
    const { state, shown, problems } = readTimeline(search, { countries }, years);
    const filter = { countries: state.countries, types: state.types, themes: state.themes };
    const all = await listEvents(db, filter);
    const events = await listEvents(db, { ...filter, ...shown });
    const within = new Set(events.map(({ id }) => id));
    const outside = all.filter(({ id }) => !within.has(id));
    const earlier = outside.filter(({ date }) => date < String(shown.from)).length;
    const cited = await sourcesByIds(db, [...new Set(events.flatMap(({ sourceIds }) => sourceIds))]);
    return {
      state,
      problems,
      years,
      shown,
      countries,
      release,
      events,
      earlier,
      later: outside.length - earlier,
      sources: new Map(cited.map((source) => [source.id, source])),
    };
  });
}

export interface EventView {
  event: MusterEvent;
  /** Null for an event of the wider context that names none. */
  country: Country | null;
  measure: { id: string; name: string } | null;
  sources: Source[];
  /** The nearest before and after it in the same country, and in the wider context; the earliest first. */
  inCountry: { before: MusterEvent[]; after: MusterEvent[] };
  inContext: { before: MusterEvent[]; after: MusterEvent[] };
  years: TimelineYears;
  release: CurrentRelease;
}

const NEIGHBOURS = 3;

function around(event: MusterEvent, others: readonly MusterEvent[]) {
  const rest = others.filter(({ id }) => id !== event.id);
  const isBefore = (other: MusterEvent) =>
    other.date < event.date || (other.date === event.date && other.id < event.id);
  return {
    before: rest.filter(isBefore).slice(-NEIGHBOURS),
    after: rest.filter((other) => !isBefore(other)).slice(0, NEIGHBOURS),
  };
}

/** Reads one event with what happened around it; null when there is none of that id. Errors of the database pass through. */
export async function loadEvent(id: string): Promise<EventView | null> {
  return inSnapshot(await getDatabase(), async (db) => {
    const event = await getEvent(db, id);
    if (!event) return null;
    const { countryIso2 } = event;
    const [release, countries, measure, sources, national, context] = await Promise.all([
      currentRelease(db),
      listCountries(db),
      event.measureId === null ? null : getMeasure(db, event.measureId),
      sourcesByIds(db, event.sourceIds),
      countryIso2 === null ? [] : listEvents(db, { countries: [countryIso2], themes: ['national'] }),
      listEvents(db, { themes: CONTEXT_THEMES }),
    ]);
    const byId = new Map(sources.map((source) => [source.id, source]));
    return {
      event,
      country: countries.find(({ iso2 }) => iso2 === countryIso2) ?? null,
      measure: measure ? { id: measure.id, name: measure.name } : null,
      sources: event.sourceIds.flatMap((sourceId) => byId.get(sourceId) ?? []),
      inCountry: around(event, national),
      inContext: around(event, context),
      years: await timelineYears(db, release),
      release,
    };
  });
}
