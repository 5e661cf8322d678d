import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { servedNow } from '@/lib/serving/context';
import { StillMarkup } from './StillMarkup';

/**
 * A part of a page that no script changes: links (PageLink), tables, lists, figures, but no client components, nothing that waits, and no
 * state. It comes as markup, which the browser reads many times as fast as React makes elements: in a page's HTML once, and not again in the
 * data that brings the page to life. Without `className` it is no box.
 */
export function Still({
  className = 'still',
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  const markup = servedNow()?.markup;
  if (!markup) return <div className={className}>{children}</div>;
  const html = markup.of(children);
  const part = createHash('sha256').update(html).digest('base64url').slice(0, 16);
  if (!markup.inData) markup.parts.set(part, html);
  // Another part is another component, so that none is written anew while it stays, which would close what a reader opened in it.
  return <StillMarkup key={part} className={className} part={part} {...(markup.inData && { html })} />;
}
