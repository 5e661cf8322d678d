import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { sizeOf } from '@/lib/view-state/pictures';
import { fitChart } from './fit';
import { FIRST_VIEW, HARD, publicationOf, specOf } from './pictures.fixture';
import { coverageOf } from './publication-words';
import type { ChartSpec, RowsSpec } from './spec';

const card = sizeOf({ preset: 'social', width: null, height: null, scale: null, theme: 'light' });
const square = sizeOf({ preset: 'square', width: null, height: null, scale: null, theme: 'light' });

function isOfRows(spec: ChartSpec): spec is RowsSpec {
  return 'headlineRows' in spec;
}

const SLUGS = CHART_SLUGS.filter((slug) => isOfRows(specOf(slug, { countries: FIRST_VIEW })));

function rowsOf(slug: (typeof SLUGS)[number], countries: string[]): RowsSpec {
  const spec = specOf(slug, { countries });
  if (!isOfRows(spec)) throw new Error(`${slug} is no chart of rows.`);
  return spec;
}

const reach = ({ points }: RowsSpec['series'][number]) =>
  Math.max(0, ...points.map(({ x, high }) => Math.max(x, high ?? x)));

describe.each(SLUGS)('%s in a box', (slug) => {
  it('keeps the rows that its headline is about', () => {
    for (const countries of [FIRST_VIEW, HARD]) {
      for (const size of [card, square]) {
        const { headlineRows, empty } = rowsOf(slug, countries);
        if (empty) continue;
        const { chart } = publicationOf(slug, { countries }, size);
        const kept: string[] = chart.spec.series.map(({ key }) => key);
        const lost = headlineRows.filter((key) => !kept.includes(key));
        // A headline that sums up most rows has more of them than a card holds: then no other row takes their room.
        if (lost.length > 0) expect(kept.every((key) => headlineRows.includes(key))).toBe(true);
        if (headlineRows.length < 3) expect(lost).toEqual([]);
      }
    }
  });

  it('says how much is drawn of the picture as it is', () => {
    const spec = rowsOf(slug, FIRST_VIEW);
    for (const lang of LOCALES) {
      const own = specOf(slug, { countries: FIRST_VIEW, lang });
      expect(coverageOf(own, translator(lang))).toBe(own.coverage);
    }
    const cut = fitChart(spec, 1000, 260);
    if (cut === null || cut.leftOut === 0) return;
    const left = spec.series.filter(({ key }) => !cut.spec.series.some((row) => row.key === key));
    const fewer = left.some(({ points }) => points.length > 0);
    expect(coverageOf(cut.spec, translator('en')) !== spec.coverage).toBe(fewer);
  });

  it('leaves out rows without figures first, and speaks of the smallest values only where it is so', () => {
    const spec = rowsOf(slug, FIRST_VIEW);
    for (let height = 160; height < 900; height += 35) {
      const cut = fitChart(spec, 1000, height);
      if (cut === null || cut.leftOut === 0) continue;
      const keys: string[] = cut.spec.series.map(({ key }) => key);
      const [kept, left] = [true, false].map((is) =>
        spec.series.filter(({ key }) => keys.includes(key) === is),
      );
      if (slug !== 'timeline' && left?.some(({ points }) => points.length > 0)) {
        expect(kept?.every(({ points }) => points.length > 0)).toBe(true);
      }
      if (cut.kept === 'largest') {
        const least = Math.min(...(kept ?? []).filter(({ points }) => points.length > 0).map(reach));
        expect(left?.every((row) => row.points.length > 0 && reach(row) <= least)).toBe(true);
      }
    }
  });
});

describe('cards of the first view', () => {
  const printed = (slug: (typeof SLUGS)[number]) => {
    const { chart, texts } = publicationOf(slug, { countries: FIRST_VIEW }, card);
    return { words: texts.map(({ text }) => text).join(' '), rows: chart.spec.series };
  };

  it('show the reserve that the headline on strengths names', () => {
    const { words, rows } = printed('forces');
    expect(words).toContain('a reserve of 200,000 in 2035');
    expect(rows.some((row) => 'words' in row && row.words.includes('Growth of the reserve'))).toBe(true);
    expect(words).not.toContain('35 of 61');
    expect(words).not.toContain('smallest');
  });

  it('show each of the highest pays, under the heading of its group', () => {
    const { words, rows } = printed('pay');
    expect(words).toContain('€550, gross or net not stated (Sweden)');
    const sweden = rows.find((row) => 'countryIso2' in row && row.countryIso2 === 'SE');
    expect(sweden && 'heading' in sweden && sweden.heading).toBe('Gross or net not stated');
  });

  it('do not call rows without a value those with the smallest', () => {
    for (const slug of ['budgets', 'cost-per-recruit'] as const) {
      expect(printed(slug).words).not.toContain('smallest');
    }
    expect(printed('public-support').words).not.toContain('10 of 10 figures drawn');
  });
});
