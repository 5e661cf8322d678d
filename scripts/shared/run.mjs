import { spawn } from 'node:child_process';

/** Children that are running; ended with this process, so that Ctrl-C leaves nothing behind. */
const running = new Set();

let ending = false;

/** True once a signal has told this process to end: children that end now did not fail. */
export function isEnding() {
  return ending;
}

/** The server takes up to 10 s to finish what it is sending. */
const FORCE_MS = 12_000;

const POSIX = process.platform !== 'win32';

/** Ends a child and what it started. A group that is gone already is no mistake. */
export function endTree(child, signal = 'SIGTERM') {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (!POSIX) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Colours are for a terminal: in a log they are noise. */
const COLOURS = process.stdout.isTTY ? {} : { NO_COLOR: '1' };

/** Starts a command in its own process group. Its output is this process's own. */
export function start(command, args, { env = {}, cwd = process.cwd() } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...COLOURS, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: POSIX,
    shell: false,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a command to its end. Gives its exit code; 124 when it took longer than `minutes` and was ended. */
export function run(command, args, { minutes, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    let late = false;
    const timer = minutes
      ? setTimeout(() => {
          late = true;
          console.error(`\n${command} ${args.join(' ')}: took longer than ${minutes} minutes and was ended.`);
          endTree(child);
          setTimeout(() => endTree(child, 'SIGKILL'), 5000).unref();
        }, minutes * 60_000)
      : undefined;
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`${command} cannot be started: ${error.message}`, { cause: error }));
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(late ? 124 : (code ?? (signal ? 1 : 0)));
    });
  });
}

/** Runs a file of the project with this Node; TypeScript through tsx. */
export function runNode(file, args = [], options = {}) {
  const loader = /\.tsx?$/.test(file) ? ['--import', 'tsx'] : [];
  return run(process.execPath, [...loader, file, ...args], options);
}

/** npm as this process was started by it, else the one in PATH. */
export function runNpm(args, options = {}) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options);
  return run(POSIX ? 'npm' : 'npm.cmd', args, options);
}

/** Makes Ctrl-C and a plain kill end the children first; `after` runs before this process goes. */
export function endChildrenOnSignal(after = () => undefined) {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      ending = true;
      const children = [...running];
      for (const child of children) endTree(child);
      const force = setTimeout(() => {
        for (const child of children) endTree(child, 'SIGKILL');
      }, FORCE_MS);
      Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve)))).then(() => {
        clearTimeout(force);
        after();
        process.exit(code);
      });
    });
  }
}
