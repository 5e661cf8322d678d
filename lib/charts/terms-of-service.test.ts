import { describe, expect, it } from 'vitest';
import { buildPayChart } from './pay';
import { readRealInput } from './real-input.fixture';
import { buildLengthChart } from './service-length';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const FIRST_VIEW = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
const everyCountry = input.countries.map(({ iso2 }) => iso2);
const of = (...countries: string[]) => ({ countries, measures: [] });
const only = (...measures: string[]) => ({ countries: [], measures });

describe('service-length', () => {
  const spec = buildLengthChart(input, of(...FIRST_VIEW), english);
  const row = (measureId: string, from = spec) => from.series.find((one) => one.measureId === measureId);

  it('draws the shortest term as the bar and the longest as the end of the whisker', () => {
    const [sweden] = row('se-varnplikt')?.points ?? [];
    expect([sweden?.x, sweden?.low, sweden?.high, sweden?.mark]).toEqual([6, 6, 15, 'in_force']);
    const [denmark] = row('dk-conscription')?.points ?? [];
    expect([denmark?.x, denmark?.low, denmark?.high]).toEqual([11, null, null]);
  });

  it('tells a term that is only announced by its mark', () => {
    expect(row('fr-service-national')?.points[0]?.mark).toBe('planned_start');
    expect(spec.legend.map(({ sign }) => sign)).toEqual(['bar_actual', 'bar_target', 'bar_range']);
  });

  it('converts days and weeks by the mean month, and says so with its working', () => {
    const slovenia = buildLengthChart(input, only('si-voluntary-service', 'fi-conscription'), english);
    // 13 × 7 ÷ 30.436875 = 2.98979…; 165 and 347 days ÷ 30.436875 = 5.42106… and 11.40064….
    expect(row('si-voluntary-service', slovenia)?.points[0]?.x).toBeCloseTo(2.98979, 4);
    const [finland] = row('fi-conscription', slovenia)?.points ?? [];
    expect(finland?.low).toBeCloseTo(5.42106, 4);
    expect(finland?.high).toBeCloseTo(11.40064, 4);
    expect(slovenia.table.rows.map(({ working }) => working)).toEqual(
      ['165 ÷ 30.44 ≈ 5.42; 347 ÷ 30.44 ≈ 11.4', '13 × 7 ÷ 30.44 ≈ 2.99'].reverse(),
    );
    expect(slovenia.notes.join(' ')).toContain('Stated in days or weeks and converted');
  });

  it('leaves courses, refresher training and part-time years in words, below the axis', () => {
    const listed = spec.series.filter(({ kind }) => kind === 'stated');
    expect(listed.map(({ measureId, valueLabel }) => [measureId, valueLabel])).toEqual([
      ['se-civilplikt', '10 days'],
      ['pl-wgotowosci', '8–32 hours'],
      ['pl-high-readiness-reserve', '8 days'],
      ['pl-wot', '12–72 months'],
      ['lt-defence-skills-course', '3 days'],
    ]);
    expect(listed.map(({ heading }) => heading !== null)).toEqual([true, false, false, false, false]);
    expect(listed.flatMap(({ points }) => points)).toEqual([]);
    expect(spec.notes.join(' ')).toContain('5 lengths are of refresher training');
  });

  it('leaves out what is over unless it is chosen, and says so', () => {
    expect(row('de-wehrpflicht')).toBeUndefined();
    expect(spec.table.plain).toContainEqual(
      expect.objectContaining({
        measure_id: 'de-wehrpflicht',
        duration_min: 6,
        months_min: null,
        on_chart: 'over',
      }),
    );
    const chosen = buildLengthChart(input, only('de-wehrpflicht'), english);
    expect(chosen.series.map(({ points: [point] }) => [point?.x, point?.mark])).toEqual([[6, 'ended']]);
  });

  it('names the shortest and the longest term in the headline, as stated', () => {
    expect(spec.title).toBe('Terms of service run from 1 month (Poland) to 23 months (Germany)');
    expect(buildLengthChart(input, of('DK'), english).title).toBe('Denmark: 11 months');
    expect(buildLengthChart(input, of('IS'), english).empty).toBe(true);
  });

  it('has a row or a word for every length in the data', () => {
    const all = buildLengthChart(input, of(...everyCountry), english);
    const stated = input.measures.filter(
      ({ duration }) => duration?.unit && (duration.min ?? duration.max) !== null,
    );
    const told = new Set(all.table.plain.map(({ measure_id }) => measure_id));
    expect(stated.filter(({ id }) => !told.has(id)).map(({ id }) => id)).toEqual([]);
    expect(all.xAxis.ticks.map(({ label }) => label)).toEqual(['0', '12', '24', '36', '48', '60']);
  });

  it('says in a past view that lengths are not dated', () => {
    const past = buildLengthChart(input, { ...of('FR', 'DK'), asOf: '2025-06-01' }, english);
    expect(past.notes.join(' ')).toContain('The day on which a length was set is not recorded');
    expect(past.series.some(({ measureId }) => measureId === 'fr-service-national')).toBe(false);
  });
});

