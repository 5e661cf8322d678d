import { describe, expect, it } from 'vitest';
import { measureJson } from './measure-json';
import { BARE_MEASURE, FULL_MEASURE, PAY_FIGURE } from './rows.fixture';

const RELEASE = {
  id: 'abc123def456',
  loadedAt: '2026-11-22T10:00:00.000Z',
  note: null,
  counts: { countries: 1, measures: 1, observations: 1, sources: 1, events: 0, claims: 0, seriesPoints: 0 },
};

describe('measureJson', () => {
  it('names fields as the codebook does and keeps what is missing as null', () => {
    const json = measureJson({
      measure: BARE_MEASURE,
      country: BARE_MEASURE.country,
      observations: [PAY_FIGURE],
      events: [],
      claims: [],
      sources: [],
      release: RELEASE,
      pageUrl: 'https://muster.example/measures/xb-reserve',
    });
    expect(json.measure).toEqual({
      id: 'xb-reserve',
      country: { iso2: 'XB', iso3: 'XBB', name: 'Specimenland' },
      name: 'Reserve',
      native_name: null,
      headline: false,
      type: 'reserve_expansion',
      obligation: 'conditional',
      status: 'under_debate',
      status_as_of: null,
      announced_on: null,
      legislated_on: null,
      starts_on: null,
      ended_on: null,
      eligibility: { sex: null, age_min: null, age_max: null, note: null },
      duration: null,
      pay: null,
      summary: '-1 is not a number here',
      source_ids: [],
    });
    expect(json.observations).toEqual([
      {
        id: 'xa-service.abcdef0123',
        indicator: 'pay',
        component: null,
        period: null,
        value: 5.4,
        low: null,
        high: null,
        qualifier: 'exact',
        unit: 'EUR',
        per: 'day',
        tax: 'net',
        basis: 'actual',
        coverage: 'full',
        stated_on: null,
        note: PAY_FIGURE.note,
        source_ids: ['xa.law'],
      },
    ]);
    expect(json.metadata).toEqual({
      url: 'https://muster.example/measures/xb-reserve',
      data_url: 'https://muster.example/measures/xb-reserve.json',
      language: 'en',
      release: { id: 'abc123def456', loaded_at: '2026-11-22T10:00:00.000Z', note: null },
      licence: null,
      licence_note:
        'No licence has been decided yet for this compilation. The sources keep the terms of their publishers.',
    });
  });

  it('has nothing that JSON cannot hold', () => {
    const json = measureJson({
      measure: FULL_MEASURE,
      country: FULL_MEASURE.country,
      observations: [],
      events: [],
      claims: [],
      sources: [],
      release: RELEASE,
      pageUrl: 'https://muster.example/measures/xa-service',
    });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json.measure.pay).toEqual({
      amount: 7503.6,
      currency: 'EUR',
      per: 'month',
      tax: 'gross',
      qualifier: 'at_least',
      note: null,
      source_ids: ['xa.law'],
    });
  });
});
