import { PHASE_PRODUCTION_BUILD } from 'next/constants';

/**
 * The address of this site for pages, which are made before anybody asks for them: MUSTER_ORIGIN, else that of a server on
 * this machine.
 */
export function siteOrigin(): string {
  return process.env.MUSTER_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
}

/**
 * As `siteOrigin`, but empty while a build that was not told MUSTER_ORIGIN makes pages ahead: where it will be served is not
 * known then, and no address is better than a wrong one. The server makes such a page again soon after its first reader.
 */
export function knownOrigin(): string {
  const building = process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD;
  return building && process.env.MUSTER_ORIGIN === undefined ? '' : siteOrigin();
}
