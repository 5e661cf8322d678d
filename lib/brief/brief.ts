import type { Publication } from '@/lib/charts/publication';
import type { Locale } from '@/lib/i18n/locales';

/**
 * A brief: a view of Muster on one or two sheets of A4, for a folder. Plain data in the order of reading; a worker writes
 * it as a PDF and needs nothing but this object.
 */
export interface Brief {
  lang: Locale;
  orientation: 'portrait' | 'landscape';
  /** What kind of brief, and of which day. */
  kicker: string;
  title: string;
  /** What the file says it is about, for libraries and search. */
  subject: string;
  deck: readonly Words[];
  /** What a reader must know before any figure: that this is a past view, that newer data exists. */
  notices: readonly string[];
  facts: readonly Fact[];
  tables: readonly BriefTable[];
  /** Rows of charts; those of one row stand side by side. */
  charts: readonly (readonly Publication[])[];
  /** True where the charts stand after the sources: below a long table there is room for notes before there is for charts. */
  chartsLast: boolean;
  /** `dense`: notes so short that more columns of them stand side by side. */
  sources: { title: string; notes: readonly Note[]; dense: boolean };
  /** Release, licence, where everything is found. */
  imprint: readonly Words[];
  /** At the foot of each sheet, before its number. */
  running: string;
  /** When what is said was made, as the file's own date: ISO timestamp. */
  createdAt: string;
}

/** A stretch of text in one manner; `lang` where it is not in the language of the brief (BCP 47). */
export interface Run {
  text: string;
  look?: 'soft' | 'strong';
  lang?: string;
  link?: string;
}
export type Words = readonly Run[];

/** A figure that stands by itself: what it is, how much, and its basis, dates and sources. */
export interface Fact {
  term: string;
  value: string;
  aside: Words;
}

export interface BriefTable {
  title: string;
  /** What the table shows, for a reader who hears it. */
  summary: string;
  columns: readonly { label: string; share: number }[];
  rows: readonly BriefRow[];
}

/** The first cell of a row names it. */
export type BriefRow =
  | { kind: 'group'; label: string }
  | { kind: 'cells'; cells: readonly (readonly CellLine[])[] };

/** A paragraph of a cell: what is said, or what is said about it, smaller. */
export interface CellLine {
  words: Words;
  aside: boolean;
}

/** A source as a note: its number is what the text refers to. */
export interface Note {
  number: number;
  words: Words;
}

/** A brief as it is asked of the worker: the first of the versions that takes two sheets is written, else the last. */
export interface BriefRequest {
  versions: readonly Brief[];
}

/** A brief goes into a folder: more sheets than this and it is a report. */
export const MAX_SHEETS = 2;

const RUN_OF_NUMBERS = 3;

/** Numbers of notes as they are printed: "[2, 5–8]", ascending, three or more in a row as a span; empty for none. */
export function noteNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const spans: [first: number, last: number][] = [];
  for (const number of sorted) {
    const span = spans.at(-1);
    if (span && number === span[1] + 1) span[1] = number;
    else spans.push([number, number]);
  }
  const parts = spans.flatMap(([first, last]) =>
    last - first + 1 >= RUN_OF_NUMBERS
      ? [`${first}–${last}`]
      : first === last
        ? [String(first)]
        : [String(first), String(last)],
  );
  return parts.length === 0 ? '' : `[${parts.join(', ')}]`;
}

/** Numbers sources as they are first referred to, from 1. */
export class NoteBook {
  private readonly numbers = new Map<string, number>();

  /** " [2, 5–8]" for these sources, in soft ink; nothing where there is none. */
  refer(ids: readonly string[]): Run[] {
    const numbers = ids.map((id) => {
      const number = this.numbers.get(id) ?? this.numbers.size + 1;
      this.numbers.set(id, number);
      return number;
    });
    const text = noteNumbers(numbers);
    return text === '' ? [] : [{ text: ` ${text}`, look: 'soft' }];
  }

  /** The ids referred to, in the order of their numbers. */
  get ids(): string[] {
    return [...this.numbers.keys()];
  }
}
