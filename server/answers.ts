import { createHash } from 'node:crypto';
import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { asDatabaseUnavailable } from '@/db/client';
import { type AddressKind, addressKind } from '@/lib/serving/address-kind';
import { type Markup, OURSELVES, type Serving, serveFor } from '@/lib/serving/context';
import { type Answer, Recording, type Way } from './answer';
import { headersForAll, isHad, keyOf, tellOnly } from './asked';
import { sayFault } from './faults';
import { OUR_FAULT, type Refusal, refusal } from './gate';
import type { Generations } from './generation';
import { GuardedResponse } from './guarded-response';
import { type Coding, PACKINGS } from './packing';

/** For so long after new data is seen a reader gets the answer of before, while the new one is made. */
const LATE_MS = 2_000;
/** Larger answers flow through and are not kept. */
const LARGEST = 2 * 1024 * 1024;
const LARGEST_GATHERED = 64 * 1024 * 1024;
/** One thread makes pages: more at once would only make each later. Some wait for a drawing meanwhile. */
const MADE_AT_ONCE = 6;
/** Beyond these, and after this time, a reader is asked to come again. */
const MOST_WAITING = 400;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_MAKING_MS = 30_000;
/** An answer that failed is made once more for all who waited for it; then they hear of the failure too. */
const MOST_WAITED_FOR = 2;
/** So often an answer is begun at most: data that is loaded each time while it is made comes faster than anybody loads. */
const MOST_BEGINNINGS = 3;
/** Answers are made ahead once readers have needed nothing made for so long. */
const QUIET_MS = 500;
/** Of what is made: for a reader who waits, behind the back of one who got that of before, and ahead. */
const PRIORITY = { now: 0, soon: -1, ahead: -2 } as const;

/**
 * Shared caches may keep a page for two seconds and then show it for three more while they fetch it again, so that new data
 * shows within five; while no instance answers, for a day. Browsers ask each time, and mostly hear that nothing has changed.
 */
export const PAGE_CACHE_CONTROL =
  'public, max-age=0, s-maxage=2, stale-while-revalidate=3, stale-if-error=86400';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Kept extends Answer {
  /** The generation that it is of. */
  of: string;
}

export interface AnswersParts {
  handle: Handle;
  generations: Generations;
  /** Of all answers that are kept. */
  mostBytes: number;
  /** See `Markup.of`; left out, pages are made of elements alone. */
  markupOf?: Markup['of'];
}

/** A request as the server knows it, after `tellOnly`. */
export interface Asked {
  request: IncomingMessage;
  kind: AddressKind;
  coding: Coding;
  client: string;
}

/** Where a response goes that is only recorded. */
class Nowhere extends Socket {
  override _read(): void {
    // Nothing ever comes from it.
  }
  override _write(_chunk: unknown, _encoding: unknown, done: (error?: Error | null) => void): void {
    done();
  }
  override _writev(_chunks: unknown, done: (error?: Error | null) => void): void {
    done();
  }
}

const TOO_MANY = refusal(
  503,
  'Too much is asked at once',
  'More pages are being asked for than can be made. Please try again in a few seconds.',
  { 'retry-after': '5' },
);
const asAnswer = ({ status, headers, body }: Refusal): Answer => ({
  status,
  headers,
  body: Buffer.from(body),
});
const BUSY = asAnswer(TOO_MANY);
const FAULT = asAnswer(OUR_FAULT);

/**
 * Answers of the present release, made once and sent to all who ask the same. Who asks while one is being made waits for
 * it. When new data is loaded an answer is made again: for a moment readers get that of before (wholly of the release before),
 * and behind their back the new one is made. While the database cannot be read, what is kept goes on being shown.
 */
