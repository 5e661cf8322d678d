import { describe, expect, it } from 'vitest';
import { listIn, sameQuery, toggled, withoutFilters, withValue } from './query';

describe('the query of an address as the browser changes it', () => {
  it('puts a value into a list and takes it out again', () => {
    expect(toggled('', 'type', 'mass_training')).toBe('type=mass_training');
    expect(toggled('type=mass_training&sort=name', 'type', 'youth_programme')).toBe(
      'type=mass_training,youth_programme&sort=name',
    );
    expect(toggled('type=mass_training,youth_programme', 'type', 'mass_training')).toBe(
      'type=youth_programme',
    );
    expect(toggled('type=mass_training', 'type', 'mass_training')).toBe('');
    expect(listIn('countries=FR,SE', 'countries')).toEqual(['FR', 'SE']);
    expect(listIn('', 'countries')).toEqual([]);
  });

  it('leads to the first page, unless the page is what changes', () => {
    expect(withValue('page=3&q=a', 'q', 'b')).toBe('q=b');
    expect(withValue('q=a', 'page', '2')).toBe('q=a&page=2');
    expect(withValue('q=a&page=2', 'page', '')).toBe('q=a');
  });

  it('keeps what a reader typed', () => {
    const query = withValue('', 'q', 'żołnierz & co, 100 %');
    expect(new URLSearchParams(query).get('q')).toBe('żołnierz & co, 100 %');
  });

  it('keeps how the table is shown when the filters are cleared', () => {
    expect(withoutFilters('type=a&q=b&asOf=2025-11-27&sort=-pay&columns=name,pay&page=2')).toBe(
      'sort=-pay&columns=name,pay',
    );
  });

  it('compares queries whatever their order', () => {
    expect(sameQuery('a=1,2&b=3', 'b=3&a=2,1')).toBe(true);
    expect(sameQuery('a=1', 'a=1&b=2')).toBe(false);
    expect(sameQuery('q=a+b', 'q=a%20b')).toBe(true);
  });
});
