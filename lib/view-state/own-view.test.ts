import { describe, expect, it } from 'vitest';
import { hasOwnView, ownViewQuery } from './own-view';

describe('the canonical address of a view', () => {
  it.each([
    // Another comparison is another page; its address is put in canonical order, defaults left out.
    ['compare', 'countries=SE,DE', 'countries=SE,DE'],
    ['compare', 'asOf=2025-11-27&countries=DE,SE&year=2030', 'countries=SE,DE&asOf=2025-11-27'],
    ['compare', 'countries=FR,SE,PL', ''],
    ['dashboard', 'countries=FR,SE&mode=cohort-share&sort=name&page=2', 'countries=FR,SE&mode=cohort-share'],
    ['country', 'asOf=2025-11-27&utm_source=x', 'asOf=2025-11-27'],
    ['country', 'asOf=soon', ''],
    // A filter, an order or a search shows less of the same.
    ['measures', 'countries=FR&type=voluntary_service&q=reserve&sort=name&columns=name', ''],
    ['measures', 'countries=FR&page=2&asOf=2025-11-27', 'asOf=2025-11-27&page=2'],
    ['measures', 'page=1', ''],
    ['sources', 'q=law&page=3', 'page=3'],
    ['coverage', 'by=measure&sort=-conflicts', 'by=measure'],
    ['countries', 'map=world', 'map=world'],
    ['changes', 'release=abc123def456&countries=FR&kind=added', 'release=abc123def456'],
  ] as const)('of %s?%s keeps %s', (view, search, own) => {
    expect(ownViewQuery(view, new URLSearchParams(search))).toBe(own);
    expect(ownViewQuery(view, Object.fromEntries(new URLSearchParams(search)))).toBe(own);
  });

  it('is the plain page where a page has filters only', () => {
    for (const section of ['timeline', 'claims', 'codebook', 'about', 'constructor']) {
      expect(hasOwnView(section)).toBe(false);
    }
  });
});
