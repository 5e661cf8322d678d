import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import type { ChartSlug } from '@/lib/domain/codes';
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { byCountryCode, DEFAULT_CHART_COUNTRIES, parseAsList } from './parsers';

/** What the budget chart compares; totals and yearly costs never stand in one chart. */
export const BUDGET_MODES = ['total', 'annual'] as const;
export type BudgetMode = (typeof BUDGET_MODES)[number];

const common = {
  countries: parseAsList(byCountryCode).withDefault([...DEFAULT_CHART_COUNTRIES]),
  measures: parseAsList().withDefault([]),
};
const language = { lang: parseAsStringLiteral(LOCALES).withDefault(DEFAULT_LOCALE) };

/** Parameters of `/charts/{slug}…`, the same for each of a chart's addresses; `mode` only where there is a choice. */
export const chartParsers = {
  'intake-targets': { ...common, ...language },
  budgets: { ...common, mode: parseAsStringLiteral(BUDGET_MODES).withDefault('total'), ...language },
  timeline: { ...common, ...language },
} as const satisfies Record<ChartSlug, unknown>;

/** A chart's view: empty `measures` leaves the choice to the chart's own rule for each country. */
export interface ChartViewState {
  countries: string[];
  measures: string[];
  mode?: BudgetMode;
  lang: inferParserType<typeof language>['lang'];
}

const commonRules = { countries: { kind: 'countries' }, measures: { kind: 'measures' } } as const;
const languageRule = { lang: { kind: 'one', set: LOCALES } } as const;
const RULES: Readonly<Record<ChartSlug, ParameterRules>> = {
  'intake-targets': { ...commonRules, ...languageRule },
  budgets: { ...commonRules, mode: { kind: 'one', set: BUDGET_MODES }, ...languageRule },
  timeline: { ...commonRules, ...languageRule },
};

const loaders: Readonly<Record<ChartSlug, (input: URLSearchParams) => ChartViewState>> = {
  'intake-targets': createLoader(chartParsers['intake-targets']),
  budgets: createLoader(chartParsers.budgets),
  timeline: createLoader(chartParsers.timeline),
};

const serializers: Readonly<Record<ChartSlug, (path: string, state: Partial<ChartViewState>) => string>> = {
  'intake-targets': createSerializer(chartParsers['intake-targets']),
  budgets: createSerializer(chartParsers.budgets),
  timeline: createSerializer(chartParsers.timeline),
};

/** Reads a chart's view from an address. What is not understood is left out of the state and said in `problems`. */
export function readChart(
  slug: ChartSlug,
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ChartViewState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES[slug], known);
  return { state: loaders[slug](understood), problems };
}

/** The address of a chart in one of its forms: `chartHref('budgets', '.json', state)` is `/charts/budgets.json?…`. */
export function chartHref(
  slug: ChartSlug,
  suffix: '' | '.json' | '.csv',
  state: Partial<ChartViewState>,
): string {
  return serializers[slug](`/charts/${slug}${suffix}`, state);
}
