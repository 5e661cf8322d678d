import { foldText } from './text';

/** A stretch of a text, and whether a search matches it. */
export interface TextPart {
  text: string;
  marked: boolean;
}

const WORD = /[\p{L}\p{N}\p{Co}]+/gu;
const MARK = /\p{M}/u;

/** The words of a search, as they are compared: folded, without doubles. */
export function searchWords(q: string): string[] {
  return [...new Set(foldText(q).match(WORD) ?? [])];
}

/** A text as search compares it, and for each of its characters where in the text it comes from. */
function folded(text: string): { letters: string; from: number[]; to: number[] } {
  let letters = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const letter of text) {
    const end = at + letter.length;
    if (MARK.test(letter)) {
      // A mark belongs to the letter before it.
      if (to.length > 0) to[to.length - 1] = end;
    } else {
      const plain = foldText(letter);
      letters += plain;
      for (let i = 0; i < plain.length; i += 1) {
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { letters, from, to };
}

/** Where in a text a search matches: the beginnings of words that begin with a word of the search; start and end, in order. */
export function matchesIn(text: string, words: readonly string[]): { start: number; end: number }[] {
  if (words.length === 0) return [];
  const { letters, from, to } = folded(text);
  return [...letters.matchAll(WORD)].flatMap((word) => {
    const longest = words
      .filter((wanted) => word[0].startsWith(wanted))
      .reduce((most, wanted) => Math.max(most, wanted.length), 0);
    const start = from[word.index];
    const end = to[word.index + longest - 1];
    return longest === 0 || start === undefined || end === undefined ? [] : [{ start, end }];
  });
}

/**
 * A text in parts, those marked that a search matches: as full-text search does, each word of the search matches the
 * beginning of a word, without regard to case and diacritics. The parts joined are the text, unchanged. Pure: the same on
 * the server and in the browser.
 */
export function highlight(text: string, words: readonly string[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { start, end } of matchesIn(text, words)) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** Characters around the first match of an excerpt. */
const BEFORE_MATCH = 60;
const EXCERPT_LENGTH = 180;

/** The part of a text around the first match, cut at spaces, with "…" where it is cut; null when nothing matches. */
export function excerpt(text: string, words: readonly string[]): string | null {
  const first = matchesIn(text, words)[0];
  if (!first) return null;
  const wanted = Math.max(0, first.start - BEFORE_MATCH);
  const start = wanted === 0 ? 0 : text.lastIndexOf(' ', wanted) + 1;
  const limit = start + EXCERPT_LENGTH;
  const space = text.lastIndexOf(' ', limit);
  const end = limit >= text.length ? text.length : space > first.end ? space : limit;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
