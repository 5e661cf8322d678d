import { describe, expect, it } from 'vitest';
import { shownValue } from '@/lib/domain/text';
import { translator } from '@/lib/i18n/translator';
import { MAX_LIST_VALUES, MAX_PARAMETER_LENGTH, type SearchParamsInput } from './audit';
import { readChart } from './charts';
import { readDashboard } from './dashboard';
import { KNOWN } from './known.fixture';
import { ALL_MEASURES, readMeasuresCsv } from './measures';
import { problemMessages, problemReports } from './problems';

const en = translator('en');
const fr = translator('fr');
const measures = (input: SearchParamsInput) => readMeasuresCsv(input, KNOWN);
const EVERYTHING = { ...ALL_MEASURES, bom: false, sep: ',', lang: 'en', release: null };
const said = (input: SearchParamsInput, tr = en) => problemMessages(measures(input).problems, KNOWN, tr);

describe('what was not understood is said, and the rest of the view holds', () => {
  it('unknown country: near matches by name in any language of the pages, and how many there are', () => {
    const { state, problems } = measures({ countries: 'FR,Suède', status: 'in_force' });
    expect(state).toEqual({ ...EVERYTHING, countries: ['FR'], statuses: ['in_force'] });
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Unknown country “Suède” (parameter countries). Did you mean SE (Sweden)? There are 13 countries, by two-letter code (ISO 3166-1), for example CH (Switzerland), DE (Germany) and DK (Denmark).',
    ]);
    expect(problemMessages(problems, KNOWN, fr)).toEqual([
      'Pays inconnu «\u00a0Suède\u00a0» (paramètre countries). Vouliez-vous dire SE (Suède)\u00a0? Il y a 13 pays, désignés par leur code à deux lettres (ISO 3166-1), par exemple CH (Suisse), DE (Allemagne) et DK (Danemark).',
    ]);
  });

  it.each([
    ['UK', ['GB']],
    ['SWE', ['SE']],
    ['sweeden', ['SE']],
    ['Turkiye', ['TR']],
    ['Turquie', ['TR']],
    ['SW', ['SE', 'CH']],
    ['XX', []],
    ['Atlantis', []],
  ])('country “%s” is near %j', (typed, nearest) => {
    expect(measures({ countries: typed }).problems).toEqual([
      {
        kind: 'unknown_value',
        param: 'countries',
        value: typed,
        about: 'country',
        allowed: nearest,
        nearest,
        existing: 13,
      },
    ]);
  });

  it('unknown code of a closed set: all that exist', () => {
    const { state, problems } = measures({ obligation: 'voluntry,compulsory', type: 'navy' });
    expect(state).toEqual({ ...EVERYTHING, obligations: ['compulsory'] });
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Unknown value “voluntry” for parameter obligation. Did you mean voluntary? Allowed: compulsory, selective, voluntary, conditional.',
      'Unknown value “navy” for parameter type. Allowed: universal_conscription, selective_conscription, voluntary_service, reserve_expansion, mass_training, youth_programme, force_expansion.',
    ]);
  });

  it('unknown sort: the columns, once each', () => {
    expect(said({ sort: 'statrs' })).toEqual([
      'Unknown value “statrs” for parameter sort. Did you mean status or starts? Allowed: country, name, obligation, status, starts, length, first_target, last_target, sources. A minus sign in front reverses the order.',
    ]);
    expect(measures({ sort: 'value2' }).state).toEqual(EVERYTHING);
  });

  it('unknown parameter: the ones this address takes', () => {
    expect(said({ contries: 'FR' })).toEqual([
      'Unknown parameter “contries”. Did you mean countries? This address takes: countries, type, obligation, status, q, sort, bom, sep, lang, release.',
    ]);
    expect(said({ contries: 'FR' }, fr)).toEqual([
      'Paramètre inconnu «\u00a0contries\u00a0». Vouliez-vous dire countries\u00a0? Cette adresse accepte\u00a0: countries, type, obligation, status, q, sort, bom, sep, lang, release.',
    ]);
    expect(said({ __proto__x: '1', constructor: 'y' })).toHaveLength(2);
  });

  it('unknown measure, and a mode only where a chart has modes', () => {
    const { state, problems } = readChart('budgets', { measures: 'se-conscripton', mode: 'monthly' }, KNOWN);
    expect(state.measures).toEqual([]);
    expect(state.mode).toBe('total');
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Unknown measure “se-conscripton” (parameter measures). Did you mean se-conscription or al-conscription? There are 4 measures.',
      'Unknown value “monthly” for parameter mode. Allowed: total, annual.',
    ]);
    expect(readChart('timeline', { mode: 'total' }, KNOWN).problems).toMatchObject([
      { kind: 'unknown_parameter', param: 'mode' },
    ]);
  });

  it('terms, years and days of a chart that do not exist', () => {
    const known = { ...KNOWN, priceYears: [2024, 2025] };
    const { state, problems } = readChart(
      'budgets',
      { money: 'usd', from: '20', to: '2200', asOf: '2025-02-30', mode: 'index' },
      known,
    );
    expect(state).toMatchObject({ money: 'eur', from: null, to: null, asOf: null, mode: 'total' });
    expect(problemMessages(problems, known, en)).toEqual([
      'Unknown value “usd” for parameter money. Allowed: eur, native, eur-2024, eur-2025.',
      'Unknown value “20” for parameter from. Allowed: a year from 1950 to 2100.',
      'Unknown value “2200” for parameter to. Allowed: a year from 1950 to 2100.',
      'Unknown value “2025-02-30” for parameter asOf. Allowed: a day as YYYY-MM-DD, for instance 2025-11-27.',
      'Unknown value “index” for parameter mode. Allowed: total, annual.',
    ]);
    expect(readChart('cost-per-recruit', { money: 'native' }, known).problems).toMatchObject([
      { param: 'money', allowed: ['eur', 'eur-2024', 'eur-2025'] },
    ]);
  });

  it.each(['0', '-1', '2.5', '99999', 'last'])('page “%s”', (page) => {
    const { state, problems } = readDashboard({ page, in: 'SE' }, KNOWN);
    expect(state).toMatchObject({ page: 1, tableCountries: ['SE'] });
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      `Unknown value “${page}” for parameter page. Allowed: a whole number from 1.`,
    ]);
  });

  it('separator, language and switch of a CSV', () => {
    const { state, problems } = measures(new URLSearchParams('sep=|&lang=xx&bom=yes'));
    expect(state).toMatchObject({ sep: ',', lang: 'en', bom: false });
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Unknown value “|” for parameter sep. Allowed: ",", ";".',
      'Unknown value “xx” for parameter lang. Allowed: en, fr, sv, pl, de.',
      'Unknown value “yes” for parameter bom. Allowed: 0, 1.',
    ]);
  });

  it('too many values: the first are read', () => {
    const codes = [...Array(MAX_LIST_VALUES).fill('FR'), 'SE'].join(',');
    const { state, problems } = measures({ countries: codes });
    expect(state.countries).toEqual(['FR']);
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Parameter countries holds 61 values; at most 60 are read.',
    ]);
  });

  it('too long: left out', () => {
    const { state, problems } = measures({
      q: 'é'.repeat(101),
      countries: 'F'.repeat(MAX_PARAMETER_LENGTH + 1),
    });
    expect(state).toEqual(EVERYTHING);
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Parameter q is 101 characters long; at most 100 are read, so it was left out.',
      'Parameter countries is 1,001 characters long; at most 1,000 are read, so it was left out.',
    ]);
  });

  it('a single-valued parameter that stands twice: the first holds', () => {
    const { state, problems } = measures(new URLSearchParams('sort=name&sort=-starts&q=a&q=a'));
    expect(state.sort).toBe('name');
    expect(problemMessages(problems, KNOWN, fr)).toEqual([
      'Le paramètre sort figure 2 fois\u00a0; seule la valeur «\u00a0name\u00a0» est utilisée.',
    ]);
  });

  it('answers a data address with the same sentence', () => {
    const { problems } = readDashboard({ in: 'UK' }, KNOWN);
    expect(problemReports(problems, KNOWN, en)).toEqual([
      { param: 'in', value: 'UK', allowed: ['GB'], message: problemMessages(problems, KNOWN, en)[0] },
    ]);
  });

  it('ends somewhere: at most 20 problems are said', () => {
    const input = new URLSearchParams(Array.from({ length: 200 }, (_, n) => [`unknown${n}`, 'x']));
    expect(measures(input).problems).toHaveLength(20);
  });
});

