'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { followPageLinks } from './follow';

/** Brings the links to other pages to life, once for the whole document. */
export function PageLinks(): null {
  const router = useRouter();
  useEffect(() => followPageLinks(router), [router]);
  return null;
}
