import 'server-only';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What answers are packed with, the one preferred first. */
export const CONTENT_ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type ContentEncoding = (typeof CONTENT_ENCODINGS)[number];

/** Below this many bytes packing saves nothing: it all goes into one packet. */
export const PACKED_FROM = 1024;

/** A middle way: a quarter of the time of brotli's best, within a tenth of its size on answers of ours. */
const BROTLI_QUALITY = 5;

/** How much a client wants an encoding by its `Accept-Encoding` (RFC 9110, 12.5.3): 0 to 1. */
function wish(header: string, encoding: string): number {
  const stated = new Map(
    header.split(',').flatMap((part): [string, number][] => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      if (name === '') return [];
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      const number = Number(quality);
      return [[name, Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 0]];
    }),
  );
  return stated.get(encoding) ?? stated.get('*') ?? (encoding === 'identity' ? 1 : 0);
}

/** The encoding to answer with: the one a client wants most, ours first among equals; plain where it wants none of ours. */
export function encodingFor(acceptEncoding: string | null): ContentEncoding {
  const header = acceptEncoding ?? '';
  const wishes = new Map(CONTENT_ENCODINGS.map((encoding) => [encoding, wish(header, encoding)]));
  // Plain is acceptable unless refused; it is wanted only where nothing else is.
  const packed = CONTENT_ENCODINGS.filter((encoding) => encoding !== 'identity');
  const most = Math.max(...packed.map((encoding) => wishes.get(encoding) ?? 0));
  return most > 0 ? (packed.find((encoding) => wishes.get(encoding) === most) ?? 'identity') : 'identity';
}

/** Bytes of a text in an encoding, packed off the main thread. */
export async function encoded(text: string, encoding: ContentEncoding): Promise<Uint8Array<ArrayBuffer>> {
  const plain = Buffer.from(text);
  switch (encoding) {
    case 'br':
      return own(
        await promisify(brotliCompress)(plain, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
          },
        }),
      );
    case 'gzip':
      return own(await promisify(gzip)(plain));
    case 'identity':
      return own(plain);
  }
}

function own(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
