import { publicOrigin } from '@/lib/serving/settings';

/** What pages put before a path to make it absolute: how the world calls this site; empty when nobody has said it. */
export function knownOrigin(): string {
  return publicOrigin(process.env) ?? '';
}

/** The address of this site for pages that cannot do without: as the world calls it, else that of a server on this machine. */
export function siteOrigin(): string {
  return publicOrigin(process.env) ?? `http://localhost:${process.env.PORT ?? 3000}`;
}
