import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from './[...path]/route';

const ORIGIN = 'https://muster.example';
const HANDLERS = { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } as const;

/** For tests: asks the API in process, as the router would; an address of it, or a path. */
export function call(
  address: string,
  { method = 'GET', headers = {} }: { method?: keyof typeof HANDLERS; headers?: Record<string, string> } = {},
): Promise<Response> {
  const url = new URL(address, ORIGIN);
  const path = url.pathname.split('/').slice(2).map(decodeURIComponent);
  return HANDLERS[method](new Request(url, { method, headers }), { params: Promise.resolve({ path }) });
}

/** The address of a path with a query. */
export function address(path: string, query: Iterable<readonly [string, string]>): string {
  return `${path}?${new URLSearchParams([...query].map(([name, value]) => [name, value]))}`;
}