describe('pay', () => {
  const spec = buildPayChart(input, of(...FIRST_VIEW), english);
  const row = (measureId: string, from = spec) => from.series.find((one) => one.measureId === measureId);

  it('draws euro a month as stated, and tells gross from what is not said', () => {
    const [germany] = row('de-neuer-wehrdienst')?.points ?? [];
    expect([germany?.x, germany?.mark, germany?.qualifier]).toEqual([2600, 'gross', 'about']);
    const [france] = row('fr-service-national')?.points ?? [];
    expect([france?.x, france?.mark, france?.qualifier]).toEqual([800, 'gross_hollow', 'at_least']);
    expect(row('fr-service-national')?.valueLabel).toBe('≥ €800');
  });

  it('brings a day’s pay to a month, and krona and złoty to euro at the last known rate', () => {
    const rate = (currency: string) => input.context.rates.get(currency)?.get(2025) ?? Number.NaN;
    expect(row('se-varnplikt')?.points[0]?.x).toBeCloseTo((200 * 30.436875) / rate('SEK'), 6);
    expect(row('pl-dzsw')?.points[0]?.x).toBeCloseTo(6300 / rate('PLN'), 6);
    expect(row('se-varnplikt')?.otherLabel).toMatch(/^as stated: SEK\s200 a day \(2026\)$/);
    expect(spec.notes).toContain('There is no average rate for that year yet: the last known one is used.');
  });

  it('stands gross, net and not stated in groups of their own, the highest first', () => {
    const all = buildPayChart(input, of(...everyCountry), english);
    const drawn = all.series.filter(({ kind }) => kind === 'mark');
    expect(drawn.flatMap(({ heading }) => heading ?? [])).toEqual([
      'Gross',
      'Net',
      'Gross or net not stated',
    ]);
    const marks = drawn.map(({ points: [point] }) => point?.mark.replace('_hollow', ''));
    expect(marks).toEqual(
      [...marks].sort(
        (a, b) =>
          ['gross', 'net', 'tax_unknown'].indexOf(a ?? '') - ['gross', 'net', 'tax_unknown'].indexOf(b ?? ''),
      ),
    );
    for (const mark of ['gross', 'net', 'tax_unknown']) {
      const amounts = drawn.flatMap(({ points }) =>
        points.flatMap((p) => (p.mark.startsWith(mark) ? p.x : [])),
      );
      expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    }
  });

  it('lists what is no monthly pay with the reason, and draws no mark for it', () => {
    const lithuania = row('lt-initial-military-service');
    expect([lithuania?.kind, lithuania?.heading, lithuania?.points.length]).toEqual([
      'stated',
      'Not on this axis, as stated',
      0,
    ]);
    expect(lithuania?.otherLabel).toContain('paid once or for the whole service');
  });

  it('does not hold the fee of reservists or a soldier’s pay against pay in service', () => {
    const others = buildPayChart(input, of('HU', 'CY'), english);
    expect(others.series.map(({ measureId, kind }) => [measureId, kind])).toEqual([
      ['hu-volunteer-reserve', 'stated'],
      ['cy-contract-soldiers', 'stated'],
    ]);
  });

  it('says of every pay in the data what became of it', () => {
    const all = buildPayChart(input, of(...everyCountry), english);
    const told = new Set(all.table.plain.map(({ measure_id }) => measure_id));
    const observed = new Set(all.table.plain.map(({ observation_id }) => observation_id));
    expect(
      input.measures.filter(({ id, pay }) => pay?.amount != null && !told.has(id)).map(({ id }) => id),
    ).toEqual([]);
    const figures = input.observations.filter(({ indicator }) => indicator === 'pay');
    expect(figures.filter(({ id }) => !observed.has(id)).map(({ id }) => id)).toEqual([]);
    expect(all.notes.join(' ')).not.toMatch(/No pay found by us:[^;]*(; [^;]*)*Ireland: Growth/);
  });

  it('leaves out of a past view what was not surely known', () => {
    const past = buildPayChart(input, { ...of('SE', 'DE'), asOf: '2025-01-01' }, english);
    expect(past.series.filter(({ kind }) => kind === 'mark')).toEqual([]);
    expect(past.table.plain).toContainEqual(
      expect.objectContaining({ measure_id: 'se-varnplikt', on_chart: 'not_known_then' }),
    );
  });
});
