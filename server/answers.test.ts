import { once } from 'node:events';
import { request as ask, type IncomingHttpHeaders, IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from '@/db/client';
import { noteFault, servedNow } from '@/lib/serving/context';
import { Answers, PAGE_CACHE_CONTROL } from './answers';
import { keyOf, withoutTracking } from './asked';
import { createMusterServer, type MusterServer } from './create';
import { Generations } from './generation';
import type { Answered } from './log';

const running: MusterServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((muster) => muster.stop(0)));
});

interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A server whose pages are `handle`'s and whose generation is what `data.generation` says. */
async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  mostBytes = 1e6,
) {
  const data: { generation: string | null } = { generation: 'one' };
  const log: Answered[] = [];
  const answers = new Answers({
    handle: async (request, response) => void (await handle(request, response)),
    generations: new Generations(async () => data.generation),
    mostBytes,
  });
  const muster = createMusterServer({
    settings: { trustedProxies: 0, origin: null },
    serve: (asked, response) => answers.serve(asked, response),
    answered: (answered) => log.push(answered),
    release: () => data.generation,
  });
  running.push(muster);
  await new Promise<void>((resolve) => muster.server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = muster.server.address() as AddressInfo;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Got>((resolve, reject) => {
      const asking = ask({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      asking.on('error', reject).end();
    });
  /** Asks, and leaves before anything has come. */
  const leave = (path: string) =>
    new Promise<void>((resolve) => {
      const asking = ask({ host: '127.0.0.1', port, path, agent: false });
      asking.on('error', () => resolve());
      asking.end(() => setTimeout(() => asking.destroy(new Error('left')), 10));
    });
  return { data, log, get, leave, answers, port };
}

/** Pages that count how often they are made. */
function counting(type = 'text/html; charset=utf-8', status = 200) {
  const made: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    made.push(request.url ?? '');
    const place = made.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    response.writeHead(status, { 'content-type': type });
    response.end(`<p>${place}</p>`);
  };
  return { made, handle };
}

const settled = (log: Answered[], count: number) => expect.poll(() => log.length).toBe(count);

describe('an answer', () => {
  it('is made once for all who ask at once, and kept for those who ask later', async () => {
    const { made, handle } = counting();
    const { get, log } = await serve(handle);
    const first = await Promise.all([get('/'), get('/'), get('/')]);
    const later = await get('/');
    expect([...first, later].map(({ text }) => text)).toEqual(Array(4).fill('<p>1</p>'));
    expect(made).toEqual(['/']);
    await settled(log, 4);
    expect(log.map(({ way }) => way).sort()).toEqual(['kept', 'made', 'shared', 'shared']);
  });

  it('has the headers of a page, and lets shared caches keep it for seconds', async () => {
    const { get } = await serve(counting().handle);
    const [made, kept] = [await get('/'), await get('/')];
    for (const { headers } of [made, kept]) {
      expect(headers['cache-control']).toBe(PAGE_CACHE_CONTROL);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-length']).toBe('8');
      expect(headers['server-timing']).toMatch(/^app;dur=/);
    }
    expect(kept.headers.etag).toBe(made.headers.etag);
  });

  it('is made ahead, once readers have needed nothing for a while', async () => {
    const { made, handle } = counting();
    const { get, answers, log } = await serve(handle);
    await get('/asked');
    const ahead = answers.prepare(['/ahead']);
    await get('/asked-too');
    await ahead;
    expect(made).toEqual(['/asked', '/asked-too', '/ahead']);
    await get('/ahead', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    await settled(log, 3);
    expect(log.at(-1)?.way).toBe('kept');
  });

  it('is not sent to a reader who has it, and its head alone to one who asks for that', async () => {
    const { made, handle } = counting();
    const { get } = await serve(handle);
    const { etag = '' } = (await get('/')).headers;
    const again = await get('/', { 'if-none-match': `"x", ${etag}` });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect(again.headers['content-security-policy']).toBeUndefined();
    expect((await get('/', { 'if-none-match': '"x"' })).status).toBe(200);
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '8']);
    expect(made).toHaveLength(1);
  });

  it('without a date is the same for one who asks by date', async () => {
    const { made, handle } = counting();
    const { get } = await serve(handle);
    const byDate = { 'if-modified-since': 'Mon, 23 Nov 2099 00:00:00 GMT' };
    expect((await Promise.all([get('/', byDate), get('/', byDate)])).map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    expect((await get('/', byDate)).text).toBe('<p>1</p>');
    expect(made).toEqual(['/']);
  });

  it('that a reader did not have is told so even when it was made for that reader', async () => {
    const { get } = await serve(async (request, response) => {
      // The pages never hear of it: else what they make would be for this reader alone.
      response.setHeader('content-type', 'text/html');
      response.end(String(request.headers['if-none-match']));
    });
    expect((await get('/', { 'if-none-match': '"x"' })).text).toBe('undefined');
  });

  it('is another for another address, packing and part of a page, and the same whoever asks', async () => {
    const { made, handle } = counting();
    const { get } = await serve(handle);
    for (const [path, headers] of [
      ['/', {}],
      ['/?a=1', {}],
      ['/', { 'accept-encoding': 'br' }],
      ['/', { rsc: '1' }],
      ['/', { rsc: '1', 'next-router-prefetch': '1' }],
    ] satisfies [string, Record<string, string>][]) {
      await get(path, headers);
      await get(path, headers);
    }
    expect(made).toHaveLength(5);
    await get('/', { host: 'other.example', 'x-forwarded-proto': 'https', 'user-agent': 'x' });
    expect(made).toHaveLength(5);
  });

  it.each([400, 404, 429, 500, 503])('of status %i is not kept', async (status) => {
    const { made, handle } = counting('application/json', status);
    const { get } = await serve(handle);
    await get('/api/v1/measures');
    expect((await get('/api/v1/measures')).status).toBe(status);
    expect(made).toHaveLength(2);
  });

  it('that was refused to one client is asked for again by the next', async () => {
    let asked = 0;
    const { get } = await serve(async (_, response) => {
      asked += 1;
      const mine = asked;
      await new Promise((resolve) => setTimeout(resolve, 30));
      response.statusCode = mine === 1 ? 429 : 200;
      response.end('x');
    });
    const both = await Promise.all([get('/charts/budgets.svg'), get('/charts/budgets.svg')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  });

  it('comes although the reader for whom it is made has left', async () => {
    const { made, handle } = counting();
    const { get, leave } = await serve(handle);
    const first = leave('/');
    const staying = get('/');
    await first;
    expect((await staying).text).toBe('<p>1</p>');
    expect(made).toHaveLength(1);
  });
});

describe('the pages', () => {
  /** Pages of which the first so many fail, and five readers who ask for one at the same time. */
  async function failing(failures: number) {
    let made = 0;
    const { get } = await serve(async (_, response) => {
      made += 1;
      const fails = made <= failures;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (fails) throw new Error('secret');
      response.end('x');
    });
    const answers = await Promise.all(Array.from({ length: 5 }, () => get('/')));
    expect(answers.map(({ text }) => text).join()).not.toContain('secret');
    const statuses = answers.map(({ status }) => status).sort();
    return { statuses, made, later: await get('/') };
  }

  it('that fail once are made once more for all who waited', async () => {
    const { statuses, made, later } = await failing(1);
    expect(statuses).toEqual([200, 200, 200, 200, 500]);
    expect([made, later.status]).toEqual([2, 200]);
  });

  it('that fail again are 500 in words for all who waited, and are made for who asks later', async () => {
    const { statuses, made, later } = await failing(2);
    expect(statuses).toEqual([500, 500, 500, 500, 500]);
    expect([made, later.status]).toEqual([2, 200]);
  });

  it('that cannot be made now are not tried again for those who waited', async () => {
    const { made, handle } = counting('text/html', 503);
    const { get } = await serve(handle);
    const answers = await Promise.all(Array.from({ length: 5 }, () => get('/')));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(503));
    expect(made).toHaveLength(1);
  });

  it('are asked for six at once, whoever asks, and each gets its answer', async () => {
    let [atWork, most] = [0, 0];
    const { get } = await serve(async (request, response) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 10));
      atWork -= 1;
      response.end(request.url);
    });
    const paths = Array.from({ length: 40 }, (_, place) => `/measures?page=${place}`);
    const answers = await Promise.all(paths.map((path) => get(path)));
    expect(answers.map(({ text }) => text)).toEqual(paths);
    expect(most).toBe(6);
  });

  it('that are asked for by more than can wait send readers away in words', async () => {
    const release: (() => void)[] = [];
    const { get } = await serve(async (_, response) => {
      await new Promise<void>((resolve) => release.push(resolve));
      response.end('x');
    });
    const asked = Array.from({ length: 410 }, (_, place) => get(`/measures?page=${place}`));
    const sentAway = await Promise.any(
      asked.map(async (one) => {
        const answer = await one;
        if (answer.status === 503) return answer;
        throw new Error(`${answer.status}`);
      }),
    );
    expect(sentAway.headers['retry-after']).toBe('5');
    expect(JSON.parse(sentAway.text)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('again'),
    });
    const opening = setInterval(() => {
      for (const open of release.splice(0)) open();
    }, 5);
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    clearInterval(opening);
    // Six at work and four hundred waiting; those who came once it was opened as well.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(406);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
  });
});

