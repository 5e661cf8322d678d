import { describe, expect, it } from 'vitest';
import { buildChart } from '@/lib/charts/build';
import { readRealInput } from '@/lib/charts/real-input.fixture';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartColumns, chartLines } from './chart-table';

const input = readRealInput();
const COUNTRIES = ['FR', 'SE', 'PL', 'DE'];

describe.each(CHART_SLUGS)('the file of %s', (slug) => {
  it.each(LOCALES)('explains every column, in %s', (locale) => {
    for (const mode of ['people', 'cohort-share', 'total'] as const) {
      const spec = buildChart(
        slug,
        input,
        { countries: COUNTRIES, measures: [], mode, events: mode === 'people' ? 'all' : 'none' },
        { locale, today: '2026-11-22' },
      );
      const columns = chartColumns(spec, translator(locale));
      expect(columns.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([]);
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
      expect(chartLines(spec)).toHaveLength(spec.table.rows.length);
    }
  });
});
