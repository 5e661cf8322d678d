import { describe, expect, it } from 'vitest';
import {
  compareCsvHref,
  compareHref,
  type KnownForCompare,
  priceYear,
  readCompare,
  readCompareCsv,
} from './compare';
import { KNOWN } from './known.fixture';

const known: KnownForCompare = {
  ...KNOWN,
  measureCountry: new Map([
    ['al-conscription', 'AL'],
    ['al-reserve-force', 'AL'],
    ['fr-service-national', 'FR'],
    ['se-conscription', 'SE'],
  ]),
  priceYears: [2023, 2024, 2025],
};

const read = (query: string) => readCompare(new URLSearchParams(query), known);

describe('the address of a comparison', () => {
  it('starts with France, Sweden and Poland in 2030, as stated, in euro, today', () => {
    expect(read('')).toEqual({
      state: {
        countries: ['FR', 'SE', 'PL'],
        measures: [],
        year: 2030,
        mode: 'people',
        money: 'eur',
        asOf: null,
      },
      problems: [],
      selection: [],
    });
  });

  it('is short, readable and canonical', () => {
    const query =
      'asOf=2025-12-01&money=eur-2024&mode=cohort-share&year=2035&measures=se-conscription&countries=PL,LT,se,fr';
    const { state, problems } = read(query);
    expect(problems).toEqual([]);
    expect(compareHref('/fr/compare', state)).toBe(
      '/fr/compare?countries=FR,SE,PL,LT&measures=se-conscription&mode=cohort-share&year=2035&money=eur-2024&asOf=2025-12-01',
    );
    expect(compareHref('/compare', read('countries=SE,FR,PL&year=2030').state)).toBe('/compare');
  });

  it('gives its file the same query', () => {
    const { state } = read('countries=FR,SE&mode=per-100k');
    const address = compareCsvHref('/compare.csv', { ...state, layout: 'wide', bom: true, sep: ';' });
    expect(address).toBe('/compare.csv?countries=FR,SE&mode=per-100k&layout=wide&bom=1&sep=;');
    const asked = readCompareCsv(new URLSearchParams(address.split('?')[1]), known);
    expect(asked.problems).toEqual([]);
    expect(asked.state).toMatchObject({ ...state, layout: 'wide', bom: true, sep: ';', lang: 'en' });
  });

  it('says what it does not understand, and shows the rest', () => {
    const { state, problems } = read(
      'countries=FR,SE,Polend&mode=share&money=eur-1980&year=1999&asOf=yesterday&color=1',
    );
    expect(state).toMatchObject({ countries: ['FR', 'SE'], mode: 'people', money: 'eur', year: 2030 });
    expect(problems.map(({ param, value }) => [param, value])).toEqual([
      ['countries', 'Polend'],
      ['mode', 'share'],
      ['money', 'eur-1980'],
      ['year', '1999'],
      ['asOf', 'yesterday'],
      ['color', '1'],
    ]);
    expect(problems[2]?.allowed).toEqual(['eur', 'native', 'eur-2023', 'eur-2024', 'eur-2025']);
  });
});

describe('a selection that one table cannot show', () => {
  it('keeps the first eight countries', () => {
    const { state, selection } = read('countries=FR,SE,PL,DE,DK,LT,FI,NL,ES,TR');
    expect(state.countries).toEqual(['FR', 'SE', 'PL', 'DE', 'DK', 'LT', 'ES', 'FI']);
    expect(selection).toEqual([{ kind: 'too_many', leftOut: ['NL', 'TR'], min: 2, max: 8 }]);
  });

  it('shows one country alone and asks for another', () => {
    const { state, selection } = read('countries=FI');
    expect(state.countries).toEqual(['FI']);
    expect(selection).toEqual([{ kind: 'too_few', given: 1, min: 2, max: 8 }]);
  });

  it('has one measure for a country, and none of a country that is not compared', () => {
    const { state, selection } = readCompare(
      { countries: 'AL,SE', measures: 'fr-service-national,al-reserve-force,al-conscription' },
      { ...known, countries: [...known.countries, { iso2: 'AL', name: 'Albania' }] },
    );
    expect(state.measures).toEqual(['al-conscription']);
    expect(selection).toEqual([
      { kind: 'foreign_measure', measure: 'fr-service-national', country: 'FR' },
      {
        kind: 'two_measures',
        country: 'AL',
        shown: 'al-conscription',
        leftOut: ['al-reserve-force'],
      },
    ]);
  });
});

it('knows the year in whose prices money is shown', () => {
  expect(['eur', 'native', 'eur-2024'].map((money) => priceYear(money as 'eur'))).toEqual([null, null, 2024]);
});
