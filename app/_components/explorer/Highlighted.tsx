import { highlight } from '@/lib/domain/highlight';

/** A text with what the search found in it marked. */
export function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  let at = 0;
  return highlight(text, words).map((part) => {
    const start = at;
    at += part.text.length;
    return part.marked ? <mark key={start}>{part.text}</mark> : part.text;
  });
}
