import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  claimLine,
  conscriptionSubjectLine,
  eventLine,
  figureLine,
  figureSubjectLine,
  measureLine,
  readClaimLine,
  readConscriptionSubject,
  readEventLine,
  readFigureLine,
  readFigureSubject,
  readMeasureLine,
  readSeriesSubject,
  readSeriesValue,
  seriesSubjectLine,
  seriesValueLine,
} from './change-text';
import {
  BASES,
  CONSCRIPTION_EVENTS,
  COVERAGES,
  INDICATORS,
  MEASURE_TYPES,
  QUALIFIERS,
  SERIES_IDS,
  STATUSES,
  VERDICTS,
} from './codes';
import { partialDate } from './partial-date';

const date = fc.constantFrom('2025', '2025-11', '2025-11-27').map(partialDate);
const year = fc.integer({ min: 1900, max: 2100 });
const amount = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n + 0);
/** Words with all that could be taken for another part of a line. */
const words = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('men (18–25)', 'a) 2030 target (b', '2030 target', 'stated 2025', '(x, y)', 'a: b'),
);

describe('lines of the record are read back as they were written', () => {
  it('a figure', () => {
    fc.assert(
      fc.property(
        fc.record({
          value: amount,
          range: fc.option(fc.tuple(amount, amount)),
          qualifier: fc.constantFrom(...QUALIFIERS),
          unit: fc.constantFrom('persons', 'percent', 'EUR'),
        }),
        ({ value, range, qualifier, unit }) => {
          const [low, high] = range ?? [null, null];
          expect(readFigureLine(figureLine({ value, low, high, qualifier, unit }))).toEqual(
            range === null
              ? { value, low, high, qualifier, unit }
              : { value: null, low, high, qualifier: 'exact', unit },
          );
        },
      ),
    );
    expect(figureLine({ value: 4000, low: null, high: null, qualifier: 'at_least', unit: 'persons' })).toBe(
      'at least 4000 persons',
    );
  });

  it('what a figure is about', () => {
    fc.assert(
      fc.property(
        fc.record({
          indicator: fc.constantFrom(...INDICATORS),
          component: fc.option(words),
          period: fc.option(fc.tuple(year, fc.nat(9)).map(([start, more]) => ({ start, end: start + more }))),
          basis: fc.constantFrom(...BASES),
          coverage: fc.constantFrom(...COVERAGES),
          statedOn: fc.option(date),
        }),
        (subject) => {
          expect(readFigureSubject(figureSubjectLine(subject))).toEqual(subject);
        },
      ),
    );
  });

  it('a measure, an event and a claim, whatever stands in their words', () => {
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(...MEASURE_TYPES),
        fc.constantFrom(...STATUSES),
        fc.constantFrom(...VERDICTS),
        date,
        (text, type, status, verdict, day) => {
          expect(readMeasureLine(measureLine({ name: text, type, status }))).toEqual({
            name: text,
            type,
            status,
          });
          expect(readClaimLine(claimLine({ verdict, statement: text }))).toEqual({
            verdict,
            statement: text,
          });
          expect(readEventLine(eventLine({ date: day, title: text }))).toEqual({ date: day, title: text });
        },
      ),
    );
  });

  it('a yearly value and an event in the history of conscription', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SERIES_IDS),
        fc.constantFrom('FR', 'SEK', null),
        fc.constantFrom(...CONSCRIPTION_EVENTS),
        year,
        amount,
        fc.option(amount),
        (seriesId, of, event, inYear, low, high) => {
          const countryIso2 = of?.length === 2 ? of : null;
          const currency = of?.length === 3 ? of : null;
          expect(
            readSeriesSubject(seriesSubjectLine({ seriesId, countryIso2, currency, year: inYear })),
          ).toEqual({ seriesId, of, year: inYear });
          const said = high === null ? { value: low, low: null, high } : { value: null, low, high };
          expect(readSeriesValue(seriesValueLine(said))).toEqual({ low, high });
          const was = { countryIso2: 'SE', year: inYear, event };
          expect(readConscriptionSubject(conscriptionSubjectLine(was))).toEqual(was);
        },
      ),
    );
  });

  it('a line of another making is not read', () => {
    for (const text of ['', 'persons', 'goal 2030 persons', '4000']) expect(readFigureLine(text)).toBeNull();
    for (const text of ['', 'intake_per_year', 'intake_per_year 2030/2026 target', 'x 2030 target']) {
      expect(readFigureSubject(text)).toBeNull();
    }
    expect(readMeasureLine('Service (unknown, in_force)')).toBeNull();
    expect(readEventLine('yesterday something')).toBeNull();
    expect(readClaimLine('true: something')).toBeNull();
    expect(readSeriesSubject('births France 2025')).toBeNull();
    expect(readSeriesValue('none')).toBeNull();
    expect(readConscriptionSubject('SE 2018 forgotten')).toBeNull();
  });
});
