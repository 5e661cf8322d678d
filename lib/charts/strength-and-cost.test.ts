import { describe, expect, it } from 'vitest';
import { buildForcesChart } from './forces';
import { readRealInput } from './real-input.fixture';
import { buildRecruitCostChart } from './recruit-cost';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };

describe('cost-per-recruit', () => {
  const spec = buildRecruitCostChart(
    input,
    { countries: [], measures: ['fr-service-national'], money: 'eur' },
    english,
  );

  it('France’s 2.0 to 2.3 billion over 31,000 places of 2026–2030 is an interval, its path interpolated', () => {
    const [whole, year] = spec.series;
    // 3,000 + 4,000 + 6,000 + 8,000 + 10,000 = 31,000; 2.0 and 2.3 billion divided by them.
    expect(whole?.kind).toBe('interval');
    expect(whole?.points[0]?.low).toBeCloseTo(64_516.13, 2);
    expect(whole?.points[0]?.high).toBeCloseTo(74_193.55, 2);
    expect(whole?.otherLabel).toBe('€2.3bn and about €2bn ÷ ≈ 31,000 people, some years interpolated');
    expect(year?.points[0]?.x).toBe(50_000);
    expect(spec.notes.join(' ')).toContain('lie on the straight line between them');
    expect(spec.table.plain[0]).toMatchObject({
      people_low: 31_000,
      people_high: 31_000,
      budget_unit: 'EUR',
    });
  });

  it('in prices of 2020', () => {
    const real = buildRecruitCostChart(
      input,
      { countries: [], measures: ['fr-service-national'], money: 'eur-2020' },
      english,
    );
    // 64,516.13 × 105.06 ÷ 128.75, by hand 52,645.
    expect(real.series[0]?.points[0]?.low).toBeCloseTo(52_645.2, 0);
    expect(real.table.rows[0]?.working).toContain('€2,000,000,000 × 105.06 ÷ 128.75 ÷ 31,000');
  });

  it('lists what is refused below, with the reason', () => {
    const denmark = buildRecruitCostChart(input, { countries: ['DK'], measures: [] }, english);
    expect(denmark.series.map((row) => [row.kind, row.heading, row.otherLabel])).toEqual([
      [
        'stated',
        'Not computed',
        'no yearly number of people is stated for the first or the last year that the money covers',
      ],
    ]);
    expect(denmark.title).toBe('The one cost found cannot be divided by the people it is for');
  });
});

describe('forces', () => {
  const germany = buildForcesChart(input, { countries: ['DE'], measures: [] }, english);

  it('draws the latest actual figure and every target with its year', () => {
    const active = germany.series.find((row) => row.measureId === 'de-force-expansion');
    const drawn = active?.points.filter(({ mark }) => mark !== 'reference');
    expect(drawn?.map(({ x, mark }) => [x, mark])).toEqual([
      [184_200, 'actual'],
      [188_000, 'target'],
      [203_000, 'target'],
      [208_000, 'target'],
      [203_000, 'target'],
      [262_500, 'target'],
      [260_000, 'target'],
    ]);
    expect(active?.ahead?.fromId).toBe(drawn?.[0]?.id);
    expect(active?.valueLabel).toContain('actual ≈ 184,200 (2025); target 186,000–190,000 (2026)');
  });

  it('stands the reference work’s figure beside, joined to nothing', () => {
    const active = germany.series.find((row) => row.measureId === 'de-force-expansion');
    const reference = active?.points.find(({ mark }) => mark === 'reference');
    expect(reference?.observationId).toBeNull();
    expect([active?.ahead?.fromId, active?.ahead?.toId]).not.toContain(reference?.id);
    expect(germany.notes.join(' ')).toContain('its scope differs');
    expect(germany.table.plain.at(-1)).toMatchObject({ series: 'active_forces', on_chart: 'reference' });
  });

  it('shows a scope that is not the whole only where there is no whole, when countries are compared', () => {
    const spec = buildForcesChart(input, { countries: ['FR', 'SE'], measures: [] }, english);
    expect(spec.series.map((row) => row.words)).not.toContainEqual(
      expect.stringContaining('military and civilian staff'),
    );
    expect(spec.series.map((row) => row.words)).toContainEqual(
      expect.stringContaining('wartime organisation'),
    );
    expect(spec.table.plain.some((row) => row.on_chart === 'other_component')).toBe(true);
  });

  it('has a logarithmic axis for countries of very different size', () => {
    const spec = buildForcesChart(input, { countries: ['PL', 'LU'], measures: [], axis: 'log' }, english);
    expect([spec.xAxis.scale, spec.xAxis.min]).toEqual(['log', 500]);
  });
});
