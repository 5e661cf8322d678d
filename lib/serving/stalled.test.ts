import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { patience } from './stalled';

afterEach(() => {
  vi.useRealTimers();
});

/** What becomes of it: nothing yet, or its message. */
function watched({ ended }: { ended: Promise<never> }): { message: string | null } {
  const seen: { message: string | null } = { message: null };
  ended.catch((error: unknown) => {
    seen.message = error instanceof Error ? error.message : String(error);
  });
  return seen;
}

describe('patience with a reader', () => {
  it('ends after its time, and says so', async () => {
    vi.useFakeTimers();
    const seen = watched(patience(30));
    await vi.advanceTimersByTimeAsync(29_900);
    expect(seen.message).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(seen.message).toBe('the reader took nothing for 30 s');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not end once it was stopped', async () => {
    vi.useFakeTimers();
    const one = patience(30);
    const seen = watched(one);
    one.stop();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(seen.message).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not end because the server had no time', async () => {
    const one = patience(4, 100);
    const seen = watched(one);
    const until = performance.now() + 600;
    while (performance.now() < until);
    await after(20);
    expect(seen.message).toBeNull();
    await expect(one.ended).rejects.toThrow('the reader took nothing for 0.4 s');
  });
});
