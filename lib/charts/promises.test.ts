import { describe, expect, it } from 'vitest';
import { partialDate } from '@/lib/domain/partial-date';
import { buildDeliveryChart, planFor, plannedAndCame } from './delivery';
import { layoutChart } from './layout';
import { readRealInput } from './real-input.fixture';
import { buildRevisionsChart } from './revisions';
import type { ChartState } from './spec';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const of = (measure: string): ChartState => ({ countries: [], measures: [measure] });
const observation = (id: string) => {
  const found = input.observations.find((o) => o.id === id);
  if (!found) throw new Error(`no observation ${id}`);
  return found;
};

describe('target-revisions', () => {
  const said = (ids: { fromId: string; toId: string }) =>
    [ids.fromId, ids.toId].map((id) => [observation(id).period?.end, observation(id).value]);

  it('Sweden’s 8,000 slides from 2022 to 2024 to 2025, its 12,000 from 2032 to 2035', () => {
    const spec = buildRevisionsChart(input, of('se-varnplikt'), english);
    expect(spec.moves.map((move) => said(move))).toEqual([
      [
        [2022, 8000],
        [2024, 8000],
      ],
      [
        [2024, 8000],
        [2025, 8000],
      ],
      [
        [2032, 12_000],
        [2035, 12_000],
      ],
    ]);
    expect(spec.title).toBe(
      'Sweden: 8,000 people a year, first meant for 2022 (said 2 Mar 2017), moved to 2025 (said Dec 2020)',
    );
  });

  it('France’s 50,000 became 42,500; what was stated together makes one line', () => {
    const spec = buildRevisionsChart(input, of('fr-service-national'), english);
    expect(spec.moves.map((move) => said(move))).toEqual([
      [
        [2035, 50_000],
        [2035, 42_500],
      ],
    ]);
    const vintage = spec.series.find((one) => one.key === 'vintage 2025-11-27');
    expect(vintage?.faint).toBe(true);
    expect(vintage?.line.map((id) => [observation(id).period?.end, observation(id).value])).toEqual([
      [2026, 3000],
      [2030, 10_000],
      [2035, 50_000],
      [2036, 50_000],
    ]);
    const holds = spec.series.find((one) => one.key === 'holds');
    expect(holds?.line.map((id) => observation(id).value)).toEqual([3000, 4000, 10_000, 42_500]);
    expect(spec.labels.map(({ name, value }) => `${name} ${value}`)).toContain('Jan 2026 42,500');
  });

  it('does not draw again what only repeats, nor what has no date', () => {
    const spec = buildRevisionsChart(input, of('se-varnplikt'), english);
    const fates = new Map(spec.table.plain.map((row) => [row.observation_id, row.on_chart]));
    const undated = input.observations.find(
      (o) => o.measureId === 'se-varnplikt' && o.value === 5500 && o.statedOn === null,
    );
    expect(fates.get(undated?.id ?? '')).toBe('not_dated');
    expect([...fates.values()]).not.toContain('outside_years');
  });

  it('by default takes the first country’s measure whose goals moved', () => {
    const spec = buildRevisionsChart(input, { countries: ['DK', 'LV', 'SE'], measures: [] }, english);
    expect(new Set(spec.series.map((one) => one.measureId))).toEqual(new Set(['lv-state-defence-service']));
    expect(spec.title).toContain('Latvia lowered its goal for 2023: about 1,000');
  });

  it('says when there is no dated target', () => {
    const spec = buildRevisionsChart(input, { countries: ['IS'], measures: [] }, english);
    expect([spec.empty, spec.title]).toEqual([true, 'No dated target to follow']);
  });
});

