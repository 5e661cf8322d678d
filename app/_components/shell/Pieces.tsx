'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { layOutPieces, wholeAtOnce } from './pieces';

/** Has the pieces of each page laid out that a reader comes to (see layOutPieces). */
export function Pieces(): null {
  const path = usePathname();
  const search = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page
  useEffect(layOutPieces, [path, search]);
  useEffect(() => {
    // Going back, the browser puts the reader where they were: that needs the height of the page.
    addEventListener('popstate', wholeAtOnce);
    return () => removeEventListener('popstate', wholeAtOnce);
  }, []);
  return null;
}
