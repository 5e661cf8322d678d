import type { HitArea } from './layout-parts';

/*
 * How a reader reaches the figures of a chart, on its page and in an embed: a module of its own, so that the embed gets
 * nothing else.
 */

/** How far from a mark, in laid-out pixels, a pointer still means it; a finger is less exact. */
export const POINTER_REACH = 28;
export const TOUCH_REACH = 40;

/** The point nearest to a place, at most `reach` pixels away from its area; null when there is none. */
export function nearestHit(hits: readonly HitArea[], x: number, y: number, reach: number): HitArea | null {
  let best: HitArea | null = null;
  let bestDistance = reach;
  for (const hit of hits) {
    const dx = Math.max(hit.box.x - x, 0, x - hit.box.x - hit.box.width);
    const dy = Math.max(hit.box.y - y, 0, y - hit.box.y - hit.box.height);
    const toCentre = Math.hypot(hit.at.x - x, hit.at.y - y) / 10_000;
    const distance = Math.hypot(dx, dy) + toCentre;
    if (distance < bestDistance) {
      best = hit;
      bestDistance = distance;
    }
  }
  return best;
}

/** Next index for a key among `count` figures, -1 being none; null for keys that do not move. */
export function movedIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
