import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURE_TYPES, OBLIGATIONS, STATUSES } from '@/lib/domain/codes';
import { chartHref, readChart } from './charts';
import { dashboardHref, readDashboard, tableView } from './dashboard';
import { hiddenFields } from './form';
import { KNOWN } from './known.fixture';
import {
  ALL_MEASURES,
  MAX_QUERY_LENGTH,
  MEASURE_SORTS,
  measuresCsvHref,
  measuresHref,
  nextSort,
  readMeasures,
  readMeasuresCsv,
  readSort,
} from './measures';
import { byCountryCode, DEFAULT_CHART_COUNTRIES } from './parsers';

const queryOf = (href: string) => new URL(href, 'http://localhost').searchParams;
const CODES = KNOWN.countries.map(({ iso2 }) => iso2);

describe('golden addresses', () => {
  it('has no query for the default view', () => {
    expect(measuresHref('/measures', ALL_MEASURES)).toBe('/measures');
    expect(dashboardHref('/fr', readDashboard({}, KNOWN).state)).toBe('/fr');
    expect(chartHref('budgets', '.json', readChart('budgets', {}, KNOWN).state)).toBe('/charts/budgets.json');
  });

  it('writes lists with commas, in canonical order, whatever the order they came in', () => {
    const { state, problems } = readMeasures(
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
    const { state, problems } = readMeasures({ countries: '', type: ['', ''], q: '', sort: '' }, KNOWN);
    expect(state).toEqual(ALL_MEASURES);
    expect(problems).toEqual([]);
  });

  it('reads repeated parameters of a form as a list', () => {
    expect(readMeasures(new URLSearchParams('countries=SE&countries=FR&countries=SE'), KNOWN)).toEqual({
      state: { ...ALL_MEASURES, countries: ['FR', 'SE'] },
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
    lang: fc.constantFrom<'en' | 'fr'>('en', 'fr'),
  });

  it('for a table of measures and its CSV', () => {
    fc.assert(
      fc.property(measuresState, csv, (state, written) => {
        expect(readMeasures(queryOf(measuresHref('/measures', state)), KNOWN)).toEqual({
          state,
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
        fc.constantFrom<'total' | 'annual'>('total', 'annual'),
        fc.integer({ min: 1, max: 9999 }),
        ({ countries, ...filter }, charted, budgets, page) => {
          const state = {
            ...filter,
            tableCountries: countries,
            chartCountries: [...charted].sort(byCountryCode),
            budgets,
            page,
          };
          expect(readDashboard(queryOf(dashboardHref('/fr', state)), KNOWN)).toEqual({ state, problems: [] });
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
