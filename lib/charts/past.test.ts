import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { lastDay } from '@/lib/domain/partial-date';
import { buildChart } from './build';
import { buildIntakeChart } from './intake';
import { readRealInput } from './real-input.fixture';
import { buildTimelineChart } from './timeline';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const france = { countries: ['FR'], measures: ['fr-service-national'] };
const asOf = '2025-12-01';

describe('as known on a day', () => {
  it('France on 1 December 2025 aims at up to 50,000; 42,500 was not yet said', () => {
    const spec = buildIntakeChart(input, { ...france, asOf }, english);
    const values = spec.series.flatMap((one) => one.points.map((point) => [point.x, point.y, point.mark]));
    expect(values).toEqual([
      [2026, 3000, 'target'],
      [2030, 10_000, 'target'],
      [2035, 50_000, 'ambition'],
      [2036, 50_000, 'ambition'],
    ]);
    expect(spec.subtitle).toContain('as known on 1 December 2025');
    expect(spec.today).toEqual({ x: expect.closeTo(2025.42, 2), label: '1 Dec 2025' });
    expect(spec.asOf).toBe(asOf);
    // In the data: 42,500 (January 2026), 3,000, 4,000 and 10,000 (12 January), 3,000 (6 February).
    expect(spec.notes.join(' ')).toContain(
      'Left out: 5 figures stated or published later, none without any date',
    );
  });

  it('a month counts once it has passed', () => {
    const on = (day: string) =>
      buildIntakeChart(input, { ...france, asOf: day }, english).observationIds.length;
    expect(on('2026-01-31') - on('2026-01-30')).toBe(1);
  });

  it('a day before everything leaves nothing, and says why', () => {
    const spec = buildIntakeChart(input, { ...france, asOf: '2001-01-01' }, english);
    expect(spec.empty).toBe(true);
    expect(spec.emptyMessage).toContain('Nothing of this was surely known by 1 January 2001');
    expect(spec.notes.join(' ')).toContain('One measure was not known yet: France: Voluntary national');
  });

  it('a day that has not come shows today and says so', () => {
    const spec = buildIntakeChart(input, { ...france, asOf: '2027-01-01' }, english);
    const today = buildIntakeChart(input, france, english);
    expect(spec.series).toEqual(today.series);
    expect(spec.asOf).toBeNull();
    expect(spec.notes.join(' ')).toContain('1 January 2027 has not come yet');
  });

  it('keeps dates after the day off the timeline', () => {
    const spec = buildTimelineChart(input, { countries: ['FR', 'SE', 'DE'], measures: [], asOf }, english);
    const dates = spec.series.flatMap((row) => row.points.filter(({ basis }) => basis === null));
    for (const { x } of dates) expect(x).toBeLessThan(2025.92);
    expect(spec.notes.join(' ')).toContain('Dates after 1 December 2025 are left out');
  });

  it.each(CHART_SLUGS)('%s draws no figure stated later', (slug) => {
    const byId = new Map(input.observations.map((o) => [o.id, o]));
    const countries = input.countries.map(({ iso2 }) => iso2);
    const spec = buildChart(slug, input, { countries, measures: [], asOf }, english);
    const points = spec.series.flatMap((one) => one.points);
    expect(points.length).toBeGreaterThan(0);
    const drawn = points.flatMap((point) => point.observationId ?? []);
    for (const id of [...drawn, ...spec.observationIds]) {
      const statedOn = byId.get(id)?.statedOn ?? null;
      if (statedOn !== null) expect(lastDay(statedOn) <= asOf).toBe(true);
    }
  });
});
