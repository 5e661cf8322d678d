import type { OutgoingHttpHeaders } from 'node:http';

/** How an answer came about: sent again; sent again although newer data is there, which is being made; made for another who asked the same; made. */
export const WAYS = ['kept', 'late', 'shared', 'made'] as const;
export type Way = (typeof WAYS)[number];

/** One answer as it went out, to be sent again to whoever asks the same. */
export interface Answer {
  status: number;
  /** Of the content: none of the connection, and none of the moment. */
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Headers that belong to one sending of an answer. */
const OF_THE_MOMENT = ['server-timing', 'strict-transport-security', 'date', 'connection', 'keep-alive'];

/** Listens to a response and gives the whole answer, or null when it broke off or is larger than `mostBytes`. */
export class Recording {
  readonly answer: Promise<Answer | null>;
  private resolve: (answer: Answer | null) => void = () => undefined;
  private status = 0;
  private headers: OutgoingHttpHeaders = {};
  private pieces: Buffer[] = [];
  private bytes = 0;
  private isOver = false;

  constructor(private readonly mostBytes: number) {
    this.answer = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  head(status: number, headers: OutgoingHttpHeaders): void {
    this.status = status;
    this.headers = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.includes(name.toLowerCase())),
    );
  }

  piece(bytes: Buffer): void {
    this.bytes += bytes.length;
    if (this.bytes > this.mostBytes) this.giveUp();
    else this.pieces.push(bytes);
  }

  /** True until the answer is whole or given up: up to then it is in memory anyway. */
  get listens(): boolean {
    return !this.isOver;
  }

  end(): void {
    this.isOver = true;
    this.resolve({ status: this.status, headers: this.headers, body: Buffer.concat(this.pieces) });
    this.pieces = [];
  }

  /** What was heard is let go; without effect once the answer is whole. */
  giveUp(): void {
    this.isOver = true;
    this.resolve(null);
    this.pieces = [];
  }
}
