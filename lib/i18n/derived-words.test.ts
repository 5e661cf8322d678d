import { describe, expect, it } from 'vitest';
import { DERIVATIONS, DERIVED_CAVEATS, DERIVED_REFUSALS, type DerivedFigure } from '@/lib/domain/derived';
import { partialDate } from '@/lib/domain/partial-date';
import type { Observation } from '@/lib/domain/records';
import {
  type DerivedRecords,
  derivedLines,
  derivedSourceIds,
  derivedWords,
  formatDerived,
} from './derived-words';
import { LOCALES } from './locales';
import { translator } from './translator';

const en = translator('en');
const fr = translator('fr');

/** Synthetic figures in the shapes that lib/domain/derived.ts gives; the arithmetic beside each is by hand. */
function figure(more: Partial<DerivedFigure> & Pick<DerivedFigure, 'derivation' | 'unit'>): DerivedFigure {
  return { value: 0, low: null, high: null, qualifier: 'exact', inputs: [], caveats: [], ...more };
}

function stated(id: string, year: number, value: number, more: Partial<Observation> = {}): Observation {
  return {
    id,
    measureId: 'xx-one',
    indicator: 'intake_per_year',
    component: null,
    period: { start: year, end: year },
    value,
    low: null,
    high: null,
    qualifier: 'exact',
    unit: 'persons',
    per: null,
    tax: null,
    basis: 'target',
    coverage: 'full',
    statedOn: partialDate('2026-01-12'),
    note: null,
    sourceIds: [`xx.${id}`],
    ...more,
  };
}

function records(...observations: Observation[]): DerivedRecords {
  return {
    observation: (id) => {
      const found = observations.find((o) => o.id === id);
      if (!found) throw new Error(`no observation ${id}`);
      return found;
    },
    countryName: (iso2) => ({ FR: 'France', SE: 'Sweden' })[iso2] ?? iso2,
  };
}

const input = (o: Observation) => ({
  kind: 'observation' as const,
  observationId: o.id,
  low: o.low ?? o.value,
  high: o.high ?? o.value,
  unit: o.unit,
  sourceIds: o.sourceIds,
});

describe('a derived figure as shown', () => {
  it('is rounded to three significant digits and keeps its qualifier', () => {
    const share = figure({ derivation: 'cohort_share', unit: 'percent', value: 1.26645 });
    expect(formatDerived(share, en)).toBe('1.27%');
    expect(formatDerived({ ...share, qualifier: 'at_least' }, en)).toBe('at least 1.27%');
    expect(formatDerived({ ...share, qualifier: 'about' }, fr)).toBe('environ 1,27\u00a0%');
  });

  it('is an interval as "x to y", its ends told apart', () => {
    const range = figure({ derivation: 'per_100k', unit: 'per_100k', low: 109.43979, high: 110.15141 });
    expect(formatDerived(range, en)).toBe('109 to 110 per 100,000');
    expect(formatDerived({ ...range, low: 110.11, high: 110.15 }, en)).toBe('110.1 to 110.2 per 100,000');
  });

  it('has money in words of magnitude, whole people, and units in the language', () => {
    expect(formatDerived(figure({ derivation: 'euro', unit: 'EUR', value: 15_361_946_434 }), en)).toBe(
      '€15.4bn',
    );
    const cost = figure({
      derivation: 'cost_per_recruit',
      unit: 'EUR_per_person',
      low: 64_516.13,
      high: 74_193.55,
    });
    expect(formatDerived(cost, en)).toBe('€64,500 to €74,200 per person');
    expect(formatDerived(figure({ derivation: 'gap', unit: 'persons', value: -17_584 }), en)).toBe('−17,584');
    expect(formatDerived(figure({ derivation: 'length_days', unit: 'days', value: 304.36875 }), fr)).toBe(
      '304 jours',
    );
  });
});

