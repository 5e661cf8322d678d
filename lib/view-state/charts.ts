import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { ChartSlug } from '@/lib/domain/codes';
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale, localePath } from '@/lib/i18n/locales';
import {
  auditSearchParams,
  type KnownCodes,
  type KnownRelease,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { MAP_VIEWS, type MapView } from './country';
import {
  byCountryCode,
  DEFAULT_CHART_COUNTRIES,
  parseAsCountry,
  parseAsDay,
  parseAsLine,
  parseAsList,
  parseAsReleaseId,
} from './parsers';
import { type MoneyMode, moneyRule, PEOPLE_MODES, type PeopleMode, parseAsMoney } from './terms';

/** What the budget chart compares; totals and yearly costs never stand in one chart. */
export const BUDGET_MODES = ['total', 'annual'] as const;
export type BudgetMode = (typeof BUDGET_MODES)[number];
export type ChartMode = PeopleMode | BudgetMode;

export const AXIS_SCALES = ['linear', 'log'] as const;
export type AxisScale = (typeof AXIS_SCALES)[number];

/** Which events of the measures drawn stand on a chart of years; lib/charts/events.ts has the kinds of each. */
export const EVENT_CHOICES = ['none', 'law', 'targets', 'all'] as const;
export type EventChoice = (typeof EVENT_CHOICES)[number];

/** Whether targets and ambitions that a later statement replaced are drawn too. */
export const VINTAGE_CHOICES = ['latest', 'all'] as const;
export type VintageChoice = (typeof VINTAGE_CHOICES)[number];

/** Years that `from` and `to` can name: wider than any figure, so that a chart can be made to match another. */
export const CHART_YEARS = { first: 1950, last: 2100 } as const;

/** How long a headline and a line below it of the reader's own can be, in characters. */
export const OWN_WORDS = { title: 120, subtitle: 200 } as const;

const common = {
  countries: parseAsList(byCountryCode).withDefault([...DEFAULT_CHART_COUNTRIES]),
  measures: parseAsList().withDefault([]),
  focus: parseAsCountry,
};
/** A context series is of countries, not of measures. */
const countriesOnly = { countries: common.countries, focus: common.focus };
/** Part of the world on the map; no country named means all. */
const region = { region: parseAsStringLiteral(MAP_VIEWS).withDefault('europe') };
const years = { from: parseAsInteger, to: parseAsInteger };
const axis = { axis: parseAsStringLiteral(AXIS_SCALES).withDefault('linear') };
const events = { events: parseAsStringLiteral(EVENT_CHOICES).withDefault('none') };
const vintages = { vintages: parseAsStringLiteral(VINTAGE_CHOICES).withDefault('latest') };
const money = { money: parseAsMoney.withDefault('eur') };
const rest = {
  asOf: parseAsDay,
  release: parseAsReleaseId,
  lang: parseAsStringLiteral(LOCALES).withDefault(DEFAULT_LOCALE),
  title: parseAsLine,
  subtitle: parseAsLine,
};

/** Parameters of `/charts/{slug}…`, the same for each of a chart's addresses; each only where there is a choice. */
export const chartParsers = {
  'intake-targets': {
    ...common,
    mode: parseAsStringLiteral(PEOPLE_MODES).withDefault('people'),
    ...years,
    ...axis,
    ...vintages,
    ...events,
    ...rest,
  },
  budgets: {
    ...common,
    mode: parseAsStringLiteral(BUDGET_MODES).withDefault('total'),
    ...money,
    ...years,
    ...rest,
  },
  timeline: { ...common, ...years, ...rest },
  'service-length': { ...common, ...rest },
  pay: { ...common, ...rest },
  forces: { ...common, ...axis, ...rest },
  'target-revisions': { ...common, ...years, ...events, ...rest },
  delivery: { ...common, ...years, ...rest },
  'cost-per-recruit': { ...common, ...money, ...rest },
  'service-model': { countries: parseAsList(byCountryCode).withDefault([]), ...region, ...rest },
  'defence-spending': { ...countriesOnly, ...years, ...axis, ...rest },
  'public-support': { ...common, ...years, ...rest },
} as const satisfies Record<ChartSlug, unknown>;

/** A chart's view: empty `measures` leaves the choice to the chart's own rule for each country. */
export interface ChartViewState {
  countries: string[];
  measures: string[];
  /** The country that is brought out; null or left out: each has its colour. */
  focus?: string | null;
  mode?: ChartMode;
  money?: MoneyMode;
  /** First and last year shown; null or left out: as far as the figures go. */
  from?: number | null;
  to?: number | null;
  axis?: AxisScale;
  vintages?: VintageChoice;
  events?: EventChoice;
  /** Part of the world on the map. */
  region?: MapView;
  /** YYYY-MM-DD: drawn from what was known by the end of that day; null or left out: today. */
  asOf?: string | null;
  /** Id of a release: drawn from its data, as on its day, whatever was loaded since; null or left out: the present one. */
  release?: string | null;
  lang: inferParserType<typeof rest>['lang'];
  /** A headline of the reader's own, plain text; null or left out: the one that the chart writes. */
  title?: string | null;
  subtitle?: string | null;
}

/** What a chart can be asked for at this moment. */
export interface KnownForCharts extends KnownCodes {
  /** Years with a euro-area price index; needed only by charts that take `money`. */
  priceYears?: readonly number[];
}

const yearRule = { kind: 'year', min: CHART_YEARS.first, max: CHART_YEARS.last } as const;

/** How each parameter of a chart is read. */
export function chartRules(slug: ChartSlug, known: KnownForCharts): ParameterRules {
  const commonRules = {
    countries: { kind: 'countries' },
    measures: { kind: 'measures' },
    focus: { kind: 'countries', max: 1 },
  } as const;
  const yearRules = { from: yearRule, to: yearRule };
  const eventsRule = { events: { kind: 'one', set: EVENT_CHOICES } } as const;
  const axisRule = { axis: { kind: 'one', set: AXIS_SCALES } } as const;
  const restRules = {
    asOf: { kind: 'day' },
    release: { kind: 'release' },
    lang: { kind: 'one', set: LOCALES },
    title: { kind: 'line', maxLength: OWN_WORDS.title },
    subtitle: { kind: 'line', maxLength: OWN_WORDS.subtitle },
  } as const;
  switch (slug) {
    case 'intake-targets':
      return {
        ...commonRules,
        mode: { kind: 'one', set: PEOPLE_MODES },
        ...yearRules,
        ...axisRule,
        vintages: { kind: 'one', set: VINTAGE_CHOICES },
        ...eventsRule,
        ...restRules,
      };
    case 'budgets':
      return {
        ...commonRules,
        mode: { kind: 'one', set: BUDGET_MODES },
        money: moneyRule(known.priceYears ?? []),
        ...yearRules,
        ...restRules,
      };
    case 'target-revisions':
      return { ...commonRules, ...yearRules, ...eventsRule, ...restRules };
    case 'timeline':
    case 'delivery':
    case 'public-support':
      return { ...commonRules, ...yearRules, ...restRules };
    case 'service-length':
    case 'pay':
      return { ...commonRules, ...restRules };
    case 'forces':
      return { ...commonRules, ...axisRule, ...restRules };
    case 'cost-per-recruit':
      return { ...commonRules, money: moneyRule(known.priceYears ?? [], 'euro_only'), ...restRules };
    case 'service-model':
      return { countries: commonRules.countries, region: { kind: 'one', set: MAP_VIEWS }, ...restRules };
    case 'defence-spending':
      return {
        countries: commonRules.countries,
        focus: commonRules.focus,
        ...yearRules,
        ...axisRule,
        ...restRules,
      };
  }
}

/** The state of a chart that is not of measures: none are chosen. */
const withoutMeasures =
  (load: (input: URLSearchParams) => Omit<ChartViewState, 'measures'>) =>
  (input: URLSearchParams): ChartViewState => ({ ...load(input), measures: [] });

const loaders: Readonly<Record<ChartSlug, (input: URLSearchParams) => ChartViewState>> = {
  'intake-targets': createLoader(chartParsers['intake-targets']),
  budgets: createLoader(chartParsers.budgets),
  timeline: createLoader(chartParsers.timeline),
  'service-length': createLoader(chartParsers['service-length']),
  pay: createLoader(chartParsers.pay),
  forces: createLoader(chartParsers.forces),
  'target-revisions': createLoader(chartParsers['target-revisions']),
  delivery: createLoader(chartParsers.delivery),
  'cost-per-recruit': createLoader(chartParsers['cost-per-recruit']),
  'service-model': withoutMeasures(createLoader(chartParsers['service-model'])),
  'defence-spending': withoutMeasures(createLoader(chartParsers['defence-spending'])),
  'public-support': createLoader(chartParsers['public-support']),
};

/** A serializer writes only the parameters of its chart; what else a state holds is passed over. */
const serializers: Readonly<Record<ChartSlug, (path: string, state: object) => string>> = {
  'intake-targets': createSerializer(chartParsers['intake-targets']),
  budgets: createSerializer(chartParsers.budgets),
  timeline: createSerializer(chartParsers.timeline),
  'service-length': createSerializer(chartParsers['service-length']),
  pay: createSerializer(chartParsers.pay),
  forces: createSerializer(chartParsers.forces),
  'target-revisions': createSerializer(chartParsers['target-revisions']),
  delivery: createSerializer(chartParsers.delivery),
  'cost-per-recruit': createSerializer(chartParsers['cost-per-recruit']),
  'service-model': createSerializer(chartParsers['service-model']),
  'defence-spending': createSerializer(chartParsers['defence-spending']),
  'public-support': createSerializer(chartParsers['public-support']),
};

/** The release that an address names; null for none, or one that cannot be read, which `readChart` then says. */
export function readRelease(input: SearchParamsInput, releases: readonly KnownRelease[]): string | null {
  const { understood } = auditSearchParams(
    input,
    { release: { kind: 'release' } },
    { countries: [], releases },
  );
  return understood.get('release');
}

/** Reads a chart's view from an address. What is not understood is left out of the state and said in `problems`. */
export function readChart(
  slug: ChartSlug,
  input: SearchParamsInput,
  known: KnownForCharts,
): { state: ChartViewState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, chartRules(slug, known), known);
  return { state: loaders[slug](understood), problems };
}