export class Answers {
  private readonly kept: LRUCache<string, Kept>;
  /** What is under way; null comes of a file that broke off, or is too large to be kept. */
  private readonly making = new Map<string, Promise<Answer | null>>();
  private readonly queue = new PQueue({ concurrency: MADE_AT_ONCE });
  private neededAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: AnswersParts) {
    this.kept = new LRUCache({
      // 0 would be no bound; into a byte nothing fits.
      maxSize: Math.max(1, parts.mostBytes),
      maxEntrySize: LARGEST,
      // Some 1,000 bytes for headers and what keeping it takes.
      sizeCalculation: ({ body }, key) => body.length + key.length + 1_000,
    });
  }

  /** Answers; `response.way` says how. */
  async serve(asked: Asked, response: GuardedResponse): Promise<void> {
    const { request, kind, coding } = asked;
    response.way = 'made';
    if (!mayBeKept(request, kind)) return this.parts.handle(request, response);
    const key = keyOf(request, coding);
    const generation = await this.parts.generations.lately();
    const kept = this.kept.get(key);
    if (kept && (generation.id === null || kept.of === generation.id)) {
      return sendTo(request, response, kept, 'kept');
    }
    if (kept && isGathered(kind) && performance.now() - generation.since < LATE_MS) {
      this.gather(key, asked, PRIORITY.soon).catch((error: unknown) =>
        console.error(`${request.url}:`, error),
      );
      return sendTo(request, response, kept, 'late');
    }
    // All who wait go on one after the other: the first of them makes it again, and the others find that under way.
    for (let waitedFor = 1; waitedFor <= MOST_WAITED_FOR; waitedFor += 1) {
      const underWay = this.making.get(key);
      if (!underWay) break;
      const answer = await underWay;
      if (response.destroyed) return;
      if (answer && isForAll(answer, waitedFor)) return sendTo(request, response, answer, 'shared');
    }
    if (isGathered(kind)) sendTo(request, response, await this.gather(key, asked, PRIORITY.now), 'made');
    else if (request.method === 'HEAD') await this.parts.handle(request, response);
    else await this.letThrough(key, request, response);
  }

  /** Makes answers ahead, one after the other and after all that readers ask for. No address of a file: those are not made whole. */
  async prepare(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const request = new IncomingMessage(new Nowhere());
      Object.assign(request, { method: 'GET', url });
      request.headers = {};
      const kind = addressKind(url);
      tellOnly(request, { kind, codings: PACKINGS });
      const key = keyOf(request, 'br');
      while (this.queue.size > 0 || performance.now() - this.neededAt < QUIET_MS) await pause(QUIET_MS / 5);
      await this.gather(key, { request, kind, coding: 'br', client: OURSELVES }, PRIORITY.ahead);
    }
  }

  /** Made whole, apart from the reader's connection, so that one who leaves spoils it for nobody. */
  private gather(
    key: string,
    asked: Asked,
    priority: (typeof PRIORITY)[keyof typeof PRIORITY],
  ): Promise<Answer> {
    const forReaders = priority !== PRIORITY.ahead;
    if (forReaders) this.neededAt = performance.now();
    const underWay = this.making.get(key);
    if (priority !== PRIORITY.now && underWay) return underWay.then((answer) => answer ?? BUSY);
    if (this.queue.size >= MOST_WAITING) return Promise.resolve(BUSY);
    const since = performance.now();
    const answer = this.queue.add(
      async () => {
        if (performance.now() - since > LONGEST_WAIT_MS) return BUSY;
        const answer = await this.ofOneGeneration(key, asked);
        if (forReaders) this.neededAt = performance.now();
        return answer;
      },
      { priority },
    );
    return this.share(key, answer);
  }

  /** A page reads its parts one after the other; one that new data came into is begun anew. */
  private async ofOneGeneration(key: string, asked: Asked): Promise<Answer> {
    let made = BUSY;
    for (let time = 0; time < MOST_BEGINNINGS; time += 1) {
      const before = await this.parts.generations.now();
      const serving: Serving = { client: asked.client, ...this.markupFor(asked) };
      const once = () => serveFor(serving, () => this.make(asked));
      made = await once();
      sayFault(asked.request.url ?? '', serving);
      const met = made.status === 500 ? asDatabaseUnavailable(serving.fault) : null;
      if (met) {
        // The database broke on the way: made again, the page says so in words (proxy.ts).
        serving.unavailable = met.reason;
        made = await once();
      }
      if (serving.unavailable !== undefined) return this.kept.get(key) ?? made;
      const after = await this.parts.generations.now();
      if (after.id === null || after.id === before.id) {
        this.keep(key, before.id, after.id, made);
        return made;
      }
    }
    return this.kept.get(key) ?? made;
  }

  private share<Given extends Answer | null>(key: string, answer: Promise<Given>): Promise<Given> {
    const shared = answer.catch(() => FAULT);
    this.making.set(key, shared);
    shared.finally(() => {
      if (this.making.get(key) === shared) this.making.delete(key);
    });
    return answer;
  }

  private markupFor({ request, kind }: Asked): Pick<Serving, 'markup'> {
    const { markupOf } = this.parts;
    if (kind !== 'page' || markupOf === undefined) return {};
    return { markup: { of: markupOf, inData: request.headers.rsc !== undefined, parts: new Map() } };
  }

  private async make({ request: asked, kind, coding }: Asked): Promise<Answer> {
    const socket = new Nowhere();
    const request = new IncomingMessage(socket);
    Object.assign(request, { method: 'GET', url: asked.url, httpVersion: '1.1' });
    Object.assign(request, { httpVersionMajor: 1, httpVersionMinor: 1 });
    request.headers = headersForAll(asked.headers);
    request.push(null);
    const response = new GuardedResponse(request);
    response.assignSocket(socket);
    response.guarding = { begun: performance.now(), overTls: false, coding };
    response.gathers = true;
    const recording = new Recording(LARGEST_GATHERED);
    response.recording = recording;
    const tooLate = setTimeout(() => recording.giveUp(), LONGEST_MAKING_MS);
    try {
      const handled = this.parts.handle(request, response);
      // One that never returns must not hold its place.
      const answer = await Promise.race([handled.then(() => recording.answer), recording.answer]);
      if (answer === null) throw new Error(`${asked.url}: no whole answer within ${LONGEST_MAKING_MS} ms`);
      return finished(answer, kind);
    } finally {
      clearTimeout(tooLate);
      socket.destroy();
    }
  }

  /** For files, whose first lines travel while the last are being made. */
  private async letThrough(key: string, request: IncomingMessage, response: GuardedResponse): Promise<void> {
    const before = await this.parts.generations.now();
    // Of one that has left nothing would be heard any more.
    if (response.destroyed) return;
    request.headers = headersForAll(request.headers);
    const recording = new Recording(LARGEST);
    response.recording = recording;
    response.once('close', () => recording.giveUp());
    this.share(key, recording.answer);
    try {
      await this.parts.handle(request, response);
    } catch (error) {
      recording.giveUp();
      throw error;
    }
    const answer = await recording.answer;
    if (!answer) return;
    const after = await this.parts.generations.now();
    this.keep(key, before.id, after.id, finished(answer, 'file'));
  }

  /** Only what is certainly of one release: the same before and after. */
  private keep(key: string, before: string | null, after: string | null, answer: Answer): void {
    if (answer.status !== 200 || before === null || after !== before) return;
    if (/\bno-store\b/.test(String(answer.headers['cache-control'] ?? ''))) return;
    this.kept.set(key, { ...answer, of: before });
  }
}

