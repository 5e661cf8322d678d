'use client';

import { useRouter } from 'next/navigation';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { partOfPage } from './part-of-page';

export type StillTag = 'div' | 'section' | 'ul' | 'dl' | 'tbody';

/** The nodes that came with the page's HTML, by the part they are: going back to it, they are put in place again. */
const came = new Map<string, readonly ChildNode[]>();

/**
 * Stands where the markup of a part is in the HTML that the server sent, and leaves it alone. Reached without a page load, the markup is
 * in `html`. It is our own: React has escaped every text in it.
 */
export function StillMarkup({
  as: Tag,
  className,
  part,
  html,
}: {
  as: StillTag;
  className?: string;
  /** Says what the markup is: equal parts are equal. */
  part: string;
  html?: string;
}) {
  const place = useRef<HTMLElement>(null);
  const router = useRouter();
  // Only another part is other markup: an object of its own would have React write it anew, and close what a reader opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const markup = useMemo(() => ({ __html: html ?? partOfPage(part) }), [part]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || html !== undefined) return;
    const nodes = came.get(part);
    if (element.firstChild) came.set(part, [...element.childNodes]);
    else if (nodes) element.append(...nodes);
    // React made the page anew without its HTML: its data is asked for, in which the markup is.
    else router.refresh();
  }, [part]);
  return (
    <Tag
      // A ref to any of the tags is one to an element.
      ref={place as React.RefObject<never>}
      className={className}
      suppressHydrationWarning
      dangerouslySetInnerHTML={markup}
    />
  );
}
