'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { takeLateFaces, watchFaces } from './late-faces';

/** Gives the second page the faces that came too late for the first (see takeLateFaces). */
export function LateFaces(): null {
  const path = usePathname();
  const [firstPath] = useState(path);
  useEffect(watchFaces, []);
  useEffect(() => {
    if (path !== firstPath) takeLateFaces();
  }, [path, firstPath]);
  return null;
}
