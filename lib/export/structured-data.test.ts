import { describe, expect, it } from 'vitest';
import type { Claim } from '@/lib/domain/records';
import { claimReviews, type DataSetContext, scriptJson, siteData } from './structured-data';

/** Invented, with text that would end a script element if it were written as it is. */
const CLAIM: Claim = {
  id: 'xa-claim',
  statement: 'Numbers </script><script>alert(1)</script> & <!-- more',
  attributedTo: 'a speaker',
  countryIso2: 'XA',
  measureId: null,
  verdict: 'disputed',
  explanation: 'One says yes.',
  laterDevelopments: 'Another said no.',
  sourceIds: ['claims.one'],
};
const SOURCE = {
  id: 'claims.one',
  title: 'A title',
  url: 'https://x.invalid/?a=1&b=2',
  publisher: 'A paper',
};
const CONTEXT = {
  origin: 'https://muster.invalid',
  path: '/fr/claims',
  releasedOn: '2026-11-22',
  verdictLabel: () => 'Contesté',
};

describe('claims as structured data', () => {
  const reviews = claimReviews([CLAIM], [SOURCE], CONTEXT);

  it('say what was claimed, our verdict in words, and the sources', () => {
    expect(reviews['@graph']).toEqual([
      {
        '@type': 'ClaimReview',
        '@id': 'https://muster.invalid/fr/claims#xa-claim',
        url: 'https://muster.invalid/fr/claims#xa-claim',
        inLanguage: 'en',
        datePublished: '2026-11-22',
        author: { '@type': 'Organization', name: 'Muster', url: 'https://muster.invalid/' },
        claimReviewed: CLAIM.statement,
        itemReviewed: { '@type': 'Claim', text: CLAIM.statement, creditText: 'a speaker' },
        reviewBody: 'One says yes. Another said no.',
        reviewRating: { '@type': 'Rating', alternateName: 'Contesté' },
        citation: [
          {
            '@type': 'CreativeWork',
            name: 'A title',
            url: 'https://x.invalid/?a=1&b=2',
            publisher: 'A paper',
          },
        ],
      },
    ]);
  });

  it('are refused without a source they cite, naming both', () => {
    expect(() => claimReviews([CLAIM], [], CONTEXT)).toThrow('claim xa-claim: no source "claims.one"');
  });

  it('hold no sign that HTML gives a meaning, and parse to the same', () => {
    const written = scriptJson(reviews);
    expect(written).not.toMatch(/[<>&]/);
    expect(JSON.parse(written)).toEqual(reviews);
  });
});

/** Invented. */
const DATA: DataSetContext = {
  origin: 'https://muster.invalid',
  page: '/fr/downloads',
  part: 'all',
  lang: 'fr',
  name: 'Les données',
  description: 'Ce qu’elles contiennent.',
  release: { id: 'abc123def456', loadedAt: '2026-11-22T10:00:00.000Z' },
  licence: 'Aucune licence.',
  licencePage: '/fr/about/data-licence',
  citation: 'Muster : « Les données ».',
  years: { from: 1999, to: 2040 },
  countries: [{ iso2: 'XA', name: 'Pays A' }],
  indicators: [{ code: 'applicants', label: 'Candidats' }],
  files: [
    { path: '/events.csv?lang=fr', name: 'Événements', mediaType: 'text/csv', bytes: 1234 },
    { path: '/muster.sqlite', name: 'muster.sqlite', mediaType: 'application/vnd.sqlite3', bytes: null },
  ],
  series: [
    { title: 'S', publisher: 'P', url: 'https://x.invalid/s', licence: 'CC BY 4.0', vintage: '2024' },
    { title: 'T', publisher: 'Q', url: 'https://x.invalid/t', licence: 'Public domain', vintage: '2025' },
  ],
};
const PUBLISHER = { '@type': 'Organization', name: 'Muster', url: 'https://muster.invalid/' };

describe('the data as structured data', () => {
  it('name their files, extent, release, terms, and the terms of each series', () => {
    expect(siteData(DATA)).toEqual({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'Dataset',
          '@id': 'https://muster.invalid/#data',
          name: 'Les données',
          description: 'Ce qu’elles contiennent.',
          url: 'https://muster.invalid/fr/downloads',
          inLanguage: 'fr',
          creator: PUBLISHER,
          publisher: PUBLISHER,
          license: {
            '@type': 'CreativeWork',
            name: 'Aucune licence.',
            url: 'https://muster.invalid/fr/about/data-licence',
          },
          isAccessibleForFree: true,
          version: 'abc123def456',
          dateModified: '2026-11-22',
          citation: 'Muster : « Les données ».',
          temporalCoverage: '1999/2040',
          spatialCoverage: [{ '@type': 'Country', name: 'Pays A', identifier: 'XA' }],
          variableMeasured: [{ '@type': 'PropertyValue', name: 'Candidats', propertyID: 'applicants' }],
          distribution: [
            {
              '@type': 'DataDownload',
              name: 'Événements',
              contentUrl: 'https://muster.invalid/events.csv?lang=fr',
              encodingFormat: 'text/csv',
              contentSize: '1234 B',
            },
            {
              '@type': 'DataDownload',
              name: 'muster.sqlite',
              contentUrl: 'https://muster.invalid/muster.sqlite',
              encodingFormat: 'application/vnd.sqlite3',
            },
          ],
          isBasedOn: [
            {
              '@type': 'CreativeWork',
              name: 'S',
              url: 'https://x.invalid/s',
              version: '2024',
              publisher: { '@type': 'Organization', name: 'P' },
              license: {
                '@type': 'CreativeWork',
                name: 'CC BY 4.0',
                url: 'https://creativecommons.org/licenses/by/4.0/',
              },
            },
            {
              '@type': 'CreativeWork',
              name: 'T',
              url: 'https://x.invalid/t',
              version: '2025',
              publisher: { '@type': 'Organization', name: 'Q' },
              license: { '@type': 'CreativeWork', name: 'Public domain' },
            },
          ],
          includedInDataCatalog: {
            '@type': 'DataCatalog',
            '@id': 'https://muster.invalid/#catalogue',
            name: 'Muster',
            url: 'https://muster.invalid/',
          },
        },
      ],
    });
  });

  it('of the file of measures are a part of the whole, without series', () => {
    const [dataset] = siteData({ ...DATA, part: 'measures', years: null })['@graph'];
    expect(dataset).toMatchObject({
      '@id': 'https://muster.invalid/#measures',
      isPartOf: { '@id': 'https://muster.invalid/#data' },
    });
    expect(dataset).not.toHaveProperty('isBasedOn');
    expect(dataset).not.toHaveProperty('temporalCoverage');
  });
});
