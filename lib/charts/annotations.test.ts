import { describe, expect, it } from 'vitest';
import { buildChart } from './build';
import { MAX_EVENTS } from './events';
import { buildIntakeChart } from './intake';
import { layoutChart } from './layout';
import { overlaps } from './layout-parts';
import { pointsOf } from './points';
import { readRealInput } from './real-input.fixture';
import { buildRevisionsChart } from './revisions';
import type { ChartState } from './spec';
import { textWidth } from './text-metrics';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const FIRST_VIEW = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
const intake = (state: Partial<ChartState>) =>
  buildIntakeChart(input, { countries: FIRST_VIEW, measures: [], ...state }, english);

describe('vintages', () => {
  const latest = intake({});
  const all = intake({ vintages: 'all' });
  const replaced = all.series.filter(({ faint }) => faint);

  it('hides by default, as before, and counts what is hidden', () => {
    expect(latest.series.some(({ faint }) => faint)).toBe(false);
    expect(latest).toEqual(intake({ vintages: 'latest' }));
    expect(latest.notes.join(' ')).toContain('hidden, and shown where earlier statements are asked for');
    expect(all.notes.join(' ')).not.toContain('hidden, and shown');
  });

  it('adds replaced goals as small marks that no line joins, and leaves the rest as it is', () => {
    expect(replaced.length).toBeGreaterThan(0);
    for (const { line, points, basis } of replaced) {
      expect(line).toEqual([]);
      expect(['target', 'ambition']).toContain(basis);
      expect(points.every(({ mark }) => mark === 'earlier_target')).toBe(true);
    }
    const ids = (spec: typeof all) =>
      spec.series.filter(({ faint }) => !faint).flatMap(({ points }) => points);
    expect(ids(all)).toEqual(ids(latest));
    expect(all.labels).toEqual(latest.labels);
    expect(all.legend.map(({ sign }) => sign)).toContain('earlier_target');
  });

  it('draws only what a later statement on the same thing replaced by another number', () => {
    const drawn = new Map(input.observations.map((o) => [o.id, o]));
    for (const { id } of replaced.flatMap(({ points }) => points)) {
      const o = drawn.get(id);
      const later = input.observations.filter(
        (other) =>
          other.measureId === o?.measureId &&
          other.indicator === o.indicator &&
          other.component === o.component &&
          other.basis === o.basis &&
          other.period?.end === o.period?.end &&
          (other.statedOn ?? '') > (o.statedOn ?? ''),
      );
      expect(
        later.some((other) => other.value !== o?.value || other.low !== o?.low || other.high !== o?.high),
      ).toBe(true);
    }
  });

  it('says so in the table, for readers and for programs', () => {
    const [first] = replaced.flatMap(({ points }) => points);
    const row = all.table.plain.findIndex(({ observation_id }) => observation_id === first?.id);
    expect(all.table.plain[row]).toMatchObject({ on_chart: 'earlier', drawn: 'yes' });
    expect(all.table.rows[row]?.fate).toBe('drawn faint: a later statement replaced it');
    const hidden = latest.table.plain.find(({ observation_id }) => observation_id === first?.id);
    expect(hidden).toMatchObject({ on_chart: 'hidden', drawn: 'no', left_out_why: 'hidden' });
  });
});

