import { byCountryCode } from './parsers';

/** The order of parameters in every address; what is not named here comes last, as it came. */
const PARAMETER_ORDER: readonly string[] = [
  'countries',
  'measures',
  'focus',
  'mode',
  'budgets',
  'year',
  'money',
  'asOf',
  'release',
  'in',
  'type',
  'obligation',
  'status',
  'q',
  'sort',
  'page',
  'bom',
  'sep',
  'lang',
  'title',
  'subtitle',
];

const COUNTRY_PARAMETERS: readonly string[] = ['countries', 'in'];

function placeOf(name: string): number {
  const place = PARAMETER_ORDER.indexOf(name);
  return place === -1 ? PARAMETER_ORDER.length : place;
}

function merged(name: string, values: readonly string[]): string {
  const given = values.filter((value) => value !== '');
  if (!COUNTRY_PARAMETERS.includes(name)) return given.join(',');
  const codes = given.flatMap((value) => value.split(',')).filter((code) => code !== '');
  return [...new Set(codes)].sort(byCountryCode).join(',');
}

/**
 * The query that a form of checkboxes and empty fields should have sent: one parameter with commas, country codes in
 * canonical order, empty ones left out, parameters in the order of every address. Nothing that was typed is lost, so
 * that what is not understood can still be said. Null when no parameter is empty or stands twice: such a query was not
 * made by a form. Gives `?…` with commas as commas, or '' when nothing is left.
 */
export function canonicalSearch(params: URLSearchParams): string | null {
  const names = [...new Set(params.keys())];
  const fromForm = names.some((name) => params.getAll(name).length > 1 || params.get(name) === '');
  if (!fromForm) return null;
  const query = names
    .map((name): [string, string] => [name, merged(name, params.getAll(name))])
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%2C', ',')}`,
    );
  return query.length > 0 ? `?${query.join('&')}` : '';
}
