import { EVENT_TYPES, type EventType } from '@/lib/domain/codes';
import { byDate, decimalYear, lastDay } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import { EVENT_CHOICES, type EventChoice } from '@/lib/view-state/charts';
import { type Citations, groupBy, plainOnChart, publishersOf, type Scope } from './scope';
import type { Axis, ChartEvent, ChartState, LegendEntry, PlainValue } from './spec';

/** Kinds of event by what a reader asks for: what became law or ended by it; targets that changed; or every kind. */
const TYPES_OF: Readonly<Record<EventChoice, readonly EventType[]>> = {
  none: [],
  law: ['law', 'entry_into_force', 'suspension', 'abolition', 'reinstatement', 'referendum', 'court'],
  targets: ['target_change'],
  all: EVENT_TYPES,
};

/** More numbers than these cannot be told apart on a phone, nor read below the chart. */
export const MAX_EVENTS = 12;

/** Which kinds stay where there are too many: what binds before what is said. */
const BY_WEIGHT: readonly EventType[] = [
  'law',
  'target_change',
  'entry_into_force',
  'suspension',
  'abolition',
  'reinstatement',
  'referendum',
  'court',
  'decision',
  'first_intake',
  'announcement',
  'poll',
  'other',
];

/** What becomes of an event that was asked for. */
export const EVENT_FATES = ['drawn', 'outside_years', 'over_limit'] as const;
export type EventFate = (typeof EVENT_FATES)[number];

/** The events of a chart: what is drawn, and the words and rows on them for the parts of its spec. */
export interface Annotations {
  /** Drawn, by date; left out of the spec where none were asked for. */
  events?: ChartEvent[];
  notes: string[];
  legend: LegendEntry[];
  /** One sentence for the alt text; none where nothing is drawn. */
  alt: string[];
  /** The column of titles where events were asked for. */
  columns: 'event'[];
  /** What the rows of figures hold in that column. */
  cells: Record<string, string>;
  plainCells: Record<string, PlainValue>;
  /** A row of words and one of plain values for every event. */
  rows: { words: Record<string, string>; plain: Record<string, PlainValue> }[];
}

const NONE: Annotations = {
  notes: [],
  legend: [],
  alt: [],
  columns: [],
  cells: {},
  plainCells: {},
  rows: [],
};

/** Where an event stands on an axis on which whole numbers are the middle of a year. */
const placeOf = ({ date }: MusterEvent): number => decimalYear(date) - 0.5;

/** "Sweden, 2 Mar 2017: The government decides …"; the title is the data's English. */
function eventWords(scope: Scope, event: MusterEvent): string {
  return scope.tr.t('annotations.events.words', {
    country: event.countryIso2 === null ? '' : scope.countryName(event.countryIso2),
    date: formatDate(event.date, scope.tr) ?? event.date,
    title: event.title,
  });
}

function toEvent(scope: Scope, event: MusterEvent, number: number, y: number): ChartEvent {
  const { tr } = scope;
  const iso2 = event.countryIso2 ?? '';
  return {
    number,
    countryIso2: iso2,
    colour: scope.colourOf(iso2),
    words: eventWords(scope, event),
    point: {
      id: `event ${event.id}`,
      x: placeOf(event),
      y,
      low: null,
      high: null,
      spanStart: null,
      mark: 'event',
      qualifier: 'exact',
      basis: null,
      statedOn: null,
      observationId: null,
      sourceIds: event.sourceIds,
      tooltip: {
        title: tr.t('annotations.events.tooltip', {
          country: iso2 === '' ? '' : scope.countryName(iso2),
          type: tr.inSentence(tr.label('eventType', event.type)),
        }),
        value: event.title,
        lines: [formatDate(event.date, tr) ?? event.date, publishersOf(scope, event.sourceIds)],
      },
    },
  };
}

/** The events that stay where there are too many: by kind, then the newest; in the order of their dates. */
function within(limit: number, events: readonly MusterEvent[]): MusterEvent[] {
  const weight = ({ type }: MusterEvent) => BY_WEIGHT.indexOf(type);
  const kept = new Set(
    [...events].sort((a, b) => weight(a) - weight(b) || byDate(b.date, a.date)).slice(0, limit),
  );
  return events.filter((event) => kept.has(event));
}

