import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepReplica, type Replication } from './replica';

const running: Replication[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const replication of running.splice(0)) replication.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const REPORT = (failure: string | null) => `process.send({ failure: ${JSON.stringify(failure)} });`;
const STAY = 'setInterval(() => undefined, 1000);';

/** Keeps a replica by a program of this text, and gives what is said and complained. */
function keep(text: string): { replication: Replication; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'muster-replica-'));
  folders.push(folder);
  const program = join(folder, 'program.mjs');
  writeFileSync(program, text);
  const lines: string[] = [];
  const replication = keepReplica({
    program,
    settings: { url: 'http://primary', replica: 'r.sqlite' },
    say: (line) => lines.push(line),
    complain: (line) => lines.push(`! ${line}`),
    restartMs: 10,
  });
  running.push(replication);
  return { replication, lines };
}

describe('a replica that is kept', () => {
  it('is of no age until it follows for the first time', async () => {
    const { replication, lines } = keep(REPORT(null) + STAY);
    expect(replication.age()).toBeNull();
    await vi.waitFor(() => expect(lines).toEqual(['r.sqlite: follows http://primary']), 5_000);
    expect(replication.age()).toBeGreaterThanOrEqual(0);
  });

  it('tells each change of state once, however long the state lasts', async () => {
    const rounds = [null, null, 'refused', 'refused', 'not found', null, null].map(REPORT).join('');
    const { lines } = keep(rounds + REPORT('over') + STAY);
    await vi.waitFor(() => expect(lines).toHaveLength(4), 5_000);
    expect(lines).toEqual([
      'r.sqlite: follows http://primary',
      '! r.sqlite: does not follow http://primary: refused; the last copy goes on being read',
      'r.sqlite: follows http://primary',
      '! r.sqlite: does not follow http://primary: over; the last copy goes on being read',
    ]);
  });

  it('says nothing of a last copy where there was none in this run', async () => {
    const { lines } = keep(REPORT('refused') + STAY);
    await vi.waitFor(
      () => expect(lines).toEqual(['! r.sqlite: does not follow http://primary: refused']),
      5_000,
    );
  });

  it('is copied on by a new process when the last one ended', async () => {
    const { lines } = keep(`${REPORT(null)} setTimeout(() => process.exit(3), 20);`);
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(3), 10_000);
    expect(lines.slice(0, 3)).toEqual([
      'r.sqlite: follows http://primary',
      '! r.sqlite: does not follow http://primary: the copying ended (3); the last copy goes on being read',
      'r.sqlite: follows http://primary',
    ]);
  });

  it('is let go when it is stopped: nothing is started and nothing is said afterwards', async () => {
    const { replication, lines } = keep(REPORT(null) + STAY);
    await vi.waitFor(() => expect(lines).toHaveLength(1), 5_000);
    replication.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines).toHaveLength(1);
  });
});
