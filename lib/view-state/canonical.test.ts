import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSearch } from './canonical';

const canonical = (query: string) => canonicalSearch(new URLSearchParams(query));

describe('canonicalSearch', () => {
  it.each([
    ['countries=FI&countries=SE&countries=FR', '?countries=FR,SE,FI'],
    ['in=FR&sort=sources&countries=FI&countries=SE', '?countries=SE,FI&in=FR&sort=sources'],
    ['q=&type=&in=FR', '?in=FR'],
    ['q=&type=', ''],
    ['type=a&type=b', '?type=a,b'],
    ['contries=x&in=SE&q=', '?in=SE&contries=x'],
    ['q=a%2Cb+c%26d&in=', '?q=a,b%20c%26d'],
    ['in=SE,Swedn,FR&q=', '?in=FR,SE,Swedn'],
  ])('%s becomes %s', (given, wanted) => {
    expect(canonical(given)).toBe(wanted);
  });

  it.each(['', 'in=FR,SE', 'in=FR%2CSE', 'sort=-starts&countries=SE,FI', 'in=SE,FR', 'utm_source=x'])(
    '%s was not made by a form',
    (given) => {
      expect(canonical(given)).toBeNull();
    },
  );

  it('comes to rest: what it gives is canonical', () => {
    const name = fc.oneof(fc.constantFrom('in', 'countries', 'type', 'q', 'sort'), fc.string());
    const value = fc.oneof(fc.string(), fc.constantFrom('', ',', 'FR', 'SE,FR', 'FR,,SE'));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const first = canonicalSearch(new URLSearchParams(pairs));
        if (first !== null) expect(canonicalSearch(new URLSearchParams(first))).toBeNull();
      }),
    );
  });
});
