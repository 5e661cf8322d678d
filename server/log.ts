import type { Way } from './answer';

/** One answer, for the log and the metrics. */
export interface Answered {
  method: string;
  /** Without the query, which is the reader's business. */
  path: string;
  kind: string;
  status: number;
  /** From the request's head to the end of the answer, in milliseconds. */
  ms: number;
  /** How it came about; null when it was refused, or failed. */
  way: Way | null;
  /** The release that was current. */
  release: string | null;
  /** The reader left, or the connection broke, before the answer was whole. */
  aborted: boolean;
  /** Only of a fault, which cannot be looked into without it. */
  query?: string;
}

/** Longest text of a field that a client chooses. */
const LONGEST = 300;

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** The line for an answer: JSON, in one line, as every collector of logs reads it. */
export function logLine(answered: Answered, at: Date): string {
  const { method, path, query, ms, ...rest } = answered;
  return `${JSON.stringify({
    time: at.toISOString(),
    level: answered.status >= 500 ? 'error' : 'info',
    method: cut(method),
    path: cut(path),
    ...(query !== undefined && { query: cut(query) }),
    ms: Math.round(ms * 10) / 10,
    ...rest,
  })}\n`;
}
