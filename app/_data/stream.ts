import 'server-only';
import type { Database } from '@/db/client';
import { patience } from '@/lib/serving/stalled';
import type { KnownRelease } from '@/lib/view-state/audit';
import { inReleaseOf } from './released';

const encoder = new TextEncoder();

/** A reader who takes nothing for this long is let go, so that a stalled download does not hold a connection for ever. */
const STALLED_SECONDS = 30;

/** An answer whose body is made while it is sent: `chunks` reads nothing before it is asked for a piece, and HEAD asks for none. */
export interface StreamedAnswer {
  headers: Record<string, string>;
  chunks: AsyncIterable<string | Uint8Array>;
}

/**
 * An answer that is read from one release while it is sent: `open` runs in a snapshot that stays until the last piece is
 * sent, so that a file is wholly of one release and only a piece of it is in memory. `open` can also give a finished answer
 * (a problem). What goes wrong before the first piece is an error of `open`; after it the connection is broken off: a file
 * that was cut short never ends as a whole one. Where `ofRelease` is false the present release is read, whatever the address says.
 */
export async function streamed(
  request: Request,
  open: (snapshot: Database, releases: KnownRelease[]) => Promise<StreamedAnswer | Response>,
  ofRelease = true,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  return new Promise<Response>((resolve, reject) => {
    inReleaseOf(ofRelease ? searchParams : new URLSearchParams(), async (snapshot, releases) => {
      const opened = await open(snapshot, releases);
      if (opened instanceof Response) return resolve(opened);
      const { headers, chunks } = opened;
      if (request.method === 'HEAD') return resolve(new Response(null, { headers }));
      const pieces = chunks[Symbol.asyncIterator]();
      // The first piece is made before the head is sent: most faults show there, and then the answer is an error with a status.
      const first = await pieces.next();
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      resolve(new Response(readable, { headers }));
      try {
        for (let piece = first; !piece.done; piece = await pieces.next()) {
          await taken(writer, typeof piece.value === 'string' ? encoder.encode(piece.value) : piece.value);
        }
        await writer.close();
      } catch (error) {
        await pieces.return?.(undefined);
        await writer.abort(error).catch((late: unknown) => console.error('a stream was gone already:', late));
        if (!request.signal.aborted) console.error(`${pathname}: broken off:`, error);
      }
    }).catch(reject);
  });
}

/** Waits until the reader took the piece; throws when the reader is gone or takes nothing for too long. */
async function taken(writer: WritableStreamDefaultWriter<Uint8Array>, piece: Uint8Array): Promise<void> {
  const { ended, stop } = patience(STALLED_SECONDS);
  try {
    await Promise.race([writer.write(piece), ended]);
  } finally {
    stop();
  }
}
