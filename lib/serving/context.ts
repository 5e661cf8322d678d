import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReactNode } from 'react';
import type { UnavailableReason } from '@/db/client';

/** How parts of a page that nothing changes travel as markup, made once, in place of elements. */
export interface Markup {
  /** The markup of elements without client components. */
  of: (elements: ReactNode) => string;
  /** True when a living page asks for the data of another: then the markup is in the data, else in the HTML alone. */
  inData: boolean;
  /** On its way from the data of a page into its HTML, by its key. */
  parts: Map<string, string>;
}

/** The client where the server itself asks, on nobody's behalf. */
export const OURSELVES = 'ourselves';

/** What the server knows of the request that is being answered. */
export interface Serving {
  /** Who asks, as far as a network knows: see `clientKey`. */
  client: string;
  /** What a page failed with. */
  fault?: unknown;
  /** Why the database could not answer, once that was met on the way. */
  unavailable?: UnavailableReason;
  /** Left out where pages are made of elements alone. */
  markup?: Markup;
}

/**
 * One store a process: the server and the pages are bundled apart, each with a copy of this module, and must mean the same
 * request.
 */
const holder = globalThis as typeof globalThis & { musterServing?: AsyncLocalStorage<Serving> };

function store(): AsyncLocalStorage<Serving> {
  holder.musterServing ??= new AsyncLocalStorage();
  return holder.musterServing;
}

/** Runs `work`, and all that it starts, as the answer to a request of this client. Gives what `work` gives. */
export function serveFor<T>(serving: Serving, work: () => T): T {
  return store().run(serving, work);
}

/** What is known of the request being answered; null outside of Muster's server (tests, `next dev`, generating pages). */
export function servedNow(): Serving | null {
  return store().getStore() ?? null;
}

/** Notes that the request being answered met a database that cannot answer. */
export function noteUnavailable(reason: UnavailableReason): void {
  const serving = servedNow();
  if (serving) serving.unavailable = reason;
}

/** Notes with what the answer to the present request failed. */
export function noteFault(fault: unknown): void {
  const serving = servedNow();
  if (serving) serving.fault = fault;
}
