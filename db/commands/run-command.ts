import { DrizzleQueryError } from 'drizzle-orm/errors';
import { DatabaseUnavailableError } from '../client';
import { DatabaseBusyError } from '../loader/load';
import { DatabaseSettingError, databaseUrl } from '../settings';
import { storageFault } from '../storage-fault';

/** A command was called with options it does not have. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** How long a command waits for a load that is under way, unless --wait says otherwise. */
export const WAIT_SECONDS = 60;

/** What --wait says, in seconds. Throws an Error when that is no number from 0. */
export function waitSecondsOf(written: string): number {
  const seconds = Number(written);
  if (written.trim() !== '' && seconds >= 0) return seconds;
  throw new Error(`--wait takes a number of seconds, not "${written}"`);
}

/** Runs a command and sets the process's exit code; an expected error is one line, any other is printed whole. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 1;
    const ofStorage = error instanceof DatabaseSettingError ? null : storageFault(error, databaseUrl());
    if (ofStorage !== null) console.error(ofStorage);
    else if (
      error instanceof UsageError ||
      error instanceof DatabaseSettingError ||
      error instanceof DatabaseUnavailableError ||
      error instanceof DatabaseBusyError
    ) {
      console.error(error.message);
    } else if (error instanceof DrizzleQueryError) {
      // The query and its parameters can be megabytes long; the cause says what went wrong.
      console.error(error.cause ?? error);
    } else {
      console.error(error);
    }
  }
}
