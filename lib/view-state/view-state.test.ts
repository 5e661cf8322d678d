import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURE_TYPES, OBLIGATIONS, STATUSES } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import {
  AXIS_SCALES,
  BUDGET_MODES,
  CHART_YEARS,
  chartHref,
  EVENT_CHOICES,
  readChart,
  VINTAGE_CHOICES,
} from './charts';
import { dashboardHref, readDashboard, tableView } from './dashboard';
import { readExplorer, WHOLE_EXPLORER } from './explorer';
import { hiddenFields } from './form';
import { KNOWN } from './known.fixture';
import {
  ALL_MEASURES,
  MAX_QUERY_LENGTH,
  MEASURE_SORTS,
  measuresCsvHref,
  measuresHref,
  nextSort,
  readMeasuresCsv,
  readSort,
} from './measures';
import { byCountryCode, DEFAULT_CHART_COUNTRIES } from './parsers';
import { PEOPLE_MODES } from './terms';

const queryOf = (href: string) => new URL(href, 'http://localhost').searchParams;
const CODES = KNOWN.countries.map(({ iso2 }) => iso2);

describe('golden addresses', () => {
  it('names the terms, the years and the day of a chart', () => {
    const { state, problems } = readChart(
      'intake-targets',
      { mode: 'cohort-share', from: '2020', to: '2035', axis: 'log', asOf: '2025-12-01' },
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(chartHref('intake-targets', '.svg', state)).toBe(
      '/charts/intake-targets.svg?mode=cohort-share&from=2020&to=2035&axis=log&asOf=2025-12-01',
    );
    const costs = readChart('cost-per-recruit', { money: 'eur-2025' }, { ...KNOWN, priceYears: [2025] });
    expect(chartHref('cost-per-recruit', '.csv', costs.state)).toBe(
      '/charts/cost-per-recruit.csv?money=eur-2025',
    );
  });

  it('has no query for the default view', () => {
    expect(measuresHref('/measures', ALL_MEASURES)).toBe('/measures');
    expect(dashboardHref('/fr', readDashboard({}, KNOWN).state)).toBe('/fr');
    expect(chartHref('budgets', '.json', readChart('budgets', {}, KNOWN).state)).toBe('/charts/budgets.json');
  });

  it('writes lists with commas, in canonical order, whatever the order they came in', () => {
    const { state, problems } = readMeasuresCsv(
      {
        status: 'suspended,in_force',
        countries: 'SE,CH,fr',
        sort: '-starts',
        obligation: ['conditional', 'voluntary'],
      },
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(measuresHref('/measures', state)).toBe(
      '/measures?countries=FR,SE,CH&obligation=voluntary,conditional&status=in_force,suspended&sort=-starts',
    );
  });

  it('keeps the charts’ countries and the table’s apart on the dashboard', () => {
    const { state } = readDashboard(
      { countries: 'SE,FI', in: 'PL,DE', budgets: 'annual', q: ' żołnierz  & co ' },
      KNOWN,
    );
    expect(state.chartCountries).toEqual(['SE', 'FI']);
    expect(state.tableCountries).toEqual(['PL', 'DE']);
    expect(dashboardHref('/', state)).toBe('/?countries=SE,FI&budgets=annual&in=PL,DE&q=żołnierz+%26+co');
    expect(measuresHref('/measures.csv', tableView(state))).toBe(
      '/measures.csv?countries=PL,DE&q=żołnierz+%26+co',
    );
  });

  it('writes how a CSV is wanted', () => {
    expect(
      measuresCsvHref('/measures.csv', {
        ...ALL_MEASURES,
        types: ['mass_training'],
        bom: true,
        sep: ';',
        lang: 'fr',
      }),
    ).toBe('/measures.csv?type=mass_training&bom=1&sep=;&lang=fr');
  });

  it('leaves the six countries out that the charts start with, in any order', () => {
    const { state } = readChart(
      'timeline',
      { countries: 'LT,DK,DE,PL,SE,FR', measures: 'se-conscription' },
      KNOWN,
    );
    expect(state.countries).toEqual(DEFAULT_CHART_COUNTRIES);
    expect(chartHref('timeline', '.csv', state)).toBe('/charts/timeline.csv?measures=se-conscription');
  });

  it('reads empty fields of a form as no filter', () => {
    const { state, problems } = readExplorer({ countries: '', type: ['', ''], q: '', sort: '' }, KNOWN);
    expect(state).toEqual(WHOLE_EXPLORER);
    expect(problems).toEqual([]);
  });

  it('reads repeated parameters of a form as a list', () => {
    expect(readExplorer(new URLSearchParams('countries=SE&countries=FR&countries=SE'), KNOWN)).toEqual({
      state: { ...WHOLE_EXPLORER, countries: ['FR', 'SE'] },
      problems: [],
    });
  });

  it('passes over what networks add to links', () => {
    const { problems } = readDashboard({ utm_source: 'x', fbclid: 'y', _rsc: '1', in: 'SE' }, KNOWN);
    expect(problems).toEqual([]);
  });
});

describe('sort', () => {
  it('names a column and a direction', () => {
    expect(readSort('-first_target')).toEqual({ key: 'first_target', descending: true });
    expect(nextSort('country', 'country')).toBe('-country');
    expect(nextSort('-country', 'country')).toBe('country');
    expect(nextSort('-country', 'starts')).toBe('starts');
  });
});

describe('hiddenFields', () => {
  it('gives the rest of the view, without what the form asks for', () => {
    expect(hiddenFields('/?countries=SE,FI&in=PL&q=a+%26+b', ['in', 'type'])).toEqual([
      { name: 'countries', value: 'SE,FI' },
      { name: 'q', value: 'a & b' },
    ]);
    expect(hiddenFields('/fr', [])).toEqual([]);
  });
});

describe('an address and its view say the same', () => {
  const words = fc
    .string({ unit: 'binary', maxLength: MAX_QUERY_LENGTH })
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim());
  const measuresState = fc.record({
    countries: fc.subarray(CODES).map((codes) => [...codes].sort(byCountryCode)),
    types: fc.subarray([...MEASURE_TYPES]),
    obligations: fc.subarray([...OBLIGATIONS]),
    statuses: fc.subarray([...STATUSES]),
    q: words,
    sort: fc.constantFrom(...MEASURE_SORTS),
  });
  const csv = fc.record({
    bom: fc.boolean(),
    sep: fc.constantFrom<',' | ';'>(',', ';'),
    lang: fc.constantFrom(...LOCALES),
    release: fc.constantFrom(null, 'c0ffee000003', 'c0ffee000001'),
  });

  it('for a table of measures and its CSV', () => {
    fc.assert(
      fc.property(measuresState, csv, (state, written) => {
        expect(readExplorer(queryOf(measuresHref('/measures', state)), KNOWN)).toEqual({
          state: { ...WHOLE_EXPLORER, ...state },
          problems: [],
        });
        const both = { ...state, ...written };
        expect(readMeasuresCsv(queryOf(measuresCsvHref('/measures.csv', both)), KNOWN)).toEqual({
          state: both,
          problems: [],
        });
      }),
    );
  });

  it('for the dashboard', () => {
    fc.assert(
      fc.property(
        measuresState,
        fc.subarray(CODES, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...PEOPLE_MODES),
        fc.constantFrom(...BUDGET_MODES),
        fc.integer({ min: 1, max: 9999 }),
        ({ countries, ...filter }, charted, mode, budgets, page) => {
          const state = {
            ...filter,
            tableCountries: countries,
            chartCountries: [...charted].sort(byCountryCode),
            mode,
            budgets,
            page,
          };
          expect(readDashboard(queryOf(dashboardHref('/fr', state)), KNOWN)).toEqual({ state, problems: [] });
        },
      ),
    );
  });

  it('for a chart, each parameter only where it is one', () => {
    const year = fc.option(fc.integer({ min: CHART_YEARS.first, max: CHART_YEARS.last }));
    const chartState = fc.record({
      countries: fc.subarray(CODES, { minLength: 1 }).map((codes) => [...codes].sort(byCountryCode)),
      measures: fc.subarray([...(KNOWN.measures ?? [])]).map((ids) => [...ids].sort()),
      from: year,
      to: year,
      focus: fc.option(fc.constantFrom(...CODES)),
      asOf: fc.constantFrom(null, '2025-12-01', '2026-02-28'),
      release: fc.constantFrom(null, 'c0ffee000001', 'c0ffee000003'),
      lang: fc.constantFrom(...LOCALES),
      title: fc.constantFrom(null, 'Wie viele, ab wann?', '50 % & more'),
      subtitle: fc.constantFrom(null, 'a + b'),
    });
    const known = { ...KNOWN, priceYears: [2020, 2025] };
    fc.assert(
      fc.property(
        chartState,
        fc.constantFrom(...PEOPLE_MODES),
        fc.constantFrom(...AXIS_SCALES),
        fc.constantFrom(...BUDGET_MODES),
        fc.constantFrom<'eur' | 'native' | 'eur-2020'>('eur', 'native', 'eur-2020'),
        fc.record({
          vintages: fc.constantFrom(...VINTAGE_CHOICES),
          events: fc.constantFrom(...EVENT_CHOICES),
        }),
        (state, mode, axis, budgets, money, annotated) => {
          const intake = { ...state, mode, axis, ...annotated };
          expect(
            readChart('intake-targets', queryOf(chartHref('intake-targets', '.json', intake)), known),
          ).toEqual({ state: intake, problems: [] });
          const costs = { ...state, mode: budgets, money };
          expect(readChart('budgets', queryOf(chartHref('budgets', '.csv', costs)), known)).toEqual({
            state: costs,
            problems: [],
          });
          expect(chartHref('delivery', '.svg', { ...state, mode, money })).toBe(
            chartHref('delivery', '.svg', state),
          );
        },
      ),
    );
  });

  it('never throws and always gives a state, whatever stands in the address', () => {
    const names = fc.oneof(
      fc.constantFrom('countries', 'in', 'type', 'status', 'q', 'sort', 'budgets', 'bom'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (pairs) => {
        const input = new URLSearchParams(pairs);
        const { state } = readDashboard(input, KNOWN);
        const again = readDashboard(queryOf(dashboardHref('/', state)), KNOWN);
        expect(again).toEqual({ state, problems: [] });
      }),
    );
  });
});
