import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { buildBudgetsChart } from './budgets';
import { buildChart } from './build';
import { buildIntakeChart } from './intake';
import { layoutChart } from './layout';
import { nearestHit } from './reach';
import { readRealInput } from './real-input.fixture';
import { textWidth } from './text-metrics';
import { buildTimelineChart } from './timeline';

const input = readRealInput();
const state = { countries: ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'], measures: [] };
const context = { locale: 'en' as const, today: '2026-11-22' };
const WIDTHS = [288, 540, 600, 1120];

describe.each(WIDTHS)('layout at %i px', (width) => {
  it('has no words below 13 px', () => {
    for (const slug of CHART_SLUGS) {
      const layout = layoutChart(buildChart(slug, input, state, context), width);
      expect(Math.min(layout.fontSize, layout.tickSize)).toBeGreaterThanOrEqual(13);
    }
  });

  it('keeps the words of a cost inside the picture', () => {
    const spec = buildBudgetsChart(input, { ...state, mode: 'total' }, context);
    const layout = layoutChart(spec, width);
    for (const row of layout.rows) {
      for (const line of row.value) {
        expect(line.x + textWidth(line.text, layout.fontSize, 600)).toBeLessThanOrEqual(width);
      }
      for (const line of [...row.words, ...row.other]) {
        expect(line.x + textWidth(line.text, 13)).toBeLessThanOrEqual(width);
        expect(line.y).toBeLessThanOrEqual(layout.height);
      }
    }
  });

  it('keeps the rows of years apart and within the picture', () => {
    const layout = layoutChart(buildTimelineChart(input, state, context), width);
    for (const [index, row] of layout.rows.entries()) {
      const next = layout.rows[index + 1];
      if (next) expect(next.country.y - layout.fontSize).toBeGreaterThanOrEqual(row.country.y);
      expect(row.y).toBeLessThan(layout.plot.bottom);
    }
  });

  it('has a place to point at for every figure drawn', () => {
    for (const slug of CHART_SLUGS) {
      const spec = buildChart(slug, input, state, context);
      const ids = spec.series.flatMap((series) => series.points.map((point) => point.id));
      expect(layoutChart(spec, width).hits.map((hit) => hit.pointId)).toEqual(ids);
    }
  });
});

it('scales years and counts linearly over the plot', () => {
  const spec = buildIntakeChart(input, state, context);
  const layout = layoutChart(spec, 1120);
  expect(layout.x(spec.xAxis.min)).toBe(layout.plot.left);
  expect(layout.x(spec.xAxis.max)).toBeCloseTo(layout.plot.right, 9);
  expect(layout.y(0)).toBe(layout.plot.bottom);
  expect(layout.y(spec.yAxis.max)).toBeCloseTo(layout.plot.top, 9);
});

it('finds the nearest figure within reach, and none beyond', () => {
  const hits = [
    { pointId: 'a', box: { x: 10, y: 10, width: 4, height: 4 }, at: { x: 12, y: 12 } },
    { pointId: 'b', box: { x: 40, y: 10, width: 4, height: 4 }, at: { x: 42, y: 12 } },
  ];
  expect(nearestHit(hits, 20, 12, 30)?.pointId).toBe('a');
  expect(nearestHit(hits, 36, 12, 30)?.pointId).toBe('b');
  expect(nearestHit(hits, 200, 200, 30)).toBeNull();
});
