import { describe, expect, it } from 'vitest';
import { buildBudgetsChart } from './budgets';
import { buildIntakeChart } from './intake';
import { readRealInput } from './real-input.fixture';
import type { ChartState } from './spec';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const intake = (state: Partial<ChartState>) =>
  buildIntakeChart(input, { countries: ['FR', 'SE', 'PL'], measures: [], ...state }, english);

describe('people on equal terms', () => {
  const point = (spec: ReturnType<typeof intake>, measureId: string, year: number, basis = 'target') =>
    spec.series
      .find((one) => one.measureId === measureId && one.basis === basis && one.component === null)
      ?.points.find(({ x }) => x === year);

  it('France’s target for 2030 as a share of the births of 2012, with its working', () => {
    const spec = intake({ mode: 'cohort-share' });
    const france = point(spec, 'fr-service-national', 2030);
    // 10,000 ÷ 789,607 × 100, by hand 1.26645.
    expect(france?.y).toBeCloseTo(1.26645, 5);
    expect(france?.tooltip.value).toBe('1.27%');
    expect(france?.tooltip.lines.slice(0, 2)).toEqual([
      '10,000 ÷ 789,607 × 100 ≈ 1.27%',
      'As stated: 10,000 a year',
    ]);
    expect(spec.subtitle).toBe(
      'People entering service in a year as a share of those born eighteen years before',
    );
    const row = spec.table.rows.find((one) => one.derived === '1.27%' && one.period === '2030');
    expect([row?.figure, row?.working]).toEqual(['10,000', '10,000 ÷ 789,607 × 100 ≈ 1.27%']);
  });

  it('the same per 100,000 inhabitants; a span of years becomes an interval', () => {
    const spec = intake({ mode: 'per-100k' });
    // 10,000 ÷ 67,107,646 × 100,000, by hand 14.9014.
    expect(point(spec, 'fr-service-national', 2030)?.y).toBeCloseTo(14.9014, 4);
    const span = spec.series.flatMap((one) => one.points).find(({ spanStart }) => spanStart === 2032);
    expect(span?.low).toBeLessThan(span?.high ?? 0);
    expect(spec.legend.map(({ sign }) => sign)).toContain('derived_range');
    expect(spec.notes.join(' ')).toContain('are a projection');
  });

  it('an index starts from what came last, or from the first target', () => {
    const spec = intake({ mode: 'index' });
    expect(point(spec, 'se-varnplikt', 2025, 'actual')?.y).toBe(100);
    // 12,000 ÷ 8,250 × 100 and 42,500 ÷ 3,000 × 100.
    expect(point(spec, 'se-varnplikt', 2035)?.y).toBeCloseTo(145.45, 2);
    expect(point(spec, 'fr-service-national', 2035)?.y).toBeCloseTo(1416.67, 2);
    expect(spec.title).toBe('France is to grow most: an index of about 1,420 for 2035');
  });

  it('leaves out what is refused, with the reason in notes and table', () => {
    const spec = intake({ mode: 'cohort-share', countries: ['SE'] });
    const fates = spec.table.rows.map((row) => row.fate);
    expect(fates).toContain('not drawn: it is stated for a span of years, and the formula takes one year');
    expect(spec.notes.join(' ')).toContain('not computed and left out (Sweden 2): it is stated for a span');
    expect(spec.table.plain.find((row) => row.on_chart === 'refused')).toMatchObject({
      derived_value: null,
      derived_refused: 'span_of_years',
    });
  });

  it('gives programs the numbers beside the words', () => {
    const spec = intake({ mode: 'cohort-share', countries: ['FR'] });
    expect(spec.table.plain.find((row) => row.period_end === 2027)).toMatchObject({
      country_iso2: 'FR',
      value: 4000,
      unit: 'persons',
      derived_unit: 'percent',
      on_chart: 'drawn',
    });
  });

  it('a logarithmic axis has 1, 2, 5 as ticks and starts above zero', () => {
    const { yAxis, subtitle } = intake({ axis: 'log' });
    expect(yAxis.scale).toBe('log');
    expect(yAxis.min).toBeGreaterThan(0);
    expect(yAxis.ticks.map(({ value }) => value)).toEqual([2000, 5000, 10_000, 20_000, 50_000]);
    expect(subtitle).toContain('logarithmic axis');
  });

  it('keeps to the years asked for, and says so when there are none', () => {
    const spec = intake({ from: 2026, to: 2030 });
    expect([spec.xAxis.min, spec.xAxis.max]).toEqual([2025.5, 2030.5]);
    for (const one of spec.series) for (const { x } of one.points) expect(x).toBeLessThanOrEqual(2035);
    expect(spec.notes.join(' ')).toMatch(/figures are for years outside 2026–2030/);
    const none = intake({ from: 2030, to: 2020 });
    expect(none.empty).toBe(true);
    expect(none.emptyMessage).toContain('No year lies from 2030 to 2020');
  });
});

describe('money on equal terms', () => {
  const costs = (state: Partial<ChartState>) =>
    buildBudgetsChart(
      input,
      { countries: ['FR', 'DK', 'LT'], measures: [], mode: 'total', ...state },
      english,
    );

  it('prices of one year: France’s 2.3 billion for 2026 in euro of 2020', () => {
    const spec = costs({ money: 'eur-2020' });
    const france = spec.series.find((row) => row.countryIso2 === 'FR');
    // 2,300,000,000 × 105.06 ÷ 128.75 (2025 is the last index), by hand 1,876,800,000.
    expect(france?.points[0]?.x).toBeCloseTo(1_876_800_000, -5);
    expect(france?.valueLabel).toBe('€1.88bn (€2.3bn)');
    expect(spec.subtitle).toContain('in prices of 2020 (euro-area consumer prices)');
    expect(spec.notes.join(' ')).toContain('There is no price index for that year yet');
  });

  it('own currencies share no axis', () => {
    const spec = costs({ money: 'native' });
    expect(spec.xAxis.ticks).toEqual([]);
    expect(spec.series.map((row) => row.heading)).toEqual([
      'DKK, on a scale of its own',
      'EUR, on a scale of its own',
      null,
    ]);
    expect(spec.series[0]).toMatchObject({ valueLabel: 'DKK\u00a016bn', ownMax: 16_000_000_000 });
    expect(spec.notes.join(' ')).toContain('Bars of different currencies cannot be compared');
  });

  it('one currency keeps the common axis', () => {
    const spec = costs({ money: 'native', countries: ['FR'] });
    expect(spec.series[0]?.ownMax).toBeNull();
    expect(spec.xAxis.ticks.length).toBeGreaterThan(2);
  });
});
