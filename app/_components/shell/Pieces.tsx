'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { layOutPieces, wholeAtOnce } from './pieces';

function PiecesOfPage(): null {
  useEffect(layOutPieces, []);
  return null;
}

/** Has the pieces of each page laid out that a reader comes to (see layOutPieces). */
export function Pieces() {
  const path = usePathname();
  const search = useSearchParams();
  useEffect(() => {
    // Going back, the browser puts the reader where they were: that needs the height of the page.
    addEventListener('popstate', wholeAtOnce);
    return () => removeEventListener('popstate', wholeAtOnce);
  }, []);
  // Another address is another page.
  return <PiecesOfPage key={`${path}?${search}`} />;
}
