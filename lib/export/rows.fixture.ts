import { partialDate } from '@/lib/domain/partial-date';
import type { Observation } from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import type { ExportContext, MeasureRow } from './measures-csv';

/** Synthetic rows for the tests of this folder: invented, shipped nowhere. */
export const TARGET: Observation = {
  id: 'xa-service.0123456789',
  measureId: 'xa-service',
  indicator: 'intake_per_year',
  component: null,
  period: { start: 2030, end: 2035 },
  value: 4250,
  low: 4000,
  high: 4500,
  qualifier: 'range',
  unit: 'persons',
  per: null,
  tax: null,
  basis: 'target',
  coverage: 'full',
  statedOn: partialDate('2025-11-27'),
  note: null,
  sourceIds: ['xa.law', 'xa.paper'],
};

export const PAY_FIGURE: Observation = {
  ...TARGET,
  id: 'xa-service.abcdef0123',
  indicator: 'pay',
  period: null,
  value: 5.4,
  low: null,
  high: null,
  qualifier: 'exact',
  unit: 'EUR',
  per: 'day',
  tax: 'net',
  basis: 'actual',
  statedOn: null,
  note: '=HYPERLINK("http://x.invalid"; "a")\nsecond line, with "quotes"',
  sourceIds: ['xa.law'],
};

export const FULL_MEASURE: MeasureRow = {
  id: 'xa-service',
  countryIso2: 'XA',
  country: { iso2: 'XA', iso3: 'XAA', name: 'Examplia' },
  name: '+Service, new',
  nativeName: 'Dienst “Ł”',
  headline: true,
  type: 'voluntary_service',
  obligation: 'voluntary',
  status: 'in_force',
  statusAsOf: partialDate('2026-03'),
  announcedOn: partialDate('2025'),
  legislatedOn: null,
  startsOn: partialDate('2026-09-01'),
  endedOn: null,
  eligibility: { sex: 'all', ageMin: 18, ageMax: 25, note: 'No limit; see law.' },
  duration: { min: 10, max: 10, unit: 'months', note: null },
  pay: {
    amount: 7503.6,
    currency: 'EUR',
    per: 'month',
    tax: 'gross',
    qualifier: 'at_least',
    note: null,
    sourceIds: ['xa.law'],
  },
  summary: 'A "new" scheme.',
  sourceIds: ['xa.law', 'xa.paper'],
  sourceCount: 2,
  targets: { indicator: 'intake_per_year', first: TARGET, last: TARGET },
};

export const BARE_MEASURE: MeasureRow = {
  ...FULL_MEASURE,
  id: 'xb-reserve',
  countryIso2: 'XB',
  country: { iso2: 'XB', iso3: 'XBB', name: 'Specimenland' },
  name: 'Reserve',
  nativeName: null,
  headline: false,
  type: 'reserve_expansion',
  obligation: 'conditional',
  status: 'under_debate',
  statusAsOf: null,
  announcedOn: null,
  startsOn: null,
  eligibility: { sex: null, ageMin: null, ageMax: null, note: null },
  duration: null,
  pay: null,
  summary: '-1 is not a number here',
  sourceIds: [],
  sourceCount: 0,
  targets: null,
};

export const CONTEXT: ExportContext = {
  release: { id: 'abc123def456', loadedAt: '2026-11-22T10:00:00.000Z' },
  measureUrl: (id) => `https://muster.example/measures/${id}`,
  translator: translator('en'),
};
