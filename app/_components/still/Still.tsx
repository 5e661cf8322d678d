import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { servedNow } from '@/lib/serving/context';
import { StillMarkup, type StillTag } from './StillMarkup';

/**
 * A part of a page that no script changes: links (PageLink), tables, lists, figures, but no client components, nothing that waits, and no
 * state. It comes as markup, which the browser reads many times as fast as React makes elements: in a page's HTML once, and not again in the
 * data that brings the page to life. Without `className` it is no box.
 */
export function Still({
  as: Tag = 'div',
  className = 'still',
  children,
}: {
  as?: StillTag;
  className?: string | undefined;
  children: ReactNode;
}) {
  const markup = servedNow()?.markup;
  if (!markup) return <Tag className={className}>{children}</Tag>;
  const html = markup.of(children);
  const part = createHash('sha256').update(html).digest('base64url').slice(0, 16);
  if (markup.inData) return <StillMarkup as={Tag} className={className} part={part} html={html} />;
  markup.parts.set(part, html);
  return <StillMarkup as={Tag} className={className} part={part} />;
}
