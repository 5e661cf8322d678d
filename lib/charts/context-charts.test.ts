import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { readRealInput } from './real-input.fixture';
import { buildSpendingChart } from './spending';
import { buildSupportChart } from './support';

const input = readRealInput();
const english = { locale: 'en' as const, today: '2026-11-22' };
const of = (...countries: string[]) => ({ countries, measures: [] });

describe('defence-spending', () => {
  const spec = buildSpendingChart(input, of('FR', 'SE', 'PL', 'DE'), english);

  it('draws the values as the reference work published them', () => {
    const poland = spec.series.find(({ countryIso2 }) => countryIso2 === 'PL');
    expect(poland?.points.map(({ x, y }) => [x, y])).toEqual([
      [2010, 1.91],
      [2011, 1.83],
      [2012, 1.91],
      [2013, 1.95],
      [2014, 1.95],
      [2015, 2.22],
      [2016, 1.99],
      [2017, 1.9],
      [2018, 2],
      [2019, 2],
      [2020, 2.2],
      [2021, 2.2],
      [2022, 2.2],
      [2023, 3.3],
      [2024, 3.8],
      [2025, 4.5],
    ]);
    expect(spec.title).toBe(
      'Poland spends the largest share of its GDP on defence: 4.5% in 2025, after 1.91% in 2010',
    );
    expect(spec.altText).toContain('Poland: 1.91% in 2010, 4.5% in 2025.');
    expect(spec.table.plain).toContainEqual({
      country_iso2: 'SE',
      series: 'defence_spending_pct_gdp',
      year: 2024,
      value: 2.3,
      unit: 'percent_of_gdp',
      on_chart: 'drawn',
      drawn: 'yes',
      left_out_why: null,
      left_out_words: null,
    });
  });

  it('says who leads of a year for which all have a value: not of the last, which only some have', () => {
    // Russia's last value is of 2024, Britain's of 2025.
    const { title } = buildSpendingChart(input, of('GB', 'RU'), english);
    expect(title).toMatch(/^Russia spends the largest share of its GDP on defence: 7% in 2024, after /);
  });

  it('passes no line over years without a value, and says which', () => {
    const germany = spec.series.filter(({ countryIso2 }) => countryIso2 === 'DE');
    expect(germany.map(({ points }) => [points[0]?.x, points.at(-1)?.x])).toEqual([
      [2010, 2012],
      [2015, 2025],
    ]);
    for (const { line, points } of germany) expect(line).toEqual(points.map(({ id }) => id));
    expect(spec.notes).toContain('Years without a value, over which no line passes: Germany (2013, 2014).');
  });

  it('says who joined NATO within the years shown, where a definition may change', () => {
    const joined = (state: Parameters<typeof buildSpendingChart>[1]) =>
      buildSpendingChart(input, state, english).notes.find((note) => note.startsWith('Joined NATO'));
    expect(joined(of('SE', 'FI', 'PL'))).toContain('Sweden (2024); Finland (2023)');
    expect(joined({ ...of('SE', 'FI'), to: 2022 })).toBeUndefined();
    expect(joined(of('PL', 'FR'))).toBeUndefined();
  });

  it('points out values that the source seems to have copied', () => {
    const note = (from: number) =>
      buildSpendingChart(input, { ...of('PL', 'BE'), from }, english).notes.find((words) =>
        words.startsWith('The value for 2010'),
      );
    // Belgium: 1.15 in 2010 and 1.05 in 2012; Poland: 1.91 in both.
    expect(note(2010)).toContain('in Poland;');
    expect(note(2011)).toBeUndefined();
  });

  it('leaves out other years with their number, and in a past view those that had not ended', () => {
    const late = buildSpendingChart(input, { ...of('PL'), from: 2024 }, english);
    expect(late.series[0]?.points.map(({ x }) => x)).toEqual([2024, 2025]);
    expect(late.table.plain.filter(({ on_chart }) => on_chart === 'outside_years')).toHaveLength(14);
    expect(late.coverage).toBe('2 of 16 figures drawn');
    const past = buildSpendingChart(input, { ...of('PL'), asOf: '2024-06-30' }, english);
    expect(past.series[0]?.points.at(-1)?.x).toBe(2023);
    expect(past.notes.join(' ')).toContain('had ended by 30 June 2024');
  });

  it('says that there is none, which is not zero', () => {
    const none = buildSpendingChart({ ...input, defenceSpending: [] }, of('IS'), english);
    expect([none.empty, none.emptyMessage]).toEqual([
      true,
      'None found by us: no value of defence spending. That is not zero.',
    ]);
  });
});

describe('public-support', () => {
  it('gives each survey a row of its own, joined to none, the latest first', () => {
    const spain = buildSupportChart(input, of('ES'), english);
    expect(spain.series.map(({ points }) => [points[0]?.x, points[0]?.statedOn])).toEqual([
      [36, '2025-09-08'],
      [42, '2025-03-22'],
      [31.7, '2025-03-20'],
      [37.2, '2025-11-26'],
    ]);
    expect(spain.series.every(({ ahead, points }) => ahead === null && points.length === 1)).toBe(true);
    expect(spain.series[3]?.words).toContain('voluntary, paid service');
    expect(spain.table.plain.every(({ on_chart }) => on_chart === 'drawn')).toBe(true);
  });

  it('keeps what is known of question, pollster and sample', () => {
    const austria = buildSupportChart(input, of('AT'), english);
    const gallup = austria.series.find(({ points }) => points[0]?.x === 70);
    expect(gallup?.valueLabel).toBe(
      '70% (2026), stated 10 Mar 2026. Gallup, 1,000 respondents; 60% among those aged 16-30.',
    );
    expect(austria.table.rows[0]?.note).toContain('Gallup');
  });

  it('marks a share that is only reported as a claim, and a part of a country as such', () => {
    const spec = buildSupportChart(input, of('HR', 'BE'), english);
    expect(spec.series[0]?.points[0]).toMatchObject({ x: 70, mark: 'claim', qualifier: 'about' });
    expect(spec.legend.map(({ sign }) => sign)).toEqual(['actual', 'claim']);
    expect(spec.notes.join(' ')).toContain('One row covers only part of the country: Belgium.');
    expect(spec.notes.join(' ')).toContain('at second hand');
  });

  it('says for whom none was found, in every language', () => {
    for (const locale of LOCALES) {
      const spec = buildSupportChart(input, of('IS', 'SE'), { ...english, locale });
      expect(spec.empty).toBe(true);
      expect(spec.emptyMessage).not.toBe('');
      expect(spec.notes.length).toBeGreaterThan(2);
    }
  });

  it('says in its alt text the shares that it draws', () => {
    const spec = buildSupportChart(input, of('CH', 'DK'), english);
    expect(spec.title).toBe('3 surveys and votes: from 15.9% in favour (Switzerland) to 53.2% (Denmark)');
    for (const share of ['48%', '15.9%', '53.2%']) expect(spec.altText).toContain(share);
  });

  it('knows in a past view only what was stated by then', () => {
    const spec = buildSupportChart(input, { ...of('ES'), asOf: '2025-06-30' }, english);
    expect(spec.series.map(({ points }) => points[0]?.x)).toEqual([42, 31.7]);
  });
});
