import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface StartedLoad {
  child: ChildProcess;
  /** The data are read and checked and the transaction is next; also when the process ends before. */
  checked: Promise<void>;
  /** How it ended. */
  ended: Promise<LoadEnd>;
}

export interface LoadEnd {
  end: 'killed' | 'finished';
  status: number | null;
  said: string;
}

/**
 * Starts a load in a process of its own. `command` is what Node is given: the command's file with what it needs before it; the
 * data folder and further options come behind.
 */
export function startLoad(command: readonly string[], url: string, options: readonly string[]): StartedLoad {
  const child = spawn(process.execPath, [...command, ...options], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let tellChecked: () => void = () => undefined;
  const checked = new Promise<void>((resolve) => {
    tellChecked = resolve;
  });
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
    // The line of counts comes right before the transaction.
    if (said.includes('no mistakes')) tellChecked();
  });
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const ended = once(child, 'close').then(([status, signal]: unknown[]): LoadEnd => {
    tellChecked();
    return {
      end: signal === 'SIGKILL' ? 'killed' : 'finished',
      status: typeof status === 'number' ? status : null,
      said,
    };
  });
  return { child, checked, ended };
}
