import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { PICTURE_PRESETS, sizeOf } from '@/lib/view-state/pictures';
import { layoutChart } from './layout';
import { FIRST_VIEW, HARD, publicationOf, specOf } from './pictures.fixture';
import { layoutPublication, type Publication } from './publication';
import { publicationWords } from './publication-words';
import { textWidth } from './text-metrics';

const sizes = PICTURE_PRESETS.map(
  (preset) => [preset, sizeOf({ preset, width: null, height: null, scale: null, theme: 'light' })] as const,
);
const printed = ({ texts }: Publication) => texts.map(({ text }) => text).join(' ');

/** The publication's blocks in order from the top: none may reach into the next. */
function expectTidy(publication: Publication) {
  const { chart, texts, width, height, right } = publication;
  const imprintTop = publication.rules.at(-1)?.y ?? 0;
  const bottom = Math.max(...texts.map(({ y }) => y));
  for (const { x, y, size, weight, text } of texts) {
    expect(x + textWidth(text, size, weight)).toBeLessThanOrEqual(right + 0.01);
    expect(y < chart.y || y > chart.y + chart.height).toBe(true);
    expect(size).toBeGreaterThanOrEqual(13);
    expect(text).not.toContain('…');
  }
  expect(chart.y + chart.height).toBeLessThanOrEqual(imprintTop);
  expect(bottom).toBeLessThan(height);
  expect(chart.x + chart.width).toBeLessThanOrEqual(width);
  expect(layoutChart(chart.spec, chart.width, chart.plotHeight).height).toBe(chart.height);
}

describe.each(CHART_SLUGS)('%s published', (slug) => {
  it.each(LOCALES)('is whole and tidy in each size in %s', (lang) => {
    for (const countries of [FIRST_VIEW, HARD]) {
      const spec = specOf(slug, { countries, lang });
      if (spec.empty) continue;
      for (const [, size] of sizes) {
        const publication = publicationOf(slug, { countries, lang }, size);
        expectTidy(publication);
        expect(publication.width).toBeCloseTo(size.width / publication.zoom);
        if (size.height !== null) expect(publication.height).toBeCloseTo(size.height / publication.zoom);
        const words = printed(publication);
        expect(words).toContain('test-release');
        expect(words).toContain(`muster.example${lang === 'en' ? '' : `/${lang}`}/charts/${slug}`);
        for (const { label } of spec.legend) expect(words).toContain(label);
      }
    }
  });

  it('counts the rows that found no room, in the picture and in its alt text', () => {
    const view = { countries: FIRST_VIEW };
    const { chart, ...rest } = publicationOf(slug, view, { width: 1000, height: 560 });
    const all = specOf(slug, view).series.length;
    expect(chart.spec.series.length + chart.leftOut).toBe(all);
    const said = chart.leftOut === 0 ? null : `${chart.leftOut} rows of the chart left out for lack of room`;
    if (said === null || chart.leftOut === 1) return;
    expect(printed({ chart, ...rest })).toContain(said);
    expect(chart.spec.altText).toContain(said);
  });
});

describe('a published chart', () => {
  const view = { countries: FIRST_VIEW, asOf: '2025-12-01' };

  it('says the day of a past view, and that a headline is the reader’s', () => {
    const words = printed(publicationOf('intake-targets', { ...view, title: 'Ours', subtitle: 'Below' }));
    expect(words).toContain('Ours Below Headline set by the reader.');
    expect(words).toContain('as known on 1 December 2025');
    expect(printed(publicationOf('intake-targets', view))).toContain('as known on 1 December 2025');
  });

  it('names as many publishers as find room, and counts the rest', () => {
    const spec = specOf('intake-targets', view);
    const sources = spec.sourceIds.map((id, index) => ({
      id,
      title: '',
      publisher: `Ministry, department ${index + 1}`,
      url: '',
      publishedOn: null,
      language: 'en',
      kind: 'official' as const,
    }));
    const words = publicationWords(
      spec,
      { countries: [], measures: [], lang: 'en' },
      sources,
      'https://m.example',
    );
    const more = sources.length - 8;
    expect(words.sources[0]).toBe(
      `Sources: ${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `Ministry, department ${n}`).join('; ')}; ${more} more`,
    );
    const narrow = layoutPublication(spec, words, { width: 360, height: null, zoom: 1 });
    const line = narrow?.texts.filter(({ y }) => y > (narrow.rules[1]?.y ?? 0)).map(({ text }) => text);
    expect(line?.slice(0, 2).join(' ')).toBe(
      `Sources: Ministry, department 1; Ministry, department 2; Ministry, department 3; Ministry, department 4; ${sources.length - 4} more`,
    );
  });

  it('prints the address of this very view, on as many lines as it takes', () => {
    const { series } = specOf('intake-targets', view);
    const measures = series.flatMap((one) => ('measureId' in one && one.measureId) || []);
    const longView = { ...view, measures: [...new Set(measures)] };
    expect(longView.measures.length).toBeGreaterThan(4);
    for (const size of [{ width: 360 }, { width: 600 }, { width: 1200, height: 628 }]) {
      const { texts, right } = publicationOf('intake-targets', longView, size);
      const start = texts.findIndex(({ text }) => text.startsWith('muster.example'));
      const lines = texts.slice(start).map(({ text }) => text);
      expect(lines.length).toBeGreaterThan(size.width < 1000 ? 1 : 0);
      const { pathname, searchParams } = new URL(`https://${lines.join('')}`);
      expect(pathname).toBe('/charts/intake-targets');
      expect(searchParams.get('asOf')).toBe('2025-12-01');
      expect(searchParams.get('measures')?.split(',')).toEqual([...longView.measures].sort());
      for (const { x, text } of texts.slice(start))
        expect(x + textWidth(text, 13)).toBeLessThanOrEqual(right);
    }
  });

  it('is refused where the size leaves the chart no room', () => {
    expect(() => publicationOf('intake-targets', view, { width: 240, height: 240 })).toThrow('finds no room');
    expect(() => publicationOf('budgets', view, { width: 240, height: 240 })).toThrow('finds no room');
  });

  it('has the room of its box filled by a plot of lines', () => {
    const { chart, rules } = publicationOf('intake-targets', view, { width: 900, height: 900 });
    expect((rules[1]?.y ?? 0) - (chart.y + chart.height)).toBeLessThan(30);
  });
});
