import { describe, expect, it } from 'vitest';
import { lineRefusalAlone, mayShareLine } from './comparability';
import { formatMoney, formatMoneyShort, toEuro } from './money';
import { partialDate } from './partial-date';
import { formatPeriod, periodsOverlap, readPeriod, samePeriod, yearsIn } from './period';
import type { Observation } from './records';
import { firstAndLastTarget } from './target';
import { foldText } from './text';
import { asKnownOn, latestVintage, statedLast, statedOrder, supersedes } from './vintage';

let counter = 0;
function figure(change: Partial<Observation> = {}): Observation {
  counter += 1;
  return {
    id: `test.${counter}`,
    measureId: 'test-measure',
    indicator: 'intake_per_year',
    component: null,
    period: { start: 2030, end: 2030 },
    value: 10_000,
    low: null,
    high: null,
    qualifier: 'exact',
    unit: 'persons',
    per: null,
    tax: null,
    basis: 'target',
    coverage: 'full',
    statedOn: partialDate('2025-11-27'),
    note: null,
    sourceIds: ['test.source'],
    ...change,
  };
}

describe('which figures may share a line', () => {
  it('joins an actual and a target of one measure, indicator, component and unit', () => {
    expect(mayShareLine(figure({ basis: 'actual', period: { start: 2025, end: 2025 } }), figure())).toEqual({
      ok: true,
    });
  });

  it.each<[string, Partial<Observation>]>([
    ['different_measure', { measureId: 'another' }],
    ['different_indicator', { indicator: 'trained_total' }],
    ['different_component', { component: 'officers' }],
    ['different_unit', { unit: 'percent' }],
    ['different_pay_terms', { per: 'month' }],
    ['different_pay_terms', { tax: 'net' }],
    ['not_full_coverage', { coverage: 'partial' }],
    ['not_full_coverage', { coverage: 'cumulative' }],
    ['no_period', { period: null }],
  ])('refuses %s', (reason, change) => {
    expect(mayShareLine(figure(), figure(change))).toEqual({ ok: false, reasons: [reason] });
    expect(mayShareLine(figure(change), figure())).toEqual({ ok: false, reasons: [reason] });
  });

  it('gives every reason at once', () => {
    expect(
      mayShareLine(figure(), figure({ measureId: 'b', component: 'c', coverage: 'partial', period: null })),
    ).toEqual({
      ok: false,
      reasons: ['different_measure', 'different_component', 'not_full_coverage', 'no_period'],
    });
  });

  it('knows the figures that no line can hold', () => {
    expect(lineRefusalAlone(figure())).toBeNull();
    expect(lineRefusalAlone(figure({ coverage: 'cumulative' }))).toBe('not_full_coverage');
    expect(lineRefusalAlone(figure({ period: null }))).toBe('no_period');
  });
});

