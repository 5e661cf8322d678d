/*
 * Follows deploy/Dockerfile without an engine: each stage is a folder, a RUN is run in it (chroot, with the programs of this machine),
 * a COPY copies, and at the end CMD is started as USER on a file system that cannot be written but for what the file says. Then
 * it is asked for a page and a file of every kind, given the commands a maintainer has, and ended. deploy/muster.service is held to the
 * same folder. Ends with 1 when anything does not hold. Needs Linux, root (unshare, chroot) and what "npm ci" needs;
 * elsewhere it says that nothing was checked. Run: npx tsx bench/chaos/image.ts
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../e2e/ports';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the kernel gives to a container. */
const ALIVE = ['/proc', '/dev', '/sys'];
/** What a stage takes from the machine, read-only, in place of its base image. */
const OF_THE_MACHINE = ['/usr', '/bin', '/lib', '/lib64', '/sbin', '/etc', '/opt', ...ALIVE];
const MOST_MINUTES = 15;
const STOPS_WITHIN_MS = 10_000;

const wrong: string[] = [];
const check = (holds: boolean, otherwise: string) => {
  if (!holds) wrong.push(otherwise);
};

interface Line {
  word: string;
  rest: string;
}

/** The instructions of a Dockerfile: comments gone, lines that go on joined. */
function instructions(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { word: word.toUpperCase(), rest };
    });
}

interface Stage {
  name: string;
  folder: string;
  workdir: string;
  env: Record<string, string>;
  user: string | null;
  volumes: string[];
  command: string[];
  health: string[];
  signal: NodeJS.Signals;
}

/** What `.dockerignore` leaves out of the folder that an engine is given. */
function ignored(): (name: string) => boolean {
  const patterns = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  return (name) =>
    patterns.some((pattern) =>
      pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern,
    );
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The shell line that runs `command` inside a stage: what is mounted is seen by it alone and gone with it. `readOnly`: as
 * `docker run --read-only` does it, with the volumes and `tmpfs` (folder, and who owns it) to write to.
 */
function inside(
  stage: Stage,
  command: readonly string[],
  readOnly?: { tmpfs: [string, string][] },
): string[] {
  const at = (path: string) => quoted(join(stage.folder, path));
  const lines = ['set -e', 'mount --make-rprivate /'];
  if (readOnly) {
    lines.push(`mount --bind ${at('/')} ${at('/')}`, `mount -o remount,bind,ro ${at('/')}`);
    for (const volume of stage.volumes)
      lines.push(`mount --bind ${at(volume)} ${at(volume)}`, `mount -o remount,bind,rw ${at(volume)}`);
    for (const [path, owner] of readOnly.tmpfs) lines.push(`mount -t tmpfs -o ${owner} tmpfs ${at(path)}`);
  }
  for (const path of OF_THE_MACHINE.filter((one) => existsSync(one))) {
    mkdirSync(join(stage.folder, path), { recursive: true });
    lines.push(`mount --rbind ${path} ${at(path)}`);
    if (!ALIVE.includes(path)) lines.push(`mount -o remount,bind,ro ${at(path)}`);
  }
  // npm keeps its settings there.
  const home = process.env.HOME;
  if (!readOnly && home && existsSync(home)) {
    mkdirSync(join(stage.folder, home), { recursive: true });
    lines.push(`mount --bind ${quoted(home)} ${at(home)}`);
  }
  const as = stage.user
    ? [
        'setpriv',
        `--reuid=${stage.user.split(':')[0]}`,
        `--regid=${stage.user.split(':')[1]}`,
        '--clear-groups',
      ]
    : [];
  const inner = [...as, 'sh', '-c', `cd ${quoted(stage.workdir)} && exec "$@"`, 'sh', ...command]
    .map(quoted)
    .join(' ');
  lines.push(`exec chroot ${at('/')} ${inner}`);
  return ['--mount', 'sh', '-c', lines.join('\n')];
}

function environment(stage: Stage, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  const ofNpm = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(?!.*prefix)|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy)/i.test(name),
  );
  const env: Record<string, string | undefined> = {
    PATH,
    HOME,
    ...Object.fromEntries(ofNpm),
    ...stage.env,
    ...more,
  };
  // The framework's types ask for NODE_ENV, which is the image's to set.
  return env as NodeJS.ProcessEnv;
}

