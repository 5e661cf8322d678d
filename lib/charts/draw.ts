import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import Piscina from 'piscina';
import type { Theme } from './palette';
import type { ChartSpec } from './spec';

export interface DrawOptions {
  /** CSS pixels. */
  width: number;
  theme: Theme;
  /** Makes the ids of the drawing its own where several stand in one page: letters, digits, hyphens. */
  idPrefix: string;
}

interface Drawing {
  pool: Piscina;
  cache: LRUCache<string, string, { spec: ChartSpec; options: DrawOptions }>;
}

/** About 500 charts of 24 kB: more than all default views in all sizes and languages. */
const CACHE_BYTES = 12_000_000;
/** A worker that draws nothing this long is let go; the next chart starts another (half a second). */
const IDLE_MS = 60_000;
/** Of a worker's heap: several times what the largest chart takes. One that takes more ends, and another starts. */
const HEAP_MB = 256;
/** A drawing takes some 40 ms, the first of a worker a second, ten on a machine that is busy; one that takes this long hangs. */
const TIMEOUT_MS = 60_000;
/** More time for each that waits before it: a build asks for some hundred at once, on a machine that may do other things. */
const WAIT_MS = 2_000;

/** The file of the drawing worker. Throws when it is not built (it says how to). */
export function drawingWorker(): string {
  const directory = join(process.cwd(), '.generated');
  for (const name of ['chart-worker.mjs', 'chart-renderer.js']) {
    const path = join(directory, name);
    if (!existsSync(path)) {
      throw new Error(`The chart renderer is not built: ${path} is missing. Run: npm run charts:build`);
    }
  }
  return join(directory, 'chart-worker.mjs');
}

function openDrawing(): Drawing {
  const pool = new Piscina({
    filename: drawingWorker(),
    minThreads: 1,
    maxThreads: 2,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const cache = new LRUCache<string, string, { spec: ChartSpec; options: DrawOptions }>({
    maxSize: CACHE_BYTES,
    // A text with a sign beyond Latin 1, which a dash is, takes two bytes a character.
    sizeCalculation: (svg) => svg.length * 2,
    fetchMethod: async (_key, _stale, { context: { spec, options } }) => {
      const allowed = TIMEOUT_MS + pool.queueSize * WAIT_MS;
      const signal = AbortSignal.timeout(allowed);
      try {
        return await pool.run({ spec, ...options }, { signal });
      } catch (error) {
        // An abort would pass for a reader who left, and be logged nowhere.
        if (!signal.aborted) throw error;
        throw new Error(`The chart "${spec.slug}" was not drawn within ${allowed} ms.`, { cause: error });
      }
    },
  });
  return { pool, cache };
}

/** One pool a process: kept on the global object so that reloads of this module in development share it. */
const holder = globalThis as typeof globalThis & { musterDrawing?: Drawing };

function drawing(): Drawing {
  holder.musterDrawing ??= openDrawing();
  return holder.musterDrawing;
}

/**
 * A chart as a complete SVG document (text), drawn by Recharts in a worker, cached by spec, size, theme and prefix.
 * Equal requests at the same time are drawn once. In theme `page` colours are the page's custom properties. Throws
 * when the renderer is not built (it says how), or when drawing fails.
 */
export async function drawChart(spec: ChartSpec, options: DrawOptions): Promise<string> {
  return drawing().cache.forceFetch(keyOf(spec, options), { context: { spec, options } });
}

/** Draws as `drawChart` does and gives the key under which lib/charts/drawn.ts finds the drawing in this process. */
export async function drawForPage(spec: ChartSpec, options: DrawOptions): Promise<string> {
  await drawChart(spec, options);
  return keyOf(spec, options);
}

function keyOf(spec: ChartSpec, options: DrawOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([spec, options]))
    .digest('base64url');
}

/** Ends the workers: for scripts and tests that must exit. */
export async function closeDrawing(): Promise<void> {
  const open = holder.musterDrawing;
  holder.musterDrawing = undefined;
  await open?.pool.destroy();
}
