import { expect, it } from 'vitest';
import type { DescribedColumn } from './columns';
import { csvChunks } from './csv';
import { jsonChunks, jsonRow } from './table-json';

interface Line {
  id: string;
  value: number | null;
  sources: string | null;
}

const columns: DescribedColumn<Line>[] = [
  { name: 'series_point_id', holds: 'id', required: true, cell: ({ id }) => id },
  { name: 'value', holds: 'number', cell: ({ value }) => value },
  { name: 'source_ids', holds: 'ids', cell: ({ sources }) => sources },
];

async function* batches(...given: Line[][]): AsyncGenerator<Line[]> {
  yield* given;
}

async function* breaking(): AsyncGenerator<Line[]> {
  yield [{ id: 'a', value: 1, sources: null }];
  throw new Error('the disk went away');
}

async function text(chunks: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const chunk of chunks) whole += chunk;
  return whole;
}

const one: Line = { id: 'a', value: 1.5, sources: 'fr.x se.y' };
const two: Line = { id: 'b "quoted"', value: null, sources: null };

it('gives numbers as numbers, several values as a list, nothing known as null', () => {
  expect(jsonRow(one, columns)).toEqual({
    series_point_id: 'a',
    value: 1.5,
    source_ids: ['fr.x', 'se.y'],
  });
  expect(jsonRow(two, columns)).toEqual({ series_point_id: 'b "quoted"', value: null, source_ids: [] });
});

it('is one JSON whatever the batches, with the number of rows at its end', async () => {
  const whole = await text(jsonChunks({ title: 'x' }, batches([one], [], [two, one]), columns));
  expect(JSON.parse(whole)).toEqual({
    meta: { title: 'x' },
    data: [jsonRow(one, columns), jsonRow(two, columns), jsonRow(one, columns)],
    count: 3,
  });
});

it('is JSON with no rows too', async () => {
  const whole = await text(jsonChunks({}, batches(), columns));
  expect(JSON.parse(whole)).toEqual({ meta: {}, data: [], count: 0 });
});

it('passes an error in the middle on, and what was written until then is no JSON', async () => {
  let written = '';
  const reading = (async () => {
    for await (const chunk of jsonChunks({}, breaking(), columns)) written += chunk;
  })();
  await expect(reading).rejects.toThrow('the disk went away');
  expect(written).toContain('"a"');
  expect(() => JSON.parse(written)).toThrow(SyntaxError);
});

it('writes a CSV in batches with one head and one byte order mark', async () => {
  const whole = await text(csvChunks(batches([one], [], [two]), columns, { bom: true, separator: ',' }));
  expect(whole).toBe('﻿series_point_id,value,source_ids\r\na,1.5,fr.x se.y\r\n"b ""quoted""",,\r\n');
});

it('writes the head of a CSV without rows', async () => {
  expect(await text(csvChunks(batches(), columns, { bom: false, separator: ';' }))).toBe(
    'series_point_id;value;source_ids\r\n',
  );
});

it('names the row of the whole file where a number is not finite', async () => {
  const bad = batches([one, one], [{ ...one, value: Number.NaN }]);
  await expect(text(csvChunks(bad, columns, { bom: false, separator: ',' }))).rejects.toThrow(
    'column value, row 3: NaN is not a finite number',
  );
});