/** What a chart's address can end in: nothing for its page. */
export const CHART_SUFFIXES = ['', '.json', '.csv', '.xlsx', '.svg', '.png'] as const;
export type ChartSuffix = (typeof CHART_SUFFIXES)[number];

/** The address of a chart in one of its forms: `chartHref('budgets', '.json', state)` is `/charts/budgets.json?…`. */
export function chartHref(slug: ChartSlug, suffix: ChartSuffix, state: Partial<ChartViewState>): string {
  return serializers[slug](`/charts/${slug}${suffix}`, state);
}

/** The address of a chart's page, whose language is its path: `/fr/charts/budgets?…`. */
export function chartPageHref(slug: ChartSlug, { lang, ...state }: Partial<ChartViewState>): string {
  return localePath(lang ?? DEFAULT_LOCALE, chartHref(slug, '', state));
}

/** The view of an address that `chartHref` made. For an address from outside use `readChart`, which says what it cannot read. */
export function chartStateOf(slug: ChartSlug, ownHref: string): ChartViewState {
  return loaders[slug](new URLSearchParams(ownHref.split('?')[1] ?? ''));
}

/** From the address of a chart's data: its page in a language, showing the same view of the newest release. */
export function newestPageHref(dataHref: string, lang: Locale): string {
  const [path = '', query = ''] = dataHref.split('?');
  const params = query.split('&').filter((pair) => pair !== '' && !/^(?:release|lang)=/.test(pair));
  const page = localePath(lang, path.replace(/\.json$/, ''));
  return params.length > 0 ? `${page}?${params.join('&')}` : page;
}

