import { LRUCache } from 'lru-cache';

/** Clients remembered at a time. One that was forgotten starts anew, so a flood of addresses takes no more memory than this. */
const CLIENTS_KEPT = 50_000;

interface Purse {
  /** What is left, at `at`. */
  left: number;
  /** Milliseconds. */
  at: number;
}

/**
 * How much costly work each client may ask for: a token bucket, which holds what may be asked for in a minute and fills
 * evenly. A client that stayed away can so ask for a minute's worth at once, as a newsroom does that opens a story.
 */
export class Allowance {
  private readonly purses = new LRUCache<string, Purse>({ max: CLIENTS_KEPT });

  /** `perMinute` is a number above 0; `now` gives milliseconds that never go back. */
  constructor(
    readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    if (!(perMinute > 0)) throw new RangeError(`an allowance of ${perMinute} a minute: it must be above 0`);
  }

  /**
   * Takes `cost` from what the client has left. Gives 0 when it was there, else takes nothing and gives the whole seconds, 1 or
   * more, after which it will be. A cost above the whole allowance takes all of it.
   */
  take(client: string, cost: number): number {
    const now = this.now();
    const purse = this.purses.get(client) ?? { left: this.perMinute, at: now };
    const left = Math.min(this.perMinute, purse.left + ((now - purse.at) * this.perMinute) / 60_000);
    const wanted = Math.min(cost, this.perMinute);
    const missing = wanted - left;
    this.purses.set(client, { left: missing > 0 ? left : left - wanted, at: now });
    return missing > 0 ? Math.max(1, Math.ceil((missing * 60) / this.perMinute)) : 0;
  }
}