describe('memory', () => {
  it('holds no more than it may: what was asked for longest ago goes first', async () => {
    const { made, handle } = counting();
    const { get } = await serve(handle, 3_000);
    for (const path of ['/a', '/b', '/c', '/c', '/a']) await get(path);
    expect(made).toEqual(['/a', '/b', '/c', '/a']);
  });

  it('of nothing keeps nothing', async () => {
    const { made, handle } = counting();
    const { get } = await serve(handle, 0);
    await get('/');
    await get('/');
    expect(made).toHaveLength(2);
  });
});

describe('when new data is loaded', () => {
  it('readers get the answer of before for a moment, the new one is made behind their back', async () => {
    const { made, handle } = counting();
    const { data, get, log } = await serve(handle);
    await get('/');
    data.generation = 'two';
    // Until the server has looked.
    await expect.poll(async () => (await get('/')).text, { timeout: 5_000 }).toBe('<p>2</p>');
    expect(made).toHaveLength(2);
    expect(log.map(({ way }) => way)).toContain('late');
    expect((await get('/')).text).toBe('<p>2</p>');
  });

  it('a page that it came into is begun anew, so that nobody gets one of two releases', async () => {
    let asked = 0;
    const { data, get } = await serve(async (_, response) => {
      asked += 1;
      const first = data.generation;
      if (asked === 1) data.generation = 'two';
      response.setHeader('content-type', 'text/html');
      response.end(`${first} ${data.generation}`);
    });
    expect((await get('/')).text).toBe('two two');
    expect(asked).toBe(2);
    expect((await get('/')).text).toBe('two two');
    expect(asked).toBe(2);
  });

  it('each time that a page is made, the page of before is shown, or the last that was made', async () => {
    let loads = false;
    let asked = 0;
    const { data, get } = await serve(async (_, response) => {
      asked += 1;
      if (loads) data.generation = `${asked}`;
      response.setHeader('content-type', 'text/html');
      response.end(`${asked}`);
    });
    await get('/');
    loads = true;
    data.generation = 'two';
    await expect.poll(async () => (await get('/')).text && asked, { timeout: 5_000 }).toBeGreaterThan(3);
    expect((await get('/')).text).toBe('1');
    expect((await get('/other')).status).toBe(200);
  });

  it('goes on showing what is kept while the database cannot be read', async () => {
    const { made, handle } = counting();
    const { data, get, log } = await serve(handle);
    await get('/');
    data.generation = null;
    await expect
      .poll(async () => {
        await get('/other');
        return made.length;
      })
      .toBeGreaterThan(3);
    expect((await get('/')).text).toBe('<p>1</p>');
    await expect.poll(() => log.at(-1)?.way).toBe('kept');
  });
});

