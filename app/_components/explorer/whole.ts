import { startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import { comesByPieces } from '@/app/_components/shell/pieces';

const neverChanges = () => () => undefined;

/**
 * Whether all of the explorer is there: in a page that the server sent, and for a reader who goes back. One who comes from another page
 * by a click first gets what a window shows, which stands there much sooner, and the rest as soon as that is seen.
 */
export function useWhole(): boolean {
  const inServersPage = useSyncExternalStore(
    neverChanges,
    () => false,
    () => true,
  );
  const [whole, setWhole] = useState(() => inServersPage || !comesByPieces());
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      startTransition(() => setWhole(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return whole;
}
