import type { Run, Words } from './brief';

/** A part of a run on one line, and where it stands from the line's left edge. */
export interface Piece {
  /** The place of its run among the words. */
  run: number;
  text: string;
  x: number;
}
export type Line = readonly Piece[];

/** How wide a text is in the manner of a run. */
export type Measure = (text: string, run: Run) => number;

/** What stands between two places to break. */
interface Part {
  run: number;
  text: string;
}

/** Spaces (but not those that do not break), and the place after a hyphen, a dash or a slash inside a word. */
const BREAK = / +|(?<=[\p{L}\p{N}][-–—/])(?=[\p{L}\p{N}])/gu;

/** The words as stretches that are never parted, each with the space before it as a part of its own where it has one. */
function stretches(words: Words): { space: boolean; parts: Part[] }[] {
  const all: { space: boolean; parts: Part[] }[] = [{ space: false, parts: [] }];
  for (const [run, { text }] of words.entries()) {
    let from = 0;
    for (const { 0: separator, index } of text.matchAll(BREAK)) {
      all.at(-1)?.parts.push({ run, text: text.slice(from, index) });
      all.push({ space: separator !== '', parts: [] });
      from = index + separator.length;
    }
    all.at(-1)?.parts.push({ run, text: text.slice(from) });
  }
  return all
    .map(({ space, parts }) => ({ space, parts: parts.filter(({ text }) => text !== '') }))
    .filter(({ parts }) => parts.length > 0);
}

/** A stretch wider than the room, letter by letter in pieces that fit. */
function chopped(part: Part, words: Words, room: number, measure: Measure): Part[] {
  const run = words[part.run];
  if (!run || measure(part.text, run) <= room) return [part];
  const pieces: Part[] = [];
  let piece = '';
  for (const letter of part.text) {
    if (piece !== '' && measure(piece + letter, run) > room) {
      pieces.push({ run: part.run, text: piece });
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, { run: part.run, text: piece }];
}

/**
 * Breaks words into lines of at most `room`. What stands in one manner on a line is one piece, spaces inside, so that it is
 * drawn, found and copied as it reads. A stretch without a place to break is parted only where it is wider than a line.
 */
export function layLines(words: Words, room: number, measure: Measure): Line[] {
  const lines: Line[] = [];
  const widthOf = ({ run, text }: Part): number => {
    const manner = words[run];
    return manner ? measure(text, manner) : 0;
  };
  let line: Piece[] = [];
  let end = 0;
  const close = () => {
    if (line.length > 0) lines.push(line);
    line = [];
    end = 0;
  };
  const add = (part: Part) => {
    const last = line.at(-1);
    if (last?.run === part.run) last.text += part.text;
    else line.push({ ...part, x: end });
    end += widthOf(part);
  };
  for (const { space, parts } of stretches(words)) {
    const first = parts[0];
    const spaced = space && first ? [{ run: first.run, text: ' ' }, ...parts] : parts;
    if (line.length > 0 && end + spaced.reduce((sum, part) => sum + widthOf(part), 0) <= room) {
      for (const part of spaced) add(part);
      continue;
    }
    close();
    for (const part of parts.flatMap((one) => chopped(one, words, room, measure))) {
      if (line.length > 0 && end + widthOf(part) > room) close();
      add(part);
    }
  }
  close();
  return lines;
}
