import type { KnownCodes } from './audit';

/** A few real countries and measures for the tests of this folder. */
export const KNOWN: KnownCodes = {
  countries: [
    { iso2: 'CH', iso3: 'CHE', name: 'Switzerland' },
    { iso2: 'DE', iso3: 'DEU', name: 'Germany' },
    { iso2: 'DK', iso3: 'DNK', name: 'Denmark' },
    { iso2: 'ES', iso3: 'ESP', name: 'Spain' },
    { iso2: 'FI', iso3: 'FIN', name: 'Finland' },
    { iso2: 'FR', iso3: 'FRA', name: 'France' },
    { iso2: 'GB', iso3: 'GBR', name: 'United Kingdom' },
    { iso2: 'LT', iso3: 'LTU', name: 'Lithuania' },
    { iso2: 'NL', iso3: 'NLD', name: 'Netherlands' },
    { iso2: 'PL', iso3: 'POL', name: 'Poland' },
    { iso2: 'SE', iso3: 'SWE', name: 'Sweden' },
    { iso2: 'TR', iso3: 'TUR', name: 'Türkiye' },
    { iso2: 'US', iso3: 'USA', name: 'United States' },
  ],
  measures: ['al-conscription', 'al-reserve-force', 'fr-service-national', 'se-conscription'],
  // Made up: releases are loadings of one database.
  releases: [
    { id: 'c0ffee000003', kept: true },
    { id: 'c0ffee000002', kept: false },
    { id: 'c0ffee000001', kept: true },
  ],
};