describe('a derived figure opened', () => {
  it('gives a share with its births, and a half of them for one sex', () => {
    const o = stated('plan', 2030, 10_000);
    const share = figure({
      derivation: 'cohort_share',
      unit: 'percent',
      value: 2.5329,
      inputs: [
        input(o),
        {
          kind: 'series',
          series: 'births',
          of: 'FR',
          year: 2012,
          value: 789_607,
          projection: false,
          sourceId: 'series.births',
        },
      ],
      caveats: ['half_of_births'],
    });
    const words = derivedWords(share, records(o), en);
    expect(words.workings).toEqual(['10,000 ÷ (½ × 789,607) × 100 ≈ 2.53%']);
    expect(words.inputs.map(({ text }) => text)).toEqual([
      'People entering service in a year: 10,000 (target, 2030, stated 12 Jan 2026)',
      'Live births in France, 2012: 789,607',
    ]);
    expect(words.caveats[0]).toMatch(/half of them/);
    expect(derivedSourceIds(share)).toEqual(['xx.plan', 'series.births']);
  });

  it('gives a cost per recruit with its path, interpolated years marked, and both ends', () => {
    const budgets = [2_000_000_000, 2_300_000_000].map((value, index) =>
      stated(`budget${index}`, 2026, value, {
        indicator: 'budget_total',
        unit: 'EUR',
        period: { start: 2026, end: 2028 },
      }),
    );
    const [start, end] = [stated('start', 2026, 3000), stated('end', 2028, 5000)];
    const cost = figure({
      derivation: 'cost_per_recruit',
      unit: 'EUR_per_person',
      // 3,000 + 4,000 + 5,000 = 12,000; 2.0 and 2.3 billion over them
      low: 2_000_000_000 / 12_000,
      high: 2_300_000_000 / 12_000,
      qualifier: 'range',
      inputs: [
        ...budgets.map(input),
        input(start),
        input(end),
        { kind: 'interpolated', year: 2027, low: 4000, high: 4000 },
      ],
      caveats: ['statements_differ', 'path_interpolated'],
    });
    expect(derivedWords(cost, records(...budgets, start, end), en).workings).toEqual([
      'people: 3,000 (2026) + 4,000 (≈ 2027) + 5,000 (2028) = 12,000',
      'low end: €2,000,000,000 ÷ 12,000 ≈ €167,000 per person',
      'high end: €2,300,000,000 ÷ 12,000 ≈ €192,000 per person',
    ]);
  });

  it('counts the years between an actual and a target', () => {
    const came = stated('came', 2025, 8250, { basis: 'actual', qualifier: 'about' });
    const plan = stated('plan', 2030, 10_000);
    const growth = figure({
      derivation: 'required_growth',
      unit: 'percent_per_year',
      value: 3.92241,
      inputs: [input(came), input(plan)],
    });
    expect(derivedWords(growth, records(came, plan), en).workings).toEqual([
      '(10,000 ÷ 8,250)^(1 ÷ 5) − 1 ≈ 3.92% a year',
    ]);
  });

  it('writes = where nothing is rounded, and no working where nothing is computed', () => {
    const days = figure({
      derivation: 'length_days',
      unit: 'days',
      value: 14,
      inputs: [{ kind: 'term', term: 'duration', low: 2, high: 2, unit: 'weeks', per: null, sourceIds: [] }],
    });
    expect(derivedWords(days, records(), en).workings).toEqual(['2 × 7 = 14 days']);
    const already = {
      ...days,
      inputs: days.inputs.map((term) => ({ ...term, unit: 'days' })),
    } as DerivedFigure;
    expect(derivedWords(already, records(), en).workings).toEqual([]);
  });

  it('is one line with its reason where it is refused', () => {
    expect(derivedLines({ ok: false, reason: 'stock_not_flow' }, records(), en)).toEqual([
      'not computed: it is a strength at one time, not people who came in a year',
    ]);
  });
});

describe.each(LOCALES)('in %s', (locale) => {
  const tr = translator(locale);

  it('names every derivation with its formula, every refusal and every caveat', () => {
    const keys = [
      ...DERIVATIONS.flatMap((code) => [`derived.name.${code}`, `derived.formula.${code}`]),
      ...DERIVED_REFUSALS.map((code) => `derived.refusal.${code}`),
      ...DERIVED_CAVEATS.map((code) => `derived.caveat.${code}`),
    ];
    for (const key of keys) expect(tr.t(key), key).not.toBe('');
  });
});
