import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import { mayShareLine } from '@/lib/domain/comparability';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { AXIS_SCALES, BUDGET_MODES } from '@/lib/view-state/charts';
import { PEOPLE_MODES } from '@/lib/view-state/terms';
import { buildBudgetsChart } from './budgets';
import { buildChart } from './build';
import { buildIntakeChart } from './intake';
import { layoutChart } from './layout';
import { readRealInput } from './real-input.fixture';
import type { ChartState } from './spec';
import { buildTimelineChart } from './timeline';

const input = readRealInput();
const FIRST_VIEW = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
const english = { locale: 'en' as Locale, today: '2026-11-22' };
const everyCountry = input.countries.map((country) => country.iso2);
const of = (...countries: string[]): ChartState => ({ countries, measures: [] });

describe('intake-targets', () => {
  const spec = buildIntakeChart(input, of(...FIRST_VIEW), english);
  const series = (measureId: string, basis: string) =>
    spec.series.find((one) => one.measureId === measureId && one.basis === basis && one.component === null);
  const drawnLine = (measureId: string, basis: string) => {
    const one = series(measureId, basis);
    return one?.line.map((id) => {
      const point = one.points.find((p) => p.id === id);
      return [point?.x, point?.y];
    });
  };

  it('draws France’s targets as stated last, and its hope of 50,000 apart', () => {
    expect(drawnLine('fr-service-national', 'target')).toEqual([
      [2026, 3000],
      [2027, 4000],
      [2030, 10000],
      [2035, 42500],
    ]);
    expect(series('fr-service-national', 'target')?.points[0]?.statedOn).toBe('2026-02-06');
    expect(series('fr-service-national', 'ambition')?.points.map((p) => [p.x, p.y, p.qualifier])).toEqual([
      [2035, 50000, 'up_to'],
      [2036, 50000, 'exact'],
    ]);
  });

  it('never joins what happened to what is planned', () => {
    expect(drawnLine('se-varnplikt', 'actual')).toEqual([
      [2019, 4500],
      [2022, 6000],
      [2024, 7420],
      [2025, 8250],
    ]);
    expect(drawnLine('se-varnplikt', 'target')?.at(-1)).toEqual([2035, 12000]);
  });

  it('lets people trained stand in for Poland’s courses, both plans of one day drawn, the line through neither', () => {
    const plans = series('pl-wgotowosci', 'target');
    expect(plans?.kind).toBe('trained');
    expect(plans?.points.map((p) => [p.x, p.y, p.qualifier])).toEqual([
      [2025, 20000, 'about'],
      [2025, 25000, 'up_to'],
      [2026, 40000, 'about'],
    ]);
    // Both were stated on 6 November: no date says which of them holds.
    expect(drawnLine('pl-wgotowosci', 'target')).toEqual([[2026, 40000]]);
    expect(
      spec.notes.some((note) => note.includes('Poland, target for 2025: about 20,000 and up to 25,000')),
    ).toBe(true);
  });

  it('joins no figure whose order is not known: France’s 80,000 and 66,000 for 2024, both without a date', () => {
    const snu = buildIntakeChart(input, { countries: [], measures: ['fr-snu'] }, english);
    const line = (basis: string) => {
      const one = snu.series.find((candidate) => candidate.basis === basis);
      return one?.line.map((id) => one.points.find((point) => point.id === id)).map((p) => [p?.x, p?.y]);
    };
    expect(line('target')).toEqual([
      [2021, 25_000],
      [2022, 50_000],
      [2023, 64_000],
      [2025, 66_000],
    ]);
    // Of what came in 2023 the dated figure is joined; the one without a date is drawn as well.
    expect(line('actual')?.at(-1)).toEqual([2023, 40_000]);
    expect(snu.table.rows.map(({ figure, fate }) => [figure, fate])).toContainEqual([
      'about 45,000',
      'drawn',
    ]);
  });

  it('never joins ceilings', () => {
    // The ceiling for 2024 was raised from 34,550 to 44,550 in June of that year.
    expect(series('pl-dzsw', 'ceiling')?.points.map((p) => p.y)).toEqual([36580, 44550, 39700, 39000]);
    expect(series('pl-dzsw', 'ceiling')?.line).toEqual([]);
  });

  it('does not join a span of years that contains other years of the line', () => {
    expect(drawnLine('se-varnplikt', 'ambition')).toEqual([
      [2020, 5000],
      [2021, 6000],
      [2022, 8000],
      [2024, 8000],
      [2030, 10000],
      [2032, 12000],
    ]);
    expect(series('se-varnplikt', 'ambition')?.points.some((p) => p.spanStart === 2030 && p.x === 2035)).toBe(
      true,
    );
  });

  it('places a span of years at its last year and keeps its first', () => {
    const span = series('se-varnplikt', 'target')?.points.find((p) => p.spanStart !== null);
    expect([span?.spanStart, span?.x, span?.y]).toEqual([2032, 2035, 12000]);
  });

  it('says what is seen in both languages', () => {
    expect(spec.title).toBe(
      'France aims highest and grows most: 42,500 people a year for 2035, from about 3,000 planned for 2026',
    );
    expect(buildIntakeChart(input, of(...FIRST_VIEW), { ...english, locale: 'fr' }).title).toBe(
      'France : l’objectif le plus haut et la plus forte hausse, 42 500 personnes par an en 2035, contre environ 3 000 en 2026 (prévu)'.replace(
        /(\d) (\d)/g,
        '$1\u202f$2',
      ),
    );
  });

  it('labels the end of each country’s line', () => {
    expect(spec.labels.map((label) => `${label.name} ${label.value}`)).toEqual([
      'France 42,500',
      'Sweden ≈ 12,000',
      'Poland, trained ≈ 40,000',
      'Poland ≤ 39,000 (ceiling)',
      'Germany ≤ 40,000',
      'Denmark 6,500',
      'Lithuania ≈ 3,900',
    ]);
  });

  it('tells a figure without a year instead of drawing it', () => {
    const belgium = buildIntakeChart(input, of('BE'), english);
    expect(belgium.notes.join(' ')).toContain('Belgium: up to 7,000 (ambition)');
    expect(
      belgium.table.rows.filter((row) => row.period === 'no year given').map((row) => row.fate),
    ).toContain('not drawn: no year given');
  });

  it('says that nothing was found, which is not zero', () => {
    const iceland = buildIntakeChart(input, of('IS'), english);
    expect(iceland.empty).toBe(true);
    expect(iceland.emptyMessage).toContain('That is not zero');
    expect(iceland.title).toBe('No figures to draw for Iceland');
    expect(iceland.series).toEqual([]);
  });

  it('shows all components of a single measure, each apart', () => {
    const lithuania = buildIntakeChart(
      input,
      { countries: ['LT'], measures: ['lt-initial-military-service'] },
      english,
    );
    const components = new Set(lithuania.series.map((one) => one.component));
    expect([...components]).toEqual([null, 'all forms of service', 'forms of service not specified']);
    expect(lithuania.table.rows).toHaveLength(20);
  });

  it('names an unknown country or measure', () => {
    expect(() => buildIntakeChart(input, of('XX'), english)).toThrow(/No country "XX"/);
    expect(() => buildIntakeChart(input, { countries: [], measures: ['nothing'] }, english)).toThrow(
      /No measure "nothing"/,
    );
  });
});

