import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load } from '@/db/testing/synthetic-data';
import { loadSynthetic } from '@/db/testing/synthetic-releases';
import { byEntry, type Change, loadingsOnPage } from '@/lib/domain/history';
import {
  changeBatches,
  changeContext,
  changeCounts,
  changedMeasureIds,
  changePage,
  countChanges,
  entriesByKind,
  groupedChanges,
} from './changes';

cleanUpAfterEach();

describe('the record of three synthetic releases', () => {
  let db: Database;
  let ids: string[];

  beforeEach(async () => {
    db = (await emptyDatabase()).db;
    ids = await loadSynthetic(db);
  });

  const whole = { offset: 0, limit: 1000 };

  it('groups a loading by country in the order given, then by measure, what is about none last', async () => {
    const places = async (order: readonly string[]) =>
      (await groupedChanges(db, {}, order, whole)).map(
        ({ loadNumber, countryIso2, measureId }) => `${loadNumber} ${countryIso2} ${measureId}`,
      );
    const second = ['2 FR fr-service', '2 SE se-service', '2 null null'];
    const third = ['3 FR fr-service', '3 SE se-service'];
    const distinct = (lines: readonly string[]) => [...new Set(lines)];
    expect(distinct(await places(['FR', 'SE']))).toEqual([...third, '3 SE null', ...second]);
    expect(distinct(await places(['SE', 'FR']))).toEqual([
      '3 SE se-service',
      '3 SE null',
      '3 FR fr-service',
      '2 SE se-service',
      '2 FR fr-service',
      '2 null null',
    ]);
    // A country that the order does not know comes behind those it knows.
    expect(distinct(await places(['SE']))[2]).toBe('3 FR fr-service');
  });

  it('cuts the same order into pages without losing or doubling a line', async () => {
    const all = await groupedChanges(db, {}, ['FR', 'SE'], whole);
    const cut = [];
    for (let offset = 0; offset < all.length; offset += 3) {
      cut.push(...(await groupedChanges(db, {}, ['FR', 'SE'], { offset, limit: 3 })));
    }
    expect(cut).toEqual(all);
    expect(all).toHaveLength(await countChanges(db));
  });

  it('counts entries and lines, by hand', async () => {
    const counts = await changeCounts(db, {});
    const of = (loadNumber: number) => counts.filter((one) => one.loadNumber === loadNumber);
    // Second: a figure and an event came, an event went; figure (value, qualifier, note), measure (pay, name) and price changed.
    expect(entriesByKind(of(2))).toEqual({ added: 2, removed: 1, changed: 3 });
    expect(of(2).reduce((sum, { lines }) => sum + lines, 0)).toBe(2 + 1 + 6);
    // Third: the Swedish measure with its figure went, and its event is about no measure any more, which makes it another.
    expect(entriesByKind(of(3))).toEqual({ added: 1, removed: 3, changed: 1 });
    expect(of(1)).toEqual([]);
    expect(await changeCounts(db, { countries: ['FR'], kinds: ['changed'] })).toEqual([
      { loadNumber: 3, kind: 'changed', countryIso2: 'FR', lines: 1, entries: 1 },
      { loadNumber: 2, kind: 'changed', countryIso2: 'FR', lines: 5, entries: 2 },
    ]);
    expect(await changeCounts(db, { release: ids[1], entities: ['series_point'] })).toEqual([
      { loadNumber: 2, kind: 'changed', countryIso2: null, lines: 1, entries: 1 },
    ]);
  });

  it('gives batches in the order of pages, for one release or all', async () => {
    for (const filter of [{}, { release: ids[1] }, { load: 3 }, { measures: ['se-service'] }]) {
      const batched = [];
      for await (const batch of changeBatches(db, filter)) batched.push(...batch);
      expect(batched).toEqual((await changePage(db, filter, whole)).changes);
      expect(batched.length).toBeGreaterThan(0);
    }
  });

  it('knows the names of what is gone, and what still has a page', async () => {
    const { changes } = await changePage(db, {}, whole);
    const context = await changeContext(db, changes);
    expect(await changedMeasureIds(db)).toEqual(['fr-service', 'se-service']);
    expect(context.measures.get('se-service')).toBe('Synthetic training');
    expect(context.measures.get('fr-service')).toBe('Synthetic service');
    expect(context.present.has('se-service')).toBe(false);
    expect(context.present.has('fr-service')).toBe(true);
    expect([...context.units.values()]).toEqual(['persons', 'persons']);
    expect(context.countries.get('FR')).toBe('France');
  });
});

it('the same content loaded again stands in the record as another loading', async () => {
  const { db } = await emptyDatabase();
  const [first] = await loadSynthetic(db, 2);
  await load(db, dataFolder());
  const { changes } = await changePage(db, { release: first }, { offset: 0, limit: 1000 });
  expect(new Set(changes.map(({ loadNumber }) => loadNumber))).toEqual(new Set([3]));
});

describe('pages of the record', () => {
  it('every line of a loading is on a page that shows the loading, and every loading is on one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 10 }),
        (lines, pageSize) => {
          const loadings = lines.map((_, index) => ({ loadNumber: lines.length - index }));
          const linesOf = (number: number) => lines[lines.length - number] ?? 0;
          const total = lines.reduce((sum, count) => sum + count, 0);
          const pages = Math.max(1, Math.ceil(total / pageSize));
          const shown = Array.from({ length: pages }, (_, index) =>
            loadingsOnPage(loadings, linesOf, index + 1, pageSize).map(({ loadNumber }) => loadNumber),
          );
          let line = 0;
          for (const { loadNumber } of loadings) {
            for (let of = 0; of < linesOf(loadNumber); of += 1, line += 1) {
              expect(shown[Math.floor(line / pageSize)]).toContain(loadNumber);
            }
          }
          expect(new Set(shown.flat())).toEqual(new Set(loadings.map(({ loadNumber }) => loadNumber)));
          for (const numbers of shown) expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
        },
      ),
    );
  });

  it('puts the fields of an entry together, and only neighbours', () => {
    const change = (entityId: string, field: string | null): Change => ({
      entity: 'measure',
      entityId,
      measureId: entityId,
      countryIso2: 'FR',
      kind: field === null ? 'added' : 'changed',
      subject: entityId,
      field,
      before: null,
      after: 'x',
    });
    const entries = byEntry([change('a', 'name'), change('a', 'note'), change('b', null), change('a', null)]);
    expect(entries.map(({ entityId, kind, changes }) => [entityId, kind, changes.length])).toEqual([
      ['a', 'changed', 2],
      ['b', 'added', 1],
      ['a', 'added', 1],
    ]);
  });
});
