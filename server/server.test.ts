import { createHash } from 'node:crypto';
import { Agent, request as ask, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { servedNow } from '@/lib/serving/context';
import type { AnswersParts } from './answers';
import { createMusterServer, type MusterServer, type ServerParts } from './create';
import { type Answered, logLine } from './log';
import { metricsServer, openMetrics } from './metrics';
import { PLACE_SCRIPT } from './place';
import { policyForPage } from './policy';

interface Served {
  port: number;
  answers: Answered[];
  muster: MusterServer;
}

const running: MusterServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((muster) => muster.stop(0)));
});

async function serve(
  handle: AnswersParts['handle'],
  settings: Partial<ServerParts['settings']> = {},
): Promise<Served> {
  const answers: Answered[] = [];
  const muster = createMusterServer({
    settings: { trustedProxies: 0, origin: null, ...settings },
    serve: ({ request }, response) => handle(request, response),
    answered: (answered) => answers.push(answered),
    release: () => 'abcdef012345',
  });
  running.push(muster);
  await new Promise<void>((resolve) => muster.server.listen(0, '127.0.0.1', () => resolve()));
  return { port: (muster.server.address() as AddressInfo).port, answers, muster };
}

interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asking = ask({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    asking.on('error', reject);
    asking.end();
  });
}

