import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import type { Answer, Recording, Way } from './answer';
import { arrange } from './arrange';
import { type Coding, packed, unpacked, worthPacking } from './packing';
import { COMMON_HEADERS, policyFor, policyForPage, STRICT_TRANSPORT, serverTiming } from './policy';

/** What the server tells the response before the framework answers. */
export interface Guarding {
  /** Milliseconds, as of `performance.now`. */
  begun: number;
  overTls: boolean;
  /** How a page may travel to this reader. */
  coding: Coding;
}

/** RFC 9110, 15.4.5. */
const OF_AN_UNCHANGED_ANSWER: readonly string[] = [
  'cache-control',
  'content-location',
  'etag',
  'expires',
  'last-modified',
  'vary',
  'access-control-allow-origin',
  'access-control-expose-headers',
];

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
  /** How the answer came about; null while that is open, and when there is none of the pages. */
  way: Way | null = null;
  /** Hears what goes out. */
  recording: Recording | null = null;
  /** Holds every answer until it is whole, not only pages. */
  gathers = false;
  private held: Buffer[] | null = null;
  private headDecided = false;
  private isPage = false;

  override writeHead(status: number, ...[first, second]: Arguments): this {
    if (this.held !== null) return this;
    const reason = typeof first === 'string' ? first : undefined;
    this.setAll(typeof first === 'string' ? second : (first ?? second));
    this.statusCode = status;
    if (!this.headDecided) {
      this.headDecided = true;
      if (reason !== undefined) this.statusMessage = reason;
      this.isPage = this.addHeaders();
      if (this.isPage || this.gathers) {
        this.held = [];
        return this;
      }
    }
    return this.sendHead();
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    if (this.held === null && !this.headersSent) this.writeHead(this.statusCode);
    if (this.held === null) {
      this.recording?.piece(toBuffer(chunk, encoding));
      const hasRoom: boolean = Reflect.apply(super.write, this, [chunk, encoding, callback]);
      // While others wait for the same answer it is made as fast as it can be, not as fast as this reader takes it.
      return hasRoom || this.recording?.listens === true;
    }
    this.held.push(toBuffer(chunk, encoding));
    const done = [encoding, callback].find((one): one is Callback => typeof one === 'function');
    if (done) queueMicrotask(() => done(null));
    return true;
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (this.held === null && !this.headersSent && !this.headDecided) this.writeHead(this.statusCode);
    const last =
      chunk !== undefined && chunk !== null && typeof chunk !== 'function' ? toBuffer(chunk, encoding) : null;
    if (this.held === null) {
      if (last) this.recording?.piece(last);
      this.recording?.end();
      return Reflect.apply(super.end, this, [chunk, encoding, callback]);
    }
    if (last) this.held.push(last);
    const done = [chunk, encoding, callback].find((one): one is () => void => typeof one === 'function');
    const whole = Buffer.concat(this.held);
    this.release(whole, done).catch((error: unknown) => {
      console.error('an answer could not be sent:', error);
      this.recording?.giveUp();
      this.destroy();
    });
    return this;
  }

  override flushHeaders(): void {
    if (this.held === null && !this.headersSent) this.writeHead(this.statusCode);
    if (this.held === null) super.flushHeaders();
  }

  /** Sends an answer that was made before: whole, without its body, or (304) only what says that the reader has it. */
  sendAgain({ status, headers, body }: Answer, how: 'whole' | 'head' | 'unchanged'): this {
    this.headDecided = true;
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) continue;
      // A 304 updates the headers of what the reader has: they stay as they are.
      if (how === 'unchanged' && !OF_AN_UNCHANGED_ANSWER.includes(name)) continue;
      this.setHeader(name, value);
    }
    this.addHeadersOfTheMoment();
    this.statusCode = how === 'unchanged' ? 304 : status;
    if (how !== 'unchanged') this.setHeader('content-length', body.length);
    super.writeHead(this.statusCode);
    super.end(how === 'whole' ? body : undefined);
    return this;
  }

  private sendHead(): this {
    this.recording?.head(this.statusCode, this.getHeaders());
    return super.writeHead(this.statusCode, this.statusMessage);
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

  private addHeadersOfTheMoment(): void {
    if (this.guarding?.overTls) this.setHeader('strict-transport-security', STRICT_TRANSPORT);
    if (this.guarding !== null) {
      this.setHeader('server-timing', serverTiming(this.guarding.begun));
    }
  }

  /** True when the answer is a page that has to be whole first. */
  private addHeaders(): boolean {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) {
      if (!this.hasHeader(name)) this.setHeader(name, value);
    }
    this.addHeadersOfTheMoment();
    // A 304 updates the headers of what the reader has: the policy of that very page stays as it is.
    if (this.statusCode === 304) return false;
    const ownPolicy = this.hasHeader('content-security-policy');
    if (!ownPolicy) this.setHeader('x-frame-options', 'DENY');
    if (ownPolicy) return false;
    const contentType = String(this.getHeader('content-type') ?? '');
    this.setHeader('content-security-policy', policyFor(contentType));
    return /^text\/html\b/i.test(contentType);
  }

  /** Puts the page that was held in order, gives it its policy, and packs it. */
  private async finishPage(whole: Buffer): Promise<Buffer> {
    const already = this.getHeader('content-encoding');
    // What the framework packed itself (a page at the address of a file) travels as it is.
    if (already !== undefined) {
      const html = (await unpacked(whole, String(already))).toString('utf8');
      this.setHeader('content-security-policy', policyForPage(html));
      return whole;
    }
    const { html, styleHash } = arrange(whole.toString('utf8'), String(this.getHeader('link') ?? ''));
    this.removeHeader('link');
    this.setHeader('content-security-policy', policyForPage(html, styleHash));
    const body = Buffer.from(html);
    const coding = worthPacking(body.length) ? (this.guarding?.coding ?? 'identity') : 'identity';
    if (coding === 'identity') return body;
    this.setHeader('content-encoding', coding);
    return packed(body, coding);
  }

  private async release(whole: Buffer, done: (() => void) | undefined): Promise<void> {
    let body = whole;
    if (this.isPage) {
      const vary = String(this.getHeader('vary') ?? '');
      if (!/\baccept-encoding\b/i.test(vary)) {
        this.setHeader('vary', vary === '' ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
      }
      // HEAD is answered without the page, so its scripts are not known.
      if (whole.length > 0) body = await this.finishPage(whole);
    }
    this.held = null;
    if (this.destroyed) return;
    if (body.length > 0) this.setHeader('content-length', body.length);
    this.sendHead();
    this.recording?.piece(body);
    this.recording?.end();
    super.end(body.length > 0 ? body : undefined, done);
  }
}