describe('vintages', () => {
  const november = figure({ value: 50_000, statedOn: partialDate('2025-11-27') });
  const january = figure({ value: 42_500, statedOn: partialDate('2026-01') });
  const undated = figure({ value: 45_000, statedOn: null });

  it('lets a statement of the same thing that was surely made later replace an earlier one', () => {
    expect(supersedes(january, november)).toBe(true);
    expect(supersedes(november, january)).toBe(false);
    expect(supersedes(november, undated)).toBe(false);
    expect(supersedes(undated, november)).toBe(false);
    expect(supersedes(january, figure({ basis: 'ambition' }))).toBe(false);
  });

  it('knows no order without a date, of one day, or of dates that overlap', () => {
    expect(statedOrder(january, november)).toBe('after');
    expect(statedOrder(november, january)).toBe('before');
    expect(statedOrder(november, undated)).toBe('unknown');
    expect(statedOrder(november, { ...january, statedOn: november.statedOn })).toBe('unknown');
    expect(statedOrder(january, { statedOn: partialDate('2026-01-12') })).toBe('unknown');
  });

  it('leads a line through the one stated last, a dated one before an undated one, through none where dates do not say', () => {
    expect(statedLast([november, undated, january])).toBe(january);
    expect(statedLast([undated, november])).toBe(november);
    expect(statedLast([undated])).toBe(undated);
    expect(statedLast([undated, figure({ value: 40_000, statedOn: null })])).toBeNull();
    expect(statedLast([january, figure({ value: 40_000, statedOn: partialDate('2026-01-12') })])).toBeNull();
    expect(statedLast([])).toBeNull();
  });

  it('keeps both where the order is not sure, and calls it a conflict', () => {
    const midJanuary = figure({ value: 40_000, statedOn: partialDate('2026-01-12') });
    const { current, superseded, conflicts } = latestVintage([november, january, midJanuary]);
    expect(current).toEqual([january, midJanuary]);
    expect(superseded).toEqual([november]);
    expect(conflicts.map((group) => group.map(({ value }) => value))).toEqual([[42_500, 40_000]]);
  });

  it('sees no conflict in a figure that was only restated', () => {
    const again = figure({ value: 42_500, statedOn: partialDate('2026-01-20') });
    expect(latestVintage([january, again]).conflicts).toEqual([]);
  });

  describe('as known on a day', () => {
    const published = new Map([
      ['test.dated', partialDate('2024-09')],
      ['test.later', partialDate('2025-01-05')],
      ['test.source', null],
    ]);
    const fromSource = figure({ value: 1, statedOn: null, sourceIds: ['test.later', 'test.dated'] });
    const values = (day: string) =>
      asKnownOn([november, january, fromSource], day, published).known.map(({ value }) => value);

    it('counts a figure once its whole stated date has passed', () => {
      expect(values('2025-11-26')).toEqual([1]);
      expect(values('2025-11-27')).toEqual([50_000, 1]);
      expect(values('2026-01-30')).toEqual([50_000, 1]);
      expect(values('2026-01-31')).toEqual([50_000, 42_500, 1]);
    });

    it('counts a figure without a date from its earliest dated source', () => {
      expect(values('2024-09-29')).toEqual([]);
      const view = asKnownOn([fromSource], '2024-09-30', published);
      expect(view.known).toEqual([fromSource]);
      expect(view.byPublication).toEqual([fromSource]);
    });

    it('leaves out what cannot be dated, and says so', () => {
      expect(asKnownOn([undated], '2030-01-01', published)).toEqual({
        known: [],
        byPublication: [],
        later: [],
        undatable: [undated],
      });
    });
  });
});

describe('first and last target', () => {
  it('takes the natural scope, the latest statement, and puts a target without a year last', () => {
    const figures = [
      figure({ value: 3000, period: { start: 2026, end: 2026 } }),
      figure({ value: 3500, period: { start: 2026, end: 2026 }, statedOn: partialDate('2026-02-06') }),
      figure({ value: 7000, period: null, statedOn: partialDate('2026-03') }),
      figure({ value: 99_000, component: 'all forms' }),
      figure({ value: 88_000, basis: 'ambition', period: { start: 2036, end: 2036 } }),
      figure({ value: 77_000, coverage: 'partial', period: { start: 2035, end: 2035 } }),
    ];
    const targets = firstAndLastTarget({ id: 'test-measure' }, figures);
    expect(targets?.first.value).toBe(3500);
    expect(targets?.last.value).toBe(7000);
    expect(firstAndLastTarget({ id: 'other' }, figures)).toBeNull();
  });

  it('does not let an old target without a year outlive a newer one with a year', () => {
    const old = figure({ value: 3750, period: null, statedOn: partialDate('2016-06-21') });
    const newer = figure({
      value: 3900,
      period: { start: 2028, end: 2028 },
      statedOn: partialDate('2019-06-05'),
    });
    expect(firstAndLastTarget({ id: 'test-measure' }, [old, newer])?.last.value).toBe(3900);
    expect(firstAndLastTarget({ id: 'test-measure' }, [old])?.first.value).toBe(3750);
  });
});

