import { createServer, type Server } from 'node:http';
import type { Answered } from './log';

/** Seconds; a page that is kept takes a hundredth, a large picture some seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Methods that are told apart: a client chooses its method, and each would be a series of its own. */
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Metrics {
  /** Counts one answer. */
  count: (answered: Answered) => void;
  /** All metrics as Prometheus reads them, and their media type. */
  text: () => Promise<{ body: string; mediaType: string }>;
}

/**
 * Metrics of the process and of its answers; `release` gives the id of the release that is current, `replicaAge` the seconds since the
 * replica last had all that its server has (null before the first time), where there is a replica.
 */
export async function openMetrics(
  release: () => string | null,
  replicaAge: (() => number | null) | null = null,
): Promise<Metrics> {
  // Loaded when it is asked for: without a port for them a server counts nothing.
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  new Gauge({
    name: 'muster_array_buffers_bytes',
    help: 'Memory of buffers outside of the heap: kept answers and pictures, and what is under way.',
    registers: [register],
    collect() {
      this.set(process.memoryUsage().arrayBuffers);
    },
  });
  const requests = new Counter({
    name: 'muster_http_requests_total',
    help: 'Answers, by kind of address, method and status.',
    labelNames: ['kind', 'method', 'status'] as const,
    registers: [register],
  });
  const aborted = new Counter({
    name: 'muster_http_aborted_total',
    help: 'Answers whose reader left before they were whole.',
    labelNames: ['kind'] as const,
    registers: [register],
  });
  const ways = new Counter({
    name: 'muster_answers_total',
    help: 'Answers of the pages, by how they came about: kept, late (of the release before), shared, made.',
    labelNames: ['way'] as const,
    registers: [register],
  });
  const duration = new Histogram({
    name: 'muster_http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: ['kind'] as const,
    buckets: BUCKETS,
    registers: [register],
  });
  new Gauge({
    name: 'muster_release_info',
    help: 'The release that is current, as a label; none while none can be read.',
    labelNames: ['release'] as const,
    registers: [register],
    collect() {
      this.reset();
      const id = release();
      if (id !== null) this.set({ release: id }, 1);
    },
  });
  if (replicaAge) {
    new Gauge({
      name: 'muster_replica_age_seconds',
      help: 'Since the replica last had all that its server has; NaN before the first time.',
      registers: [register],
      collect() {
        this.set(replicaAge() ?? Number.NaN);
      },
    });
  }
  return {
    count: ({ kind, method, status, ms, way, aborted: left }) => {
      requests.inc({ kind, method: METHODS.has(method) ? method : 'other', status });
      duration.observe({ kind }, ms / 1000);
      if (way !== null) ways.inc({ way });
      if (left) aborted.inc({ kind });
    },
    text: async () => ({ body: await register.metrics(), mediaType: register.contentType }),
  };
}

/** A server of `GET /metrics`, for the inside of a network: it asks nobody who they are. It does not listen yet. */
export function metricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('GET /metrics\n');
      return;
    }
    metrics.text().then(
      ({ body, mediaType }) => {
        response.writeHead(200, { 'content-type': mediaType, 'cache-control': 'no-store' });
        response.end(body);
      },
      (error: unknown) => {
        console.error('metrics:', error);
        response.writeHead(500);
        response.end();
      },
    );
  });
}