describe('budgets', () => {
  const rowsOf = (mode: 'total' | 'annual', ...countries: string[]) =>
    buildBudgetsChart(input, { ...of(...countries), mode }, english);

  it('draws what holds as the bar and what was said before as a mark with its date', () => {
    const france = rowsOf('total', 'FR').series[0];
    expect(france?.points.map((p) => [p.x, p.mark])).toEqual([
      [2_300_000_000, 'target'],
      [2_000_000_000, 'earlier'],
    ]);
    expect(france?.valueLabel).toBe('€2.3bn');
    expect(france?.otherLabel).toBe('27 Nov 2025: ≈ €2bn');
  });

  it('converts at the average of the period’s first year and keeps the native amount', () => {
    const spec = rowsOf('total', 'DK');
    // 16,000,000,000 DKK at 7.4589 per euro (2024), by hand 2,145 million.
    expect(spec.series[0]?.points[0]?.x).toBeCloseTo(2_145_000_000, -6);
    expect(spec.series[0]?.valueLabel).toBe('€2.15bn (DKK\u00a016bn)');
    expect(spec.notes.join(' ')).toContain('DKK at the average of 2024, 7.459 per euro');
  });

  it('shows zero as zero', () => {
    const row = rowsOf('annual', 'FR').series.find(
      (one) => one.measureId === 'fr-snu' && one.scope === '2026',
    );
    expect([row?.kind, row?.points[0]?.x, row?.valueLabel]).toEqual(['bar', 0, '€0']);
  });

  it('never draws a whole defence plan beside a scheme; without a scheme’s cost it is stated in words', () => {
    const spec = rowsOf('total', ...FIRST_VIEW);
    expect(spec.series.filter((row) => row.kind === 'bar').map((row) => row.countryIso2)).toEqual([
      'FR',
      'DK',
      'LT',
    ]);
    expect(spec.series.filter((row) => row.kind === 'stated').map((row) => row.measureId)).toEqual([
      'se-total-defence-2025-2030',
      'se-total-defence-2025-2030',
    ]);
    expect(spec.notes.join(' ')).toContain('France: €413bn, about €436bn');
    expect(spec.xAxis.max).toBeLessThan(3_000_000_000);
  });

  it('draws a plan that a reader chose', () => {
    const spec = buildBudgetsChart(
      input,
      { countries: ['FR'], measures: ['fr-lpm-2024-2030'], mode: 'total' },
      english,
    );
    expect(spec.series.map((row) => row.kind)).toEqual(['bar']);
    expect(spec.series[0]?.points.map((p) => p.x)).toEqual([436_000_000_000, 413_000_000_000]);
  });

  it('never mixes totals and yearly costs', () => {
    const total = new Set(rowsOf('total', ...everyCountry).observationIds);
    const annual = rowsOf('annual', ...everyCountry).observationIds;
    expect(annual.filter((id) => total.has(id))).toEqual([]);
    const budgets = input.observations.filter((o) => o.indicator.startsWith('budget_'));
    expect(total.size + annual.length).toBe(budgets.length);
  });

  it('tells a cost without a period', () => {
    expect(rowsOf('annual', 'DE').notes.join(' ')).toContain('€319m');
  });
});