describe('shownValue', () => {
  it('repeats nothing invisible, nothing that turns the direction, nothing long', () => {
    expect(shownValue('a\u202Eb\u0000c\u200B\n d')).toBe('a b c d');
    expect([...shownValue('𝕏'.repeat(80))]).toHaveLength(60);
  });
});

describe('a release in an address', () => {
  const asked = (release: string) => readChart('budgets', { release }, KNOWN);

  it('is read in either case when its data can be read', () => {
    expect(asked('C0FFEE000001')).toMatchObject({ state: { release: 'c0ffee000001' }, problems: [] });
  });

  it('that nobody knows is said with those that can be read, the nearest first', () => {
    const { state, problems } = asked('c0ffee00001');
    expect(state.release).toBeNull();
    expect(problemMessages(problems, KNOWN, en)).toEqual([
      'Unknown release “c0ffee00001” (parameter release). Did you mean c0ffee000001 or c0ffee000003? 2 releases can be read, among them c0ffee000001, c0ffee000003.',
    ]);
  });

  it('that was not kept is gone, which is another thing than unknown', () => {
    const { problems } = asked('c0ffee000002');
    expect(problemReports(problems, KNOWN, en)).toEqual([
      {
        param: 'release',
        value: 'c0ffee000002',
        allowed: ['c0ffee000003', 'c0ffee000001'],
        status: 404,
        message:
          'Release “c0ffee000002” was loaded once, but its data was not kept. 2 releases can be read, among them c0ffee000003, c0ffee000001.',
      },
    ]);
  });

  it('is said where there is none', () => {
    const { problems } = readChart('budgets', { release: 'x' }, { ...KNOWN, releases: [] });
    expect(problemMessages(problems, KNOWN, en)[0]).toContain('0 releases can be read');
  });
});
