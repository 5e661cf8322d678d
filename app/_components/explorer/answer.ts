import type { PageCitation } from '@/app/_components/cite/Cite';
import type { CodeExample } from '@/lib/api/snippets';
import type { CodedFacet, ExplorerColumn, ExplorerSort } from '@/lib/view-state/explorer-codes';

/*
 * The shape of what /data/explorer answers, which the page is also made of. Types only: the browser gets no code from
 * here. Codes and figures are for programs; `cells` and `words` are the same in the words of the language asked for.
 */

/** What a cell of the table says; `text` null is nothing found. */
export interface Cell {
  text: string | null;
  /** Said softly beside it: the year of a target, the name in the country's language. */
  aside?: string;
  /** A line below it: what a target counts when that is not people entering service. */
  note?: string;
}

/** The part of a measure that the page shows. */
export interface ShownMeasure {
  id: string;
  name: string;
  native_name: string | null;
  summary: string;
  /** The address of its page in the language asked for. */
  path: string;
  cells: Record<ExplorerColumn, Cell>;
}

export interface AnsweredFacet {
  /** The parameter of the address. */
  param: 'countries' | CodedFacet;
  label: string;
  hint: string | null;
  /** Each counted with all other filters applied; `counted` in the language's own figures, which take a browser long to make ready. */
  values: { code: string; label: string; count: number; counted: string }[];
}

export interface ExplorerMeta {
  /** Measures that match, on all pages; `total` without a filter. */
  count: number;
  total: number;
  page: number;
  pages: number;
  page_size: number;
  language: string;
  sentence: string;
  /** The view as a query, in canonical order with defaults left out. */
  query: string;
  columns: ExplorerColumn[];
  sort: ExplorerSort;
  /** The words searched for, and those of them that match (folded). */
  q: string;
  /** Null for today. */
  past: { as_of: string; title: string; left_out: string; rules: string[] } | null;
  facets: AnsweredFacet[];
  /** Codes of the countries of the measures that match. */
  countries: string[];
  release: { id: string; loaded_at: string };
  words: {
    showing: string;
    done: string;
    filters: string;
    file: string;
    compare: string | null;
    citation: PageCitation;
    pager: { page: number; label: string }[];
  };
}

export interface ExplorerLinks {
  /** The page of this view. */
  html: string;
  csv: string;
  /** With a byte order mark and the separator that Excel takes in the language. */
  csv_excel: string;
  xlsx: string;
  json: string;
  compare: string | null;
  /** The call to the API that gives all rows of this view. */
  code: CodeExample[];
}

/** What the page needs of an answer. */
export interface ExplorerAnswer {
  data: ShownMeasure[];
  meta: ExplorerMeta;
  links: ExplorerLinks;
}
