import { once } from 'node:events';
import { createServer } from 'node:net';

/** The first of the ports in a row that the servers under test take; another one lets two checkouts be tested at a time. */
export const PORT = Number(process.env.E2E_PORT ?? 3210);
export const ORIGIN = `http://localhost:${PORT}`;

/** Where the server without a database listens, for the pages that must say so. */
export const BROKEN_PORT = PORT + 1;
export const BROKEN_ORIGIN = `http://localhost:${BROKEN_PORT}`;

/** A port of `localhost` that nothing listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
