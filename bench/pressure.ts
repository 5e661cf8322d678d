import { Agent, get } from 'node:http';

export interface Reply {
  status: number;
  etag: string;
  bytes: number;
}

/** One request; gives what came when all of it is there. */
export function ask(address: string, headers: Record<string, string>, agent?: Agent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    get(address, { headers, ...(agent ? { agent } : {}) }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, etag: response.headers.etag ?? '', bytes }),
      );
      response.on('error', reject);
    }).on('error', reject);
  });
}

export interface Pressure {
  requestsPerSecond: number;
  /** Milliseconds; half of the answers, and all but the slowest hundredth, came within. */
  p50: number;
  p99: number;
  bytesPerReply: number;
}

export interface Pressing {
  addressOf: (place: number) => string;
  headers?: Record<string, string>;
  expected?: number;
  connections: number;
  seconds: number;
}

/**
 * Asks over all connections until the time is over, each as soon as its last answer is there. Every answer must have the
 * status expected: throws an Error that names the first that has another.
 */
export async function press({
  addressOf,
  headers = {},
  expected = 200,
  connections,
  seconds,
}: Pressing): Promise<Pressure> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let bytes = 0;
  let place = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const one = async () => {
    while (performance.now() < until) {
      const address = addressOf(place);
      place += 1;
      const started = performance.now();
      const reply = await ask(address, headers, agent);
      times.push(performance.now() - started);
      bytes += reply.bytes;
      if (reply.status !== expected) throw new Error(`${address}: ${reply.status} instead of ${expected}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
  } finally {
    agent.destroy();
  }
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
  return {
    requestsPerSecond: times.length / took,
    p50: at(0.5),
    p99: at(0.99),
    bytesPerReply: bytes / times.length,
  };
}
