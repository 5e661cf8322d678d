/** What the second segment of an address can name. */
export type ItemKind = 'measure' | 'country' | 'event' | 'chart';

export interface PageKind {
  /** The route for an address with a query, where the one without is kept ready and reads none; null: the same route. */
  queryRoute: string | null;
  item: ItemKind | null;
  /** As `queryRoute`, for the pages of the items. */
  itemQueryRoute?: string;
  /** Pages below this one that are not of items, by their last segment. */
  parts?: readonly string[];
}

const PAGE_KINDS: Readonly<Record<string, PageKind>> = {
  '': { queryRoute: 'view', item: null },
  measures: { queryRoute: null, item: 'measure' },
  countries: { queryRoute: null, item: 'country' },
  charts: { queryRoute: null, item: 'chart', itemQueryRoute: 'chart-view' },
  compare: { queryRoute: null, item: null },
  claims: { queryRoute: null, item: null },
  timeline: { queryRoute: null, item: 'event' },
  codebook: { queryRoute: null, item: null },
  sources: { queryRoute: null, item: null },
  downloads: { queryRoute: null, item: null },
  changes: { queryRoute: null, item: null },
  coverage: { queryRoute: null, item: null },
  about: { queryRoute: null, item: null, parts: ['data-licence'] },
  api: { queryRoute: null, item: null },
};

/** How a page of this first segment is reached ('' is the dashboard); null when there is none. */
export function pageKind(section: string): PageKind | null {
  return Object.hasOwn(PAGE_KINDS, section) ? (PAGE_KINDS[section] ?? null) : null;
}

/** The addresses of all pages but those of items, without language. */
export const PAGE_PATHS: readonly string[] = Object.entries(PAGE_KINDS).flatMap(
  ([section, { parts = [] }]) => [`/${section}`, ...parts.map((part) => `/${section}/${part}`)],
);
