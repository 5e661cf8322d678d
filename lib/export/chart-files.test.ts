import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { FIRST_VIEW, HARD, specOf, TODAY } from '@/lib/charts/pictures.fixture';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartJson } from './chart-json';
import { chartColumns, chartLines } from './chart-table';
import { writeCsv } from './csv';

function csvRows(spec: ReturnType<typeof specOf>): Record<string, string>[] {
  const columns = chartColumns(spec, translator(spec.lang));
  return parse(writeCsv(chartLines(spec), columns, { bom: false, separator: ',' }), { columns: true });
}

describe.each(CHART_SLUGS)('the data of %s', (slug) => {
  it.each([
    ['today', { countries: FIRST_VIEW }],
    ['with hard countries', { countries: HARD }],
    ['of a past view', { countries: FIRST_VIEW, asOf: '2025-12-01' }],
  ])('%s say of every row whether it is drawn, and if not why, in code and words', (_name, view) => {
    for (const lang of LOCALES) {
      const spec = specOf(slug, { ...view, lang });
      for (const row of csvRows(spec)) {
        expect(['yes', 'no']).toContain(row.drawn);
        expect(row.left_out_why === '').toBe(row.drawn === 'yes');
        expect(row.left_out_words === '').toBe(row.drawn === 'yes');
        expect(row.left_out_why).toMatch(/^[a-z_]*$/);
        expect(row).toMatchObject({
          as_of: 'asOf' in view ? view.asOf : '',
          release_id: 'test-release',
          release_date: TODAY,
        });
      }
    }
  });

  it('holds every figure that the picture draws as drawn, and no other', () => {
    const spec = specOf(slug, { countries: FIRST_VIEW });
    const inPicture = new Set(
      spec.series.flatMap((one) => one.points.flatMap(({ observationId }) => observationId ?? [])),
    );
    const rows = chartLines(spec).map(({ values }) => values);
    const drawn = rows.filter((row) => row.drawn === 'yes').flatMap((row) => row.observation_id ?? []);
    if (drawn.length > 0) expect(new Set(drawn)).toEqual(inPicture);
    expect(rows.some((row) => row.drawn === 'yes')).toBe(true);
  });

  it('is JSON with spec, data, sources, terms and citation', () => {
    const spec = specOf(slug, { countries: FIRST_VIEW, lang: 'fr', title: 'À nous' });
    const sources = spec.sourceIds.map((id) => ({
      id,
      publisher: 'P',
      title: 'T',
      url: 'https://p.example',
      publishedOn: null,
      language: 'fr',
      kind: 'press' as const,
    }));
    const json = chartJson({
      spec,
      sources: [...sources, { ...(sources[0] ?? never()), id: 'not cited' }],
      pageUrl: `https://m.example/fr/charts/${slug}`,
      fixedUrl: `https://m.example/fr/charts/${slug}?release=test-release`,
      askedUrl: `https://m.example/charts/${slug}.json?lang=fr`,
      today: '2026-11-23',
    });
    expect(json.data).toHaveLength(spec.table.rows.length);
    expect(json.data).toEqual(chartLines(spec).map(({ values }) => values));
    expect(json.sources).toEqual(sources);
    expect(json.spec.table).not.toHaveProperty('plain');
    expect({ ...json.spec, table: null }).toEqual({ ...spec, table: null });
    expect(json.metadata).toMatchObject({
      title: 'À nous',
      headline_set_by_reader: true,
      retrieved_from: `https://m.example/charts/${slug}.json?lang=fr`,
      release: { id: 'test-release', date: TODAY },
      licence: null,
    });
    expect(json.metadata.citation).toContain(`https://m.example/fr/charts/${slug}?release=test-release`);
    expect(json.metadata.citation).toContain('À nous');
  });
});

function never(): never {
  throw new Error('the chart cites no source');
}
