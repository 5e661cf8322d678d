import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartChoices, chartHref, chartValue, tidyChartSearch } from '@/lib/view-state/charts';
import { KNOWN } from '@/lib/view-state/known.fixture';
import { choiceWords, paramWords } from './words';

const known = { ...KNOWN, priceYears: [2020, 2025] };

describe('the address of a chart’s page', () => {
  it('names only what differs from the default', () => {
    expect(
      tidyChartSearch('intake-targets', '?countries=FR,SE,PL,DE,DK,LT&mode=people&axis=log&from=2020'),
    ).toEqual({ search: '?axis=log&from=2020', lang: null });
    expect(tidyChartSearch('budgets', '?mode=total&money=eur')).toEqual({ search: '', lang: null });
  });

  it('has its language in the path', () => {
    expect(tidyChartSearch('forces', '?countries=FR,SE&lang=pl')).toEqual({
      search: '?countries=FR,SE',
      lang: 'pl',
    });
  });

  it('stays as it is where nothing is too much, and keeps what is not understood', () => {
    expect(tidyChartSearch('forces', '')).toBeNull();
    expect(tidyChartSearch('forces', '?countries=XX&mode=people&lang=xx&from=&title=a%20%26%20b')).toBeNull();
  });

  it('is written without defaults for each choice that a chart offers', () => {
    for (const slug of CHART_SLUGS) {
      for (const { param, values } of chartChoices(slug, known)) {
        const shown = chartValue(slug, {}, param);
        expect(values).toContain(shown);
        for (const value of values) {
          const query = chartHref(slug, '', { [param]: value }).split('?')[1] ?? '';
          expect(query).toBe(value === shown ? '' : `${param}=${value}`);
          expect(tidyChartSearch(slug, `?${param}=${value}`) === null).toBe(value !== shown);
        }
      }
    }
  });
});

it('every choice of every chart has words in every language', () => {
  for (const locale of LOCALES) {
    const tr = translator(locale);
    for (const slug of CHART_SLUGS) {
      expect(tr.t(`gallery.what.${slug}`)).not.toBe('');
      for (const { param, values } of chartChoices(slug, known)) {
        const words = values.map((value) => choiceWords(param, value, tr));
        expect(paramWords(slug, param, tr)).not.toBe('');
        expect(new Set(words).size).toBe(values.length);
      }
    }
  }
});