describe('a file', () => {
  it('begins before it is whole, and is kept when it is small', async () => {
    let asked = 0;
    const { get } = await serve(async (_, response) => {
      asked += 1;
      response.setHeader('content-type', 'text/csv');
      response.write('a,b\r\n');
      await new Promise((resolve) => setTimeout(resolve, 10));
      response.end('1,2\r\n');
    });
    expect((await get('/observations.csv')).text).toBe('a,b\r\n1,2\r\n');
    await expect
      .poll(async () => {
        await get('/observations.csv');
        return asked;
      })
      .toBe(1);
    expect((await get('/observations.csv')).headers.etag).toMatch(/^W\//);
  });

  it('with a date is not sent to one who has it since, unless a tag says otherwise', async () => {
    const modified = 'Mon, 23 Nov 2026 10:00:00 GMT';
    const { get, log } = await serve((_, response) => {
      response.setHeader('content-type', 'application/atom+xml');
      response.setHeader('last-modified', modified);
      response.end('<feed/>');
    });
    await get('/feed.atom');
    await settled(log, 1);
    const statusFor = async (headers: Record<string, string>) => (await get('/feed.atom', headers)).status;
    expect(await statusFor({ 'if-modified-since': modified })).toBe(304);
    expect(await statusFor({ 'if-modified-since': 'Mon, 23 Nov 2026 09:59:59 GMT' })).toBe(200);
    expect(await statusFor({ 'if-modified-since': 'last week' })).toBe(200);
    expect(await statusFor({ 'if-modified-since': modified, 'if-none-match': '"x"' })).toBe(200);
    expect(log.slice(1).map(({ way }) => way)).toEqual(['kept', 'kept', 'kept', 'kept']);
  });

  it('does not wait for another reader who takes it slowly', async () => {
    let [asked, drains] = [0, 0];
    const { get, port } = await serve(async (_, response) => {
      asked += 1;
      response.setHeader('content-type', 'text/csv');
      for (let piece = 0; piece < 30; piece += 1) {
        if (response.write('x'.repeat(64 * 1024))) continue;
        drains += 1;
        await once(response, 'drain');
      }
      response.end();
    }, 4e6);
    const slow = connect(port, '127.0.0.1', () =>
      slow.write('GET /observations.csv HTTP/1.1\r\nHost: x\r\n\r\n'),
    );
    slow.pause();
    await expect.poll(() => asked).toBe(1);
    expect((await get('/observations.csv')).text).toHaveLength(30 * 64 * 1024);
    expect([asked, drains]).toEqual([1, 0]);
    slow.destroy();
  });

  it('comes for the next reader when one has left, and another while waiting for that one’s', async () => {
    let asked = 0;
    const { get, leave } = await serve(async (_, response) => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.setHeader('content-type', 'text/csv');
      response.end('a,b\r\n');
    });
    await Promise.all([leave('/observations.csv'), leave('/observations.csv')]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await get('/observations.csv')).text).toBe('a,b\r\n');
    // That of the first, who left, and this one: nothing was begun for the other.
    expect(asked).toBe(2);
  });

  it('is not kept when it is large, or broke off', async () => {
    let asked = 0;
    const { get } = await serve(async (_, response) => {
      asked += 1;
      response.setHeader('content-type', 'text/csv');
      response.write('x'.repeat(1024));
      if (asked === 1) response.destroy();
      else response.end('x'.repeat(3 * 1024 * 1024));
    });
    await expect(get('/observations.csv')).rejects.toThrow();
    for (const place of [2, 3]) {
      expect((await get('/observations.csv')).text).toHaveLength(3 * 1024 * 1024 + 1024);
      expect(asked).toBe(place);
    }
  });
});

