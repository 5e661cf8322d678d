import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { allowedCodes, type DescribedColumn, describeColumn } from './columns';
import { coverageColumns } from './coverage-csv';
import { measureColumns } from './measures-csv';
import { observationColumns } from './observations-csv';
import { SOURCE_COLUMNS } from './sources-csv';

const context = {
  release: { id: '0123456789ab', loadedAt: '2026-11-22T00:00:00Z' },
  measureUrl: (id: string) => `https://example.org/measures/${id}`,
  translator: translator('en'),
};

type AnyColumn = Pick<DescribedColumn<never>, 'name' | 'holds' | 'group'>;

const files: Record<string, readonly AnyColumn[]> = {
  measures: measureColumns(context),
  observations: observationColumns(context),
  sources: SOURCE_COLUMNS,
  coverage: coverageColumns(context),
};

describe.each(LOCALES)('columns described in %s', (locale) => {
  it.each(Object.keys(files))(
    'every column of %s says what it is, and labels name a column that is there',
    (file) => {
      const columns = files[file] ?? [];
      const names = columns.map(({ name }) => name);
      for (const column of columns) {
        expect(describeColumn(column, translator(locale)).length).toBeGreaterThan(3);
        const { holds } = column;
        if (typeof holds === 'object' && 'labelOf' in holds) expect(names).toContain(holds.labelOf);
      }
      expect(new Set(names).size).toBe(names.length);
    },
  );
});

it('a column of a group is described as part of it', () => {
  const column = files.measures?.find(({ name }) => name === 'first_target_value');
  expect(column && describeColumn(column, translator('en'))).toBe(
    'First target stated: The figure in full units; the middle where a range is stated',
  );
});

it('a column of codes names those allowed', () => {
  const tax = files.observations?.find(({ name }) => name === 'tax');
  expect(tax && allowedCodes(tax)).toEqual(['gross', 'net', 'unspecified']);
  const value = files.observations?.find(({ name }) => name === 'value');
  expect(value && allowedCodes(value)).toBeNull();
});
