import { asDatabaseUnavailable, getDatabase } from '@/db/client';
import { currentRelease } from '@/lib/queries/releases';

const TRUST_MS = 1_000;

let known: string | null = null;
let readAt = Number.NEGATIVE_INFINITY;

async function read(): Promise<void> {
  try {
    known = (await currentRelease(await getDatabase())).id;
  } catch (error) {
    if (!asDatabaseUnavailable(error)) throw error;
    known = null;
  }
}

/** The id of the current release as of a second ago, for logs and metrics; null when none can be read. Never waits. */
export function releaseLately(): string | null {
  const now = performance.now();
  if (now - readAt > TRUST_MS) {
    readAt = now;
    read().catch((error: unknown) => console.error('the release could not be read for the log:', error));
  }
  return known;
}
