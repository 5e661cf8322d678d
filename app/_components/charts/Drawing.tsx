'use client';

import { useEffect, useRef, useState } from 'react';
import { takeDrawing } from '@/lib/charts/drawn';

/**
 * Stands where a drawing is in the HTML that the server sent, and leaves it alone: React neither gets it a second time
 * nor compares it. Reached without a page load there is no such HTML, so the drawing is fetched from its address. What is
 * set here is our own drawing, in which React has escaped every text.
 */
export function Drawing({
  drawingKey,
  href,
  className,
}: {
  drawingKey: string;
  href: string;
  className: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [svg, setSvg] = useState(() => takeDrawing(drawingKey));

  useEffect(() => {
    if (place.current?.firstChild) return;
    const cancel = new AbortController();
    const take = () => {
      if (cancel.signal.aborted) return;
      fetch(href, { signal: cancel.signal })
        .then((response) =>
          response.ok ? response.text() : Promise.reject(new Error(`HTTP ${response.status}`)),
        )
        .then(setSvg)
        .catch((error: unknown) => {
          if (!cancel.signal.aborted) console.error(`${href}: the drawing could not be fetched:`, error);
        });
    };
    // The words of the page first: to ask for the drawings of a page takes a browser up to 20 ms.
    requestAnimationFrame(() => setTimeout(take));
    return () => cancel.abort();
  }, [href]);

  return (
    <div
      ref={place}
      className={className}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
