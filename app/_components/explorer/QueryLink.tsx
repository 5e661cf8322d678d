'use client';

import type { ComponentProps, MouseEvent } from 'react';

/** A link to another view of the same page; in a living page it is asked for without loading the page. */
export function QueryLink({
  path,
  query,
  hash = '',
  onAsk,
  ...rest
}: Omit<ComponentProps<'a'>, 'href' | 'onClick'> & {
  path: string;
  query: string;
  hash?: string;
  onAsk: (query: string) => void;
}) {
  const ask = (event: MouseEvent<HTMLAnchorElement>) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onAsk(query);
  };
  return <a {...rest} href={`${path}${query === '' ? '' : `?${query}`}${hash}`} onClick={ask} />;
}