/** The parameters that a chart's address takes, in its order. */
export function chartParameters(slug: ChartSlug): string[] {
  return Object.keys(chartParsers[slug]);
}

/** A parameter of a chart that takes one of a closed set. */
export interface ChartChoice {
  param: string;
  values: readonly string[];
}

/** What a chart can be asked to choose between, by the same rules that its address is read with; not the language. */
export function chartChoices(slug: ChartSlug, known: KnownForCharts): ChartChoice[] {
  return Object.entries(chartRules(slug, known)).flatMap(([param, rule]) =>
    rule.kind === 'one' && param !== 'lang' ? [{ param, values: rule.set }] : [],
  );
}

/** The value that a chart's view has for a parameter, as an address would write it; null where it would write none. */
export function chartValue(slug: ChartSlug, state: Partial<ChartViewState>, param: string): string | null {
  const written = new URLSearchParams(chartHref(slug, '', state).split('?')[1] ?? '').get(param);
  return written ?? defaultOf(slug, param);
}

/** The countries of a chart whose address names none; empty where that means all. */
export function usualCountries(slug: ChartSlug): string[] {
  return (defaultOf(slug, 'countries') ?? '').split(',').filter((iso2) => iso2 !== '');
}

/** What a chart takes for a parameter that its address does not name. */
function defaultOf(slug: ChartSlug, param: string): string | null {
  const value = new Map<string, unknown>(Object.entries(loaders[slug](new URLSearchParams()))).get(param);
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.join(',') : String(value);
}

/**
 * The query that the address of a chart's page should have: without what only names the default, and without `lang`, which
 * the path says; `lang` is the language that it named, null when it named none that exists. Everything else stays as it was
 * typed. Null when the query is as it should be.
 */
export function tidyChartSearch(
  slug: ChartSlug,
  search: string,
): { search: string; lang: Locale | null } | null {
  const parts = search.replace(/^\?/, '').split('&');
  let lang: Locale | null = null;
  const kept = parts.filter((part) => {
    const [[name, value] = ['', '']] = new URLSearchParams(part);
    if (name === 'lang' && isLocale(value)) {
      lang = value;
      return false;
    }
    return value === '' || name === 'lang' || value !== defaultOf(slug, name);
  });
  if (kept.length === parts.length) return null;
  return { search: kept.length > 0 ? `?${kept.join('&')}` : '', lang };
}
