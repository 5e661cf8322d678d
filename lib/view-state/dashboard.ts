import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { BUDGET_MODES } from './charts';
import { FILTER_RULES, FILTER_URL_KEYS, filterParsers, type MeasuresState } from './measures';
import { byCountryCode, DEFAULT_CHART_COUNTRIES, parseAsList } from './parsers';
import { PEOPLE_MODES } from './terms';

/**
 * `/` and `/fr`: charts and table on one page. `countries` are the charts' (as in every chart's own address), `in` is the
 * table's country filter (`countries` in the addresses that are the table alone), `mode` how the intake chart counts people,
 * `budgets` what the budget chart compares.
 */
export const dashboardParsers = {
  chartCountries: parseAsList(byCountryCode).withDefault([...DEFAULT_CHART_COUNTRIES]),
  mode: parseAsStringLiteral(PEOPLE_MODES).withDefault('people'),
  budgets: parseAsStringLiteral(BUDGET_MODES).withDefault('total'),
  tableCountries: parseAsList(byCountryCode).withDefault([]),
  ...filterParsers,
  page: parseAsInteger.withDefault(1),
};
export type DashboardState = inferParserType<typeof dashboardParsers>;

/** As many countries as the charts have colours for. */
export const MAX_CHART_COUNTRIES = 8;

const URL_KEYS = { chartCountries: 'countries', tableCountries: 'in', ...FILTER_URL_KEYS } as const;
const RULES: ParameterRules = {
  countries: { kind: 'countries', max: MAX_CHART_COUNTRIES },
  mode: { kind: 'one', set: PEOPLE_MODES },
  budgets: { kind: 'one', set: BUDGET_MODES },
  in: { kind: 'countries' },
  ...FILTER_RULES,
  page: { kind: 'page' },
};
const load = createLoader(dashboardParsers, { urlKeys: URL_KEYS });
const serialize = createSerializer(dashboardParsers, { urlKeys: URL_KEYS });

/** Reads the dashboard's view from an address. What is not understood is left out of the state and said in `problems`. */
export function readDashboard(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: DashboardState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES, known);
  return { state: load(understood), problems };
}

/** The dashboard's address under `path` (`/` or `/fr`): canonical order, defaults left out, commas as commas. */
export function dashboardHref(path: string, state: DashboardState): string {
  return serialize(path, state);
}

/** The table's part of the view: what `/measures.csv` takes to give exactly the rows the table shows. */
export function tableView(state: DashboardState): MeasuresState {
  const { types, obligations, statuses, q, sort } = state;
  return { countries: state.tableCountries, types, obligations, statuses, q, sort };
}