function run(
  stage: Stage,
  command: readonly string[],
  readOnly?: { tmpfs: [string, string][] },
  more: Record<string, string> = {},
) {
  const { status, stdout, stderr } = spawnSync('unshare', inside(stage, command, readOnly), {
    env: environment(stage, more),
    encoding: 'utf8',
    timeout: MOST_MINUTES * 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, said: stdout + stderr };
}

/** COPY [--from=STAGE] SOURCE… TARGET: a folder's content goes into the target, a file to it or into it. */
function copy(stage: Stage, rest: string, stages: ReadonlyMap<string, Stage>): void {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const unknown = words.find((word) => word.startsWith('--') && !word.startsWith('--from='));
  if (unknown) throw new Error(`COPY ${unknown}: not followed here`);
  const paths = words.filter((word) => !word.startsWith('--'));
  const source = from === undefined ? null : stages.get(from);
  if (source === undefined) throw new Error(`COPY --from=${from}: no such stage`);
  const isIgnored = ignored();
  const target = join(stage.folder, paths.at(-1)?.startsWith('/') ? '' : stage.workdir, paths.at(-1) ?? '');
  for (const path of paths.slice(0, -1)) {
    const full = source
      ? join(source.folder, path.startsWith('/') ? '' : source.workdir, path)
      : join(ROOT, path);
    if (!existsSync(full)) throw new Error(`COPY ${path}: not there`);
    if (!source && isIgnored(basename(full))) throw new Error(`COPY ${path}: .dockerignore leaves it out`);
    mkdirSync(target, { recursive: true });
    if (!lstatSync(full).isDirectory()) cpSync(full, join(target, basename(full)));
    else {
      for (const name of readdirSync(full)) {
        if (source === null && isIgnored(name)) continue;
        cpSync(join(full, name), join(target, name), { recursive: true, verbatimSymlinks: true });
      }
    }
  }
}

/** Follows the file to its last stage. Throws when an instruction fails, or is one that is not followed here. */
function build(work: string): Stage {
  const stages = new Map<string, Stage>();
  let stage: Stage | null = null;
  for (const { word, rest } of instructions(readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8'))) {
    if (word === 'ARG' && stage === null) continue;
    if (word === 'FROM') {
      const name: string = / AS (\S+)$/i.exec(rest)?.[1] ?? 'last';
      const folder = join(work, name);
      for (const part of ['tmp', 'root']) mkdirSync(join(folder, part), { recursive: true });
      chmodSync(join(folder, 'tmp'), 0o1777);
      stage = {
        name,
        folder,
        workdir: '/',
        env: {},
        user: null,
        volumes: [],
        command: [],
        health: [],
        signal: 'SIGTERM',
      };
      stages.set(name, stage);
      continue;
    }
    if (stage === null) throw new Error(`${word} before FROM`);
    const begun = performance.now();
    switch (word) {
      case 'WORKDIR':
        stage.workdir = rest;
        mkdirSync(join(stage.folder, rest), { recursive: true });
        break;
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value;
        break;
      case 'COPY':
        copy(stage, rest, stages);
        break;
      case 'RUN': {
        const { status, said } = run(stage, ['sh', '-c', rest]);
        if (status !== 0) throw new Error(`RUN ${rest}: ended with ${status}\n${said.slice(-4000)}`);
        const size = said.split('\n').find((line) => line.includes('.generated/standalone:'));
        if (size) console.log(size);
        break;
      }
      case 'USER':
        check(/^[1-9]\d*:[1-9]\d*$/.test(rest), `USER ${rest}: not a user by number, and not root`);
        stage.user = rest;
        break;
      case 'VOLUME':
        stage.volumes.push(rest);
        break;
      case 'EXPOSE':
        check(stage.env.PORT === rest, `EXPOSE ${rest}: PORT is ${stage.env.PORT}`);
        break;
      case 'HEALTHCHECK':
        stage.health = JSON.parse(rest.slice(rest.indexOf('['))) as string[];
        break;
      case 'STOPSIGNAL':
        stage.signal = rest as NodeJS.Signals;
        break;
      case 'CMD':
        stage.command = JSON.parse(rest) as string[];
        break;
      default:
        throw new Error(`${word}: not followed here`);
    }
    const seconds = (performance.now() - begun) / 1000;
    if (word === 'RUN' || word === 'COPY')
      console.log(`${stage.name}: ${word} ${rest.slice(0, 60)} (${seconds.toFixed(1)} s)`);
  }
  if (stage === null) throw new Error('a Dockerfile has a stage');
  return stage;
}

/** How a file of a kind begins, and the kind it is said to be. */
const ASKED: { path: string; type: RegExp; begins: RegExp; expected?: number }[] = [
  { path: '/', type: /^text\/html/, begins: /^<!DOCTYPE html>/ },
  { path: '/pl/countries/pl', type: /^text\/html/, begins: /^<!DOCTYPE html>/ },
  { path: '/measures?countries=SE', type: /^text\/html/, begins: /^<!DOCTYPE html>/ },
  { path: '/charts/budgets?from=2024', type: /^text\/html/, begins: /<svg/ },
  { path: '/embed/charts/pay', type: /^text\/html/, begins: /<svg/ },
  { path: '/charts/forces.svg', type: /^image\/svg/, begins: /^(<\?xml[^>]*>\s*)?<svg/ },
  { path: '/charts/forces.png?lang=sv', type: /^image\/png/, begins: /^.PNG/s },
  { path: '/countries/fr.pdf', type: /^application\/pdf/, begins: /^%PDF-1/ },
  { path: '/observations.csv?countries=FR', type: /^text\/csv/, begins: /^observation_id,/ },
  { path: '/observations.xlsx', type: /spreadsheetml/, begins: /^PK/ },
  { path: '/datapackage.zip', type: /^application\/zip/, begins: /^PK/ },
  { path: '/muster.sqlite', type: /sqlite/, begins: /^SQLite format 3/ },
  { path: '/api/v1/measures?limit=2', type: /^application\/json/, begins: /^\{/ },
  { path: '/feed.atom', type: /^application\/atom\+xml/, begins: /^<\?xml/ },
  { path: '/readyz', type: /json/, begins: /"release"/ },
  {
    path: '/_next/image?url=%2Fcharts%2Fforces.png&w=640&q=75',
    type: /^text\/html/,
    begins: /^<!DOCTYPE html>/,
    expected: 404,
  },
  { path: '/nowhere', type: /^text\/html/, begins: /^<!DOCTYPE html>/, expected: 404 },
];

async function answering(origin: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150 && server.exitCode === null; attempt += 1) {
    const ready = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(200);
  }
  throw new Error(
    `the server does not answer (${server.exitCode === null ? 'running' : `ended with ${server.exitCode}`})`,
  );
}

async function runs(stage: Stage, tmpfs: [string, string][]): Promise<void> {
  const port = await freePort();
  const more = { ...settingsOfHead(), PORT: String(port) };
  const begun = performance.now();
  const server = spawn('unshare', inside(stage, stage.command, { tmpfs }), {
    env: environment(stage, more),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let faults = '';
  server.stderr.on('data', (piece: Buffer) => {
    faults += piece.toString();
  });
  try {
    const origin = `http://localhost:${port}`;
    await answering(origin, server);
    console.log(`ready ${Math.round(performance.now() - begun)} ms after its start`);
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    const [, user = ''] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
    check(user === stage.user?.split(':')[0], `the server runs as user ${user}`);
    for (const { path, type, begins, expected = 200 } of ASKED) {
      const response = await fetch(origin + path, { signal: AbortSignal.timeout(60_000) });
      const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
      const said = response.headers.get('content-type') ?? '';
      check(
        response.status === expected && type.test(said) && begins.test(body),
        `${path}: ${response.status} ${said} ${JSON.stringify(body.slice(0, 60))}`,
      );
    }
    const during = (command: readonly string[]) => run(stage, command, { tmpfs }, more);
    const health = during(stage.health);
    check(health.status === 0, `HEALTHCHECK ended with ${health.status}: ${health.said}`);
    const again = during(['npm', 'run', '-s', 'data:load']);
    check(
      again.status === 0 && /already loaded/.test(again.said),
      `data:load: ${again.status} ${again.said.slice(-300)}`,
    );
    const volume = stage.volumes[0] ?? '';
    const copied = during(['npm', 'run', '-s', 'data:backup', '--', `${volume}/backup.sqlite`]);
    check(copied.status === 0, `data:backup: ${copied.status} ${copied.said}`);
    const rebuilt = during(['npm', 'run', '-s', 'data:rebuild']);
    check(rebuilt.status === 0, `data:rebuild: ${rebuilt.status} ${rebuilt.said}`);
    const restored = during(['npm', 'run', '-s', 'data:restore', '--', `${volume}/backup.sqlite`]);
    check(restored.status === 0, `data:restore: ${restored.status} ${restored.said}`);
    const ready = await fetch(`${origin}/readyz`);
    check(ready.ok, `after a restore /readyz is ${ready.status}`);
    for (const path of ['.', '.generated', 'node_modules', 'db/data', '.next/server/app']) {
      const wrote = during(['sh', '-c', `echo x > ${path}/written`]);
      check(wrote.status !== 0, `${path} can be written`);
    }
    const stopping = performance.now();
    server.kill(stage.signal);
    const [code] = (await once(server, 'exit')) as [number | null];
    const took = performance.now() - stopping;
    check(
      code === 0 && took < STOPS_WITHIN_MS,
      `${stage.signal}: ended with ${code} after ${Math.round(took)} ms`,
    );
    check(faults === '', `on standard error: ${faults.slice(0, 2000)}`);
  } finally {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
  }
}

/** The folders that `docker run` in the head of the file lets be written, beside the volume. */
function tmpfsOfHead(): [string, string][] {
  const head = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  return [...head.matchAll(/--tmpfs (\/[^\s:]+)(?::(\S+))?/g)].map(([, path = '', owner]) => [
    path,
    owner ?? 'mode=1777',
  ]);
}

/** The settings that `docker run` in the head of the file gives. */
function settingsOfHead(): Record<string, string> {
  const head = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  return Object.fromEntries(
    [...head.matchAll(/ -e (\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** The service starts what the image starts, and every path of it is there. */
function service(stage: Stage): void {
  const unit = readFileSync(join(ROOT, 'deploy/muster.service'), 'utf8');
  const field = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
  const [program = '', ...rest] = field('ExecStart').split(' ');
  check(
    basename(program) === stage.command[0] && rest.join(' ') === stage.command.slice(1).join(' '),
    `ExecStart is ${program} ${rest.join(' ')}`,
  );
  check(field('WorkingDirectory') === stage.workdir, `WorkingDirectory is ${field('WorkingDirectory')}`);
  for (const path of field('ReadWritePaths').split(' ')) {
    check(existsSync(join(stage.folder, path)), `ReadWritePaths: ${path} is not there`);
  }
  const { status, error, stderr } = spawnSync(
    'systemd-analyze',
    ['verify', join(ROOT, 'deploy/muster.service')],
    { encoding: 'utf8' },
  );
  if (error) console.log('systemd-analyze is not here: the unit was held to the folder only');
  else check(status === 0 && stderr === '', `systemd-analyze verify: ${status} ${stderr}`);
}

const able =
  process.platform === 'linux' && spawnSync('unshare', ['--mount', 'chroot', '/', 'true']).status === 0;
if (!able) console.log('not checked: following the Dockerfile needs Linux and root (unshare, chroot)');
else {
  const work = mkdtempSync(join(tmpdir(), 'muster-chaos-image-'));
  chmodSync(work, 0o755);
  try {
    const stage = build(work);
    check(
      !existsSync(join(dirname(work), 'node_modules')),
      'packages beside the folder could stand in for what is missing',
    );
    service(stage);
    await runs(stage, tmpfsOfHead());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  for (const line of wrong) console.log(`WRONG ${line}`);
  console.log(wrong.length === 0 ? 'the image holds' : `${wrong.length} things do not hold`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
