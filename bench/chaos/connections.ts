/*
 * Holds connections open against a production build of its own, as somebody would who wants to keep others out: heads and bodies
 * that trickle in, thousands of connections that say nothing, and thousands of requests sent at once without reading. Says when
 * each is ended and whether another reader is answered meanwhile. Ends with 1 when something does not hold.
 * Needs "npm run up" once, and leave to open 2,100 files. Run: npx tsx bench/chaos/connections.ts
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { served } from '../served';

const CONNECTIONS = 2_000;
const PIPELINED = 5_000;
/** docs/operate.md: 10 s for a head, looked at every 5 s; the rest is for a machine that is busy. */
const MOST_FOR_HEAD_S = 20;
/** docs/operate.md: a body is refused at once. */
const MOST_FOR_REFUSAL_S = 5;
const MOST_FOR_READER_S = 2;

const seconds = (since: number) => (performance.now() - since) / 1_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, 'localhost');
  // A reset is one way of being ended; 'close' follows.
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends `first`, then `piece` each second, until the server ends it. Gives what it said and after how many seconds. */
async function trickle(port: number, first: string, piece: string): Promise<{ said: string; after: number }> {
  const socket = await opened(port);
  const since = performance.now();
  let said = '';
  socket.on('data', (part) => {
    said += part;
  });
  socket.write(first);
  const more = setInterval(() => socket.write(piece), 1_000);
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve).once('close', () => resolve());
  });
  await Promise.race([ended, wait(2 * MOST_FOR_HEAD_S * 1_000)]);
  clearInterval(more);
  const after = seconds(since);
  socket.destroy();
  return { said: said.split('\r\n', 1)[0] ?? '', after };
}

async function answeredIn(origin: string): Promise<number> {
  const since = performance.now();
  await (await fetch(`${origin}/healthz`)).arrayBuffer();
  return seconds(since);
}

const HOST = 'Host: localhost\r\n';
const TRICKLES = [
  { name: 'a head, line by line', first: 'GET / HTTP/1.1\r\n', piece: 'X: y\r\n', most: MOST_FOR_HEAD_S },
  { name: 'a head, one byte', first: 'G', piece: '', most: MOST_FOR_HEAD_S },
  { name: 'nothing', first: '', piece: '', most: MOST_FOR_HEAD_S },
  { name: 'empty lines', first: '\r\n', piece: '\r\n', most: MOST_FOR_HEAD_S },
  {
    name: 'a body',
    first: `POST / HTTP/1.1\r\n${HOST}Content-Length: 1000000\r\n\r\n`,
    piece: 'a',
    most: MOST_FOR_REFUSAL_S,
  },
  {
    name: 'chunks',
    first: `GET / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`,
    piece: '1\r\na\r\n',
    most: MOST_FOR_REFUSAL_S,
  },
] as const;

const failed = await served({}, async ({ origin }) => {
  const port = Number(new URL(origin).port);
  let wrong = 0;
  const say = (holds: boolean, what: string) => {
    if (!holds) wrong += 1;
    console.log(`${holds ? 'holds' : 'WRONG'}  ${what}`);
  };

  await Promise.all(
    TRICKLES.map(async ({ name, first, piece, most }) => {
      const { said, after } = await trickle(port, first, piece);
      const holds = after <= most && /^HTTP\/1\.1 4\d\d /.test(said);
      say(holds, `${name}: ended after ${after.toFixed(1)} s (at most ${most}) with “${said}”`);
    }),
  );

  const silent: Socket[] = [];
  try {
    for (let place = 0; place < CONNECTIONS; place += 1) silent.push(await opened(port));
    const took = await answeredIn(origin);
    say(
      took <= MOST_FOR_READER_S,
      `${CONNECTIONS} silent connections: another reader is answered in ${took.toFixed(2)} s (at most ${MOST_FOR_READER_S})`,
    );
    for (const socket of silent) socket.resume();
    await wait(MOST_FOR_HEAD_S * 1_000);
    const left = silent.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length;
    say(left === 0, `${CONNECTIONS} silent connections: ${left} are open after ${MOST_FOR_HEAD_S} s (none)`);
  } finally {
    for (const socket of silent) socket.destroy();
  }

  const flooding = await opened(port);
  try {
    flooding.pause();
    const requests = Array.from(
      { length: PIPELINED },
      (_, place) => `GET /measures?q=w${place} HTTP/1.1\r\n${HOST}\r\n`,
    );
    flooding.write(requests.join(''));
    await wait(1_000);
    const took = await answeredIn(origin);
    say(
      took <= MOST_FOR_READER_S,
      `${PIPELINED} requests at once on one connection: another reader is answered in ${took.toFixed(2)} s (at most ${MOST_FOR_READER_S})`,
    );
  } finally {
    flooding.destroy();
  }
  console.log(wrong === 0 ? 'every connection holds' : `${wrong} do not hold`);
  return wrong;
});
process.exitCode = failed === 0 ? 0 : 1;
