import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { chartHref, chartPageHref, newestPageHref } from '@/lib/view-state/charts';
import { buildChart } from './build';
import { readRealInput } from './real-input.fixture';

const input = readRealInput();
const state = { countries: ['FR', 'SE'], measures: [] };
const english = { locale: 'en', today: '2026-11-22' } as const;

describe('a chart of a release that is not the newest', () => {
  it('says so, and is the same chart otherwise', () => {
    for (const slug of CHART_SLUGS) {
      const present = buildChart(slug, input, state, english);
      expect(buildChart(slug, input, state, { ...english, newestReleaseId: input.release.id })).toEqual(
        present,
      );
      const past = buildChart(slug, input, state, { ...english, newestReleaseId: '0123456789ab' });
      expect(past).toEqual({ ...present, pastRelease: past.pastRelease });
      expect(past.pastRelease?.note).toMatch(/^Release of \d{1,2} \w+ \d{4}; newer data exists\.$/);
    }
  });

  it('says it in each language', () => {
    const notes = LOCALES.map((locale) => {
      const context = { ...english, locale, newestReleaseId: '0123456789ab' };
      return buildChart('budgets', input, state, context).pastRelease?.note;
    });
    expect(new Set(notes).size).toBe(LOCALES.length);
  });

  it('leads to the same view of the newest release', () => {
    const view = { countries: ['FR', 'SE'], release: '0123456789ab', lang: 'fr', title: 'a, b' } as const;
    const shown = { ...view, countries: [...view.countries] };
    expect(newestPageHref(chartHref('budgets', '.json', shown), 'fr')).toBe(
      chartPageHref('budgets', { ...shown, release: null }),
    );
    expect(newestPageHref('/charts/budgets.json?release=0123456789ab', 'en')).toBe('/charts/budgets');
  });
});
