import 'server-only';
import { EVENT_TYPES } from '@/lib/domain/codes';
import { lastDay } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';
import { eventJson } from '@/lib/export/records-json';
import { getEvent, listEvents } from '@/lib/queries/timeline';
import { nearestWords } from '@/lib/view-state/audit';
import { TIMELINE_THEMES, TIMELINE_URL_KEYS, timelineHref, timelineParsers } from '@/lib/view-state/timeline';
import { AS_OF, COUNTRIES, codes, FILTER_PARSERS, MEASURES, years } from '../filters';
import { defineResource, inWindow } from '../resource';
import type { Item } from '../schemas';

function eventItem(event: MusterEvent, origin: string): Item<'events'> {
  const { id, date, type, title, source_ids } = eventJson(event);
  return {
    id,
    date,
    country_iso2: event.countryIso2,
    measure_id: event.measureId,
    type,
    theme: event.theme,
    title,
    source_ids,
    url: `${origin}/timeline/${id}`,
  };
}

/** `/events`: what happened. */
export const events = defineResource({
  name: 'events',
  key: 'id',
  description: 'What happened: announcements, laws, first intakes in the countries, and the wider context.',
  order: 'The earliest first; a date that names only its year comes before those within the year.',
  parsers: { ...timelineParsers, measures: FILTER_PARSERS.measures, asOf: FILTER_PARSERS.asOf },
  urlKeys: TIMELINE_URL_KEYS,
  parameters: {
    countries: {
      ...COUNTRIES,
      description: 'National events of these countries only; those of the wider context stay (see `theme`).',
    },
    measures: { ...MEASURES, description: 'Events of these measures only (ids, separated by commas).' },
    theme: {
      ...codes(TIMELINE_THEMES, 'Themes of the wider context; `national` for events of countries.'),
      example: 'national',
    },
    type: { ...codes(EVENT_TYPES, 'Types of event.'), example: 'law' },
    ...years('the events'),
    asOf: {
      ...AS_OF,
      description: 'A past view: only events whose date had wholly passed by the end of this day.',
    },
  },
  list: async ({ db, origin }, { measures, asOf, from, to, ...filter }, window) => {
    const matching = (
      await listEvents(db, { ...filter, from: from ?? undefined, to: to ?? undefined })
    ).filter(
      ({ measureId }) => measures.length === 0 || (measureId !== null && measures.includes(measureId)),
    );
    const known = matching.filter(({ date }) => asOf === null || lastDay(date) <= asOf);
    const { entries, count } = inWindow(known, window);
    return {
      items: entries.map((event) => eventItem(event, origin)),
      count,
      leftOut: asOf === null ? null : { later: matching.length - known.length, undatable: 0 },
    };
  },
  html: ({ measures: _, asOf: __, ...state }) => timelineHref('/timeline', state),
  item: {
    example: 'se.44a5031bc0',
    read: async ({ db, origin }, id) => {
      const event = await getEvent(db, id);
      return event && { item: eventItem(event, origin), html: `/timeline/${id}` };
    },
    near: async ({ db }, id) => {
      const titleOf = new Map((await listEvents(db)).map((event) => [event.id, event.title]));
      return nearestWords(id, [...titleOf.keys()]).map((near) => ({
        id: near,
        name: titleOf.get(near) ?? near,
      }));
    },
  },
});
