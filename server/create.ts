import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { addressKind } from '@/lib/serving/address-kind';
import { clientKey } from '@/lib/serving/client-key';
import { type Serving, serveFor } from '@/lib/serving/context';
import type { ServingSettings } from '@/lib/serving/settings';
import type { Asked } from './answers';
import { tellOnly } from './asked';
import { sayFault } from './faults';
import { methodRefusal, OUR_FAULT, type Refusal, refusal, refusalOf } from './gate';
import { GuardedResponse } from './guarded-response';
import type { Answered } from './log';
import { codingsFor } from './packing';
import { COMMON_HEADERS, serverTiming } from './policy';

/** Bytes of a request's head: address and headers (431 above). */
const HEAD_BYTES = 16 * 1024;
/** Milliseconds for a head, for a whole request, and without a byte in either direction. */
const TIMES = { head: 10_000, request: 15_000, silence: 60_000 } as const;
/** Longer than the 60 s for which nginx keeps a connection, so that it never sends into one that is being closed. */
const KEEP_ALIVE_MS = 65_000;
/** How long a connection that was refused is listened to after our last word: a reset would overtake it on its way. */
const LINGER_MS = 2_000;
/** Requests of one connection under way. Browsers and proxies send the next when they have an answer; thousands sent at once are a flood. */
const MOST_ON_CONNECTION = 16;

export interface ServerParts {
  settings: Pick<ServingSettings, 'trustedProxies' | 'origin'>;
  /** Answers what passed the gate. */
  serve: (asked: Asked, response: GuardedResponse) => Promise<void>;
  /** Told of each answer once it is over. */
  answered: (answered: Answered) => void;
  release: () => string | null;
}

export interface MusterServer {
  server: Server;
  /**
   * Takes no new connections, says 503 on /readyz, and gives the requests under way `withinMs` to finish; then it cuts what is
   * left. Resolves with the number cut.
   */
  stop: (withinMs: number) => Promise<number>;
}

function send(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(
    status,
    status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
  );
  response.end(body);
}

/** The first value of a header that a proxy sets. */
function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

/** Answers on a connection for which Node has no response, and ends it, whatever still comes. */
function sayOn(socket: Duplex, { status, headers, body }: Refusal, begun: number): void {
  const lines = Object.entries({
    ...COMMON_HEADERS,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    'server-timing': serverTiming(begun),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Why Node's parser could not read a request. */
function unreadable({ code }: NodeJS.ErrnoException): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'Too much is asked at once', `Address and headers may have ${HEAD_BYTES} bytes.`);
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'The request did not come', 'It took too long to arrive.');
    default:
      return refusal(400, 'The request was not understood', 'It is not HTTP/1.1 as RFC 9112 has it.');
  }
}

/** The HTTP server around the pages: bounds, headers, who asks, one report an answer, and an orderly end. It does not listen yet. */
export function createMusterServer({ settings, serve, answered, release }: ServerParts): MusterServer {
  let stopping = false;
  const underWay = new Set<ServerResponse>();
  const onConnection = new WeakMap<Duplex, number>();

  const listener = (request: IncomingMessage, response: GuardedResponse): void => {
    const begun = performance.now();
    const { method = '', url = '' } = request;
    const [path = '', query = ''] = url.split(/\?(.*)/s);
    const kind = addressKind(path);
    const { headers } = request;
    const codings = codingsFor(firstOf(headers['accept-encoding']));
    const [coding] = codings;
    response.guarding = {
      begun,
      overTls:
        settings.origin?.startsWith('https:') === true &&
        settings.trustedProxies > 0 &&
        firstOf(headers['x-forwarded-proto'])?.split(',').at(-1)?.trim().toLowerCase() === 'https',
      coding,
    };
    underWay.add(response);
    const { socket } = request;
    const before = onConnection.get(socket) ?? 0;
    onConnection.set(socket, before + 1);
    response.once('close', () => {
      underWay.delete(response);
      onConnection.set(socket, (onConnection.get(socket) ?? 1) - 1);
      // What a proxy keeps open for more would hold the end up.
      if (stopping) setImmediate(() => server.closeIdleConnections());
      const { statusCode: status } = response;
      answered({
        method,
        path,
        kind,
        status,
        ms: performance.now() - begun,
        release: release(),
        way: response.way,
        aborted: !response.writableFinished,
        ...(status >= 500 && query !== '' && { query }),
      });
    });
    if (stopping) response.setHeader('connection', 'close');
    const refused =
      stopping && path === '/readyz'
        ? refusal(503, 'Stopping', 'This server is about to end; ask another.', { 'retry-after': '10' })
        : before < MOST_ON_CONNECTION
          ? refusalOf(request)
          : refusal(
              429,
              'Too much is asked at once',
              `Of one connection ${MOST_ON_CONNECTION} requests are answered at a time.`,
              { 'retry-after': '1', connection: 'close' },
            );
    if (refused) {
      send(response, refused);
      return;
    }
    const client = clientKey(
      request.socket.remoteAddress,
      firstOf(headers['x-forwarded-for']),
      settings.trustedProxies,
    );
    tellOnly(request, { kind, codings });
    const serving: Serving = { client };
    serveFor(serving, () => serve({ request, kind, coding, client }, response))
      .then(() => sayFault(path, serving))
      .catch((error: unknown) => {
        console.error(`${path}:`, error);
        if (response.headersSent) response.destroy();
        else send(response, OUR_FAULT);
      });
  };

  /** Told of an answer that was given on the connection itself. */
  const answeredOn = (begun: number, { method = '', url = '' }: Partial<IncomingMessage>, status: number) =>
    answered({
      method,
      path: url,
      kind: 'page',
      status,
      ms: performance.now() - begun,
      release: release(),
      way: null,
      aborted: false,
    });

  const server = createServer(
    {
      ServerResponse: GuardedResponse,
      maxHeaderSize: HEAD_BYTES,
      headersTimeout: TIMES.head,
      requestTimeout: TIMES.request,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 5_000,
      // The gate asks for it, in words.
      requireHostHeader: false,
    },
    listener,
  );
  server.timeout = TIMES.silence;
  // No body is taken, so none is asked for: the answer is the final one at once.
  server.on('checkContinue', listener);
  server.on('checkExpectation', listener);
  const ended = new WeakSet<Duplex>();
  server.on('clientError', (error, socket) => {
    // The parser fails anew on each piece that still comes.
    if (ended.has(socket)) return;
    ended.add(socket);
    // Words in the middle of another answer would be taken for a part of it.
    const within = [...underWay].some((response) => response.socket === socket && response.headersSent);
    if (within || !socket.writable) {
      socket.destroy();
      return;
    }
    const begun = performance.now();
    const refused = unreadable(error);
    sayOn(socket, refused, begun);
    answeredOn(begun, {}, refused.status);
  });
  // Without this Node ends the connection without a word.
  server.on('connect', (request, socket) => {
    const begun = performance.now();
    socket.on('error', () => socket.destroy());
    const refused = methodRefusal(request.method ?? '');
    sayOn(socket, refused, begun);
    answeredOn(begun, request, refused.status);
  });

  const stop = async (withinMs: number): Promise<number> => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    let cut = 0;
    const limit = setTimeout(() => {
      cut = underWay.size;
      server.closeAllConnections();
    }, withinMs);
    await closed;
    clearTimeout(limit);
    return cut;
  };
  return { server, stop };
}
