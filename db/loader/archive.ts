import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../records';
import { releaseContents } from '../schema';
import { type Content, emptyContent } from './normalise';

/**
 * How releases are kept: every record as one line of JSON, `["measures",{…}]`, compressed with brotli, in parts. Counted up
 * when a packed content could no longer be read into the records or the tables of the day (a code that is gone, a field
 * that means something else); contents of another format count as not kept.
 */
export const CONTENT_FORMAT = 1;

/** Bytes in a row: a libSQL server takes statements of a few megabytes. */
const PART_BYTES = 256 * 1024;
/** Characters handed to the compressor at once; one line at a time would be slow. */
const PORTION = 64 * 1024;

/**
 * Measured on the real data (2.9 MB of JSON): quality 5 gives 297 kB in 90 ms, 9 gives 292 kB in 300 ms, 11 gives 246 kB in 11 s;
 * gzip 377 kB.
 */
const COMPRESSION = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 },
};

function* portions(content: Content): Generator<string> {
  let portion = '';
  for (const [kind, records] of Object.entries(content)) {
    for (const record of records) {
      portion += `${JSON.stringify([kind, record])}\n`;
      if (portion.length >= PORTION) {
        yield portion;
        portion = '';
      }
    }
  }
  if (portion !== '') yield portion;
}

/** The bytes of a stream in pieces of PART_BYTES; the last one is what is left. */
async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.byteLength;
    if (size < PART_BYTES) continue;
    const whole = Buffer.concat(held);
    let start = 0;
    for (; whole.byteLength - start >= PART_BYTES; start += PART_BYTES) {
      yield whole.subarray(start, start + PART_BYTES);
    }
    held = [whole.subarray(start)];
    size = whole.byteLength - start;
  }
  if (size > 0) yield Buffer.concat(held);
}

/**
 * Keeps the content of a release, instead of what was kept of the same release before. To be called inside the
 * transaction of the load. Gives the number of bytes written.
 */
export async function keepContent(db: Queryable, releaseId: string, content: Content): Promise<number> {
  await db.delete(releaseContents).where(eq(releaseContents.releaseId, releaseId));
  let written = 0;
  await pipeline(
    Readable.from(portions(content)),
    createBrotliCompress(COMPRESSION),
    async (compressed: AsyncIterable<Buffer>) => {
      let part = 0;
      for await (const bytes of inParts(compressed)) {
        await db.insert(releaseContents).values({ releaseId, part, format: CONTENT_FORMAT, bytes });
        part += 1;
        written += bytes.byteLength;
      }
    },
  );
  return written;
}

function isKind(kind: unknown, content: Content): kind is keyof Content {
  return typeof kind === 'string' && Object.hasOwn(content, kind);
}

/** Takes text in any pieces and adds the record of each whole line to a content. */
class LineReader {
  private rest = '';
  readonly content = emptyContent();

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const [kind, record] = JSON.parse(line) as [unknown, never];
      if (!isKind(kind, this.content)) throw new Error(`kept content: no records are called "${kind}"`);
      this.content[kind].push(record);
    }
  }

  end(): Content {
    if (this.rest !== '') throw new Error('kept content: the last line is cut off');
    return this.content;
  }
}

async function* partsOf(db: Queryable, releaseId: string): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part += 1) {
    const [row] = await db
      .select({ bytes: releaseContents.bytes })
      .from(releaseContents)
      .where(
        and(
          eq(releaseContents.releaseId, releaseId),
          eq(releaseContents.part, part),
          eq(releaseContents.format, CONTENT_FORMAT),
        ),
      )
      .limit(1);
    if (!row) return;
    yield new Uint8Array(row.bytes);
  }
}

/**
 * The content of a release as it was loaded. Throws when what is kept cannot be unpacked, and errors of the database as
 * they are. Whether it is kept at all is to be asked before (`keptReleases`).
 */
export async function readContent(db: Queryable, releaseId: string): Promise<Content> {
  const reader = new LineReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  await pipeline(
    Readable.from(partsOf(db, releaseId)),
    createBrotliDecompress(),
    new Writable({
      write: (bytes: Buffer, _encoding, done) => {
        try {
          reader.take(decoder.decode(bytes, { stream: true }));
          done();
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
    }),
  );
  return reader.end();
}

/** Ids of the releases whose content is kept in a format that this version reads, in order of their ids. */
export async function keptReleases(db: Queryable): Promise<string[]> {
  const rows = await db
    .select({ id: releaseContents.releaseId })
    .from(releaseContents)
    .where(and(eq(releaseContents.part, 0), eq(releaseContents.format, CONTENT_FORMAT)))
    .orderBy(asc(releaseContents.releaseId));
  return rows.map(({ id }) => id);
}
