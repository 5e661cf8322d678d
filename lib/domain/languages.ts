/** Languages of the pages, and those in which a country's name is searched (ISO 639-1). The first is what an address without one means. */
export const LOCALES = ['en', 'fr', 'sv', 'pl', 'de'] as const;
export type Locale = (typeof LOCALES)[number];
