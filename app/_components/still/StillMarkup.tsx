'use client';

import { useRouter } from 'next/navigation';
import { useLayoutEffect, useRef, useState } from 'react';
import { partOfPage } from './part-of-page';

/** The nodes that came with the page's HTML, by the part they are: going back to it, they are put in place again. */
const came = new Map<string, readonly ChildNode[]>();

/**
 * Stands where the markup of a part is in the HTML that the server sent, and leaves it alone. Reached without a page load, the markup is
 * in `html`. It is our own: React has escaped every text in it.
 */
export function StillMarkup({
  className,
  part,
  html,
}: {
  className: string;
  /** Says what the markup is: equal parts are equal. */
  part: string;
  html?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [markup] = useState(() => ({ __html: html ?? partOfPage(part) }));
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || html !== undefined) return;
    const nodes = came.get(part);
    if (element.firstChild) came.set(part, [...element.childNodes]);
    else if (nodes) element.append(...nodes);
    // React made the page anew without its HTML: its data is asked for, in which the markup is.
    else router.refresh();
  }, [html, part, router]);
  return <div ref={place} className={className} suppressHydrationWarning dangerouslySetInnerHTML={markup} />;
}
