import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '@/lib/domain/codes';
import { partialDate } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';
import {
  axisTicks,
  EVENT_SIGNS,
  isAhead,
  labelPlaces,
  laneMarks,
  placeOf,
  signOf,
  yearSpan,
  yearsOfMark,
} from './lanes';

/** Invented events: only their dates matter here. */
function event(date: string, id = date): MusterEvent {
  return {
    id,
    date: partialDate(date),
    countryIso2: 'XA',
    measureId: null,
    type: 'law',
    theme: null,
    title: `Event of ${date}`,
    sourceIds: [],
  };
}

const WINDOW = { from: 2020, to: 2024 };

describe('places on the axis', () => {
  it('run from the start of the first year to the end of the last', () => {
    expect(placeOf(2020, WINDOW)).toBe(0);
    expect(placeOf(2022.5, WINDOW)).toBe(0.5);
    expect(placeOf(2025, WINDOW)).toBe(1);
  });

  it('show the whole year of a date that names no more', () => {
    expect(yearSpan(partialDate('2021'), WINDOW)).toEqual({ start: 0.2, end: 0.4 });
    expect(yearSpan(partialDate('2021-05'), WINDOW)).toBeNull();
  });
});

describe('marks of a lane', () => {
  it('stand where their date is when there is room', () => {
    const marks = laneMarks([event('2024-07-02'), event('2020')], WINDOW, 0.1);
    expect(marks.map(({ events }) => events.map(({ id }) => id))).toEqual([['2020'], ['2024-07-02']]);
    expect(marks[0]?.at).toBeCloseTo(0.1, 10);
    expect(marks[1]?.at).toBeCloseTo(0.9, 2);
  });

  it('count events that are too close, the earliest first, and leave others alone', () => {
    const marks = laneMarks(
      [event('2024-03-02'), event('2021-01-01'), event('2024-03-01'), event('2024-02-28')],
      WINDOW,
      0.05,
    );
    expect(marks.map(({ events }) => events.map(({ id }) => id))).toEqual([
      ['2021-01-01'],
      ['2024-02-28', '2024-03-01', '2024-03-02'],
    ]);
    expect(marks[1] && yearsOfMark(marks[1])).toEqual({ from: 2024, to: 2024 });
  });

  it('never overlap and never lose an event, whatever the dates', () => {
    const date = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.array(date, { maxLength: 40 }),
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        (dates, apart) => {
          const events = dates.map((day, index) => event(day, `e${index}`));
          const marks = laneMarks(events, WINDOW, apart);
          for (const [index, mark] of marks.entries()) {
            expect(mark.at).toBeGreaterThanOrEqual(0);
            expect(mark.at).toBeLessThanOrEqual(1);
            const next = marks[index + 1];
            if (next) expect(next.at - mark.at).toBeGreaterThanOrEqual(apart);
          }
          expect(marks.flatMap((mark) => mark.events.map(({ id }) => id)).toSorted()).toEqual(
            events.map(({ id }) => id).toSorted(),
          );
        },
      ),
    );
  });
});

describe('titles of marks', () => {
  const mark = (at: number, count = 1) => ({
    at,
    events: Array.from({ length: count }, (_, index) => event('2022', `${at}-${index}`)),
  });

  it('stand after the mark where there is room, else before it, never over another', () => {
    const places = labelPlaces([mark(0.1), mark(0.5, 3), mark(0.9), mark(0.95)], 1000, 100, 10);
    expect(places).toEqual([{ side: 'after', room: 380 }, null, { side: 'before', room: 380 }, null]);
  });

  it('leave alone what a title before them has taken', () => {
    expect(labelPlaces([mark(0.2), mark(0.6)], 1000, 150, 10)).toEqual([
      { side: 'after', room: 380 },
      { side: 'after', room: 390 },
    ]);
    expect(labelPlaces([mark(0.6), mark(0.95)], 1000, 300, 10)).toEqual([{ side: 'after', room: 330 }, null]);
  });
});

describe('the axis', () => {
  it('has whole years, no more than fit', () => {
    expect(axisTicks({ from: 2014, to: 2026 }, 14).map(({ year }) => year)).toEqual([
      2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    expect(axisTicks({ from: 2014, to: 2026 }, 4).map(({ year }) => year)).toEqual([2015, 2020, 2025]);
    expect(axisTicks({ from: 1967, to: 2026 }, 14).map(({ year }) => year)).toEqual([
      1970, 1975, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025,
    ]);
  });

  it('has months in a view of one or two years', () => {
    expect(axisTicks({ from: 2025, to: 2025 }, 14).map(({ month }) => month)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(axisTicks({ from: 2025, to: 2026 }, 4)).toEqual([
      { at: 0, year: 2025, month: 1 },
      { at: 0.25, year: 2025, month: 7 },
      { at: 0.5, year: 2026, month: 1 },
      { at: 0.75, year: 2026, month: 7 },
    ]);
  });
});

it('gives every type of event a sign of the key', () => {
  expect(EVENT_TYPES.map(signOf).filter((sign) => !EVENT_SIGNS.includes(sign))).toEqual([]);
  expect(new Set(EVENT_TYPES.map(signOf))).toEqual(new Set(EVENT_SIGNS));
});

it('says that an event is ahead only when its whole date is', () => {
  expect(isAhead(event('2026-12-18'), '2026-11-22')).toBe(true);
  expect(isAhead(event('2026-11-22'), '2026-11-22')).toBe(false);
  expect(isAhead(event('2026'), '2026-11-22')).toBe(false);
  expect(isAhead(event('2027'), '2026-11-22')).toBe(true);
});
