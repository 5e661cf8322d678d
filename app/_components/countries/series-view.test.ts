import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '@/lib/domain/records';
import { contextPoints, joinedRuns, latestThrough } from './series-view';

// Synthetic points; the figures mean nothing.
function point(year: number, figure: Partial<SeriesPoint> = {}): SeriesPoint {
  return {
    countryIso2: 'FR',
    currency: null,
    year,
    value: 10,
    low: null,
    high: null,
    projection: false,
    sourceId: 'series.synthetic',
    ...figure,
  };
}

describe('context by year', () => {
  it('shows births in the year in which they turn 18, up to 2041', () => {
    const points = contextPoints({
      id: 'births',
      limits: '',
      points: [point(1982, { value: 7 }), point(2023, { value: 8 }), point(2024, { projection: true })],
    });
    expect(points.map(({ year, low, high }) => [year, low, high])).toEqual([
      [2000, 7, 7],
      [2041, 8, 8],
    ]);
  });

  it('keeps a range as stated, and throws where there is neither value nor range', () => {
    const strength = (figure: Partial<SeriesPoint>) => ({
      id: 'active_forces' as const,
      limits: '',
      points: [point(2025, { value: null, ...figure })],
    });
    expect(contextPoints(strength({ low: 850, high: 1000 }))).toMatchObject([{ low: 850, high: 1000 }]);
    expect(() => contextPoints(strength({}))).toThrow('FR in 2025 has neither value nor range');
  });

  it('takes the latest point that is not later than the year', () => {
    const points = contextPoints({ id: 'population', limits: '', points: [point(2020), point(2024)] });
    expect(latestThrough(points, 2023)?.year).toBe(2020);
    expect(latestThrough(points, 2024)?.year).toBe(2024);
    expect(latestThrough(points, 2019)).toBeNull();
  });

  it('joins neighbouring years only, goes on into a projection, and never joins strengths', () => {
    const points = contextPoints({
      id: 'population',
      limits: '',
      points: [
        point(2018),
        point(2020),
        point(2021),
        point(2022, { projection: true }),
        point(2023, { projection: true }),
      ],
    });
    expect(joinedRuns('population', points).map((run) => run.map(({ year }) => year))).toEqual([
      [2018],
      [2020, 2021],
      [2021, 2022, 2023],
    ]);
    expect(joinedRuns('active_forces', points).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  });
});
