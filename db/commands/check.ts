import { parseArgs } from 'node:util';
import { checkAndPrint, DEFAULT_DATA_FOLDER } from './data-folder';
import { runCommand, UsageError } from './run-command';

function readOptions() {
  try {
    return parseArgs({ options: { data: { type: 'string', default: DEFAULT_DATA_FOLDER } } }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:check [--data FOLDER]`,
    );
  }
}

await runCommand(async () => (checkAndPrint(readOptions().data).release ? 0 : 1));
