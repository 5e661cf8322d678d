import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES, COVERAGES, INDICATORS, PAY_PERIODS, QUALIFIERS, TAX_BASES } from '../../lib/domain/codes';
import { cleanUpAfterEach, releaseOf, syntheticFiles, writeFiles } from '../testing/synthetic-data';
import { observationId, withOrdinals } from './ids';
import { canonicalJson } from './release';
import { observationShape } from './shapes';

cleanUpAfterEach();

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const figure = {
  value: fc.nat(),
  low: orNull(fc.nat()),
  high: orNull(fc.nat()),
  qualifier: fc.constantFrom(...QUALIFIERS),
  note: orNull(fc.stringMatching(/^[a-z]{1,9}$/)),
  source_ids: fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 3 }),
};
const about = {
  indicator: fc.constantFrom(...INDICATORS),
  component: orNull(fc.stringMatching(/^[a-z]{1,5}$/)),
  period: orNull(fc.integer({ min: 1990, max: 2040 }).map(String)),
  unit: fc.constantFrom('persons', 'percent', 'EUR', 'SEK'),
  per: orNull(fc.constantFrom(...PAY_PERIODS)),
  tax: orNull(fc.constantFrom(...TAX_BASES)),
  basis: fc.constantFrom(...BASES),
  coverage: fc.constantFrom(...COVERAGES),
  stated_on: orNull(fc.constantFrom('2025', '2025-11', '2025-11-27')),
};

describe('observation ids', () => {
  it('stay the same whatever the figure, its qualifier, note and sources become', () => {
    fc.assert(
      fc.property(fc.record(about), fc.record(figure), fc.record(figure), (subject, one, other) => {
        const idWith = (said: typeof one) =>
          observationId('fr-service', observationShape.parse({ ...subject, ...said }));
        expect(idWith(one)).toBe(idWith(other));
      }),
    );
  });

  it('differ when they are about different things, or have different keys', () => {
    fc.assert(
      fc.property(fc.record(about), fc.record(about), fc.record(figure), (one, other, said) => {
        fc.pre(canonicalJson(one) !== canonicalJson(other));
        const idOf = (subject: typeof one) =>
          observationId('fr-service', observationShape.parse({ ...subject, ...said }));
        expect(idOf(one)).not.toBe(idOf(other));
      }),
    );
    const entry = (key?: string) =>
      observationShape.parse({
        ...{ indicator: 'applicants', component: null, period: null, value: 1, low: null, high: null },
        ...{ qualifier: 'exact', unit: 'persons', per: null, tax: null, basis: 'actual', coverage: 'full' },
        ...{ stated_on: null, source_ids: ['a'], note: null, ...(key === undefined ? {} : { key }) },
      });
    const ids = [entry(), entry('a'), entry('b')].map((o) => observationId('fr-service', o));
    expect(new Set(ids).size).toBe(3);
    expect(observationId('se-service', entry())).not.toBe(ids[0]);
  });

  it('are the measure and ten hexadecimal digits of a SHA-256, as computed outside', () => {
    // printf '%s' '["fr-service","applicants",null,null,"persons",null,null,"actual","full",null]' | sha256sum
    const entry = observationShape.parse({
      ...{ indicator: 'applicants', component: null, period: null, value: 1, low: null, high: null },
      ...{ qualifier: 'exact', unit: 'persons', per: null, tax: null, basis: 'actual', coverage: 'full' },
      ...{ stated_on: null, source_ids: ['a'], note: null },
    });
    expect(observationId('fr-service', entry)).toBe('fr-service.3ecb0825cd');
  });

  it('that collide are told apart by their order', () => {
    expect(withOrdinals(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a-2', 'a-3']);
  });
});

describe('the release id', () => {
  /** The same value with the keys of every object in another order. */
  function shuffled(value: unknown, seed: number): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => shuffled(each, seed));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([key, field]) => [key, shuffled(field, seed)] as const);
    const turn = fields.length === 0 ? 0 : seed % fields.length;
    return Object.fromEntries([...fields.slice(turn), ...fields.slice(0, turn)].reverse());
  }

  it('does not depend on the order of keys, on indentation or on line ends', () => {
    const files = syntheticFiles();
    const { id } = releaseOf(writeFiles(files));
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        fc.constantFrom(0, 1, 2, '\t'),
        fc.boolean(),
        (seed, indent, windows) => {
          const written = Object.entries(files).map(([name, content]): [string, string] => {
            const text =
              typeof content === 'string' ? content : JSON.stringify(shuffled(content, seed), null, indent);
            return [name, windows ? text.replaceAll('\n', '\r\n') : text];
          });
          expect(releaseOf(writeFiles(Object.fromEntries(written))).id).toBe(id);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('changes with any figure', () => {
    const files = syntheticFiles();
    const { id } = releaseOf(writeFiles(files));
    files['series/hicp_euro_area.csv'] = files['series/hicp_euro_area.csv'].replace('130.1', '130.2');
    expect(releaseOf(writeFiles(files)).id).not.toBe(id);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
  });
});

it('canonical JSON sorts keys at every depth and keeps the order of lists', () => {
  expect(canonicalJson({ b: [3, { d: 1, c: null }], a: 'ä"' })).toBe('{"a":"ä\\"","b":[3,{"c":null,"d":1}]}');
});
