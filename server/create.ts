import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKind } from '@/lib/serving/address-kind';
import { clientKey } from '@/lib/serving/client-key';
import { serveFor } from '@/lib/serving/context';
import type { ServingSettings } from '@/lib/serving/settings';
import type { Asked } from './answers';
import { tellOnly } from './asked';
import { type Refusal, refusal, refusalOf } from './gate';
import { GuardedResponse } from './guarded-response';
import type { Answered } from './log';
import { codingFor } from './packing';

/** Bytes of a request's head: address and headers (431 above). */
const HEAD_BYTES = 16 * 1024;
/** Milliseconds for a head, for a whole request, and without a byte in either direction. */
const TIMES = { head: 10_000, request: 15_000, silence: 60_000 } as const;
/** Longer than the 60 s for which nginx keeps a connection, so that it never sends into one that is being closed. */
const KEEP_ALIVE_MS = 65_000;

export interface ServerParts {
  settings: Pick<ServingSettings, 'trustedProxies' | 'secureOrigin'>;
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

/** What Node's parser could not read, said before the connection ends. */
function sayUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, headers, body } =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? refusal(431, 'Too much is asked at once', `Address and headers may have ${HEAD_BYTES} bytes.`)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? refusal(408, 'The request did not come', 'It took too long to arrive.')
        : refusal(400, 'The request was not understood', 'It is not HTTP/1.1 as RFC 9112 has it.');
  const lines = Object.entries({
    ...headers,
    'x-content-type-options': 'nosniff',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${status} ${status === 431 ? 'Request Header Fields Too Large' : status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  );
}

/** The HTTP server around the pages: bounds, headers, who asks, one report an answer, and an orderly end. It does not listen yet. */
export function createMusterServer({ settings, serve, answered, release }: ServerParts): MusterServer {
  let stopping = false;
  const underWay = new Set<ServerResponse>();

  const listener = (request: IncomingMessage, response: GuardedResponse): void => {
    const begun = performance.now();
    const { method = '', url = '' } = request;
    const [path = '', query = ''] = url.split(/\?(.*)/s);
    const kind = addressKind(path);
    const { headers } = request;
    const coding = codingFor(firstOf(headers['accept-encoding']));
    response.guarding = {
      begun,
      overTls:
        settings.secureOrigin &&
        settings.trustedProxies > 0 &&
        firstOf(headers['x-forwarded-proto'])?.split(',').at(-1)?.trim().toLowerCase() === 'https',
      coding,
    };
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
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
        : refusalOf(request);
    if (refused) {
      send(response, refused);
      return;
    }
    const client = clientKey(
      request.socket.remoteAddress,
      firstOf(headers['x-forwarded-for']),
      settings.trustedProxies,
    );
    tellOnly(request, { kind, coding, trustProxy: settings.trustedProxies > 0 });
    serveFor({ client }, () => serve({ request, kind, coding, client }, response)).catch((error: unknown) => {
      console.error(`${path}:`, error);
      if (response.headersSent) response.destroy();
      else send(response, refusal(500, 'A fault on our side', 'It has been logged.'));
    });
  };

  const server = createServer(
    {
      ServerResponse: GuardedResponse,
      maxHeaderSize: HEAD_BYTES,
      headersTimeout: TIMES.head,
      requestTimeout: TIMES.request,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 5_000,
    },
    listener,
  );
  server.timeout = TIMES.silence;
  server.on('clientError', sayUnreadable);

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
