import 'server-only';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LRUCache } from 'lru-cache';
import Piscina from 'piscina';
import type { BriefRequest } from '@/lib/brief/brief';
import type { PictureFormat, PictureTheme } from '@/lib/view-state/pictures';
import { drawingWorker } from './draw';
import type { Publication } from './publication';

export interface PictureRequest {
  publication: Publication;
  theme: PictureTheme;
  format: PictureFormat;
  /** Pixels of a PNG for each CSS pixel; an SVG has none. */
  scale: number;
}

/** A card (lib/cards/card.ts): an SVG of words, drawn as it is. */
export interface CardRequest {
  card: string;
}

/** Everything that the thread of pictures draws. */
export type Drawable = PictureRequest | CardRequest | BriefRequest;

/** Thrown where more pictures wait than can be drawn soon: the reader is asked to come back. */
export class PicturesBusyError extends Error {
  override name = 'PicturesBusyError';
  /** Seconds after which asking again makes sense. */
  readonly retryAfter = 5;
}

interface Asked {
  request: Drawable;
}

interface Drawing {
  pool: Piscina;
  cache: LRUCache<string, Uint8Array, Asked>;
  /** Changes with the code that draws, so that a browser does not keep what an older one drew. */
  version: string;
}

/** Some 400 pictures of 120 kB. */
const CACHE_BYTES = 48_000_000;
/** Of the thread's heap: several times what the largest brief takes. One that takes more ends, and another starts. */
const HEAP_MB = 256;
/** The largest picture allowed takes some seconds; one that takes this long hangs. */
const TIMEOUT_MS = 30_000;
/** A picture takes a tenth of a second to a second: who stands last here waits about ten. */
const MAX_WAITING = 20;

/** The worker's function for it. */
function taskOf(request: Drawable): 'drawCard' | 'drawBrief' | 'drawFile' {
  if ('card' in request) return 'drawCard';
  return 'versions' in request ? 'drawBrief' : 'drawFile';
}

function openDrawing(): Drawing {
  const filename = drawingWorker();
  // One thread of its own, below the pages' in priority: however many pictures are asked for, pages get drawn. It stays: the
  // first picture of a new one takes seconds.
  const pool = new Piscina({
    filename,
    minThreads: 1,
    maxThreads: 1,
    maxQueue: MAX_WAITING,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    niceIncrement: 10,
  });
  const cache = new LRUCache<string, Uint8Array, Asked>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ byteLength }) => byteLength,
    fetchMethod: async (_key, _stale, { context: { request } }) => {
      if (pool.queueSize >= MAX_WAITING) {
        throw new PicturesBusyError(`${pool.queueSize} pictures wait to be drawn.`);
      }
      return pool.run(
        { ...request, idPrefix: 'chart' },
        { name: taskOf(request), signal: AbortSignal.timeout(TIMEOUT_MS) },
      );
    },
  });
  const stamp: { fingerprint: string } = JSON.parse(
    readFileSync(join(dirname(filename), 'chart-renderer.inputs.json'), 'utf8'),
  );
  return { pool, cache, version: stamp.fingerprint };
}

/** One pool a process: kept on the global object so that reloads of this module in development share it. */
const holder = globalThis as typeof globalThis & { musterPictures?: Drawing };

function drawing(): Drawing {
  holder.musterPictures ??= openDrawing();
  return holder.musterPictures;
}

/** What a picture is made of, as a short text: equal for equal pictures, and for no others. For caches and ETags. */
export function pictureKey(request: Drawable): string {
  return createHash('sha256')
    .update(JSON.stringify([drawing().version, request]))
    .digest('base64url');
}

/**
 * The bytes of a picture, drawn in a worker and cached by what it is made of. Equal requests at the same time are drawn
 * once. Throws PicturesBusyError when too many wait, and when the renderer is not built or drawing fails.
 */
export async function drawPicture(request: Drawable): Promise<Uint8Array> {
  return drawing().cache.forceFetch(pictureKey(request), { context: { request } });
}

/** The bytes of a picture drawn before, by its key; undefined where it was never drawn here, or not lately. */
export function keptPicture(key: string): Uint8Array | undefined {
  return drawing().cache.get(key);
}

/** The SVG of a publication with its words as text: what is outlined in the files. For tests, which can read it. */
export async function drawPublication(
  request: Pick<PictureRequest, 'publication' | 'theme'>,
): Promise<string> {
  return drawing().pool.run({ ...request, idPrefix: 'chart' }, { name: 'drawPublication' });
}

/** Ends the worker: for scripts and tests that must exit. */
export async function closePictures(): Promise<void> {
  const open = holder.musterPictures;
  holder.musterPictures = undefined;
  await open?.pool.destroy();
}
