import { geoContains } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import shapesAt50m from 'world-atlas/countries-50m.json';
import { LOCALES } from '@/lib/i18n/locales';
import { MAP_VIEWS } from '@/lib/view-state/country';
import { layoutMap } from './layout-map';
import { drawMap } from './map';
import { scalePath } from './map-path';
import { readRealInput } from './real-input.fixture';
import { buildServiceMap } from './service-map';
import { textWidth } from './text-metrics';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const all = { countries: [], measures: [] };
const spec = buildServiceMap(input, all, english);
const members = (of: typeof spec) =>
  Object.fromEntries(of.series.map(({ key, countries }) => [key, countries.map(({ iso2 }) => iso2).sort()]));

describe('service-model', () => {
  it('has each country once, under the model that the data record', () => {
    // Counted in the country files: service_model_today.
    expect(members(spec)).toEqual({
      universal_conscription: 'AM AT AZ BY CH CY EE FI GR HR IL KR MD RU SG TJ TR TW UA'.split(' '),
      selective_conscription: 'DK GE KG KZ LT LV NO SE'.split(' '),
      voluntary_service: 'BE BG DE FR HU LU ME NL PL RO RS SI SK'.split(' '),
      professional_only: 'AL BA CA CZ ES GB IE IT MK PT US'.split(' '),
      no_armed_forces: ['IS'],
    });
    expect(spec.title).toBe(
      '27 of 52 countries call people up for service: 19 in principle everyone, 8 a share',
    );
    expect(spec.table.rows).toHaveLength(52);
  });

  it('says what is on record of conscription behind a model', () => {
    const row = (country: string) => spec.table.rows.find((one) => one.country === country)?.conscription;
    expect(row('Poland')).toBe('suspended (1 Jan 2010)');
    expect(row('Portugal')).toBe('ended (2004)');
    expect(row('Sweden')).toBe('in force (1 Jan 2018)');
    expect(row('Serbia')).toBe('suspended (1 Jan 2011); announced');
    expect(row('Iceland')).toBe('none recorded');
  });

  it('names who lies outside the frame, in notes, table and list', () => {
    const outside = spec.table.plain.filter(({ left_out_why }) => left_out_why === 'outside');
    expect(outside.map(({ country_iso2 }) => country_iso2).sort()).toEqual(
      ['CA', 'KG', 'KR', 'SG', 'TJ', 'TW', 'US'].sort(),
    );
    expect(spec.coverage).toBe('45 of 52 countries on the map');
    expect(spec.notes.join(' ')).toContain('7 countries lie outside this frame and are named in the list');
    const world = buildServiceMap(input, { ...all, region: 'world' }, english);
    expect(world.coverage).toBe('52 of 52 countries on the map');
  });

  it('leaves blank on a past day what was not surely known, and counts only the rest', () => {
    const past = buildServiceMap(input, { ...all, asOf: '2025-11-27' }, english);
    const of = members(past);
    expect(of.voluntary_service).toContain('DE');
    expect(of.not_known).toContain('HR');
    expect(past.title).toMatch(/^20 of the 37 countries whose model was surely known/);
    expect(past.table.plain.filter(({ service_model }) => service_model === null)).toHaveLength(15);
    expect(past.notes.join(' ')).toContain('Left blank, because not surely known by then: Armenia');
    expect(past.subtitle).toContain('as known on 27 November 2025');
  });

  it('shows the countries asked for only', () => {
    const two = buildServiceMap(input, { ...all, countries: ['SE', 'FR'] }, english);
    expect(members(two)).toEqual({ selective_conscription: ['SE'], voluntary_service: ['FR'] });
    expect(two.notCovered).toBe('Not covered by Muster, or not selected');
    const one = buildServiceMap(input, { ...all, countries: ['FR'] }, english);
    expect(one.title).toBe('France: voluntary service');
  });

  it('says in its alt text who has which model, with their number', () => {
    expect(spec.altText).toContain('No armed forces (1): Iceland.');
    expect(spec.altText).toContain('Universal conscription (19): Armenia, Austria, Azerbaijan');
  });

  it('says of Natural Earth’s borders only what its shapes do', () => {
    const atlas = shapesAt50m as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
    const { features } = feature(atlas, atlas.objects.countries);
    const at = (place: [number, number]) =>
      features.filter((one) => geoContains(one, place)).map(({ properties }) => properties.name);
    expect(spec.notes.join(' ')).toContain('Crimea is drawn with Russia, Kosovo and northern Cyprus apart');
    expect(at([34.1, 45])).toEqual(['Russia']);
    expect(at([21, 42.6])).toEqual(['Kosovo']);
    expect(at([33.6, 35.25])).toEqual(['N. Cyprus']);
    expect(at([41.2, 43])).toEqual(['Georgia']);
    expect(at([43.95, 42.3])).toEqual(['Georgia']);
    expect(at([29.5, 47.1])).toEqual(['Moldova']);
    expect(at([37.8, 48])).toEqual(['Ukraine']);
  });
});

describe('layout of the map', () => {
  const cases = LOCALES.flatMap((locale) =>
    MAP_VIEWS.flatMap((region) => [288, 540, 600, 1120, 1400].map((width) => ({ locale, region, width }))),
  );

  it.each(cases)(
    'keeps all words in the picture and apart: $locale, $region, $width px',
    ({ locale, region, width }) => {
      const map = buildServiceMap(input, { ...all, region }, { ...english, locale });
      const layout = layoutMap(map, width);
      for (const { label, count, lines, key } of layout.groups) {
        for (const [index, { x, text }] of label.entries()) {
          const head = index === label.length - 1 && count !== '' ? `${text} ${count}` : text;
          expect(x + textWidth(head, layout.tickSize, 600)).toBeLessThanOrEqual(width);
        }
        for (const line of lines) {
          expect(line.x + textWidth(line.text, layout.tickSize)).toBeLessThanOrEqual(width + 1);
          expect(line.y).toBeLessThan(layout.height);
        }
        // Each country of the group is in its words.
        const said = lines.map(({ text }) => text).join(' ');
        for (const { name } of map.series.find((one) => one.key === key)?.countries ?? [])
          expect(said).toContain(name);
      }
      const boxes = layout.names.map(({ text, x, y, anchor }) => {
        const room = textWidth(text, layout.nameSize, 600);
        const left = anchor === 'start' ? x : anchor === 'end' ? x - room : x - room / 2;
        return {
          left,
          right: left + room,
          top: y - layout.nameSize * 0.8,
          bottom: y + layout.nameSize * 0.2,
        };
      });
      for (const [index, a] of boxes.entries()) {
        for (const b of boxes.slice(index + 1)) {
          const apart = a.right < b.left || b.right < a.left || a.bottom <= b.top || b.bottom <= a.top;
          expect(apart).toBe(true);
        }
      }
      for (const { box } of layout.hits) {
        expect(box.x + box.width).toBeGreaterThan(0);
        expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
      }
    },
  );

  it('scales a shape as if it had been drawn at that size, within half a pixel', () => {
    const path = 'M10.5 20l5.3-.2 1.1 4-6.4 3.3z';
    expect(scalePath(path, 1)).toBe(path);
    expect(scalePath(path, 2)).toBe('M21 40l10.6-.4 2.2 8-12.8 6.6z');
    const large = drawMap('europe', 680, ['FR']).shapes[0];
    const half = scalePath(large?.path ?? '', 0.5);
    expect(half.length).toBeLessThan(large?.path.length ?? 0);
  });
});