/** Whether an answer that was made for one reader is also that of another, who has waited for so many of them. */
function isForAll({ status }: Answer, waitedFor: number): boolean {
  // What was refused to one client may be open to another.
  if (status === 429) return false;
  return status < 500 || status === 503 || waitedFor === MOST_WAITED_FOR;
}

function mayBeKept({ method }: IncomingMessage, kind: AddressKind): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return kind !== 'asset' && kind !== 'health';
}

/** What is made whole before its first byte is sent. Files may be large, and are not. */
function isGathered(kind: AddressKind): boolean {
  switch (kind) {
    case 'page':
    case 'picture':
    case 'api':
    case 'embed':
      return true;
    case 'file':
    case 'asset':
    case 'health':
      return false;
  }
}

/** An answer with what lets others keep it. */
function finished({ status, headers, body }: Answer, kind: AddressKind): Answer {
  if (status !== 200) return { status, headers, body };
  const etag = headers.etag ?? `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return {
    status,
    body,
    headers: { ...headers, etag, ...(kind === 'page' && { 'cache-control': PAGE_CACHE_CONTROL }) },
  };
}

function sendTo(
  { method, headers }: IncomingMessage,
  response: GuardedResponse,
  answer: Answer,
  way: Way,
): void {
  if (response.destroyed) return;
  response.way = way;
  if (answer.status === 200 && isHad(headers, answer.headers)) {
    response.sendAgain(answer, 'unchanged');
  } else response.sendAgain(answer, method === 'HEAD' ? 'head' : 'whole');
}
