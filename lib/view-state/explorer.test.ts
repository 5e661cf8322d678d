import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURE_TYPES, OBLIGATIONS, REGIONS, STATUSES } from '@/lib/domain/codes';
import { translator } from '@/lib/i18n/translator';
import {
  type ExplorerState,
  explorerFileHref,
  explorerHref,
  readExplorer,
  readExplorerApi,
  readExplorerCsv,
  readExplorerSort,
  WHOLE_EXPLORER,
} from './explorer';
import {
  ALLIANCES,
  EXPLORER_COLUMNS,
  EXPLORER_SORTS,
  LENGTH_BANDS,
  SEX_CHOICES,
  START_BANDS,
} from './explorer-codes';
import { explorerSentence } from './explorer-sentence';
import { KNOWN } from './known.fixture';
import { MAX_QUERY_LENGTH, MEASURE_SORTS } from './measures';
import { byCountryCode } from './parsers';

const queryOf = (href: string) => new URL(href, 'http://localhost').searchParams;
const NB = '\u00a0';

describe('golden addresses', () => {
  it('has no query for everything', () => {
    expect(explorerHref('/measures', WHOLE_EXPLORER)).toBe('/measures');
  });

  it('writes every parameter in one order, commas as commas', () => {
    const { state, problems } = readExplorer(
      'page=2&columns=pay,country&sort=-pay&asOf=2025-11-27&q=réserve&start=2025_and_later&length=unknown,12_to_17_months&sex=men&alliance=NATO,none&region=nordic&status=in_force&obligation=voluntary&type=mass_training&countries=pl,SE'
        .split('&')
        .reduce((params, part) => {
          const [name = '', value = ''] = part.split('=');
          params.append(name, value);
          return params;
        }, new URLSearchParams()),
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(explorerHref('/measures', state)).toBe(
      '/measures?countries=SE,PL&type=mass_training&obligation=voluntary&status=in_force&region=nordic&alliance=nato,none&sex=men&length=12_to_17_months,unknown&start=2025_and_later&q=réserve&asOf=2025-11-27&sort=-pay&columns=country,name,pay&page=2',
    );
    expect(explorerFileHref('/measures.csv', state)).toBe(
      '/measures.csv?countries=SE,PL&type=mass_training&obligation=voluntary&status=in_force&region=nordic&alliance=nato,none&sex=men&length=12_to_17_months,unknown&start=2025_and_later&q=réserve&asOf=2025-11-27&sort=-pay',
    );
    expect(explorerFileHref('/measures.json', { ...WHOLE_EXPLORER, countries: ['SE'], lang: 'fr' })).toBe(
      '/measures.json?countries=SE&lang=fr',
    );
  });

  it('always shows the name', () => {
    expect(readExplorer({ columns: 'sources' }, KNOWN).state.columns).toEqual(['name', 'sources']);
  });

  it('takes every sort that other tables of measures take', () => {
    for (const sort of MEASURE_SORTS) expect(EXPLORER_SORTS).toContain(sort);
    expect(readExplorerSort('-first_target')).toEqual({ column: 'first_target', descending: true });
  });
});

describe('what is not understood', () => {
  it('is named, the rest is shown', () => {
    const { state, problems } = readExplorer(
      { region: 'nordics', asOf: '2025-11', length: '1_to_5_months,long', bom: '1', page: '-1' },
      KNOWN,
    );
    expect(state).toEqual({ ...WHOLE_EXPLORER, lengths: ['1_to_5_months'] });
    expect(problems.map(({ kind, param }) => [kind, param])).toEqual([
      ['unknown_value', 'region'],
      ['unknown_value', 'asOf'],
      ['unknown_value', 'length'],
      ['unknown_parameter', 'bom'],
      ['unknown_value', 'page'],
    ]);
  });

  it('a file takes no page and no columns; the API takes a language', () => {
    expect(readExplorerCsv({ page: '2', columns: 'name', bom: '1' }, KNOWN).problems).toHaveLength(2);
    expect(readExplorerApi({ countries: 'SE', lang: 'fr', page: '2' }, KNOWN)).toMatchObject({
      state: { countries: ['SE'], lang: 'fr', page: 2 },
      problems: [],
    });
  });
});

describe('an address and its view say the same', () => {
  const state: fc.Arbitrary<ExplorerState> = fc.record({
    countries: fc
      .subarray(KNOWN.countries.map(({ iso2 }) => iso2))
      .map((codes) => [...codes].sort(byCountryCode)),
    types: fc.subarray([...MEASURE_TYPES]),
    obligations: fc.subarray([...OBLIGATIONS]),
    statuses: fc.subarray([...STATUSES]),
    regions: fc.subarray([...REGIONS]),
    alliances: fc.subarray([...ALLIANCES]),
    sexes: fc.subarray([...SEX_CHOICES]),
    lengths: fc.subarray([...LENGTH_BANDS]),
    starts: fc.subarray([...START_BANDS]),
    q: fc
      .string({ unit: 'binary', maxLength: MAX_QUERY_LENGTH })
      .map((text) => text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()),
    asOf: fc.constantFrom(null, '2025-11-27', '2024-02-29'),
    sort: fc.constantFrom(...EXPLORER_SORTS),
    columns: fc
      .subarray([...EXPLORER_COLUMNS])
      .map((columns) => EXPLORER_COLUMNS.filter((column) => column === 'name' || columns.includes(column))),
    page: fc.integer({ min: 1, max: 9999 }),
  });

  it('for every view', () => {
    fc.assert(
      fc.property(state, (view) => {
        expect(readExplorer(queryOf(explorerHref('/measures', view)), KNOWN)).toEqual({
          state: view,
          problems: [],
        });
      }),
    );
  });
});

describe('the view in words', () => {
  const words = (view: Partial<ExplorerState>, count: number, locale: 'en' | 'fr') =>
    explorerSentence({ ...WHOLE_EXPLORER, ...view }, count, translator(locale), KNOWN.countries);

  it('names every condition', () => {
    const view: Partial<ExplorerState> = {
      countries: ['SE'],
      regions: ['nordic', 'baltic'],
      alliances: ['nato'],
      obligations: ['voluntary'],
      sexes: ['men', 'all'],
      lengths: ['12_to_17_months'],
      starts: ['2025_and_later'],
      q: 'reserve',
      asOf: '2025-11-27',
    };
    expect(words(view, 3, 'en')).toBe(
      '3 measures in Sweden, in the Nordic countries or in the Baltic states, in NATO countries: voluntary, for men or for all sexes, lasting 12 to 17 months, starting in 2025 or later, matching “reserve”, as known on 27 Nov 2025',
    );
    expect(words(view, 1, 'fr')).toBe(
      `1 mesure en Suède, dans les pays nordiques ou dans les pays baltes, dans les pays de l’OTAN${NB}: volontaire, pour les hommes ou pour tous les sexes, d’une durée de 12 à 17 mois, avec un début en 2025 ou après, correspondant à «${NB}reserve${NB}», état connu le 27 nov. 2025`,
    );
  });

  it('says no more than was asked', () => {
    expect(words({}, 183, 'en')).toBe('183 measures');
    expect(words({ starts: ['unknown'] }, 98, 'en')).toBe('98 measures: without a known start');
    expect(words({ regions: ['nordic'] }, 0, 'fr')).toBe('Aucune mesure dans les pays nordiques');
  });
});