describe('what the pages are told', () => {
  it('is nothing that switches the framework, and of a proxy only when it is ours', async () => {
    const { get } = await serve((request, response) => {
      response.end(JSON.stringify(Object.keys(request.headers).sort()));
    });
    const { text } = await get('/api/v1/measures', {
      cookie: '__prerender_bypass=1',
      'x-middleware-subrequest': 'proxy',
      'x-forwarded-host': 'evil.example',
      'x-invoke-path': '/secret',
      'next-action': 'x',
      'user-agent': 'x',
      range: 'bytes=0-1',
      rsc: '1',
    });
    expect(JSON.parse(text)).toEqual(['accept-encoding', 'rsc']);
  });

  it('is an address without what networks add to it', () => {
    expect(withoutTracking('/?utm_source=x&fbclid=y')).toBe('/');
    expect(withoutTracking('/measures?q=a%20b&gclid=1&countries=FR,SE')).toBe(
      '/measures?q=a%20b&countries=FR,SE',
    );
    expect(withoutTracking('/?utm_=1&q=utm_source')).toBe('/?utm_=1&q=utm_source');
    expect(withoutTracking('/measures')).toBe('/measures');
  });

  it('does not let one header’s text pass for another’s', () => {
    const of = (headers: IncomingHttpHeaders) =>
      keyOf(Object.assign(new IncomingMessage(new Socket()), { url: '/', headers }), 'br');
    expect(of({ rsc: '1', 'next-url': '' })).not.toBe(of({ rsc: '', 'next-url': '1' }));
  });
});