describe('timeline', () => {
  const spec = buildTimelineChart(input, of(...FIRST_VIEW), english);
  const row = (measureId: string) => spec.series.find((one) => one.measureId === measureId);

  it('keeps a planned start that no source reports as a plan', () => {
    const france = row('fr-service-national');
    expect(france?.inForce).toBeNull();
    expect(france?.points.map((p) => p.mark)).toEqual([
      'announced',
      'planned_start',
      'target_year',
      'target_year',
      'target_year',
    ]);
    expect(spec.notes.join(' ')).toContain(
      'no source we found reports it: France: Voluntary national military service',
    );
  });

  it('draws what is in force up to today and targets after it', () => {
    const sweden = row('se-varnplikt');
    expect(sweden?.inForce?.from).toBeCloseTo(2018, 2);
    expect(sweden?.inForce?.to).toBeCloseTo(2026 + (10 + 21.5 / 30) / 12, 6);
    expect(sweden?.ahead?.to).toBe(2035.5);
  });

  it('marks the end of suspended conscription without inventing its start', () => {
    const before = row('fr-conscription');
    expect([before?.inForce, before?.points.map((p) => [p.mark, p.x])]).toEqual([null, [['ended', 2002.5]]]);
  });

  it('draws a start known only by its year as in force once that year has begun', () => {
    const romania = buildTimelineChart(input, of('RO'), english).series.find(
      (one) => one.measureId === 'ro-voluntary-military-training',
    );
    expect(romania?.inForce).toMatchObject({ from: 2026.5, openStart: false });
  });

  it('brings a start that is not known in from the left edge', () => {
    const austria = buildTimelineChart(input, of('AT'), english);
    expect(austria.series[0]?.inForce?.openStart).toBe(true);
    expect(austria.notes.join(' ')).toContain('Start not found by us: Austria: Basic military service');
  });
});

/** Charts whose table has a row for each figure considered; others have one a measure, a year or a cost. */
const ONE_ROW_A_FIGURE: readonly ChartSlug[] = [
  'intake-targets',
  'budgets',
  'target-revisions',
  'public-support',
];

const year = fc.option(fc.integer({ min: 1990, max: 2060 }));
type View = typeof anyView extends fc.Arbitrary<infer V> ? V : never;

