import type { EventType } from '@/lib/domain/codes';
import { decimalYear, firstDay, type PartialDate, readPartialDate, yearOf } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';
import type { YearWindow } from '@/lib/view-state/timeline';

/** What a mark says before it is read: promised, decided, begun, changed, ended, brought back, or something else. */
export const EVENT_SIGNS = [
  'announced',
  'decided',
  'begun',
  'changed',
  'ended',
  'reinstated',
  'other',
] as const;
export type EventSign = (typeof EVENT_SIGNS)[number];

/** The sign of each type of event. */
export function signOf(type: EventType): EventSign {
  switch (type) {
    case 'announcement':
      return 'announced';
    case 'decision':
    case 'law':
    case 'entry_into_force':
      return 'decided';
    case 'first_intake':
      return 'begun';
    case 'target_change':
      return 'changed';
    case 'abolition':
    case 'suspension':
      return 'ended';
    case 'reinstatement':
      return 'reinstated';
    case 'referendum':
    case 'court':
    case 'poll':
    case 'other':
      return 'other';
  }
}

/** A place on a lane with what happened there: one event, or several too close to be told apart at this zoom. */
export interface LaneMark {
  /** 0 at the start of the first year, 1 at the end of the last. */
  at: number;
  /** At least one, the earliest first. */
  events: MusterEvent[];
}

/** Where a decimal year lies in a window, 0 to 1. */
export function placeOf(year: number, window: YearWindow): number {
  return (year - window.from) / (window.to + 1 - window.from);
}

/** Where a date that names only its year lies, from the start to the end of the year; null for a more exact date. */
export function yearSpan(date: PartialDate, window: YearWindow): { start: number; end: number } | null {
  if (readPartialDate(date)?.precision !== 'year') return null;
  const year = yearOf(date);
  return { start: placeOf(year, window), end: placeOf(year + 1, window) };
}

/**
 * Events of one lane as marks at least `apart` from each other (a share of the window's width): the two closest neighbours
 * are taken together, at the mean of their events, until none are closer. `events` lie within the window.
 */
export function laneMarks(events: readonly MusterEvent[], window: YearWindow, apart: number): LaneMark[] {
  const marks = events
    .map((event) => ({ at: placeOf(decimalYear(event.date), window), events: [event] }))
    .sort((a, b) => a.at - b.at);
  for (;;) {
    const closest = closestPair(marks, apart);
    if (closest === null) return marks.map(({ at, events: own }) => ({ at, events: chronological(own) }));
    const [left, right] = [marks[closest], marks[closest + 1]];
    if (!left || !right) throw new RangeError(`no marks at ${closest} and beside it`);
    const together = [...left.events, ...right.events];
    const at = (left.at * left.events.length + right.at * right.events.length) / together.length;
    marks.splice(closest, 2, { at, events: together });
  }
}

/** Index of the left of the two closest neighbours; null when all are far enough apart. */
function closestPair(marks: readonly LaneMark[], apart: number): number | null {
  let closest: number | null = null;
  let smallest = apart;
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    if (next && next.at - mark.at < smallest) {
      closest = index;
      smallest = next.at - mark.at;
    }
  }
  return closest;
}

function chronological(events: readonly MusterEvent[]): MusterEvent[] {
  return [...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
}

/** Where the title of a mark stands, and how many pixels it may take. */
export interface LabelPlace {
  side: 'after' | 'before';
  room: number;
}

/**
 * Places for the titles of single events, for a lane `plot` pixels wide: after the mark where there is at least `shortest`
 * up to the next, else before it, up to what stands there; null where neither is. `clear` is kept free beside a mark.
 */
export function labelPlaces(
  marks: readonly LaneMark[],
  plot: number,
  shortest: number,
  clear: number,
): (LabelPlace | null)[] {
  let taken = 0;
  return marks.map(({ at, events }, index) => {
    const next = marks[index + 1];
    const after = (next ? next.at * plot - clear : plot) - (at * plot + clear);
    const before = at * plot - clear - taken;
    taken = at * plot + clear;
    if (events.length > 1) return null;
    if (after >= shortest) {
      taken += after;
      return { side: 'after', room: after };
    }
    return before >= shortest ? { side: 'before', room: before } : null;
  });
}

/** A tick of the axis: a year, or a month of a year. */
export interface Tick {
  at: number;
  year: number;
  /** 1–12; null for a tick that stands for the whole year. */
  month: number | null;
}

const YEAR_STEPS = [1, 2, 5, 10, 20, 50];
const MONTH_STEPS = [1, 3, 6];

/** Ticks of an axis: at most `limit`; months where whole years would be fewer than three. */
export function axisTicks(window: YearWindow, limit: number): Tick[] {
  const years = window.to - window.from + 1;
  if (years < 3) {
    const step = MONTH_STEPS.find((months) => (years * 12) / months <= limit);
    if (step !== undefined) {
      return Array.from({ length: (years * 12) / step }, (_, index) => {
        const month = ((index * step) % 12) + 1;
        const year = window.from + Math.floor((index * step) / 12);
        return { at: placeOf(year + (month - 1) / 12, window), year, month };
      });
    }
  }
  const step = YEAR_STEPS.find((candidate) => years / candidate <= limit) ?? 100;
  const first = Math.ceil(window.from / step) * step;
  return Array.from({ length: Math.floor((window.to - first) / step) + 1 }, (_, index) => {
    const year = first + index * step;
    return { at: placeOf(year, window), year, month: null };
  });
}

/** The years that a mark's events span. */
export function yearsOfMark({ events }: LaneMark): YearWindow {
  const years = events.map(({ date }) => yearOf(date));
  return { from: Math.min(...years), to: Math.max(...years) };
}

/** True when every day that the event's date can mean lies after a day (YYYY-MM-DD). */
export function isAhead(event: MusterEvent, day: string): boolean {
  return firstDay(event.date) > day;
}
