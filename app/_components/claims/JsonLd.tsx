import { scriptJson } from '@/lib/export/structured-data';

/** Structured data in the page. The JSON has no sign that HTML gives a meaning, so React writes it as it is. */
export function JsonLd({ content }: { content: object }) {
  return <script type="application/ld+json">{scriptJson(content)}</script>;
}
