/** What is behind an address, for logs, metrics and how an answer is packed. */
export const ADDRESS_KINDS = ['page', 'picture', 'file', 'api', 'embed', 'health', 'asset'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** What kind of answer this path asks for, whether or not there is one. */
export function addressKind(path: string): AddressKind {
  if (path.startsWith('/_next/') || path === '/icon.svg' || path === '/favicon.ico') return 'asset';
  if (path === '/healthz' || path === '/readyz') return 'health';
  if (/^\/embed\/.|^\/oembed$/.test(path)) return 'embed';
  if (path.startsWith('/api/') || path === '/data/explorer') return 'api';
  if (/\.(?:svg|png|pdf)$/.test(path)) return 'picture';
  return /^\/data\/|^\/cite$|\.[a-z]+$/.test(path) ? 'file' : 'page';
}