/** A value in Polish that takes nearly the whole width of a small phone. */
const LONG_VALUE_ON_A_PHONE: View = {
  countries: ['TJ'],
  locale: 'pl',
  mode: 'total',
  money: 'eur',
  from: null,
  to: null,
  axis: 'linear',
  asOf: null,
  slug: 'intake-targets',
};

const anyView = fc.record({
  countries: fc.shuffledSubarray(everyCountry),
  locale: fc.constantFrom(...LOCALES),
  mode: fc.constantFrom(...BUDGET_MODES, ...PEOPLE_MODES),
  money: fc.constantFrom('eur' as const, 'native' as const, 'eur-2020' as const),
  from: year,
  to: year,
  axis: fc.constantFrom(...AXIS_SCALES),
  asOf: fc.option(
    fc
      .date({ min: new Date('2010-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  ),
  slug: fc.constantFrom(...CHART_SLUGS),
});

describe('every chart, any selection', () => {
  it('builds, cites only known sources and lists each considered figure once', () => {
    const sources = new Set([...input.sources, ...input.seriesSources].map((source) => source.id));
    fc.assert(
      fc.property(anyView, ({ locale, slug, ...view }) => {
        const spec = buildChart(slug, input, { ...view, measures: [] }, { ...english, locale });
        expect(spec.title).not.toBe('');
        expect(new Set(spec.observationIds).size).toBe(spec.observationIds.length);
        if (ONE_ROW_A_FIGURE.includes(slug)) expect(spec.table.rows).toHaveLength(spec.observationIds.length);
        expect(spec.table.plain).toHaveLength(spec.table.rows.length);
        for (const row of spec.table.plain)
          expect(Object.keys(row)).toEqual(Object.keys(spec.table.plain[0] ?? {}));
        for (const id of spec.sourceIds) expect(sources.has(id)).toBe(true);
        const text = JSON.stringify(spec);
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
        expect(JSON.parse(text)).toEqual(spec);
        const points = spec.series.flatMap((one) => one.points.map((point) => point.id));
        expect(new Set(points).size).toBe(points.length);
      }),
      { numRuns: 120 },
    );
  });

  it('says in the alt text only numbers that the chart holds', () => {
    fc.assert(
      fc.property(anyView, ({ locale, slug, ...view }) => {
        const spec = buildChart(slug, input, { ...view, measures: [] }, { ...english, locale });
        const held = JSON.stringify({ ...spec, altText: '' });
        const years = slug === 'intake-targets' ? /\b(19|20)\d\d\b/g : /^$/g;
        const counted = / \d+ (?:more are|autres sont) /g;
        for (const number of spec.altText
          .replace(years, '')
          .replace(counted, '')
          .match(/\d[\d.,\u202f\u00a0]*\d|\d/g) ?? []) {
          expect(held).toContain(number);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('joins by a line only what may share one', () => {
    const byId = new Map(input.observations.map((o) => [o.id, o]));
    fc.assert(
      fc.property(fc.shuffledSubarray(everyCountry), (countries) => {
        const spec = buildIntakeChart(input, of(...countries), english);
        for (const one of spec.series) {
          const joined = one.line.flatMap((id) => byId.get(id) ?? []);
          expect(joined).toHaveLength(one.line.length);
          for (const [index, o] of joined.entries()) {
            const next = joined[index + 1];
            if (!next) continue;
            expect(mayShareLine(o, next)).toEqual({ ok: true });
            expect(o.basis).toBe(next.basis);
            expect(['actual', 'target', 'ambition']).toContain(o.basis);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('places every label inside the picture and none over another', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 280, max: 1300 }), ({ locale, ...view }, width) => {
        const spec = buildIntakeChart(input, { ...view, measures: [] }, { ...english, locale });
        const layout = layoutChart(spec, width);
        const boxes = layout.labels.map((label) => label.box);
        expect(layout.labels.map((label) => label.pointId).sort()).toEqual(
          spec.labels.map((label) => label.pointId).sort(),
        );
        for (const [index, a] of boxes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(width + 0.5);
          expect(a.y + a.height).toBeLessThanOrEqual(layout.height);
          for (const b of boxes.slice(index + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 60, examples: [[LONG_VALUE_ON_A_PHONE, 280]] },
    );
  });
});
