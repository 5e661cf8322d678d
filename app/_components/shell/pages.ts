/**
 * The pages, by first segment of their address. `kept`: made ahead or on the first visit and kept, so it reads no query;
 * with a query on it, `view` is its twin that does. `item`: what its second segment names.
 */
export interface PageKind {
  /** Route that reads the query, under the language; null when the page takes none. */
  view: string | null;
  /** The page without a query is another route than `view`. */
  kept: boolean;
  item: 'measure' | 'country' | 'event' | null;
  /** True when the bare address (no item) is a page. */
  index: boolean;
}

export const PAGE_KINDS: Readonly<Record<string, PageKind>> = {
  '': { view: 'view', kept: true, item: null, index: true },
  measures: { view: 'measures', kept: false, item: 'measure', index: true },
  countries: { view: 'countries', kept: false, item: 'country', index: true },
  compare: { view: 'compare', kept: false, item: null, index: true },
  claims: { view: 'claims', kept: false, item: null, index: true },
  timeline: { view: 'timeline', kept: false, item: 'event', index: true },
  codebook: { view: null, kept: true, item: null, index: true },
  sources: { view: 'sources', kept: false, item: null, index: true },
  coverage: { view: 'coverage', kept: false, item: null, index: true },
  about: { view: null, kept: true, item: null, index: true },
};