describe('planFor', () => {
  const plan = (value: number, statedOn: string | null) => ({
    ...observation('lv-state-defence-service-0'),
    id: `${value} ${statedOn}`,
    value,
    statedOn: statedOn === null ? null : partialDate(statedOn),
  });
  const in2023 = { start: 2023, end: 2023 };

  it('takes the plan made last before the period ended, not one made after', () => {
    expect(
      planFor([plan(1000, '2022-07'), plan(300, '2023-05-16'), plan(310, '2024-03')], in2023)?.value,
    ).toBe(300);
  });

  it('takes the one stated last where none is surely that early', () => {
    expect(planFor([plan(500, null), plan(310, '2024-03')], in2023)?.value).toBe(310);
    expect(planFor([plan(500, null)], in2023)?.value).toBe(500);
    expect(planFor([], in2023)).toBeNull();
  });

  it('a year as a date counts, because it ends with the period', () => {
    expect(planFor([plan(3710, '2023'), plan(3800, '2022-10-15')], in2023)?.value).toBe(3710);
  });
});

describe('delivery', () => {
  const gaps = (measure: string) =>
    buildDeliveryChart(input, of(measure), english).series.flatMap((panel) =>
      panel.gaps.map(({ cameId, label }) => [observation(cameId).period?.end, label]),
    );

  it('France’s universal service fell short three years in a row', () => {
    // 14,653 of 25,000; 32,416 of 50,000; about 40,000 of 64,000.
    expect(gaps('fr-snu')).toEqual([
      [2021, '−10,347'],
      [2022, '−17,584'],
      [2023, '≈ −24,000'],
    ]);
  });

  it('a range planned makes a range of gaps', () => {
    // 3,000 came of 3,000 to 3,500; 3,554 of 3,828.
    expect(gaps('lt-initial-military-service')).toEqual([
      [2015, '−500 to 0'],
      [2022, '−274'],
    ]);
  });

  it('holds what came against the last plan before the year ended, and tells the earlier one', () => {
    const spec = buildDeliveryChart(input, of('lv-state-defence-service'), english);
    const row = spec.table.rows.find((one) => one.period === '2023');
    expect([row?.planned, row?.came, row?.earlier]).toEqual([
      '300',
      'about 300',
      'about 1,000 (stated 5 Jul 2022)',
    ]);
  });

  it('the growth that the next target requires', () => {
    const spec = buildDeliveryChart(input, of('se-varnplikt'), english);
    // (10,000 ÷ 8,250)^(1 ÷ 5) − 1, by hand 3.92%.
    expect(spec.series[0]?.ahead?.label).toBe('+3.9% a year');
    expect(spec.table.plain.find((one) => one.period_end === 2030)).toMatchObject({
      planned_value: 10_000,
      came_value: null,
      required_growth_value: expect.closeTo(3.9224, 4),
    });
    expect(spec.notes.join(' ')).toContain('takes growth of at least 3.92% a year');
  });

  it('matches only the same component, indicator and period', () => {
    const spec = buildDeliveryChart(input, of('lv-force-growth'), english);
    expect(spec.series.map((panel) => panel.words)).toEqual([expect.stringContaining('national guard')]);
    for (const { planned, came } of plannedAndCame(
      input.observations.filter((o) => o.measureId === 'lv-force-growth' && o.component === 'national guard'),
    )) {
      if (planned && came) expect(planned.period).toEqual(came.period);
    }
  });

  it('says which chosen measure has nothing to hold against each other', () => {
    const spec = buildDeliveryChart(input, { countries: [], measures: ['fr-conscription'] }, english);
    expect(spec.empty).toBe(true);
    expect(spec.notes.join(' ')).toContain('no year with both');
  });

  it.each([288, 600, 1120])('keeps words and marks inside the picture at %i px', (width) => {
    const countries = ['FR', 'SE', 'CZ', 'EE', 'US', 'LT', 'LV', 'TW'];
    const layout = layoutChart(buildDeliveryChart(input, { countries, measures: [] }, english), width);
    for (const panel of layout.panels) {
      for (const text of [...panel.gaps, ...panel.years, ...panel.words]) {
        expect(text.x).toBeGreaterThanOrEqual(0);
        expect(text.x).toBeLessThanOrEqual(width);
        expect(text.y).toBeLessThanOrEqual(layout.height);
      }
    }
  });
});
