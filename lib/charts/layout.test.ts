import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { buildBudgetsChart } from './budgets';
import { buildChart } from './build';
import { buildDeliveryChart } from './delivery';
import { buildForcesChart } from './forces';
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

it('names the year of what is now and of the last plan on a track, however close they are', () => {
  const spec = buildForcesChart(input, state, context);
  const index = spec.series.findIndex(
    ({ countryIso2, points }) => countryIso2 === 'FR' && points.some(({ mark }) => mark === 'reference'),
  );
  for (const width of [600, 1120]) {
    const labels = layoutChart(spec, width).rows[index]?.labels ?? [];
    expect(labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['2025', '2030']));
    const [a, b] = labels.map(({ x }) => x);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThan(textWidth('2025', 13));
  }
});

it('cuts no name that has room, and no figure at all', () => {
  const measures = input.measures.filter(({ countryIso2 }) => countryIso2 === 'FR').map(({ id }) => id);
  const spec = buildIntakeChart(input, { countries: ['FR'], measures }, context);
  const names = layoutChart(spec, 1064).labels.map(({ name }) => name.text);
  expect(names).toContain('France, Universal national service (youth programme)');
  for (const width of [288, 328]) {
    for (const locale of LOCALES) {
      const forces = buildForcesChart(input, state, { ...context, locale });
      for (const [index, row] of layoutChart(forces, width).rows.entries()) {
        const said = row.value.map(({ text }) => text).join(' ');
        expect(said.replaceAll('\u00a0', ' ')).toBe(
          forces.series[index]?.valueLabel.replaceAll('\u00a0', ' '),
        );
      }
    }
  }
});

it('puts the growth that a target requires clear of the line that it is about', () => {
  for (const [width, plotHeight] of [
    [600, null],
    [1120, null],
    [1024, 280],
  ] as const) {
    const spec = buildDeliveryChart(input, state, context);
    const layout = layoutChart(spec, width, plotHeight);
    for (const [index, { ahead, points }] of spec.series.entries()) {
      const placed = layout.panels[index];
      const [from, to] = [ahead?.fromId, ahead?.toId].map((id) => points.find((point) => point.id === id));
      if (!placed?.growth || !from || !to) continue;
      const half = textWidth(placed.growth.text, layout.tickSize) / 2;
      for (let share = 0; share <= 1; share += 0.01) {
        const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
        const { growth } = placed;
        const isInside =
          Math.abs(placed.x(x) - growth.x) < half &&
          placed.y(y) < growth.y + 3 &&
          placed.y(y) > growth.y - layout.tickSize * 0.75;
        expect(isInside).toBe(false);
      }
    }
  }
});

it('keeps words of one country off the marks of another on their line', () => {
  const spec = buildIntakeChart(input, state, context);
  const layout = layoutChart(spec, 552);
  const france = layout.hits.find(({ pointId }) =>
    layout.labels.some((label) => label.pointId === pointId && label.name.text === 'France'),
  );
  const germany = layout.labels.find(({ name }) => name.text === 'Germany');
  if (!france || !germany) throw new Error('no label');
  const { box } = germany;
  const isLevel = france.at.y > box.y && france.at.y < box.y + box.height;
  expect(isLevel && Math.abs(france.at.x - (box.x + box.width)) < 14).toBe(false);
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
