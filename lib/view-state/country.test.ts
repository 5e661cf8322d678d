import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { countriesHref, countryHref, readCountries, readCountry } from './country';
import { KNOWN } from './known.fixture';
import { problemMessages } from './problems';

describe('the view of a country page', () => {
  it('is today when the address says nothing', () => {
    expect(readCountry({}, KNOWN)).toEqual({ state: { asOf: null }, problems: [] });
    expect(countryHref('/countries/fr', { asOf: null })).toBe('/countries/fr');
  });

  it('reads a day and writes it back', () => {
    const { state, problems } = readCountry({ asOf: '2024-02-29' }, KNOWN);
    expect({ state, problems }).toEqual({ state: { asOf: '2024-02-29' }, problems: [] });
    expect(countryHref('/fr/countries/se', state)).toBe('/fr/countries/se?asOf=2024-02-29');
  });

  it.each(['2025-11', '2025', '2025-02-29', '27.11.2025', 'yesterday'])(
    'says that %s is no day',
    (written) => {
      const { state, problems } = readCountry({ asOf: written }, KNOWN);
      expect(state).toEqual({ asOf: null });
      expect(problemMessages(problems, KNOWN, translator('en'))).toEqual([
        `Unknown value “${written}” for parameter asOf. Allowed: a day as YYYY-MM-DD, for instance 2025-11-27.`,
      ]);
    },
  );
});

describe('the view of the list of countries', () => {
  it('starts with Europe and leaves that out of the address', () => {
    expect(readCountries({}, KNOWN).state).toEqual({ map: 'europe' });
    expect(countriesHref('/countries', { map: 'europe' })).toBe('/countries');
    expect(countriesHref('/countries', { map: 'world' })).toBe('/countries?map=world');
  });

  it('says an unknown map and an unknown parameter, and shows the rest', () => {
    const { state, problems } = readCountries({ map: 'moon', region: 'nordic' }, KNOWN);
    expect(state).toEqual({ map: 'europe' });
    expect(problems.map(({ kind, param, allowed }) => ({ kind, param, allowed }))).toEqual([
      { kind: 'unknown_value', param: 'map', allowed: ['europe', 'world'] },
      { kind: 'unknown_parameter', param: 'region', allowed: ['map'] },
    ]);
  });
});
