import { describe, expect, it } from 'vitest';
import type { Context, Derived } from './derived';
import { lengthInDays, payPerMonth } from './derived-terms';
import type { Duration, Pay } from './records';

/* Computed by hand from the terms of real measures and the rates of 2025: 11.066306 kronor and 4.239658 zloty a euro. */

const context: Context = {
  population: new Map(),
  births: new Map(),
  hicp: new Map(),
  rates: new Map([
    ['SEK', new Map([[2025, 11.066306]])],
    ['PLN', new Map([[2025, 4.239658]])],
  ]),
  rateSource: (currency, year) => `series.rates-${currency}-${year}`,
};

const length = (min: number | null, max: number | null, unit: Duration['unit']): Duration => ({
  min,
  max,
  unit,
  note: null,
});

const pay = (amount: number, currency: string, per: Pay['per']): Pay => ({
  amount,
  currency,
  per,
  tax: 'gross',
  qualifier: 'exact',
  note: null,
  sourceIds: ['xx.one'],
});

function computed(derived: Derived | null) {
  if (!derived?.ok) throw new Error('not computed');
  return derived.figure;
}

describe('length in days', () => {
  it('is 304.37 days for France’s 10 months', () => {
    const figure = computed(lengthInDays(length(10, 10, 'months'), ['fr.one']));
    expect(figure.value).toBeCloseTo(304.36875, 5);
    expect(figure.low).toBeNull();
    expect(figure.qualifier).toBe('exact');
    expect(figure.inputs).toEqual([
      {
        kind: 'term',
        term: 'duration',
        low: 10,
        high: 10,
        unit: 'months',
        per: null,
        sourceIds: ['fr.one'],
      },
    ]);
  });

  it('is an interval of 182.62 to 456.55 days for Sweden’s 6 to 15 months', () => {
    const figure = computed(lengthInDays(length(6, 15, 'months'), []));
    expect(figure.low).toBeCloseTo(182.62125, 5);
    expect(figure.high).toBeCloseTo(456.553125, 5);
    expect(figure.qualifier).toBe('range');
  });

  it('is a third of a day to one and a third for Poland’s 8 to 32 hours', () => {
    const figure = computed(lengthInDays(length(8, 32, 'hours'), []));
    expect(figure.low).toBeCloseTo(0.33333, 5);
    expect(figure.high).toBeCloseTo(1.33333, 5);
  });

  it('keeps an open end open', () => {
    expect(computed(lengthInDays(length(null, 12, 'days'), [])).qualifier).toBe('up_to');
    expect(computed(lengthInDays(length(2, null, 'weeks'), []))).toMatchObject({
      value: 14,
      qualifier: 'at_least',
    });
  });

  it('is nothing where no length is stated', () => {
    expect(lengthInDays(null, [])).toBeNull();
    expect(lengthInDays(length(null, null, 'months'), [])).toBeNull();
    expect(lengthInDays(length(3, 3, null), [])).toBeNull();
  });
});

describe('pay a month', () => {
  it('is 6,087.38 kronor for Sweden’s 200 a day', () => {
    const figure = computed(payPerMonth(pay(200, 'SEK', 'day'), { in: 'native' }));
    expect(figure.value).toBeCloseTo(6087.375, 5);
    expect(figure.unit).toBe('SEK');
  });

  it('is 550.08 euro for the same, held for 2025', () => {
    const figure = computed(payPerMonth(pay(200, 'SEK', 'day'), { in: 'euro', year: 2025, context }));
    expect(figure.value).toBeCloseTo(550.0819, 3);
    expect(figure.caveats).toEqual([]);
    expect(figure.inputs[1]).toMatchObject({ series: 'exchange_rates_per_eur', of: 'SEK', year: 2025 });
  });

  it('is 1,485.97 euro for Poland’s 6,300 of 2026 at the last known rate, and says so', () => {
    const figure = computed(payPerMonth(pay(6300, 'PLN', 'month'), { in: 'euro', year: 2026, context }));
    expect(figure.value).toBeCloseTo(1485.969, 2);
    expect(figure.caveats).toEqual(['last_rate_used']);
  });

  it('says that the year is not known where none is stated', () => {
    const figure = computed(payPerMonth(pay(6300, 'PLN', 'month'), { in: 'euro', year: null, context }));
    expect(figure.caveats).toEqual(['year_unknown']);
  });

  it('needs no rate for euro', () => {
    const figure = computed(payPerMonth(pay(9600, 'EUR', 'year'), { in: 'euro', year: null, context }));
    expect(figure.value).toBe(800);
    expect(figure.caveats).toEqual([]);
    expect(figure.inputs).toHaveLength(1);
  });

  it('is refused for pay in total or once, and for a currency without a rate', () => {
    expect(payPerMonth(pay(5000, 'EUR', 'total'), { in: 'native' })).toEqual({
      ok: false,
      reason: 'not_per_month',
    });
    expect(payPerMonth(pay(5000, 'EUR', 'once'), { in: 'native' })).toEqual({
      ok: false,
      reason: 'not_per_month',
    });
    expect(payPerMonth(pay(5000, 'XYZ', 'month'), { in: 'euro', year: 2025, context })).toEqual({
      ok: false,
      reason: 'unknown_currency',
    });
  });

  it('is nothing where no amount is stated', () => {
    expect(payPerMonth(null, { in: 'native' })).toBeNull();
    expect(payPerMonth({ ...pay(1, 'EUR', 'day'), amount: null }, { in: 'native' })).toBeNull();
  });
});
