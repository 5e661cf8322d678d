import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { LRUCache } from 'lru-cache';
import { type Coding, packed, unpacked, worthPacking } from './packing';
import { COMMON_HEADERS, policyFor, policyForPage, STRICT_TRANSPORT } from './policy';

/** A page as it goes out. */
interface Finished {
  policy: string;
  body: Buffer;
  coding: Coding;
}

const KEPT_BYTES = 32 * 1024 * 1024;

/** Pages that the framework keeps ready carry an ETag of their content, so they are hashed and packed once. */
const finishedPages = new LRUCache<string, Finished>({
  maxSize: KEPT_BYTES,
  sizeCalculation: ({ body, policy }) => body.length + policy.length + 1,
});

/** What the server tells the response before the framework answers. */
export interface Guarding {
  /** Milliseconds, as of `performance.now`. */
  begun: number;
  overTls: boolean;
  /** How a page may travel to this reader. */
  coding: Coding;
}

type Arguments = [
  first?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
  second?: OutgoingHttpHeaders | OutgoingHttpHeader[],
];
type Callback = (error?: Error | null) => void;

function toBuffer(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') {
    return Buffer.from(
      chunk,
      typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8',
    );
  }
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError(`a body of ${typeof chunk}: it must be text or bytes`);
}

/**
 * The response to each request: puts the headers that bind a browser on every answer, whoever makes it. A page (HTML without a
 * policy of its own) is held until it is whole, because its policy names its scripts and stands before it; then it is packed.
 */
export class GuardedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  guarding: Guarding | null = null;
  private held: Buffer[] | null = null;
  private headDecided = false;

  override writeHead(status: number, ...[first, second]: Arguments): this {
    if (this.held !== null) return this;
    const reason = typeof first === 'string' ? first : undefined;
    this.setAll(typeof first === 'string' ? second : (first ?? second));
    this.statusCode = status;
    if (!this.headDecided) {
      this.headDecided = true;
      if (reason !== undefined) this.statusMessage = reason;
      if (this.addHeaders()) {
        this.held = [];
        return this;
      }
    }
    return super.writeHead(status, this.statusMessage);
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    if (this.held === null && !this.headersSent) this.writeHead(this.statusCode);
    if (this.held === null) return Reflect.apply(super.write, this, [chunk, encoding, callback]);
    this.held.push(toBuffer(chunk, encoding));
    const done = [encoding, callback].find((one): one is Callback => typeof one === 'function');
    if (done) queueMicrotask(() => done(null));
    return true;
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (this.held === null && !this.headersSent && !this.headDecided) this.writeHead(this.statusCode);
    if (this.held === null) return Reflect.apply(super.end, this, [chunk, encoding, callback]);
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      this.held.push(toBuffer(chunk, encoding));
    }
    const done = [chunk, encoding, callback].find((one): one is () => void => typeof one === 'function');
    const whole = Buffer.concat(this.held);
    this.release(whole, done).catch((error: unknown) => {
      console.error('a page could not be sent:', error);
      this.destroy();
    });
    return this;
  }

  override flushHeaders(): void {
    if (this.held === null && !this.headersSent) this.writeHead(this.statusCode);
    if (this.held === null) super.flushHeaders();
  }

  private setAll(headers: OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined): void {
    if (headers === undefined) return;
    if (!Array.isArray(headers)) {
      for (const [name, value] of Object.entries(headers))
        if (value !== undefined) this.setHeader(name, value);
      return;
    }
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const value = headers[at + 1];
      if (value !== undefined) this.setHeader(String(headers[at]), value);
    }
  }

  /** True when the answer is a page that has to be whole first. */
  private addHeaders(): boolean {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) {
      if (!this.hasHeader(name)) this.setHeader(name, value);
    }
    if (this.guarding?.overTls) this.setHeader('strict-transport-security', STRICT_TRANSPORT);
    if (this.guarding !== null) {
      this.setHeader('server-timing', `app;dur=${(performance.now() - this.guarding.begun).toFixed(1)}`);
    }
    // A 304 updates the headers of what the reader has: the policy of that very page stays as it is.
    if (this.statusCode === 304) return false;
    const ownPolicy = this.hasHeader('content-security-policy');
    if (!ownPolicy) this.setHeader('x-frame-options', 'DENY');
    if (ownPolicy) return false;
    const contentType = String(this.getHeader('content-type') ?? '');
    this.setHeader('content-security-policy', policyFor(contentType));
    return /^text\/html\b/i.test(contentType);
  }

  /** The page that was held, by its ETag if it was sent before. */
  private async finish(whole: Buffer): Promise<Finished> {
    const etag = this.getHeader('etag');
    const already = this.getHeader('content-encoding');
    // What the framework packed itself (a page at the address of a file) travels as it is.
    if (already !== undefined) {
      const html = await unpacked(whole, String(already));
      return { policy: policyForPage(html.toString('utf8')), body: whole, coding: 'identity' };
    }
    const coding = worthPacking(whole.length) ? (this.guarding?.coding ?? 'identity') : 'identity';
    const key = typeof etag === 'string' ? `${coding} ${whole.length} ${etag}` : null;
    const known = key === null ? undefined : finishedPages.get(key);
    if (known) return known;
    const finished = {
      policy: policyForPage(whole.toString('utf8')),
      body: await packed(whole, coding),
      coding,
    };
    if (key !== null) finishedPages.set(key, finished);
    return finished;
  }

  private async release(whole: Buffer, done: (() => void) | undefined): Promise<void> {
    const vary = String(this.getHeader('vary') ?? '');
    if (!/\baccept-encoding\b/i.test(vary)) {
      this.setHeader('vary', vary === '' ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
    }
    // HEAD is answered without the page, so its scripts are not known.
    const finished = whole.length === 0 ? null : await this.finish(whole);
    this.held = null;
    if (this.destroyed) return;
    if (finished) {
      this.setHeader('content-security-policy', finished.policy);
      this.setHeader('content-length', finished.body.length);
      if (finished.coding !== 'identity') this.setHeader('content-encoding', finished.coding);
    }
    super.writeHead(this.statusCode, this.statusMessage);
    super.end(finished?.body, done);
  }
}
