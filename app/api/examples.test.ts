import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { CODE_LANGUAGES, type CodeLanguage, codeExamples } from '@/lib/api/snippets';
import { call } from './client.fixture';

/*
 * The examples of the documentation and of “Use this in code”, run as they stand by the programs they are for, against the
 * API on a port of this machine. R is not part of the project's tools: where Rscript (with jsonlite and vctrs) is missing, its example
 * is not run; then it is only held to name the same address as the others, and the test says so in what it prints.
 */

const run = promisify(execFile);
/** No R, or one without the packages. */
const WITHOUT_R = /spawn Rscript ENOENT|there is no package called|Required package \w+ not found/;
let folder: string;
let server: Server;
let origin: string;
let asked: string[] = [];
const configured = process.env.DATABASE_URL;
const configuredOrigin = process.env.MUSTER_ORIGIN;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-examples-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  await loadRealData(url);
  process.env.DATABASE_URL = url;
  server = createServer(async (request, response) => {
    asked.push(request.url ?? '');
    const answer = await call(request.url ?? '/');
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((listening) => {
    server.listen(0, 'localhost', listening);
  });
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  process.env.MUSTER_ORIGIN = origin;
});

afterAll(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
  if (configuredOrigin === undefined) Reflect.deleteProperty(process.env, 'MUSTER_ORIGIN');
  else process.env.MUSTER_ORIGIN = configuredOrigin;
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an example and gives what it prints; null where its program is not on this machine. */
async function printed(language: CodeLanguage, code: string): Promise<string | null> {
  const [program, ...options]: [string, ...string[]] = (() => {
    switch (language) {
      case 'curl':
        return ['sh', '-c', code];
      case 'R':
        return ['Rscript', '-e', code];
      case 'Python':
        return ['python3', '-c', code];
      case 'JavaScript':
        return [process.execPath, '--input-type=module', '-e', code];
    }
  })();
  try {
    return (await run(program, options, { maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  } catch (error) {
    if (language === 'R' && error instanceof Error && WITHOUT_R.test(error.message)) return null;
    throw error;
  }
}

describe.each(CODE_LANGUAGES)('the example in %s', (language) => {
  const example = (address: string, kind: 'list' | 'entry') => {
    const found = codeExamples(`${origin}${address}`, kind).find((one) => one.language === language);
    if (!found) throw new Error(`no example in ${language}`);
    return found.code;
  };

  it.each([
    ['of three pages', '/api/v1/sources?kind=dataset,research&limit=40', 40],
    [
      'of one page',
      '/api/v1/observations?countries=FR,SE,PL&indicator=intake_per_year&basis=actual,target',
      100,
    ],
    [
      'of a search with every sign that could end a quote',
      `/api/v1/measures?q=${encodeURIComponent('reserve \'"$(exit 3)`!\\%')}`,
      100,
    ],
  ])('reads a list %s', async (_what, address, limit) => {
    const whole = await (
      await call(`${address}${address.includes('limit') ? '' : `&limit=${limit}`}`)
    ).json();
    asked = [];
    const code = example(address, 'list');
    const output = await printed(language, code);
    if (output === null) {
      console.warn('Rscript is not on this machine: its example was not run');
      expect(code).toContain(new URL(address, origin).href);
      return;
    }
    const pages = language === 'curl' ? 1 : Math.max(1, Math.ceil(whole.meta.count / limit));
    expect(asked).toHaveLength(pages);
    if (language === 'curl') expect(JSON.parse(output).data).toHaveLength(whole.data.length);
    else expect(Number(output.replace('[1] ', ''))).toBe(whole.meta.count);
  });

  it('reads one entry', async () => {
    const output = await printed(language, example('/api/v1/countries/SE', 'entry'));
    if (output === null) {
      console.warn('Rscript is not on this machine: its example was not run');
      return;
    }
    expect(output).toContain('SWE');
    expect(output).toContain('Sweden');
  });

  it('fails with the words of the API where it refuses', async () => {
    const code = example('/api/v1/countries?region=atlantis', 'list');
    const outcome = printed(language, code);
    if (language === 'R' && (await outcome.catch(() => 'failed')) === null) {
      console.warn('Rscript is not on this machine: its example was not run');
      return;
    }
    await expect(outcome).rejects.toThrow();
  });
});
