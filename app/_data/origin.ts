/** The address of this site for pages: MUSTER_ORIGIN, else that of a server on this machine. */
export function siteOrigin(): string {
  return process.env.MUSTER_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
}
