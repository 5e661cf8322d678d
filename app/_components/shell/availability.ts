import 'server-only';
import { asDatabaseUnavailable, getDatabase, requireRelease, type UnavailableReason } from '@/db/client';

const TRUST_MS = 500;
let checked: { at: number; reason: UnavailableReason | null } | null = null;

/**
 * Why the database cannot answer at this moment, null when it can; looked at no more than twice a second.
 * Faults that are not of the database pass through.
 */
export async function unavailability(): Promise<UnavailableReason | null> {
  const now = Date.now();
  if (checked && now - checked.at < TRUST_MS) return checked.reason;
  let reason: UnavailableReason | null = null;
  try {
    await requireRelease(await getDatabase());
  } catch (error) {
    const unavailable = asDatabaseUnavailable(error);
    if (!unavailable) throw error;
    console.error(`database unavailable (${unavailable.reason}): ${unavailable.message}`);
    reason = unavailable.reason;
  }
  checked = { at: now, reason };
  return reason;
}
