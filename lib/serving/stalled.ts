/** Waits for a reader, who may take nothing only for so long. */
export interface Patience {
  /** Fails when it is at its end. */
  ended: Promise<never>;
  /** The reader took what was offered. */
  stop(): void;
}

/**
 * Patience of `turns` turns of `turnMs` each. Turn by turn: while the server itself has no time, one turn passes and not all of them, because then
 * it is not the reader who takes nothing. Its failure says what the reader did.
 */
export function patience(turns: number, turnMs = 1000): Patience {
  let left = turns;
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      left -= 1;
      if (left === 0) reject(new Error(`the reader took nothing for ${(turns * turnMs) / 1000} s`));
    }, turnMs);
  });
  // Who stopped it does not wait for it any more.
  ended.catch(() => clearInterval(timer));
  return { ended, stop: () => clearInterval(timer) };
}