describe('periods', () => {
  it('reads years and spans, and refuses what is neither', () => {
    expect(readPeriod('2025')).toEqual({ start: 2025, end: 2025 });
    expect(readPeriod('2026/2030')).toEqual({ start: 2026, end: 2030 });
    expect(['2030/2026', '2025-11', '25', '2025/', ''].map(readPeriod)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('counts both ends and compares', () => {
    expect(yearsIn({ start: 2026, end: 2030 })).toBe(5);
    expect(samePeriod(null, null)).toBe(true);
    expect(samePeriod({ start: 2025, end: 2025 }, null)).toBe(false);
    expect(periodsOverlap({ start: 2020, end: 2025 }, { start: 2025, end: 2030 })).toBe(true);
    expect(periodsOverlap({ start: 2020, end: 2024 }, { start: 2025, end: 2030 })).toBe(false);
    expect(formatPeriod({ start: 2026, end: 2030 })).toBe('2026–2030');
  });
});

describe('money', () => {
  // Test rates, not real ones.
  const rates = new Map([
    [
      'SEK',
      new Map([
        [2023, 10],
        [2025, 11],
      ]),
    ],
  ]);

  it('divides by the rate of the year', () => {
    expect(toEuro({ amount: 1100, currency: 'SEK' }, 2025, rates)).toEqual({
      ok: true,
      euro: 100,
      rate: 11,
      rateYear: 2025,
      wantedYear: 2025,
    });
  });

  it('uses the last year for later ones and says so', () => {
    expect(toEuro({ amount: 1100, currency: 'SEK' }, 2030, rates)).toMatchObject({
      euro: 100,
      rateYear: 2025,
      wantedYear: 2030,
    });
  });

  it('refuses a missing year and an unknown currency', () => {
    expect(toEuro({ amount: 1, currency: 'SEK' }, 2024, rates)).toMatchObject({
      ok: false,
      reason: 'no_rate_for_year',
    });
    expect(toEuro({ amount: 1, currency: 'XXX' }, 2024, rates)).toMatchObject({
      ok: false,
      reason: 'unknown_currency',
    });
  });

  it('is written in full and in short', () => {
    expect(formatMoney({ amount: 6300, currency: 'PLN' }, 'en-GB').replace(/\s/g, ' ')).toBe('PLN 6,300');
    expect(formatMoneyShort({ amount: 2_300_000_000, currency: 'EUR' }, 'en-GB')).toBe('€2.3bn');
    expect(formatMoneyShort({ amount: 2_300_000_000, currency: 'EUR' }, 'fr').replace(/\s/g, ' ')).toBe(
      '2,3 Md €',
    );
  });

  it.each([
    ['fr', 2_300_000_000, 'EUR', '2,3 Md €'],
    ['sv', 2_300_000_000, 'EUR', '2,3 md €'],
    ['de', 2_300_000_000, 'EUR', '2,3 Mrd. €'],
    ['pl', 2_300_000_000, 'EUR', '2,3 mld €'],
    ['sv', 170_000_000_000, 'SEK', '170 md SEK'],
    ['pl', 45_000_000, 'PLN', '45 mln PLN'],
    ['fr', 650_000, 'EUR', '650 000 €'],
    ['sv', 74_193.55, 'EUR', '74 200 €'],
    ['de', 650_000, 'EUR', '650.000 €'],
    // Not "1,62 Bn" and "1,62 bn", which an eye used to English takes for a thousandth of it.
    ['fr', 1_624_000_000_000, 'HUF', '1 620 Md HUF'],
    ['sv', -1_624_000_000_000, 'HUF', '−1 620 md HUF'],
    ['de', 1_624_000_000_000, 'HUF', '1,62 Bio. HUF'],
  ])('in short in %s: %d %s is %s', (tag, amount, currency, written) => {
    expect(formatMoneyShort({ amount, currency }, tag).replace(/\s/g, ' ')).toBe(written);
  });
});

describe('folding for search', () => {
  it.each([
    ['wGotowości', 'wgotowosci'],
    ['Værnepligt', 'vaernepligt'],
    ['Łódź', 'lodz'],
    ['Đorđe', 'dorde'],
    ['Straße', 'strasse'],
    ['ISIKLI ışık', 'isikli isik'],
    ['Førstegangstjeneste', 'forstegangstjeneste'],
    ['Ajateenistus Õ', 'ajateenistus o'],
    ['Żołnierz', 'zolnierz'],
    ['Wehrpflicht für Große', 'wehrpflicht fur grosse'],
    ['GROẞE', 'grosse'],
    ['Värnplikt', 'varnplikt'],
    ['Οπλίτης', 'οπλιτησ'],
    ['ΟΠΛΊΤΗΣ', 'οπλιτησ'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});