describe('a fault of ours', () => {
  it('is said with the address, of pages and of files', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fault = new TypeError('a fault of ours');
    const { get } = await serve((_request, response) => {
      noteFault(fault);
      response.writeHead(500, { 'content-type': 'text/html' });
      response.end('a fault');
    });
    expect((await get('/')).status).toBe(500);
    expect((await get('/measures.csv')).status).toBe(500);
    expect(said.mock.calls).toEqual([
      ['/:', fault],
      ['/measures.csv:', fault],
    ]);
    said.mockRestore();
  });
});

describe('a database that breaks while a page is made', () => {
  /** A page that meets the fault, as the framework then answers it; asked again, the one that says so. */
  const broken = (made: string[]) => (_request: IncomingMessage, response: ServerResponse) => {
    const serving = servedNow();
    const known = serving?.unavailable !== undefined;
    if (!known) noteFault(new DatabaseUnavailableError('unreadable', 'the file is damaged'));
    made.push(known ? 'in words' : 'met');
    response.writeHead(known ? 503 : 500, { 'content-type': 'text/html', 'cache-control': 'no-store' });
    response.end(known ? 'not now' : 'a fault');
  };

  it('is said by the page for it, not as a fault of ours', async () => {
    const made: string[] = [];
    const { get } = await serve(broken(made));
    expect(await get('/')).toMatchObject({ status: 503, text: expect.stringContaining('not now') });
    expect(made).toEqual(['met', 'in words']);
  });

  it('shows what is kept of the release before', async () => {
    const { handle } = counting();
    const made: string[] = [];
    let breaks = false;
    const { data, get } = await serve((request, response) =>
      breaks ? broken(made)(request, response) : handle(request, response),
    );
    const before = await get('/');
    breaks = true;
    data.generation = 'two';
    await get('/');
    // Longer than an old answer is shown while a new one is made.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await get('/')).toMatchObject({ status: 200, text: before.text });
    expect(made).toContain('in words');
  });

  it('another fault stays one', async () => {
    const { get } = await serve(counting('text/html', 500).handle);
    expect((await get('/')).status).toBe(500);
  });
});
