import { asDatabaseUnavailable, getDatabase } from '@/db/client';
import { currentLoading } from '@/lib/queries/releases';

/** What all answers of a time have in common: asked anew, each would be the same. */
export interface Generation {
  /** The loading of the data and the day; null when no release can be read. */
  id: string | null;
  /** When it was first seen, as of `performance.now`. */
  since: number;
}

/** A look at the database is trusted for so long; then the next is begun, and after the second time waited for. */
const TRUST_MS = 250;
const WAIT_AFTER_MS = 1_000;

/** Reads which loading of the data is current; pages also speak of "today". Null when none can be read. */
export async function readGeneration(): Promise<string | null> {
  try {
    const { loadNumber, release } = await currentLoading(await getDatabase());
    return `${release.id} ${loadNumber} ${release.loadedAt} ${new Date().toISOString().slice(0, 10)}`;
  } catch (error) {
    if (!asDatabaseUnavailable(error)) throw error;
    return null;
  }
}

/** Knows the generation without asking for it each time. */
export class Generations {
  private known: Generation | null = null;
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<Generation> | null = null;

  constructor(private readonly read: () => Promise<string | null> = readGeneration) {}

  /** As of this moment. */
  async now(): Promise<Generation> {
    const id = await this.read();
    this.readAt = performance.now();
    if (this.known === null || this.known.id !== id) this.known = { id, since: this.readAt };
    return this.known;
  }

  /** As of at most a second ago. Errors that are not of the database pass through. */
  async lately(): Promise<Generation> {
    const age = performance.now() - this.readAt;
    if (age > TRUST_MS && this.reading === null) {
      this.reading = this.now().finally(() => {
        this.reading = null;
      });
      this.reading.catch((error: unknown) => console.error('the release could not be read:', error));
    }
    return this.known === null || age > WAIT_AFTER_MS ? (this.reading ?? this.now()) : this.known;
  }
}
