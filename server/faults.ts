import { asDatabaseUnavailable } from '@/db/client';
import type { Serving } from '@/lib/serving/context';

/**
 * Says with what a page or a file failed, as the framework that noted it (instrumentation.ts) does not. That the database cannot be read is
 * no fault of ours, and is said where it is met.
 */
export function sayFault(path: string, { fault }: Serving): void {
  if (fault !== undefined && asDatabaseUnavailable(fault) === null) console.error(`${path}:`, fault);
}
