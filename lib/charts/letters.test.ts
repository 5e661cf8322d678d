import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { missingLetters } from './letters';
import { publicationOf, specOf } from './pictures.fixture';
import { readRealInput } from './real-input.fixture';

const everyCountry = readRealInput().countries.map(({ iso2 }) => iso2);

describe('letters that pictures can draw', () => {
  it('are those of the languages of Europe, not of every script', () => {
    expect(missingLetters('Zażółć gęślą jaźń; Åäö; “quoted” – 1 000 €; Καλά; Україна; ệ; ≥ 4')).toEqual([]);
    expect(missingLetters('Ours 你好 🪖 שלום')).toEqual(['你', '好', '🪖', 'ש', 'ל', 'ו', 'ם']);
    // A letter with its accent apart is the letter with the accent.
    expect(missingLetters('e\u0301')).toEqual([]);
  });

  it.each(CHART_SLUGS)('are all that %s prints, for every country in every language', (slug) => {
    for (const lang of LOCALES) {
      const view = { countries: everyCountry, lang };
      const { texts } = publicationOf(slug, view);
      const { series, legend, table } = specOf(slug, view);
      expect(missingLetters(texts.map(({ text }) => text).join(' '))).toEqual([]);
      expect(missingLetters(JSON.stringify([legend, table.caption]))).toEqual([]);
      const drawn = series.map((one) => ({ ...one, points: [] }));
      expect(missingLetters(JSON.stringify(drawn))).toEqual([]);
    }
  });
});