/** What comes back for bytes as they stand. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (piece) => {
      text += piece;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

const FLIGHT = 'self.__next_f.push([1,"1:\\"$Sreact.fragment\\"\\n"])';
const START = '(self.__next_f=self.__next_f||[]).push([0])';
const CHUNKS =
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["a.js"],"runtimeModuleIds":[1]});';
const FOREIGN = [
  'alert(1)',
  'self.__next_f.push([1,"x"]);alert(1);self.__next_f.push([1])',
  'self.__next_f.push([alert(1)])',
  'self.__next_f.push([1,`x`])',
  '(self.__next_f=self.__next_f||[]).push([0]),alert(1)//])',
  '',
];
const page = (scripts: readonly string[]) =>
  `<!doctype html><title>x</title>${'<p>words</p>'.repeat(300)}<script src="/a.js"></script><script type="application/ld+json">{"a":1}</script>${scripts.map((script) => `<script>${script}</script>`).join('')}`;

const html = (text: string, etag?: string) => async (_: unknown, response: ServerResponse) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (etag !== undefined) response.setHeader('etag', etag);
  response.write(text.slice(0, 100));
  await new Promise((resolve) => setTimeout(resolve, 5));
  response.end(text.slice(100));
};

describe('the policy of a page', () => {
  it('names the scripts by which the framework hands data over, and no others', () => {
    const policy = policyForPage(page([FLIGHT, START, CHUNKS, ...FOREIGN]));
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    expect(scripts).toEqual(["'self'", hashOf(FLIGHT), hashOf(START), hashOf(CHUNKS)]);
  });

  it('names the script that shows the place of an address, as it stands and in no other form', () => {
    const scriptsOf = (script: string) =>
      /script-src ([^;]*)/.exec(policyForPage(page([script])))?.[1]?.split(' ');
    expect(scriptsOf(PLACE_SCRIPT)).toEqual(["'self'", hashOf(PLACE_SCRIPT)]);
    expect(scriptsOf(`${PLACE_SCRIPT};alert(1)`)).toEqual(["'self'"]);
  });

  it.each(['br', 'gzip', 'identity'])('stands before the page, which arrives whole (%s)', async (coding) => {
    const text = page([START, FLIGHT]);
    const { port } = await serve(html(text, '"of-this-page"'));
    for (let time = 0; time < 2; time += 1) {
      const { headers, body } = await get(port, '/', { 'accept-encoding': coding });
      const plain =
        coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body;
      expect(plain.toString()).toBe(text);
      expect(headers['content-security-policy']).toBe(policyForPage(text));
      expect(headers['content-encoding']).toBe(coding === 'identity' ? undefined : coding);
      expect(headers['content-length']).toBe(String(body.length));
    }
  });

  it('is another for another page under another tag, and for the same address', async () => {
    let asked = 0;
    const pages = [page([START]), page([FLIGHT])];
    const { port } = await serve(async (_, response) => {
      asked += 1;
      await html(pages[asked - 1] ?? '', `"page ${asked}"`)(_, response);
    });
    for (const expected of pages) {
      expect((await get(port, '/')).headers['content-security-policy']).toBe(policyForPage(expected));
    }
  });

  it('leaves alone a policy that an answer has', async () => {
    const { port } = await serve(async (_, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': 'frame-ancestors *',
      });
      response.end(page([FLIGHT]));
    });
    const { headers } = await get(port, '/embed/charts/budgets');
    expect(headers['content-security-policy']).toBe('frame-ancestors *');
    expect(headers['x-frame-options']).toBeUndefined();
  });
});

describe('strict transport', () => {
  const answerOf = async (settings: Partial<ServerParts['settings']>, proto?: string) => {
    const { port } = await serve(async (_, response) => void response.end('x'), settings);
    const headers: Record<string, string> = proto === undefined ? {} : { 'x-forwarded-proto': proto };
    return (await get(port, '/', headers)).headers['strict-transport-security'];
  };

  it('is asked for when a proxy of ours says TLS and our address is https, and never else', async () => {
    expect(await answerOf({ trustedProxies: 1, origin: 'https://muster.example' }, 'https')).toBe(
      'max-age=31536000',
    );
    expect(await answerOf({ trustedProxies: 1, origin: 'https://muster.example' }, 'http')).toBeUndefined();
    expect(await answerOf({ trustedProxies: 1, origin: 'https://muster.example' })).toBeUndefined();
    expect(await answerOf({ trustedProxies: 0, origin: 'https://muster.example' }, 'https')).toBeUndefined();
    expect(await answerOf({ trustedProxies: 1, origin: 'http://muster.example' }, 'https')).toBeUndefined();
  });
});

describe('who asks', () => {
  it('is the socket, whatever a client claims; behind a proxy, what the proxy saw', async () => {
    const tell: AnswersParts['handle'] = async (_, response) => void response.end(servedNow()?.client);
    const claims = { 'x-forwarded-for': '198.51.100.1, 198.51.100.2' };
    const alone = await serve(tell);
    expect((await get(alone.port, '/', claims)).body.toString()).toBe('127.0.0.1');
    const behind = await serve(tell, { trustedProxies: 1 });
    expect((await get(behind.port, '/', claims)).body.toString()).toBe('198.51.100.2');
  });
});

describe('what the gate refuses', () => {
  it.each([
    ['not HTTP', 'hello\r\n\r\n', 400],
    ['two lengths', 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['a control character in a header', 'GET / HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n', 400],
    ['a flood of headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a method of its own', 'HELLO / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n', 405],
    ['a request without a version', 'GET /\r\n\r\n', 400],
    ['a version of binary frames', 'GET / HTTP/2.0\r\nHost: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a"><b>\r\n\r\n', 400],
    ['an expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: the-impossible\r\n\r\n', 417],
    [
      'a body that waits to be asked for',
      'GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n',
      413,
    ],
    [
      'a length and chunks',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['chunks', 'GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 413],
    ['chunks of a kind', 'GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n', 413],
    ['a name with a space', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n', 400],
    ['a folded line', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', 400],
    ['a line without its return', 'GET / HTTP/1.1\nHost: x\n\n', 400],
    [
      'an address of another server',
      'GET http://a.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
    ],
  ])('%s: said, and the connection ended', async (_, bytes, status) => {
    const { port } = await serve(async (_request, response) => void response.end('x'));
    const text = await raw(port, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const body: unknown = JSON.parse(text.slice(text.indexOf('\r\n\r\n')));
    expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
  });

  it.each(['constructor=x', 'in=FR&%5F_proto__=x', 'hasOwnProperty', 'nxtPlocale=fr', 'nxtIid=x'])(
    '%s: a parameter that would be lost on the way is refused by name',
    async (query) => {
      const { port } = await serve(async (_request, response) => void response.end('x'));
      const { status, body } = await get(port, `/measures?${query}`);
      expect(status).toBe(400);
      const name = [...new URLSearchParams(query).keys()].at(-1);
      expect(JSON.parse(body.toString())).toMatchObject({
        detail: `Unknown parameter “${name}”. No address here takes it.`,
      });
    },
  );

  it.each(['q=constructor', 'constructors=x', 'next=x', '=x'])('%s: passes', async (query) => {
    const { port } = await serve(async (_request, response) => void response.end('x'));
    expect((await get(port, `/measures?${query}`)).status).toBe(200);
  });

  it('a flood is told so while it still comes', async () => {
    const { port } = await serve(async (_request, response) => void response.end('x'));
    const flood = `GET / HTTP/1.1\r\nHost: x\r\n${`A: ${'a'.repeat(1_000)}\r\n`.repeat(5_000)}\r\n`;
    expect(await raw(port, flood)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('are not answered in the middle of another answer', async () => {
    const { port } = await serve(async (_request, response) => void response.write('first '));
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    let text = '';
    socket.on('data', (piece) => {
      if (!text.includes('first ') && `${text}${piece}`.includes('first ')) socket.write('hello\r\n\r\n');
      text += piece;
    });
    await new Promise<void>((resolve) => socket.on('error', () => resolve()).on('close', () => resolve()));
    expect(text).toMatch(/first \r\n$/);
  });

  it('leave no connection behind, even if its other end stays', async () => {
    const { port, muster } = await serve(async (_request, response) => void response.end('x'));
    for (const bytes of ['hello\r\n\r\n', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n']) {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => socket.destroy()).write(bytes);
      socket.resume();
    }
    const open = () => new Promise((resolve) => muster.server.getConnections((_, count) => resolve(count)));
    await expect.poll(open).toBe(2);
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
  });
});

describe('many requests sent at once on one connection', () => {
  const requests = (count: number, last: string) =>
    `${'GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(count - 1)}GET / HTTP/1.1\r\nHost: x\r\nConnection: ${last}\r\n\r\n`;
  const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);

  it('are answered in their order, up to a bound', async () => {
    let asked = 0;
    const { port } = await serve(async (_request, response) => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      response.end('x');
    });
    expect(statuses(await raw(port, requests(10, 'close')))).toEqual(Array(10).fill('200'));
    asked = 0;
    const flood = statuses(await raw(port, requests(200, 'keep-alive')));
    expect(flood).toEqual([...Array(16).fill('200'), '429']);
    expect(asked).toBe(16);
  });
});

describe('a request for another protocol', () => {
  it('is answered as it stands', async () => {
    const { port } = await serve(async (_request, response) => void response.end('the page'));
    for (const protocol of ['websocket', 'h2c']) {
      const text = await raw(
        port,
        `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: ${protocol}\r\n\r\n`,
      );
      expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(text).toContain('the page');
    }
  });

  it('what is no request stands in the log too, and says how long it took', async () => {
    const { port, answers } = await serve(async (_request, response) => void response.end('x'));
    expect(await raw(port, 'hello\r\n\r\n')).toMatch(/^server-timing: app;dur=\d+\.\d\r$/m);
    expect(answers).toMatchObject([{ method: '', path: '', status: 400, way: null }]);
  });

  it('a tunnel that is refused stands in the log', async () => {
    const { port, answers } = await serve(async (_request, response) => void response.end('x'));
    await raw(port, 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n');
    expect(answers).toMatchObject([{ method: 'CONNECT', path: 'example.org:443', status: 405 }]);
  });
});

describe('the log', () => {
  it('has a line an answer: what, how, how long, of which release; no query but of a fault', async () => {
    const { port, answers } = await serve(async (request, response) => {
      response.statusCode = request.url?.startsWith('/bad') ? 500 : 200;
      response.end('x');
    });
    await get(port, '/measures?q=private');
    await get(port, '/bad?countries=FR');
    await expect.poll(() => answers.length).toBe(2);
    expect(answers).toMatchObject([
      {
        method: 'GET',
        path: '/measures',
        kind: 'page',
        status: 200,
        release: 'abcdef012345',
        aborted: false,
      },
      { path: '/bad', status: 500, query: 'countries=FR' },
    ]);
    const [line] = answers.map((answered) => logLine(answered, new Date(0)));
    expect(line).not.toContain('private');
    expect(line?.indexOf('\n')).toBe((line?.length ?? 0) - 1);
    expect(JSON.parse(line ?? '')).toMatchObject({ time: '1970-01-01T00:00:00.000Z', level: 'info' });
  });

  it('keeps a long path short, and its control characters escaped', () => {
    const line = logLine(
      {
        method: 'GET',
        path: `/\n${'a'.repeat(5_000)}`,
        kind: 'page',
        status: 200,
        ms: 1,
        release: null,
        way: null,
        aborted: false,
      },
      new Date(0),
    );
    expect(line.length).toBeLessThan(600);
    expect(line.trimEnd()).not.toContain('\n');
  });

  it('a fault of the pages is 500 in words, and its reason stays with us', async () => {
    const { port } = await serve(() => Promise.reject(new Error('secret')));
    const { status, body } = await get(port, '/');
    expect(status).toBe(500);
    expect(body.toString()).not.toContain('secret');
  });
});

describe('metrics', () => {
  it('count answers by kind, method and status, and name the release', async () => {
    const metrics = await openMetrics(() => 'abcdef012345');
    const answered = {
      method: 'GET',
      path: '/charts/budgets.svg',
      kind: 'picture',
      status: 200,
      ms: 30,
      release: null,
      way: null,
      aborted: false,
    };
    metrics.count(answered);
    metrics.count({ ...answered, way: 'kept' as const, aborted: true });
    metrics.count({ ...answered, method: 'PURGE', status: 405 });
    const server = metricsServer(metrics);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    const { headers, body } = await get(port, '/metrics');
    expect((await get(port, '/')).status).toBe(404);
    server.close();
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = body.toString().split('\n');
    expect(lines).toContain('muster_http_requests_total{kind="picture",method="GET",status="200"} 2');
    expect(lines).toContain('muster_http_requests_total{kind="picture",method="other",status="405"} 1');
    expect(lines).toContain('muster_http_aborted_total{kind="picture"} 1');
    expect(lines).toContain('muster_answers_total{way="kept"} 1');
    expect(lines).toContain('muster_http_request_duration_seconds_bucket{le="0.025",kind="picture"} 0');
    expect(lines).toContain('muster_http_request_duration_seconds_bucket{le="0.05",kind="picture"} 3');
    expect(lines).toContain('muster_release_info{release="abcdef012345"} 1');
  });
});

describe('an orderly end', () => {
  it('finishes what is under way and takes nothing new', async () => {
    let tell: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const { port, muster } = await serve(async (_, response) => {
      response.write('first ');
      tell?.();
      await new Promise((resolve) => setTimeout(resolve, 300));
      response.end('last');
    });
    const slow = get(port, '/muster.sqlite');
    await begun;
    const stopped = muster.stop(5_000);
    await expect(get(port, '/')).rejects.toThrow(/ECONNREFUSED/);
    expect((await slow).body.toString()).toBe('first last');
    expect(await stopped).toBe(0);
  });

  it('lets go of a connection that is kept for more, once its answer is sent', async () => {
    const agent = new Agent({ keepAlive: true });
    const { port, muster } = await serve(async (_, response) => {
      response.write('first ');
      await new Promise((resolve) => setTimeout(resolve, 200));
      response.end('last');
    });
    const answered = new Promise((resolve, reject) => {
      ask({ host: '127.0.0.1', port, agent }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    await expect
      .poll(() => new Promise((resolve) => muster.server.getConnections((_, n) => resolve(n))))
      .toBe(1);
    const stopped = muster.stop(5_000);
    await answered;
    expect(await stopped).toBe(0);
    agent.destroy();
  });

  it('cuts what is not finished in time, and says how much', async () => {
    const { port, muster } = await serve(async (_, response) => void response.write('first '));
    const never = get(port, '/muster.sqlite');
    const failed = expect(never).rejects.toThrow();
    await expect
      .poll(() => new Promise((resolve) => muster.server.getConnections((_, n) => resolve(n))))
      .toBe(1);
    expect(await muster.stop(100)).toBe(1);
    await failed;
  });
});
