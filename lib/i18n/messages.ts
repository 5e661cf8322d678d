import enAbout from '@/messages/en/about.json';
import enCharts from '@/messages/en/charts.json';
import enClaims from '@/messages/en/claims.json';
import enCodebook from '@/messages/en/codebook.json';
import enCodes from '@/messages/en/codes.json';
import enCompare from '@/messages/en/compare.json';
import enCountries from '@/messages/en/countries.json';
import enCoverage from '@/messages/en/coverage.json';
import enDerived from '@/messages/en/derived.json';
import enErrors from '@/messages/en/errors.json';
import enExplorer from '@/messages/en/explorer.json';
import enPages from '@/messages/en/pages.json';
import enSources from '@/messages/en/sources.json';
import enTimeline from '@/messages/en/timeline.json';
import enView from '@/messages/en/view.json';
import frAbout from '@/messages/fr/about.json';
import frCharts from '@/messages/fr/charts.json';
import frClaims from '@/messages/fr/claims.json';
import frCodebook from '@/messages/fr/codebook.json';
import frCodes from '@/messages/fr/codes.json';
import frCompare from '@/messages/fr/compare.json';
import frCountries from '@/messages/fr/countries.json';
import frCoverage from '@/messages/fr/coverage.json';
import frDerived from '@/messages/fr/derived.json';
import frErrors from '@/messages/fr/errors.json';
import frExplorer from '@/messages/fr/explorer.json';
import frPages from '@/messages/fr/pages.json';
import frSources from '@/messages/fr/sources.json';
import frTimeline from '@/messages/fr/timeline.json';
import frView from '@/messages/fr/view.json';
import type { Locale } from './locales';

const en = {
  ...enAbout,
  ...enCharts,
  ...enClaims,
  ...enCodebook,
  ...enCodes,
  ...enCompare,
  ...enCountries,
  ...enCoverage,
  ...enDerived,
  ...enErrors,
  ...enExplorer,
  ...enPages,
  ...enSources,
  ...enTimeline,
  ...enView,
};

/** English is the shape: a test compares every other catalogue with it, key by key and argument by argument. */
export type Messages = typeof en;

export const CATALOGUES: Readonly<Record<Locale, Messages>> = {
  en,
  fr: {
    ...frAbout,
    ...frCharts,
    ...frClaims,
    ...frCodebook,
    ...frCodes,
    ...frCompare,
    ...frCountries,
    ...frCoverage,
    ...frDerived,
    ...frErrors,
    ...frExplorer,
    ...frPages,
    ...frSources,
    ...frTimeline,
    ...frView,
  } as Messages,
};
