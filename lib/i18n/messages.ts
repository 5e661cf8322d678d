import deAbout from '@/messages/de/about.json';
import deAnnotations from '@/messages/de/annotations.json';
import deApi from '@/messages/de/api.json';
import deBrief from '@/messages/de/brief.json';
import deChanges from '@/messages/de/changes.json';
import deCharts from '@/messages/de/charts.json';
import deClaims from '@/messages/de/claims.json';
import deCodebook from '@/messages/de/codebook.json';
import deCodes from '@/messages/de/codes.json';
import deColumns from '@/messages/de/columns.json';
import deCompare from '@/messages/de/compare.json';
import deContextCharts from '@/messages/de/context-charts.json';
import deCountries from '@/messages/de/countries.json';
import deCoverage from '@/messages/de/coverage.json';
import deDerived from '@/messages/de/derived.json';
import deDownloads from '@/messages/de/downloads.json';
import deEmbed from '@/messages/de/embed.json';
import deErrors from '@/messages/de/errors.json';
import deExplorer from '@/messages/de/explorer.json';
import deFiles from '@/messages/de/files.json';
import deGallery from '@/messages/de/gallery.json';
import deLicence from '@/messages/de/licence.json';
import dePages from '@/messages/de/pages.json';
import deServiceTerms from '@/messages/de/service-terms.json';
import deSources from '@/messages/de/sources.json';
import deTakeAway from '@/messages/de/take-away.json';
import deTimeline from '@/messages/de/timeline.json';
import deView from '@/messages/de/view.json';
import enAbout from '@/messages/en/about.json';
import enAnnotations from '@/messages/en/annotations.json';
import enApi from '@/messages/en/api.json';
import enBrief from '@/messages/en/brief.json';
import enChanges from '@/messages/en/changes.json';
import enCharts from '@/messages/en/charts.json';
import enClaims from '@/messages/en/claims.json';
import enCodebook from '@/messages/en/codebook.json';
import enCodes from '@/messages/en/codes.json';
import enColumns from '@/messages/en/columns.json';
import enCompare from '@/messages/en/compare.json';
import enContextCharts from '@/messages/en/context-charts.json';
import enCountries from '@/messages/en/countries.json';
import enCoverage from '@/messages/en/coverage.json';
import enDerived from '@/messages/en/derived.json';
import enDownloads from '@/messages/en/downloads.json';
import enEmbed from '@/messages/en/embed.json';
import enErrors from '@/messages/en/errors.json';
import enExplorer from '@/messages/en/explorer.json';
import enFiles from '@/messages/en/files.json';
import enGallery from '@/messages/en/gallery.json';
import enLicence from '@/messages/en/licence.json';
import enPages from '@/messages/en/pages.json';
import enServiceTerms from '@/messages/en/service-terms.json';
import enSources from '@/messages/en/sources.json';
import enTakeAway from '@/messages/en/take-away.json';
import enTimeline from '@/messages/en/timeline.json';
import enView from '@/messages/en/view.json';
import frAbout from '@/messages/fr/about.json';
import frAnnotations from '@/messages/fr/annotations.json';
import frApi from '@/messages/fr/api.json';
import frBrief from '@/messages/fr/brief.json';
import frChanges from '@/messages/fr/changes.json';
import frCharts from '@/messages/fr/charts.json';
import frClaims from '@/messages/fr/claims.json';
import frCodebook from '@/messages/fr/codebook.json';
import frCodes from '@/messages/fr/codes.json';
import frColumns from '@/messages/fr/columns.json';
import frCompare from '@/messages/fr/compare.json';
import frContextCharts from '@/messages/fr/context-charts.json';
import frCountries from '@/messages/fr/countries.json';
import frCoverage from '@/messages/fr/coverage.json';
import frDerived from '@/messages/fr/derived.json';
import frDownloads from '@/messages/fr/downloads.json';
import frEmbed from '@/messages/fr/embed.json';
import frErrors from '@/messages/fr/errors.json';
import frExplorer from '@/messages/fr/explorer.json';
import frFiles from '@/messages/fr/files.json';
import frGallery from '@/messages/fr/gallery.json';
import frLicence from '@/messages/fr/licence.json';
import frPages from '@/messages/fr/pages.json';
import frServiceTerms from '@/messages/fr/service-terms.json';
import frSources from '@/messages/fr/sources.json';
import frTakeAway from '@/messages/fr/take-away.json';
import frTimeline from '@/messages/fr/timeline.json';
import frView from '@/messages/fr/view.json';
import plAbout from '@/messages/pl/about.json';
import plAnnotations from '@/messages/pl/annotations.json';
import plApi from '@/messages/pl/api.json';
import plBrief from '@/messages/pl/brief.json';
import plChanges from '@/messages/pl/changes.json';
import plCharts from '@/messages/pl/charts.json';
import plClaims from '@/messages/pl/claims.json';
import plCodebook from '@/messages/pl/codebook.json';
import plCodes from '@/messages/pl/codes.json';
import plColumns from '@/messages/pl/columns.json';
import plCompare from '@/messages/pl/compare.json';
import plContextCharts from '@/messages/pl/context-charts.json';
import plCountries from '@/messages/pl/countries.json';
import plCoverage from '@/messages/pl/coverage.json';
import plDerived from '@/messages/pl/derived.json';
import plDownloads from '@/messages/pl/downloads.json';
import plEmbed from '@/messages/pl/embed.json';
import plErrors from '@/messages/pl/errors.json';
import plExplorer from '@/messages/pl/explorer.json';
import plFiles from '@/messages/pl/files.json';
import plGallery from '@/messages/pl/gallery.json';
import plLicence from '@/messages/pl/licence.json';
import plPages from '@/messages/pl/pages.json';
import plServiceTerms from '@/messages/pl/service-terms.json';
import plSources from '@/messages/pl/sources.json';
import plTakeAway from '@/messages/pl/take-away.json';
import plTimeline from '@/messages/pl/timeline.json';
import plView from '@/messages/pl/view.json';
import svAbout from '@/messages/sv/about.json';
import svAnnotations from '@/messages/sv/annotations.json';
import svApi from '@/messages/sv/api.json';
import svBrief from '@/messages/sv/brief.json';
import svChanges from '@/messages/sv/changes.json';
import svCharts from '@/messages/sv/charts.json';
import svClaims from '@/messages/sv/claims.json';
import svCodebook from '@/messages/sv/codebook.json';
import svCodes from '@/messages/sv/codes.json';
import svColumns from '@/messages/sv/columns.json';
import svCompare from '@/messages/sv/compare.json';
import svContextCharts from '@/messages/sv/context-charts.json';
import svCountries from '@/messages/sv/countries.json';
import svCoverage from '@/messages/sv/coverage.json';
import svDerived from '@/messages/sv/derived.json';
import svDownloads from '@/messages/sv/downloads.json';
import svEmbed from '@/messages/sv/embed.json';
import svErrors from '@/messages/sv/errors.json';
import svExplorer from '@/messages/sv/explorer.json';
import svFiles from '@/messages/sv/files.json';
import svGallery from '@/messages/sv/gallery.json';
import svLicence from '@/messages/sv/licence.json';
import svPages from '@/messages/sv/pages.json';
import svServiceTerms from '@/messages/sv/service-terms.json';
import svSources from '@/messages/sv/sources.json';
import svTakeAway from '@/messages/sv/take-away.json';
import svTimeline from '@/messages/sv/timeline.json';
import svView from '@/messages/sv/view.json';
import type { Locale } from './locales';

