import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { KNOWN } from './known.fixture';
import { ALL_MEASURES, type MeasuresState } from './measures';
import { sentence } from './sentence';

const NB = '\u00a0';
const english = (state: Partial<MeasuresState>, count: number) =>
  sentence({ ...ALL_MEASURES, ...state }, count, translator('en'), KNOWN.countries);
const french = (state: Partial<MeasuresState>, count: number) =>
  sentence({ ...ALL_MEASURES, ...state }, count, translator('fr'), KNOWN.countries);

describe('sentence', () => {
  it('counts without a filter', () => {
    expect(english({}, 183)).toBe('183 measures');
    expect(french({}, 183)).toBe('183 mesures');
    expect(english({ sort: '-starts' }, 1)).toBe('1 measure');
  });

  it('names the terms', () => {
    expect(english({ obligations: ['voluntary'], statuses: ['in_force'] }, 41)).toBe(
      '41 measures: voluntary, in force',
    );
    expect(french({ obligations: ['voluntary'], statuses: ['suspended'] }, 41)).toBe(
      `41 mesures${NB}: volontaires, suspendues`,
    );
    expect(french({ obligations: ['voluntary'], statuses: ['suspended'] }, 1)).toBe(
      `1 mesure${NB}: volontaire, suspendue`,
    );
  });

  it('joins alternatives with or, conditions with commas', () => {
    expect(
      english(
        {
          types: ['mass_training', 'youth_programme'],
          obligations: ['compulsory', 'selective', 'voluntary'],
        },
        12,
      ),
    ).toBe('12 measures: citizen training or youth programme, compulsory, selective or voluntary');
  });

  it('names places as the language does', () => {
    expect(english({ countries: ['FR', 'SE'] }, 7)).toBe('7 measures in France and Sweden');
    expect(english({ countries: ['GB'], q: 'Gap Year' }, 1)).toBe(
      '1 measure in the United Kingdom: matching “Gap Year”',
    );
    expect(french({ countries: ['FR', 'DK', 'US'], q: 'réserve' }, 5)).toBe(
      `5 mesures en France, au Danemark et aux États-Unis${NB}: correspondant à «${NB}réserve${NB}»`,
    );
  });

  it('counts countries when they are many', () => {
    const countries = KNOWN.countries.map(({ iso2 }) => iso2);
    expect(english({ countries }, 50)).toBe('50 measures in 13 countries');
    expect(french({ countries }, 50)).toBe('50 mesures dans 13 pays');
  });

  it('says none in words', () => {
    expect(english({ statuses: ['rejected'], countries: ['NL'] }, 0)).toBe(
      'No measures in the Netherlands: rejected',
    );
    expect(french({ statuses: ['rejected'], countries: ['NL'] }, 0)).toBe(
      `Aucune mesure aux Pays-Bas${NB}: rejetée`,
    );
  });

  it('leaves what the reader typed as it is', () => {
    expect(english({ q: '{count} <b>' }, 2)).toBe('2 measures: matching “{count} <b>”');
  });
});
