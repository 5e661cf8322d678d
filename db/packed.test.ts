import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desc, gt, sql } from 'drizzle-orm';
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './client';
import { selectPacked } from './packed';

const things = sqliteTable('things', {
  id: integer('id').primaryKey(),
  words: text('words'),
  amount: real('amount'),
  known: integer('known', { mode: 'boolean' }).notNull(),
});

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-packed-'));
  db = openDatabase(`file:${join(folder, 'packed.sqlite')}`, { create: true });
  await db.run(
    sql`create table things (id integer primary key, words text, amount real, known integer not null)`,
  );
});
beforeEach(() => db.delete(things));
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

const NO_LIST = sql<string[]>`'[]'`;

describe('rows read as one text', () => {
  it('are the rows that cells read one by one give, whatever they hold', async () => {
    const row = fc.record({
      words: fc.option(fc.string({ unit: 'binary' }).filter((words) => !/[\0\p{Cs}]/u.test(words))),
      amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((amount) => amount + 0)),
      known: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await db.delete(things);
        await db.insert(things).values(rows.map((one, id) => ({ id, ...one })));
        const byCells = await db.select().from(things).orderBy(desc(things.id));
        const packed = await selectPacked(db, things, NO_LIST, { orderBy: [desc(things.id)] });
        expect(packed.map((one) => one.row)).toEqual(byCells);
      }),
      { numRuns: 150 },
    );
  });

  it('keep every digit, and nothing known stays nothing', async () => {
    const amounts = [0.1 + 0.2, 1e22, -123456789.12345679, 1000, 2 ** 63, 5e-324, Number.MAX_VALUE, 0, null];
    await db.insert(things).values(amounts.map((amount, id) => ({ id, amount, known: true })));
    const packed = await selectPacked(db, things, NO_LIST, { orderBy: [sql`${things.id}`] });
    expect(packed.map(({ row }) => row.amount)).toEqual(amounts);
  });

  it('come with their list, in order, and only those of the window', async () => {
    await db.insert(things).values([1, 2, 3, 4, 5].map((id) => ({ id, words: `w"${id}`, known: false })));
    const list = sql<number[]>`(select json_array(${things.id}, 10 * ${things.id}))`;
    const query = { where: gt(things.id, 1), orderBy: [desc(things.id)], limit: 2, offset: 1 };
    expect(await selectPacked(db, things, list, query)).toEqual([
      { row: { id: 4, words: 'w"4', amount: null, known: false }, list: [4, 40] },
      { row: { id: 3, words: 'w"3', amount: null, known: false }, list: [3, 30] },
    ]);
    expect(await selectPacked(db, things, list, { ...query, where: gt(things.id, 9) })).toEqual([]);
  });
});
