import type { ComponentProps } from 'react';

/**
 * A link to another page of ours, in plain HTML: once scripts run, the page behind it is fetched when a reader means it and shown without
 * loading anew (see PageLinks). `keepsPlace`: the same page in another view, shown where the reader is.
 */
export function PageLink({
  keepsPlace = false,
  ...rest
}: ComponentProps<'a'> & { href: string; keepsPlace?: boolean }) {
  return <a {...rest} data-page={keepsPlace ? 'place' : ''} />;
}