const en = {
  ...enAbout,
  ...enAnnotations,
  ...enApi,
  ...enBrief,
  ...enChanges,
  ...enCharts,
  ...enClaims,
  ...enCodebook,
  ...enCodes,
  ...enColumns,
  ...enCompare,
  ...enContextCharts,
  ...enCountries,
  ...enCoverage,
  ...enDerived,
  ...enEmbed,
  ...enErrors,
  ...enDownloads,
  ...enExplorer,
  ...enGallery,
  ...enFiles,
  ...enLicence,
  ...enPages,
  ...enServiceTerms,
  ...enSources,
  ...enTakeAway,
  ...enTimeline,
  ...enView,
};

/** English is the shape: a test compares every other catalogue with it, key by key and argument by argument. */
export type Messages = typeof en;

export const CATALOGUES: Readonly<Record<Locale, Messages>> = {
  en,
  fr: {
    ...frAbout,
    ...frAnnotations,
    ...frApi,
    ...frBrief,
    ...frChanges,
    ...frCharts,
    ...frClaims,
    ...frCodebook,
    ...frCodes,
    ...frColumns,
    ...frCompare,
    ...frContextCharts,
    ...frCountries,
    ...frCoverage,
    ...frDerived,
    ...frEmbed,
    ...frErrors,
    ...frDownloads,
    ...frExplorer,
    ...frGallery,
    ...frFiles,
    ...frLicence,
    ...frPages,
    ...frServiceTerms,
    ...frSources,
    ...frTakeAway,
    ...frTimeline,
    ...frView,
  } as Messages,
  sv: {
    ...svAbout,
    ...svAnnotations,
    ...svApi,
    ...svBrief,
    ...svChanges,
    ...svCharts,
    ...svClaims,
    ...svCodebook,
    ...svCodes,
    ...svColumns,
    ...svCompare,
    ...svContextCharts,
    ...svCountries,
    ...svCoverage,
    ...svDerived,
    ...svEmbed,
    ...svErrors,
    ...svDownloads,
    ...svExplorer,
    ...svGallery,
    ...svFiles,
    ...svLicence,
    ...svPages,
    ...svServiceTerms,
    ...svSources,
    ...svTakeAway,
    ...svTimeline,
    ...svView,
  } as Messages,
  pl: {
    ...plAbout,
    ...plAnnotations,
    ...plApi,
    ...plBrief,
    ...plChanges,
    ...plCharts,
    ...plClaims,
    ...plCodebook,
    ...plCodes,
    ...plColumns,
    ...plCompare,
    ...plContextCharts,
    ...plCountries,
    ...plCoverage,
    ...plDerived,
    ...plEmbed,
    ...plErrors,
    ...plDownloads,
    ...plExplorer,
    ...plGallery,
    ...plFiles,
    ...plLicence,
    ...plPages,
    ...plServiceTerms,
    ...plSources,
    ...plTakeAway,
    ...plTimeline,
    ...plView,
  } as Messages,
  de: {
    ...deAbout,
    ...deAnnotations,
    ...deApi,
    ...deBrief,
    ...deChanges,
    ...deCharts,
    ...deClaims,
    ...deCodebook,
    ...deCodes,
    ...deColumns,
    ...deCompare,
    ...deContextCharts,
    ...deCountries,
    ...deCoverage,
    ...deDerived,
    ...deEmbed,
    ...deErrors,
    ...deDownloads,
    ...deExplorer,
    ...deGallery,
    ...deFiles,
    ...deLicence,
    ...dePages,
    ...deServiceTerms,
    ...deSources,
    ...deTakeAway,
    ...deTimeline,
    ...deView,
  } as Messages,
};
