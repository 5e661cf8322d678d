/** What the second segment of an address can name. */
export type ItemKind = 'measure' | 'country' | 'event' | 'chart';

export interface PageKind {
  item: ItemKind | null;
  /** Pages below this one that are not of items, by their last segment. */
  parts?: readonly string[];
}

const PAGE_KINDS: Readonly<Record<string, PageKind>> = {
  '': { item: null },
  measures: { item: 'measure' },
  countries: { item: 'country' },
  charts: { item: 'chart' },
  compare: { item: null },
  claims: { item: null },
  timeline: { item: 'event' },
  codebook: { item: null },
  sources: { item: null },
  downloads: { item: null },
  changes: { item: null },
  coverage: { item: null },
  about: { item: null, parts: ['data-licence'] },
  api: { item: null },
};

/** How a page of this first segment is reached ('' is the dashboard); null when there is none. */
export function pageKind(section: string): PageKind | null {
  return Object.hasOwn(PAGE_KINDS, section) ? (PAGE_KINDS[section] ?? null) : null;
}

/** The addresses of all pages but those of items, without language. */
export const PAGE_PATHS: readonly string[] = Object.entries(PAGE_KINDS).flatMap(
  ([section, { parts = [] }]) => [`/${section}`, ...parts.map((part) => `/${section}/${part}`)],
);
