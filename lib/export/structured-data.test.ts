import { describe, expect, it } from 'vitest';
import type { Claim } from '@/lib/domain/records';
import { claimReviews, scriptJson } from './structured-data';

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