/**
 * The events that a view asks for (`state.events`) of the measures drawn, numbered by date on an axis of years; those
 * outside its years and those beyond `MAX_EVENTS` are in rows and notes only. A past view has those that had surely
 * happened by its day.
 */
export function annotate(
  scope: Scope,
  state: ChartState,
  drawn: { measureIds: ReadonlySet<string>; xAxis: Axis; yAxis: Axis },
  citations: Citations,
): Annotations {
  const choice = state.events ?? 'none';
  if (choice === 'none') return NONE;
  const { tr, past } = scope;
  const { measureIds, xAxis, yAxis } = drawn;
  const asked = (scope.input.events ?? [])
    .filter(
      ({ measureId, type, date }) =>
        measureId !== null &&
        measureIds.has(measureId) &&
        TYPES_OF[choice].includes(type) &&
        (past === null || lastDay(date) <= past.day),
    )
    .sort((a, b) => byDate(a.date, b.date) || (a.id < b.id ? -1 : 1));
  const inside = asked.filter((event) => placeOf(event) >= xAxis.min && placeOf(event) <= xAxis.max);
  const shown = within(MAX_EVENTS, inside);
  const fateOf = (event: MusterEvent): EventFate => {
    if (shown.includes(event)) return 'drawn';
    return inside.includes(event) ? 'over_limit' : 'outside_years';
  };
  const events = shown.map((event, index) => toEvent(scope, event, index + 1, yAxis.min));
  const t = (key: string, values: Record<string, string | number>) =>
    tr.t(`annotations.events.${key}`, values);
  const counts = groupBy(asked, fateOf);
  const none = tr.t('charts.table.none');
  return {
    events,
    notes: [
      t('note', { choice, drawn: shown.length, count: asked.length }),
      ...(['outside_years', 'over_limit'] as const).flatMap((fate) => {
        const count = counts.get(fate)?.length ?? 0;
        return count === 0 ? [] : [t(`left.${fate}`, { count, limit: MAX_EVENTS })];
      }),
    ],
    legend: events.length > 0 ? [{ sign: 'event', label: tr.t('annotations.events.key') }] : [],
    alt:
      events.length === 0
        ? []
        : [
            t('alt', {
              events: tr.series(events.map(({ number, words }) => t('numbered', { number, words }))),
            }),
          ],
    columns: ['event'],
    cells: { event: none },
    plainCells: { event_id: null, event_type: null, event_date: null, event_title: null, event_number: null },
    rows: asked.map((event) => {
      const fate = fateOf(event);
      const number = fate === 'drawn' ? shown.indexOf(event) + 1 : null;
      const fateWords = t(`fate.${fate}`, { number: number ?? 0, limit: MAX_EVENTS });
      return {
        words: {
          country: event.countryIso2 === null ? none : scope.countryName(event.countryIso2),
          measure: event.measureId === null ? none : scope.measure(event.measureId).name,
          counted: tr.label('eventType', event.type),
          basis: tr.label('eventType', event.type),
          period: formatDate(event.date, tr) ?? event.date,
          stated: none,
          figure: none,
          derived: none,
          working: none,
          scope: none,
          event: event.title,
          fate: fateWords,
          sources: citations.cite(event.sourceIds) || tr.t('charts.table.noneFound'),
        },
        plain: {
          measure_id: event.measureId,
          country_iso2: event.countryIso2,
          event_id: event.id,
          event_type: event.type,
          event_date: event.date,
          event_title: event.title,
          event_number: number,
          ...plainOnChart(`event_${fate}`, fate === 'drawn', fateWords),
        },
      };
    }),
  };
}

/** Whether a view asks for events, so that what loads its data knows to read them. */
export const asksForEvents = ({ events = 'none' }: Pick<ChartState, 'events'>): boolean =>
  events !== EVENT_CHOICES[0];
