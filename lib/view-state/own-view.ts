import { createLoader, createSerializer, type ParserMap } from 'nuqs/server';
import type { SearchParamsInput } from './audit';
import { changesParsers } from './changes';
import { compareParsers } from './compare';
import { countriesParsers, countryParsers } from './country';
import { coverageParsers } from './coverage';
import { dashboardParsers } from './dashboard';
import { explorerParsers } from './explorer';
import { sourcesParsers } from './sources';

/**
 * What of an address makes another page in substance, by kind of page: other countries side by side, other figures, another
 * day, one release's changes, the next page of a list. A filter, an order, columns or a search show less of the same, and are not named here.
 */
const OWN_VIEWS = {
  dashboard: { countries: dashboardParsers.chartCountries, mode: dashboardParsers.mode },
  measures: { asOf: explorerParsers.asOf, page: explorerParsers.page },
  countries: countriesParsers,
  country: countryParsers,
  compare: compareParsers,
  coverage: { by: coverageParsers.by },
  sources: { page: sourcesParsers.page },
  changes: { release: changesParsers.release, page: changesParsers.page },
} as const satisfies Record<string, ParserMap>;
export type OwnView = keyof typeof OWN_VIEWS;

/**
 * The part of a page's query that belongs to its canonical address, in canonical order, defaults left out, without "?";
 * empty where the plain page is canonical.
 */
export function ownViewQuery(view: OwnView, search: SearchParamsInput): string {
  const parsers: ParserMap = OWN_VIEWS[view];
  return createSerializer(parsers)('', createLoader(parsers)(search)).replace(/^\?/, '');
}

/** True when `section` is a kind of page that has views of its own. */
export function hasOwnView(section: string): section is OwnView {
  return Object.hasOwn(OWN_VIEWS, section);
}
