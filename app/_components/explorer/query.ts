/*
 * The query of an address as the browser changes it: small enough for the first load, where the parsers of
 * lib/view-state/explorer.ts are not. The server's answer gives the canonical form (meta.query), which then replaces it.
 */

/** The values of a list in a query: `listIn('type=a,b', 'type')` is ['a', 'b']. */
export function listIn(query: string, name: string): string[] {
  return (new URLSearchParams(query).get(name) ?? '').split(',').filter((value) => value !== '');
}

/** The query with a parameter set, or left out when `value` is empty; commas stay commas. Every change but of the page leads to the first page. */
export function withValue(query: string, name: string, value: string): string {
  const params = new URLSearchParams(query);
  if (name !== 'page') params.delete('page');
  if (value === '') params.delete(name);
  else params.set(name, value);
  return written(params);
}

/** The query with a value put into a list, or taken out of it. */
export function toggled(query: string, name: string, value: string): string {
  const list = listIn(query, name);
  const changed = list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  return withValue(query, name, changed.join(','));
}

/** The query without the filters; what is left says how the table is shown. */
export function withoutFilters(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of [...params.keys()]) if (name !== 'sort' && name !== 'columns') params.delete(name);
  return written(params);
}

/** The query that a form would send, its lists with commas. */
export function ofForm(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const before = params.get(name);
    params.set(name, before === null ? value : `${before},${value}`);
  }
  return written(params);
}

/** True when two queries ask for the same, whatever the order of parameters and values. */
export function sameQuery(a: string, b: string): boolean {
  const parts = (query: string) =>
    [...new URLSearchParams(query)]
      .map(([name, value]) => `${name}=${value.split(',').sort().join(',')}`)
      .sort();
  const [left, right] = [parts(a), parts(b)];
  return left.length === right.length && left.every((part, place) => part === right[place]);
}

function written(params: URLSearchParams): string {
  return [...params]
    .map(([name, value]) => {
      const encoded = encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%20', '+');
      return `${encodeURIComponent(name)}=${encoded}`;
    })
    .join('&');
}
