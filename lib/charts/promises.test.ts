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

  it('Norway’s 13,500 and 13,600 for 2036, of one day, both hold: neither was said earlier', () => {
    const spec = buildRevisionsChart(input, of('no-conscription'), english);
    const fates = spec.table.plain.flatMap(({ value, on_chart, period_end }) =>
      period_end === 2036 ? [[value, on_chart]] : [],
    );
    expect(fates).toContainEqual([13_500, 'holds']);
    expect(fates).toContainEqual([13_600, 'holds']);
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
    // About 3,000 came of 3,000 to 3,500; 3,554 of 3,828.
    expect(gaps('lt-initial-military-service')).toEqual([
      [2015, '≈ −500 to 0'],
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
    // From about 8,250 to at least 10,000: no less, as far as about goes.
    expect(spec.series[0]?.ahead?.label).toBe('≥ ≈ +3.9% a year');
    expect(spec.table.plain.find((one) => one.period_end === 2030)).toMatchObject({
      planned_value: 10_000,
      came_value: null,
      required_growth_value: expect.closeTo(3.9224, 4),
    });
    expect(spec.notes.join(' ')).toContain('takes growth of at least about 3.92% a year');
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

  it('counts only what is surely fewer: not at least 16,000 of up to 25,000, nor about 8,250 of 8,000', () => {
    const spec = buildDeliveryChart(
      input,
      { countries: ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'], measures: [] },
      english,
    );
    // France 2021 to 2023 and Lithuania 2022; open are Poland 2025, Sweden 2025 and Lithuania 2015.
    expect(spec.title).toBe(
      'Fewer came than planned in 4 of 8 cases in which both are known; in 3 it is not certain',
    );
    expect(spec.notes.join(' ')).toMatch(/Not certain: .*2025: planned up to 25,000, came at least 16,000\./);
    const latvia = buildDeliveryChart(input, of('lv-state-defence-service'), english);
    expect(latvia.title).toBe(
      'Latvia: in 2 of 2 years in which both are known it is not certain whether fewer came than planned',
    );
  });

  it('gives no order to what dates do not order: France’s 80,000 and 66,000 for 2024, both without a date', () => {
    const spec = buildDeliveryChart(input, of('fr-snu'), english);
    const in2024 = spec.series.flatMap(({ points }) => points.filter(({ x }) => x === 2024));
    expect(in2024.map(({ y, mark }) => [y, mark])).toEqual([
      [66_000, 'target'],
      [80_000, 'target'],
    ]);
    for (const { tooltip } of in2024) {
      expect(tooltip.lines).toContain(
        'Another statement for the same year differs; which was made last is not known.',
      );
    }
    const row = (period: string) => spec.table.rows.find((one) => one.period === period);
    expect([row('2024')?.earlier, row('2024')?.others]).toEqual([
      'none',
      'planned 66,000 (date not stated, order not known)',
    ]);
    // The audit court's 40,000 has a date, the Senate's 45,000 has none: neither is the later one.
    expect([row('2023')?.came, row('2023')?.others]).toEqual([
      'about 40,000',
      'came about 45,000 (date not stated, order not known)',
    ]);
    expect(spec.notes.join(' ')).toMatch(
      /which of several statements was made last.*2024: 80,000 and 66,000/,
    );
  });

  it('calls earlier only what was: Poland’s 30,000 of 3 November, not the 20,000 of the same day as the plan', () => {
    const spec = buildDeliveryChart(input, of('pl-wgotowosci'), english);
    const row = spec.table.rows.find((one) => one.period === '2025' && one.came === 'at least 16,000');
    expect([row?.planned, row?.earlier, row?.others]).toEqual([
      'up to 25,000',
      'about 30,000 (stated 3 Nov 2025)',
      'planned about 20,000 (stated 6 Nov 2025, order not known)',
    ]);
    expect(spec.series.flatMap(({ ahead }) => ahead?.label ?? [])).toContain('≤ ≈ +150% a year');
    const plain = spec.table.plain.filter(
      (one) => one.component === null && one.indicator === 'trained_total',
    );
    expect(plain.map((one) => [one.period_end, one.gap_qualifier, one.required_growth_qualifier])).toEqual([
      [2025, 'at_least', null],
      [2026, null, 'up_to_about'],
    ]);
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
