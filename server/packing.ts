import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip, unzip } from 'node:zlib';

/** How a page travels. */
export type Coding = 'br' | 'gzip' | 'identity';

/** As small as gzip's best in less time; pages that are made on each request are packed on each. */
const BROTLI_QUALITY = 4;
/** Below this a packed page is not smaller by a packet. */
const WORTH_PACKING = 1_000;

/** How we pack, the best first: what every browser takes. */
export const PACKINGS = ['br', 'gzip'] as const satisfies Coding[];

/** Those of our packings that an Accept-Encoding header (RFC 9110, 12.5.3) allows, the best first; "identity" alone when it allows none. */
export function codingsFor(acceptEncoding: string | undefined): [Coding, ...Coding[]] {
  const refused = /;\s*q=0(?:\.0*)?\s*$/;
  const accepted = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .filter((entry) => !refused.test(entry))
    .map((entry) => entry.split(';')[0]?.trim());
  const [best, ...others] = PACKINGS.filter((coding) => accepted.includes(coding));
  return best === undefined ? ['identity'] : [best, ...others];
}

/** The body in this coding, made off the main thread. */
export async function packed(body: Buffer, coding: Coding): Promise<Buffer> {
  switch (coding) {
    case 'identity':
      return body;
    case 'gzip':
      return promisify(gzip)(body);
    case 'br':
      return promisify(brotliCompress)(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      });
  }
}

/** True when a body of this length is worth the work. */
export function worthPacking(length: number): boolean {
  return length >= WORTH_PACKING;
}

/** What a body is once unpacked from this Content-Encoding. Throws when it is none that the framework writes. */
export async function unpacked(body: Buffer, coding: string): Promise<Buffer> {
  switch (coding.toLowerCase()) {
    case 'identity':
      return body;
    case 'br':
      return promisify(brotliDecompress)(body);
    case 'gzip':
    case 'deflate':
      return promisify(unzip)(body);
    default:
      throw new Error(`a page in the coding "${coding}"`);
  }
}
