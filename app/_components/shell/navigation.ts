/** The pages that the header names, by message key; addresses without language. */
export const NAVIGATION = [
  { key: 'measures', path: '/measures' },
  { key: 'countries', path: '/countries' },
  { key: 'compare', path: '/compare' },
  { key: 'charts', path: '/charts' },
  { key: 'timeline', path: '/timeline' },
  { key: 'claims', path: '/claims' },
] as const;

/** Those that the footer names. */
export const FOOTER_NAVIGATION = [
  { key: 'about', path: '/about' },
  { key: 'downloads', path: '/downloads' },
  { key: 'licence', path: '/about/data-licence' },
  { key: 'changes', path: '/changes' },
  { key: 'codebook', path: '/codebook' },
  { key: 'sources', path: '/sources' },
  { key: 'coverage', path: '/coverage' },
  { key: 'api', path: '/api' },
] as const;
