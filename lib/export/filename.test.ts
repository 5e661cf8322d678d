import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_MEASURES } from '@/lib/view-state/measures';
import { downloadName } from './filename';

describe('downloadName', () => {
  it('says what, filter and date', () => {
    expect(downloadName('measures', ALL_MEASURES, '2026-11-22', 'csv')).toBe(
      'muster-measures_2026-11-22.csv',
    );
    expect(
      downloadName(
        'measures',
        {
          ...ALL_MEASURES,
          countries: ['FR', 'SE'],
          obligations: ['voluntary'],
          statuses: ['in_force'],
          q: 'Wojsko „Łódź”',
        },
        '2026-11-22',
        'csv',
      ),
    ).toBe('muster-measures_fr-se_voluntary_in-force_wojsko-lodz_2026-11-22.csv');
  });

  it('counts many countries', () => {
    const countries = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT', 'FI'];
    expect(downloadName('observations', { ...ALL_MEASURES, countries }, '2026-11-22', 'csv')).toBe(
      'muster-observations_7-countries_2026-11-22.csv',
    );
  });

  it('is safe in a header whatever was searched for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (q) => {
        expect(downloadName('measures', { ...ALL_MEASURES, q }, '2026-11-22', 'csv')).toMatch(
          /^[a-z0-9._-]{1,120}$/,
        );
      }),
    );
  });
});