describe('events', () => {
  it('are none unless asked for', () => {
    const spec = intake({});
    expect('events' in spec).toBe(false);
    expect(spec.table.columns.map(({ key }) => key)).not.toContain('event');
  });

  it('are those of the kind and of the measures drawn, numbered by date', () => {
    const spec = intake({ countries: ['DE'], events: 'law' });
    expect(spec.events?.map(({ number, words }) => [number, words])).toEqual([
      [1, 'Germany, 5 Dec 2025: Bundestag passes the Military Service Modernisation Act (323 to 272)'],
      [2, 'Germany, 19 Dec 2025: Bundesrat approves the act'],
      [3, 'Germany, 1 Jan 2026: New military service in force'],
    ]);
    // The middle of a year is its whole number: 1 January 2026 is half a day after the end of 2025.
    expect(spec.events?.[2]?.point.x).toBeCloseTo(2025.5 + 0.5 / 365, 3);
    expect(spec.altText).toContain('Events: 1. Germany, 5 Dec 2025');
    expect(spec.legend.at(-1)?.sign).toBe('event');
    expect(spec.notes).toContain(
      'Laws and what began or ended by them of the measures drawn: 3 of 3 on the chart.',
    );
  });

  it('have rows in the table and in the data, with their sources', () => {
    const spec = intake({ countries: ['DE'], events: 'law' });
    const rows = spec.table.plain.filter(({ event_id }) => event_id !== null);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      event_type: 'law',
      event_date: '2025-12-05',
      event_number: 1,
      drawn: 'yes',
    });
    expect(spec.table.rows).toHaveLength(spec.table.plain.length);
    expect(spec.table.rows.at(-3)).toMatchObject({ fate: 'drawn as number 1', period: '5 Dec 2025' });
    for (const { point } of spec.events ?? []) {
      expect(point.sourceIds.every((id) => spec.sourceIds.includes(id))).toBe(true);
    }
  });

  it('are at most twelve, what binds and is newest first, and the rest is counted', () => {
    const spec = intake({ events: 'all' });
    expect(spec.events).toHaveLength(MAX_EVENTS);
    const inTable = spec.table.plain.filter(({ event_id }) => event_id != null);
    const over = inTable.filter(({ on_chart }) => on_chart === 'event_over_limit');
    expect(over.length).toBeGreaterThan(0);
    expect(spec.notes.join(' ')).toContain(`${over.length} more events are in the table only`);
    const dates = spec.events?.map(({ point }) => point.x) ?? [];
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
  });

  it('outside the years of a view, or after the day of a past one, are not drawn', () => {
    const years = intake({ countries: ['DE'], events: 'law', from: 2026 });
    expect(years.events?.map(({ number }) => number)).toEqual([1]);
    expect(years.notes.join(' ')).toContain('2 events lie outside the years shown');
    const past = intake({ countries: ['DE'], events: 'law', asOf: '2025-12-10' });
    expect(past.events).toHaveLength(1);
  });

  it('belong to the measure of target-revisions', () => {
    const spec = buildRevisionsChart(
      input,
      { countries: ['DE'], measures: ['de-neuer-wehrdienst'], events: 'targets' },
      english,
    );
    expect(spec.events).toEqual([]);
    const all = buildRevisionsChart(
      input,
      { countries: ['SE'], measures: ['se-varnplikt'], events: 'all' },
      english,
    );
    const measures = all.table.plain.flatMap(({ event_id, measure_id }) =>
      event_id == null ? [] : measure_id,
    );
    expect(new Set(measures)).toEqual(new Set(['se-varnplikt']));
  });

  it.each([288, 600, 1120])('stand apart at %i px, can be pointed at, and are explained below', (width) => {
    const spec = intake({ events: 'all' });
    const layout = layoutChart(spec, width);
    expect(layout.hits.map(({ pointId }) => pointId)).toEqual(pointsOf(spec).map(({ id }) => id));
    const boxes = layout.events.map(({ number }) => {
      const half = textWidth(number.text, layout.tickSize, 600) / 2;
      return { x: number.x - half, y: number.y - 10, width: 2 * half, height: 12 };
    });
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).some((other) => overlaps(other, box))).toBe(false);
    }
    const said = layout.events.map(({ inList }) => inList.words.map(({ text }) => text).join(' '));
    expect(said).toEqual(spec.events?.map(({ words }) => words));
  });

  it('are greyed with the other countries where one is brought out', () => {
    const state = { countries: FIRST_VIEW, measures: [], events: 'all' as const, focus: 'SE' };
    const spec = buildChart('intake-targets', input, state, english);
    expect(spec.focus).toBe('SE');
  });
});
