import { Allowance } from './allowance';
import { OURSELVES, servedNow } from './context';
import { readSettings } from './settings';

/** What each kind of costly answer takes of a client's allowance; one is about a third of a second of a processor. */
export const COSTS = { picture: 1, workbook: 1, document: 2, package: 4 } as const;
export type CostlyKind = keyof typeof COSTS;

/** A client asked for more costly answers than it may. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  /** `retryAfter` in whole seconds. */
  constructor(readonly retryAfter: number) {
    super(`more costly answers than one client may have; again in ${retryAfter} s`);
  }
}

/** One a process, whichever bundle asks. */
const holder = globalThis as typeof globalThis & { musterAllowance?: Allowance | null };

/**
 * Charges the client being served for an answer that has to be made, not for one that is kept. Throws TooManyRequestsError.
 * Outside of Muster's server, where nobody is known, and for what the server asks of itself, it charges nobody.
 */
export function chargeFor(kind: CostlyKind): void {
  const serving = servedNow();
  if (serving === null || serving.client === OURSELVES) return;
  if (holder.musterAllowance === undefined) {
    const { costlyPerMinute } = readSettings(process.env);
    holder.musterAllowance = costlyPerMinute === 0 ? null : new Allowance(costlyPerMinute);
  }
  const wait = holder.musterAllowance?.take(serving.client, COSTS[kind]) ?? 0;
  if (wait > 0) throw new TooManyRequestsError(wait);
}
