import fc from 'fast-check';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { describe, expect, it } from 'vitest';
import { isRouterState } from './router-state';

function frameworkReads(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

const written = (state: unknown) => encodeURIComponent(JSON.stringify(state));

describe('the header of the framework', () => {
  it.each([
    [['', {}]],
    [['', { children: [['locale', 'en', 'd', null], { children: ['measures', {}] }] }, null, 'refetch', 1]],
    [['', { children: ['__PAGE__', {}, ['/a', '?b'], 'metadata-only', null, 'x'] }]],
  ])('%j is read', (state) => {
    expect(isRouterState(written(state))).toBe(true);
    expect(frameworkReads(written(state))).toBe(true);
  });

  it.each([
    'x',
    '',
    '[]',
    '{}',
    'null',
    '"x"',
    '%',
    '%5B%22%22%5D',
    written(['', {}, 1]),
    written([['a', 'b', 'e', null], {}]),
  ])('%s is not, as the framework would not', (header) => {
    expect(isRouterState(header)).toBe(false);
    expect(frameworkReads(header)).toBe(false);
  });

  it('is judged as by the framework, whatever it says', () => {
    const { state } = fc.letrec((tie) => ({
      segment: fc.oneof(
        fc.string(),
        fc.tuple(
          fc.string(),
          fc.string(),
          fc.constantFrom('d', 'c', 'oc', 'x'),
          fc.option(fc.array(fc.string())),
        ),
      ),
      state: fc.oneof(
        { weight: 1, arbitrary: fc.jsonValue() },
        {
          weight: 4,
          arbitrary: fc
            .tuple(
              tie('segment'),
              fc.dictionary(fc.constantFrom('children', 'modal', '__proto__', 'x'), tie('state'), {
                maxKeys: 2,
              }),
              fc.constantFrom(null, ['/a', '?b'], ['/a'], 'x'),
              fc.constantFrom(null, 'refetch', 'inside-shared-layout', 'x', 1),
              fc.constantFrom(null, 1, 'x'),
              fc.constantFrom('x', 1, 'y'),
              fc.constant('more'),
            )
            .chain((parts) =>
              fc.integer({ min: 1, max: parts.length }).map((length) => parts.slice(0, length)),
            ),
        },
      ),
    }));
    fc.assert(
      fc.property(state, (one) => {
        const header = written(one);
        const named = header.includes('__proto__%22%3A');
        expect([header, isRouterState(header)]).toEqual([header, !named && frameworkReads(header)]);
      }),
      { numRuns: 500 },
    );
  });
});
