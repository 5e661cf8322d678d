/** The pages that the header names, by message key; addresses without language. */
export const NAVIGATION = [
  { key: 'dashboard', path: '/' },
  { key: 'charts', path: '/#charts' },
  { key: 'measures', path: '/#measures' },
] as const;
